from pathlib import Path

import numpy as np
import pytest

from nlp.components.phrase_features import Lexicon, read_sentences
from nlp.components.phrase_network import (
    HEADS,
    MODEL_PATH,
    NAME_HEADS,
    POSTING_HEADS,
    SENTENCE_HEADS,
    Network,
    Networks,
    convolve,
    normalise,
    read_networks,
)
from nlp.errors import ModelError
from nlp.extractor import make_doc
from nlp.mentions import Mention, token_places, write_mentions
from nlp.training.phrase_data import token_features
from nlp.training.phrase_learner import encode, export_weights, flatten
from nlp.types import PostingInput
from tests.nlp.phrase_networks import NLP, WORDS, small_learner, taught_networks

TEXT = "Weld pipes and read plans. We offer lunch. " * 70


def test_exported_weights_score_as_the_learner_does() -> None:
    learner = small_learner()
    learner.averages["out"] = learner.rng.normal(size=learner.averages["out"].shape).astype(np.float32)
    network, lexicon = Network(export_weights(learner, WORDS)), Lexicon(WORDS)
    doc = make_doc(NLP, PostingInput("1", "", TEXT))
    hint = token_places(doc).mention(6, 11, "technology")
    assert isinstance(hint, Mention)
    write_mentions(doc, [hint])
    sentences = read_sentences([doc], lexicon)
    ids = token_features(sentences, lexicon)
    ends = np.cumsum(sentences.lengths).tolist()
    parts = [ids[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]
    table, mask, _ = flatten(parts)
    state, _ = encode(learner, table, mask, learning=False)
    wanted = (state @ learner.averages["out"] + learner.averages["out_bias"])[mask[:, 0] > 0]
    scores = network.score(sentences, lexicon).reshape(len(ids), -1)
    assert np.abs(scores - wanted).max() < 0.05 * np.abs(wanted).max()


def test_sentences_do_not_see_each_other() -> None:
    network, lexicon = Network(export_weights(small_learner(), WORDS)), Lexicon(WORDS)

    def score(text: str) -> list[float]:
        sentences = read_sentences([make_doc(NLP, PostingInput("1", "", text))], lexicon)
        return network.score(sentences, lexicon)[: int(sentences.lengths[0])].ravel().tolist()

    assert score("weld pipes\nread plans") == pytest.approx(score("weld pipes\nwe offer lunch"), abs=1e-5)


def test_convolution_reaches_its_neighbours_only() -> None:
    kernel = np.stack([np.full((1, 1), value, dtype=np.float32) for value in (1, 10, 100)])
    state = np.array([[1], [0], [0], [2]], dtype=np.float32)
    assert convolve(state, kernel, 1).ravel().tolist() == [10, 1, 200, 20]
    assert convolve(state, kernel, 2).ravel().tolist() == [10, 200, 1, 20]


def test_normalised_rows_have_mean_0_and_variance_1() -> None:
    state = np.array([[1, 2, 3, 6]], dtype=np.float32)
    normal = normalise(state, np.ones(4, dtype=np.float32), np.zeros(4, dtype=np.float32))
    assert normal.mean() == pytest.approx(0, abs=1e-6)
    assert normal.std() == pytest.approx(1, abs=1e-4)


def test_a_model_of_another_format_is_refused(tmp_path: Path) -> None:
    weights = export_weights(small_learner(), WORDS) | {"format": np.array(0)}
    with pytest.raises(ModelError, match="format"):
        Network(weights)
    with pytest.raises(ModelError, match="missing"):
        read_networks(tmp_path / "none.npz")


def test_heads_are_those_of_sentences_and_of_postings() -> None:
    assert (*SENTENCE_HEADS, *POSTING_HEADS) == HEADS
    assert ("posting", *NAME_HEADS) == POSTING_HEADS
    assert Network(export_weights(small_learner(), WORDS)).heads == tuple(range(len(HEADS)))
    assert taught_networks().postings.heads == (2, 3, 4, 5, 6)
    assert taught_networks().sentences.heads == (0, 1)


def test_a_network_of_some_heads_scores_them_as_one_of_all_does() -> None:
    learner = small_learner()
    learner.averages["out"] = learner.rng.normal(size=learner.averages["out"].shape).astype(np.float32)
    learner.averages["transitions"] = learner.rng.normal(size=(len(HEADS), 5, 5)).astype(np.float32)
    lexicon = Lexicon(WORDS)
    sentences = read_sentences([make_doc(NLP, PostingInput("1", "", TEXT))], lexicon)
    whole = Network(export_weights(learner, WORDS))
    part = Network(export_weights(learner, WORDS, ("license", "knowledge")))
    chosen = [HEADS.index("license"), HEADS.index("knowledge")]
    assert part.heads == tuple(chosen)
    assert part.transitions.tolist() == whole.transitions[chosen].tolist()
    wanted = whole.score(sentences, lexicon)[:, chosen]
    np.testing.assert_allclose(part.score(sentences, lexicon), wanted, atol=1e-5)


def test_a_hint_changes_the_scores_around_it_only() -> None:
    network, lexicon = Network(export_weights(small_learner(), WORDS)), Lexicon(WORDS)
    text = "weld pipes\nread plans"
    plain, hinted = (make_doc(NLP, PostingInput("1", "", text)) for _ in range(2))
    write_mentions(hinted, [Mention(1, 5, 1, 2, "skill", origin="sure")])
    one, other = (network.score(read_sentences([doc], lexicon), lexicon) for doc in (plain, hinted))
    assert np.abs(one[:2] - other[:2]).max() > 1e-4
    np.testing.assert_allclose(one[2:], other[2:], atol=1e-6)


def test_both_networks_survive_as_arrays_with_their_words_once() -> None:
    networks = taught_networks()
    arrays = networks.to_arrays()
    assert [key for key in arrays if key.endswith("words") and "rows" not in key and "scale" not in key] == [
        "words"
    ]
    again = Networks.from_arrays(arrays)
    lexicon = Lexicon(WORDS)
    sentences = read_sentences([make_doc(NLP, PostingInput("1", "", TEXT))], lexicon)
    for one, other in ((networks.postings, again.postings), (networks.sentences, again.sentences)):
        assert other.heads == one.heads
        assert other.words == WORDS
        assert other.score(sentences, lexicon).tolist() == one.score(sentences, lexicon).tolist()


def test_arrays_of_another_format_are_refused() -> None:
    arrays = taught_networks().to_arrays() | {"sentences/format": np.array(1)}
    with pytest.raises(ModelError, match="format"):
        Networks.from_arrays(arrays)


def test_networks_are_read_from_a_file(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "n.npz", **taught_networks().to_arrays())  # type: ignore[arg-type]
    assert read_networks(tmp_path / "n.npz").sentences.words == WORDS


def test_the_packaged_model_is_small() -> None:
    assert MODEL_PATH.stat().st_size < 8_000_000
    networks = read_networks()
    assert len(networks.postings.words) > 10_000
    assert [HEADS[head] for head in networks.postings.heads] == list(POSTING_HEADS)
    assert [HEADS[head] for head in networks.sentences.heads] == list(SENTENCE_HEADS)
