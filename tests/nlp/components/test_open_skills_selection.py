import numpy as np
import pytest
from spacy.tokens import Doc, Span

from nlp.components.open_skills_selection import (
    N_FACTS,
    SECTIONS,
    choose_apart,
    describe_phrases,
    probabilities,
    read_coverage,
)
from nlp.components.phrase_reading import Phrases
from nlp.extractor import make_doc
from nlp.types import PostingInput
from tests.nlp.phrase_networks import NLP


def _phrases(*places: tuple[int, int, int, int], sure: float = 0.9) -> Phrases:
    """Of (doc, start, end, head)."""
    table = np.array(places, dtype=np.int32).reshape(-1, 4)
    level = np.full(len(places), sure, dtype=np.float32)
    return Phrases(table[:, 0], table[:, 1], table[:, 2], table[:, 3].astype(np.int8), level, level)


def _doc() -> Doc:
    doc = make_doc(NLP, PostingInput("1", "", "weld pipes and use AutoCAD daily"))
    doc.spans["mentions"] = [Span(doc, 5, 7, label="technology"), Span(doc, 1, 3, label="skill")]
    doc.spans["sections"] = [Span(doc, 0, 4, label="duties"), Span(doc, 4, len(doc), label="benefits")]
    return doc


def test_coverage_is_told_apart_by_kind() -> None:
    coverage = read_coverage(_doc())
    assert np.flatnonzero(coverage[0]).tolist() == [1, 2]
    assert np.flatnonzero(coverage[1]).tolist() == [5, 6]
    assert not coverage[2].any()


def test_facts_of_a_phrase() -> None:
    facts = describe_phrases([_doc()], _phrases((0, 1, 3, 2), (0, 4, 7, 2)))
    assert facts.shape == (2, N_FACTS)
    # Probability 0.9 of the weakest token and of the edges: odds of 9 to 1.
    assert facts[:, :2].ravel().tolist() == pytest.approx([np.log(9)] * 4, rel=1e-4)
    assert facts[:, 2].tolist() == pytest.approx([np.log(2), np.log(3)])
    assert facts[:, 3:5].tolist() == [[0, 0], [0, 0]]
    # Both tokens of the first are a known skill, two of three of the second a known technology.
    assert facts[0, 5:8].tolist() == [1, 0, 0]
    assert facts[1, 5:8].tolist() == pytest.approx([0, 2 / 3, 0])


def test_short_and_long_phrases_are_told_apart() -> None:
    facts = describe_phrases([_doc()], _phrases((0, 1, 2, 2), (0, 1, 7, 2), (0, 1, 8, 2)))
    assert facts[:, 3:5].tolist() == [[1, 0], [0, 0], [0, 1]]


def test_certainty_is_bounded() -> None:
    facts = describe_phrases([_doc()], _phrases((0, 1, 3, 2), sure=1.0))
    assert facts[0, :2].tolist() == [8, 8]


def test_facts_of_a_batch_are_those_of_its_docs() -> None:
    bare = make_doc(NLP, PostingInput("2", "", "read plans and more"))
    both = describe_phrases([bare, _doc()], _phrases((0, 1, 3, 2), (1, 1, 3, 2)))
    assert both[0].tolist() == describe_phrases([bare], _phrases((0, 1, 3, 2)))[0].tolist()
    assert both[1].tolist() == describe_phrases([_doc()], _phrases((0, 1, 3, 2)))[0].tolist()
    assert not both[0, 5:].any()


def test_sections_are_facts() -> None:
    facts = describe_phrases([_doc()], _phrases((0, 1, 3, 0), (0, 5, 7, 0)))[:, -len(SECTIONS) :]
    assert [SECTIONS[int(row.argmax())] for row in facts] == ["duties", "benefits"]


def test_probability_is_logistic() -> None:
    facts = np.zeros((1, 2), dtype=np.float32)
    facts[0] = (1, 2)
    sure = probabilities(facts, np.array([0.5, 0.25, -1], dtype=np.float32))
    assert sure.tolist() == pytest.approx([0.5])


def test_the_surest_of_overlapping_phrases_is_chosen() -> None:
    phrases = _phrases((0, 0, 3, 0), (0, 2, 4, 1), (0, 4, 6, 2), (1, 0, 3, 0))
    sure = np.array([0.6, 0.9, 0.7, 0.2], dtype=np.float32)
    assert choose_apart(phrases, sure, 0.5) == [1, 2]
    assert choose_apart(phrases, sure, 0.1) == [1, 2, 3]
    assert choose_apart(phrases, sure, 0.95) == []
