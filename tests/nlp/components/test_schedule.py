"""Shift, travel and number of openings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.phrase_scan import fold
from nlp.components.schedule import SHIFTS, Schedule, read_openings, read_shift, read_travel_pct
from tests.nlp.components.posting_docs import posting_doc


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("Works the day shift.", "day"),
        ("2nd shift, 3 pm to 11 pm", "evening"),
        ("Graveyard shift", "night"),
        ("RN - Green House (Nights)", "night"),
        ("Rotating shifts: day shift and night shift", "rotating"),
        ("Weekend shifts only", "weekend"),
        ("Day shift or night shift", None),
        ("Work at your own hours", None),
        ("We work night and day for you", None),
    ],
)
def test_reads_the_shift(text: str, shift: str | None) -> None:
    assert read_shift(text, fold(text)) == shift


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Travel up to 25% of the time", 25),
        ("10-20% travel", 20),
        ("Required travel: 50 percent", 50),
        ("No travel", 0),
        ("Travel is not required", 0),
        ("Travel 300% better", None),
        ("A 10% bonus", None),
        ("Travels the world", None),
    ],
)
def test_reads_travel(text: str, share: int | None) -> None:
    assert read_travel_pct(text, fold(text)) == share


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Number of openings: 4", 4),
        ("Contract Analyst (2 positions)", 2),
        ("We are eager to fill 3 nursing positions", 3),
        ("Vacancies: 0", None),
        ("Various positions are open", None),
    ],
)
def test_reads_openings(text: str, count: int | None) -> None:
    assert read_openings(text, fold(text)) == count


def test_the_component_fills_the_doc() -> None:
    doc = Schedule()(posting_doc("Night shift. 10% travel.", title="Guard (2 positions)"))
    assert (doc._.shift, doc._.travel_pct, doc._.openings) == ("night", 10, 2)


def test_nothing_said_is_null() -> None:
    doc = Schedule()(posting_doc("We bake."))
    assert (doc._.shift, doc._.travel_pct, doc._.openings) == (None, None, None)


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    folded = fold(text)
    assert read_shift(text, folded) in {None, *SHIFTS}
    travel = read_travel_pct(text, folded)
    assert travel is None or 0 <= travel <= 100
    openings = read_openings(text, folded)
    assert openings is None or openings > 0


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["shift ", "travel 1", "positions ", "9% "])
def test_long_repeats_are_answered(piece: str) -> None:
    doc = Schedule()(posting_doc(piece * (200_000 // len(piece))))
    assert doc._.openings is None
