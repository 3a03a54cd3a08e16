"""Metric: number of postings.

unit: postings · universe: the filter · period: the filter's window · suppression: SuppressionRule
"""

import duckdb

from service.schemas.signals import Cell
from service.signals.cells import count_cell
from service.signals.filters import PostingFilter, universe_sql
from service.signals.intervals import SuppressionRule


def count_postings(
    cursor: duckdb.DuckDBPyConnection, selection: PostingFilter, rule: SuppressionRule
) -> Cell:
    """Postings that a filter selects, as one figure."""
    return count_cell(postings_by_employer(cursor, selection), rule)


def postings_by_employer(cursor: duckdb.DuckDBPyConnection, selection: PostingFilter) -> dict[str, int]:
    """Postings of each employer in the universe of a filter, each >= 1."""
    universe, parameters = universe_sql(selection)
    rows = cursor.execute(
        f"SELECT counted_employer, count(*) FROM ({universe}) GROUP BY ALL",  # noqa: S608
        parameters,
    ).fetchall()
    return {employer: int(n) for employer, n in rows}


def count_coded(cursor: duckdb.DuckDBPyConnection, selection: PostingFilter) -> tuple[int, int]:
    """Postings of a filter, and those of them with a six-digit SOC code."""
    universe, parameters = universe_sql(selection)
    rows = cursor.execute(f"SELECT count(*), count(soc_code) FROM ({universe})", parameters).fetchall()  # noqa: S608
    return int(rows[0][0]), int(rows[0][1])
