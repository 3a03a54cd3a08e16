"""Sentences, bullets and lines, with and without their line breaks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.segments import SEGMENTS_KEY, doc_segments, segment_at, segment_starts
from tests.nlp.components.posting_docs import posting_doc


def split(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in pairwise([*segment_starts(text), len(text)])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lift boxes. Drive a truck.", ["Lift boxes.", "Drive a truck."]),
        ("Lift boxes\nDrive a truck", ["Lift boxes", "Drive a truck"]),
        ("Java required; Python preferred", ["Java required;", "Python preferred"]),
        ("reach our goals.Requirements: typing", ["reach our goals.", "Requirements: typing"]),
        ("Computer literateAbility to lift", ["Computer literate", "Ability to lift"]),
        ("Know MongoDBExperience with Go", ["Know MongoDB", "Experience with Go"]),
        ("Lift boxesDesign parts", ["Lift boxes", "Design parts"]),
        ("Skills:Typing and filing", ["Skills:", "Typing and filing"]),
        ("• Lift boxes • Drive", ["•", "Lift boxes •", "Drive"]),
        ("duties: €¢ Lift boxes €¢ Drive", ["duties: €¢", "Lift boxes €¢", "Drive"]),
        ("['Lift boxes', 'Drive']", ["['Lift boxes', '", "Drive']"]),
        ("Use Word, Excel, etc. Must type", ["Use Word, Excel, etc.", "Must type"]),
        ("Know a WMS. APICS a plus", ["Know a WMS.", "APICS a plus"]),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Work with JavaScript, OpenText and PowerPoint daily",
        "Report to Dr. Smith or Mr. Jones",
        "Use LinkedIn and GitHub",
        "Know InDesign and AutoCAD",
        "a 9.5 percent raise and version 2.0 of it",
        "e.g. Excel or i.e. Word",
    ],
)
def test_keeps_together(text: str) -> None:
    assert split(text) == [text]


def test_cuts_what_nothing_parts() -> None:
    assert segment_starts("x" * 1500) == [0, 600, 1200]


def test_begins_where_it_is_told() -> None:
    assert segment_starts("Cook\nWe cook. You eat.", 5) == [5, 14]


def test_an_empty_text_has_one_empty_segment() -> None:
    assert segment_starts("") == [0]


def test_segment_at() -> None:
    assert [segment_at([0, 10, 20], offset) for offset in (0, 9, 10, 25)] == [0, 0, 1, 2]


def test_segments_of_a_doc_are_computed_once() -> None:
    doc = posting_doc("We cook. You eat.")
    assert doc_segments(doc) == [6, 15]
    assert doc.user_data[SEGMENTS_KEY] == [6, 15]
    assert doc_segments(doc) is doc.user_data[SEGMENTS_KEY]


@given(st.text(max_size=500))
def test_segments_cover_the_text_in_order(text: str) -> None:
    starts = segment_starts(text)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert all(start < len(text) for start in starts[1:])


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["a", "A. ", "aaaB", "-", " - ", ".”", "\n", "', '", ": A", "etc.", "(“"])
def test_one_megabyte_of_repeats_is_answered(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert segment_starts(text)[0] == 0
