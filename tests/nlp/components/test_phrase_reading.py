import numpy as np
import pytest
from spacy.tokens import Doc, Span

from nlp.components.phrase_decoding import BEGIN, INSIDE, LAST, N_TAGS, OUTSIDE, UNIT, Floats
from nlp.components.phrase_features import Sentences
from nlp.components.phrase_network import HEADS, POSTING_HEADS, SENTENCE_HEADS, Network
from nlp.components.phrase_reading import Marks, Phrases, Tagger, join_phrases, read_phrases
from nlp.extractor import make_doc
from nlp.mentions import Mention, write_mentions
from nlp.training.phrase_learner import export_weights
from nlp.types import PostingInput
from tests.nlp.phrase_networks import NLP, WORDS, small_learner, taught_network


def _tags(*best: int, sure: float = 0.9) -> Floats:
    tags = np.full((len(best), N_TAGS), (1 - sure) / (N_TAGS - 1), dtype=np.float32)
    tags[np.arange(len(best)), list(best)] = sure
    return tags


def _sentences(*lengths: int) -> Sentences:
    size = sum(lengths)
    places = np.arange(size, dtype=np.int32)
    return Sentences(
        places,
        np.zeros(size, dtype=np.int8),
        np.array(lengths, dtype=np.int64),
        np.zeros(size, dtype=np.int32),
        places,
    )


@pytest.mark.parametrize(
    ("best", "lengths", "ranges"),
    [
        ([OUTSIDE, OUTSIDE], (2,), []),
        ([BEGIN, INSIDE, LAST], (3,), [(0, 3)]),
        ([UNIT, UNIT], (2,), [(0, 1), (1, 2)]),
        ([OUTSIDE, BEGIN, LAST, BEGIN, LAST], (5,), [(1, 3), (3, 5)]),
        ([BEGIN, LAST], (1, 1), [(0, 1), (1, 2)]),
        ([INSIDE, OUTSIDE, INSIDE], (3,), [(0, 1), (2, 3)]),
        ([], (), []),
    ],
)
def test_runs_of_tags_become_phrases(
    best: list[int], lengths: tuple[int, ...], ranges: list[tuple[int, int]]
) -> None:
    phrases = read_phrases(_tags(*best)[:, None], _sentences(*lengths), (1,))
    assert list(zip(phrases.starts.tolist(), phrases.ends.tolist(), strict=True)) == ranges
    assert phrases.heads.tolist() == [1] * len(ranges)


def test_confidence_is_that_of_the_weakest_token_and_of_the_edges() -> None:
    tags = np.concatenate([_tags(BEGIN, sure=0.8), _tags(INSIDE, sure=0.6), _tags(LAST, sure=0.9)])
    phrases = read_phrases(tags[:, None], _sentences(3), (0,))
    assert phrases.weakest[0] == pytest.approx(0.9)
    assert phrases.edges[0] == pytest.approx((0.8 + 0.05) * (0.9 + 0.025))


def test_phrases_of_several_heads_come_by_place() -> None:
    tags = np.stack([_tags(OUTSIDE, BEGIN, LAST), _tags(UNIT, UNIT, OUTSIDE)], axis=1)
    phrases = read_phrases(tags, _sentences(3), (2, 5))
    assert phrases.starts.tolist() == [0, 1, 1]
    assert phrases.ends.tolist() == [1, 2, 3]
    assert phrases.heads.tolist() == [5, 5, 2]


def _docs(*texts: str) -> list[Doc]:
    return [make_doc(NLP, PostingInput("1", "", text)) for text in texts]


def _texts(doc: Doc, phrases: Phrases) -> list[str]:
    return [doc[start:end].text for start, end in zip(phrases.starts, phrases.ends, strict=True)]


def test_phrases_come_by_place_for_every_head_of_each_doc() -> None:
    docs = _docs("We offer lunch", "must read plans and weld pipes", "We use Zylos")
    lunch, skills, system = Tagger(taught_network()).mark(docs)
    assert _texts(docs[0], lunch.phrases) == []
    assert _texts(docs[1], skills.phrases) == ["read plans"] * 3 + ["weld pipes"] * 3
    assert skills.phrases.heads.tolist() == [0, 1, 2, 0, 1, 2]
    assert _texts(docs[2], system.phrases) == ["Zylos"]
    assert system.phrases.heads.tolist() == [HEADS.index("technology")]


@pytest.mark.parametrize("heads", [SENTENCE_HEADS, POSTING_HEADS])
def test_a_network_marks_its_own_heads_only(heads: tuple[str, ...]) -> None:
    (marks,) = Tagger(taught_network(heads)).mark(_docs("must read plans and use Zylos"))
    own = tuple(HEADS.index(head) for head in heads)
    assert marks.heads == own
    assert marks.inside.shape[1] == len(heads)
    assert set(marks.phrases.heads.tolist()) == set(own) & {0, 1, 2, 3}


def test_every_token_has_a_probability_and_blank_ones_are_not_read() -> None:
    doc = make_doc(NLP, PostingInput("1", "Clerk", "must read plans\nWe offer lunch"))
    (marks,) = Tagger(taught_network()).mark([doc])
    assert marks.inside.shape == (len(doc), len(HEADS))
    is_blank = np.array([token.is_space for token in doc])
    assert (marks.inside[is_blank] == -1).all()
    assert ((marks.inside[~is_blank] >= 0) & (marks.inside[~is_blank] <= 1)).all()
    by_word = {token.text: marks.inside[token.i, 2] for token in doc}
    assert by_word["plans"] > 0.5 > by_word["lunch"]


def test_silent_sections_are_not_read() -> None:
    doc = make_doc(NLP, PostingInput("1", "Clerk", "must read plans\nmust weld pipes"))
    doc.spans["sections"] = [Span(doc, 0, 6, label="benefits"), Span(doc, 6, len(doc), label="duties")]
    (marks,) = Tagger(taught_network()).mark([doc])
    assert set(_texts(doc, marks.phrases)) == {"weld pipes"}
    assert (marks.inside[:6] == -1).all()


def test_marks_do_not_depend_on_the_batch() -> None:
    texts = ("must read plans", "", "We use Zylos", "read pipes and plans", "We offer lunch")
    together = Tagger(taught_network()).mark(_docs(*texts))
    for text, marks in zip(texts, together, strict=True):
        (alone,) = Tagger(taught_network()).mark(_docs(text))
        assert alone.phrases.starts.tolist() == marks.phrases.starts.tolist()
        assert alone.phrases.heads.tolist() == marks.phrases.heads.tolist()
        np.testing.assert_allclose(alone.inside, marks.inside, atol=1e-5)


def test_sentences_met_before_are_read_as_if_new(monkeypatch: pytest.MonkeyPatch) -> None:
    tagger, texts = Tagger(taught_network()), ("must read plans", "We use Zylos\nmust read plans")
    expected = [Tagger(taught_network()).mark(_docs(text))[0] for text in texts]
    for most in (150_000, 0):
        monkeypatch.setattr("nlp.components.phrase_reading._REMEMBERED", most)
        for text, marks in [*zip(texts, expected, strict=True)] * 2:
            (again,) = tagger.mark(_docs(text))
            assert again.phrases.starts.tolist() == marks.phrases.starts.tolist()
            np.testing.assert_allclose(again.inside, marks.inside, atol=1e-6)


def test_an_error_leaves_no_sentence_half_known(monkeypatch: pytest.MonkeyPatch) -> None:
    tagger, docs = Tagger(taught_network()), _docs("must read plans")
    monkeypatch.setattr(tagger.network, "score", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tagger.mark(docs)
    monkeypatch.undo()
    assert tagger.mark(docs)[0].phrases.heads.tolist() == [0, 1, 2]


def test_no_docs_have_no_marks() -> None:
    assert Tagger(taught_network()).mark([]) == []


def test_eagerness_lowers_what_is_sure() -> None:
    tagger, docs = Tagger(taught_network()), _docs("must read plans")

    def mark(eagerness: dict[int, float]) -> Marks:
        return tagger.mark(docs, eagerness)[0]

    assert mark({}).phrases.heads.tolist() == [0, 1, 2]
    assert mark({2: -20}).phrases.heads.tolist() == [0, 1]
    assert mark({0: 2, 1: 2, 2: 2}).phrases.weakest.min() > mark({}).phrases.weakest.min()
    np.testing.assert_allclose(mark({2: 3}).inside[1:, :2], mark({}).inside[1:, :2], atol=1e-6)


def test_mentions_are_hints() -> None:
    network = Network(export_weights(small_learner(), WORDS))
    plain, hinted = _docs("must read plans", "must read plans")
    write_mentions(hinted, [Mention(6, 10, 2, 3, "technology", origin="sure")])
    one, other = Tagger(network).mark([plain, hinted])
    assert np.abs(one.inside - other.inside).max() > 1e-4


def test_large_batches_are_worked_off_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = make_doc(NLP, PostingInput("1", "", "must read plans\n" * 50))
    (whole,) = Tagger(taught_network()).mark([doc])
    monkeypatch.setattr("nlp.components.phrase_reading._TOKENS_AT_ONCE", 7)
    (pieces,) = Tagger(taught_network()).mark([doc])
    assert pieces.phrases.starts.tolist() == whole.phrases.starts.tolist()
    np.testing.assert_allclose(pieces.phrases.weakest, whole.phrases.weakest, atol=1e-5)


def test_joined_phrases_are_numbered_by_their_doc() -> None:
    marks = Tagger(taught_network()).mark(_docs("We offer lunch", "must read plans", "weld pipes"))
    joined = join_phrases([one.phrases for one in marks])
    assert joined.docs.tolist() == [1, 1, 1, 2, 2, 2]
    assert joined.heads.tolist() == [0, 1, 2, 0, 1, 2]
    assert joined.part(joined.heads == 2).docs.tolist() == [1, 2]
