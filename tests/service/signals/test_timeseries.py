from datetime import date

import duckdb
import pytest

from service.signals.filters import PostingFilter
from service.signals.intervals import SuppressionRule
from service.signals.timeseries import matched_source_index, postings_per_period

JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
RULE = SuppressionRule(min_postings=10, min_employers=3)


def test_new_postings_per_month(cursor: duckdb.DuckDBPyConnection) -> None:
    points = postings_per_period(cursor, PostingFilter(soc="29-1141"), RULE, "month")
    assert [(point.period, point.cell.value) for point in points] == [(JANUARY, 12), (FEBRUARY, 12)]
    assert [point.cell.n_employers for point in points] == [3, 4]


def test_adding_a_source_does_not_look_like_hiring(cursor: duckdb.DuckDBPyConnection) -> None:
    # All postings: 12 in January, 18 in February, but the 6 welders come from a source that is new in February.
    january, february = postings_per_period(cursor, PostingFilter(), RULE, "month")
    assert (january.cell.value, february.cell.value) == (12, 18)
    assert (january.index, february.index) == (100.0, 100.0)
    assert (january.source_break, february.source_break) == (False, True)


def test_active_postings_count_in_every_month_they_are_open(cursor: duckdb.DuckDBPyConnection) -> None:
    selection = PostingFilter("active", JANUARY, date(2026, 3, 31), soc="29-1141")
    points = postings_per_period(cursor, selection, RULE, "month")
    assert [(point.period, point.cell.value) for point in points] == [
        (JANUARY, 12),
        (FEBRUARY, 24),
        (MARCH, 24),
    ]


def test_active_periods_before_the_window_are_left_out(cursor: duckdb.DuckDBPyConnection) -> None:
    points = postings_per_period(cursor, PostingFilter("active", MARCH, MARCH, soc="29"), RULE, "month")
    assert [point.period for point in points] == [MARCH]


def test_a_thin_period_is_withheld(cursor: duckdb.DuckDBPyConnection) -> None:
    points = postings_per_period(cursor, PostingFilter(), SuppressionRule(min_postings=15), "month")
    assert [(point.cell.value, point.cell.reason) for point in points] == [(None, "small_n"), (18, None)]


@pytest.mark.parametrize("grain", ["week", "month", "quarter", "year"])
def test_every_grain_counts_each_new_posting_once(cursor: duckdb.DuckDBPyConnection, grain: str) -> None:
    points = postings_per_period(cursor, PostingFilter(), SuppressionRule(1, 1, 2.0), grain)  # type: ignore[arg-type]
    assert sum(point.cell.value or 0 for point in points) == 30


def test_chain_index_by_hand() -> None:
    presence = {JANUARY: {"a": 1, "b": 1}, FEBRUARY: {"a": 1, "b": 1, "c": 1}, MARCH: {"b": 1, "c": 1}}
    by_source = {JANUARY: {"a": 10, "b": 10}, FEBRUARY: {"a": 20, "b": 10, "c": 50}, MARCH: {"b": 5, "c": 25}}
    # February: (20 + 10) / (10 + 10) = 1.5; March: (5 + 25) / (10 + 50) = 0.5
    assert matched_source_index([JANUARY, FEBRUARY, MARCH], by_source, presence, 10) == {
        JANUARY: 100.0,
        FEBRUARY: 150.0,
        MARCH: 75.0,
    }


def test_the_chain_ends_where_no_source_spans_both_periods() -> None:
    counts = {JANUARY: {"a": 10}, FEBRUARY: {"b": 10}, MARCH: {"b": 10}}
    index = matched_source_index([JANUARY, FEBRUARY, MARCH], counts, counts, 10)
    assert index == {JANUARY: 100.0, FEBRUARY: None, MARCH: None}


def test_the_chain_begins_with_enough_postings() -> None:
    counts = {JANUARY: {"a": 1}, FEBRUARY: {"a": 20}, MARCH: {"a": 30}}
    index = matched_source_index([JANUARY, FEBRUARY, MARCH], counts, counts, 10)
    assert index == {JANUARY: None, FEBRUARY: 100.0, MARCH: 150.0}
