"""Folding keeps offsets; phrases are found at the edges of words, also where spaces were lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.phrase_scan import CueIndex, PhraseScan, fold, has_edges


@given(st.text(max_size=200))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=200))
def test_folded_text_holds_only_small_letters_digits_and_spaces(text: str) -> None:
    assert all(character == " " or (character.isascii() and character.isalnum()) for character in fold(text))
    assert fold(text) == fold(text).lower()


@pytest.mark.parametrize(
    ("written", "folded"),
    [("What you’ll Do", "what you ll do"), ("R&D / Éire", "r d    ire"), ("\ud800😀x", "  x")],
)
def test_folds(written: str, folded: str) -> None:
    assert fold(written) == folded


def found(scan: PhraseScan, text: str) -> list[str]:
    return [text[start:end] for _, start, end in scan.find_edged(text, fold(text))]


def test_finds_the_longest_phrase_at_each_place() -> None:
    scan = PhraseScan(("preferred", "preferred skills", "skills"))
    assert found(scan, "Preferred Skills: typing skills") == ["Preferred Skills", "skills"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("goals.Requirements:", ["Requirements"]),
        ("our goalsRequirements:", ["Requirements"]),
        ("RequirementsBachelor", ["Requirements"]),
        ("REQUIREMENTSBachelor", ["REQUIREMENTS"]),
        ("Requirements5 years", ["Requirements"]),
        ("prerequirements", []),
        ("requirementsengineer", []),
        ("PREREQUIREMENTS", []),
    ],
)
def test_a_lost_line_break_is_an_edge(text: str, expected: list[str]) -> None:
    assert found(PhraseScan(("requirements",)), text) == expected


def test_starts_at_the_given_character() -> None:
    scan = PhraseScan(("salary",))
    text = "Salary clerk\nSalary"
    assert [start for _, start, _ in scan.find_edged(text, fold(text), 5)] == [13]


def test_edges_at_the_ends_of_the_text() -> None:
    assert has_edges("salary", 0, 6)
    assert not has_edges("salary", 0, 3)


def test_cue_index_answers_between_two_places() -> None:
    index = CueIndex([(0, 5, 8), (1, 10, 12), (0, 20, 23)])
    assert index.first(0, 0, 30) == 5
    assert index.last(0, 0, 30) == 20
    assert index.last(0, 0, 20) == 5
    assert index.first(1, 11, 30) is None
    assert index.between(6, 21) == [(1, 10, 12), (0, 20, 23)]
