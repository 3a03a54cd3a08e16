from pathlib import Path

import numpy as np
import pytest

from nlp.components.open_skills_features import Lexicon, read_sentences
from nlp.components.open_skills_network import MODEL_PATH, Network, convolve, normalise, read_network
from nlp.errors import ModelError
from nlp.extractor import make_doc
from nlp.training.open_skills_data import token_features
from nlp.training.open_skills_learner import encode, export_weights, flatten
from nlp.types import PostingInput
from tests.nlp.open_skills_networks import NLP, WORDS, small_learner

TEXT = "Weld pipes and read plans. We offer lunch. " * 70


def test_exported_weights_score_as_the_learner_does() -> None:
    learner = small_learner()
    learner.averages["out"] = learner.rng.normal(size=learner.averages["out"].shape).astype(np.float32)
    network, lexicon = Network(export_weights(learner, WORDS)), Lexicon(WORDS)
    sentences = read_sentences([make_doc(NLP, PostingInput("1", "", TEXT))], lexicon)
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
        read_network(tmp_path / "none.npz")


def test_the_packaged_model_is_small() -> None:
    assert MODEL_PATH.stat().st_size < 8_000_000
    assert len(read_network().words) > 10_000
