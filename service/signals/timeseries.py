"""Metric: number of postings per period, and the matched-source index.

unit: postings, index (first period = 100) · universe: the filter · suppression: SuppressionRule per period
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

import duckdb

from service.schemas.signals import TimePoint
from service.signals.cells import count_cell
from service.signals.filters import PostingFilter, universe_sql
from service.signals.intervals import SuppressionRule

Grain: TypeAlias = Literal["week", "month", "quarter", "year"]
PeriodCounts: TypeAlias = Mapping[date, Mapping[str, int]]


def postings_per_period(
    cursor: duckdb.DuckDBPyConnection, selection: PostingFilter, rule: SuppressionRule, grain: Grain
) -> list[TimePoint]:
    """Postings of each period with a posting, oldest first.

    On basis "new" a posting counts in the period in which it opened; on basis "active" in every period in
    which it was open, so periods of basis "active" must not be added up.
    """
    by_employer = _counts(cursor, selection, grain, "counted_employer")
    by_source = _counts(cursor, selection, grain, "source")
    presence = _counts(
        cursor, PostingFilter(selection.basis, selection.from_on, selection.to_on), grain, "source"
    )
    periods = sorted(by_employer)
    index = matched_source_index(periods, by_source, presence, rule.min_postings)
    points = []
    previous: frozenset[str] | None = None
    for period in periods:
        sources = frozenset(presence.get(period, {}))
        points.append(
            TimePoint(
                period=period,
                cell=count_cell(by_employer[period], rule),
                index=index[period],
                source_break=previous is not None and sources != previous,
            )
        )
        previous = sources
    return points


def matched_source_index(
    periods: list[date], by_source: PeriodCounts, presence: PeriodCounts, min_postings: int
) -> dict[date, float | None]:
    """Chain index over sources present in both of two neighbouring periods.

    It begins at 100 in the first period with `min_postings`, and ends (null) where the common sources had
    fewer than that to compare with: a link on a handful of postings would throw all later values about.

    Args:
        periods: in order.
        by_source: postings of the selection per period and source.
        presence: postings of all kinds per period and source; a source is present where it has any.
        min_postings: fewest postings of the period before that carry a link, >= 1.

    Returns:
        Index per period; null before its begin and after its end.

    Source: METHOD.md 17: I_t = I_{t-1} * sum(A_{s,t}) / sum(A_{s,t-1}) over s present in t and t-1.
    """
    index: dict[date, float | None] = dict.fromkeys(periods)
    starts = [period for period in periods if sum(by_source.get(period, {}).values()) >= min_postings]
    if not starts:
        return index
    level, before = 100.0, starts[0]
    index[before] = level
    for period in periods[periods.index(before) + 1 :]:
        common = set(presence.get(period, {})) & set(presence.get(before, {}))
        base = sum(by_source.get(before, {}).get(source, 0) for source in common)
        if base < min_postings:
            break
        level *= sum(by_source.get(period, {}).get(source, 0) for source in common) / base
        index[period] = level
        before = period
    return index


def _counts(
    cursor: duckdb.DuckDBPyConnection, selection: PostingFilter, grain: Grain, key: str
) -> dict[date, dict[str, int]]:
    universe, parameters = universe_sql(selection)
    if selection.basis == "new":
        spans = f"SELECT date_trunc('{grain}', opened_on)::DATE AS period, * FROM universe"  # noqa: S608
    else:
        # Only the periods of the window: a posting may have opened before it and be seen after it.
        parameters = [*parameters, selection.from_on, selection.to_on]
        spans = (
            f"SELECT unnest(generate_series(date_trunc('{grain}', greatest(opened_on, ?)), "  # noqa: S608
            f"least(last_seen_on, ?), INTERVAL 1 {grain}))::DATE AS period, * FROM universe"
        )
    rows = cursor.execute(
        f"WITH universe AS ({universe}), spans AS ({spans}) "  # noqa: S608
        f"SELECT period, {key}, count(*) FROM spans GROUP BY ALL",
        parameters,
    ).fetchall()
    counts: dict[date, dict[str, int]] = defaultdict(dict)
    for period, name, n in rows:
        counts[period][name] = int(n)
    return dict(counts)
