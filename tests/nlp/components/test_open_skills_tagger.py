import numpy as np
import pytest

from nlp.components.open_skills_decoding import BEGIN, INSIDE, LAST, N_TAGS, OUTSIDE, UNIT, Floats
from nlp.components.open_skills_features import Sentences
from nlp.components.open_skills_network import Network
from nlp.components.open_skills_tagger import Tagger, _read_phrases
from nlp.extractor import make_doc
from nlp.types import PostingInput
from tests.nlp.open_skills_networks import NLP, taught_weights


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
    _, starts, ends, heads, _, _ = _read_phrases(_tags(*best), _sentences(*lengths), 1)
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == ranges
    assert heads.tolist() == [1] * len(ranges)


def test_confidence_is_that_of_the_weakest_token_and_of_the_edges() -> None:
    tags = np.concatenate([_tags(BEGIN, sure=0.8), _tags(INSIDE, sure=0.6), _tags(LAST, sure=0.9)])
    *_, weakest, edges = _read_phrases(tags, _sentences(3), 0)
    assert weakest[0] == pytest.approx(0.9)
    assert edges[0] == pytest.approx((0.8 + 0.05) * (0.9 + 0.025))


def test_phrases_come_by_doc_and_place_for_every_head() -> None:
    docs = [
        make_doc(NLP, PostingInput("1", "", text))
        for text in ("We offer lunch", "must read plans and weld pipes")
    ]
    phrases = Tagger(Network(taught_weights())).mark(docs)
    found = [
        docs[doc][start:end].text
        for doc, start, end in zip(phrases.docs, phrases.starts, phrases.ends, strict=True)
    ]
    assert found == ["read plans"] * 3 + ["weld pipes"] * 3
    assert phrases.heads.tolist() == [0, 1, 2, 0, 1, 2]


def test_eagerness_lowers_what_is_sure() -> None:
    docs = [make_doc(NLP, PostingInput("1", "", "must read plans"))]
    tagger = Tagger(Network(taught_weights()))
    assert len(tagger.mark(docs, (0, 0, -20)).docs) == 2
    assert tagger.mark(docs, (2, 2, 2)).weakest.min() > tagger.mark(docs).weakest.min()


def test_large_batches_are_worked_off_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = make_doc(NLP, PostingInput("1", "", "must read plans\n" * 50))
    whole = Tagger(Network(taught_weights())).mark([doc])
    monkeypatch.setattr("nlp.components.open_skills_tagger._TOKENS_AT_ONCE", 7)
    pieces = Tagger(Network(taught_weights())).mark([doc])
    assert pieces.starts.tolist() == whole.starts.tolist()
    np.testing.assert_allclose(pieces.weakest, whole.weakest, atol=1e-5)
