from datetime import date

import duckdb
import pytest

from service.errors import UsageError
from service.signals.filters import PostingFilter, universe_sql
from service.signals.totals import count_coded


@pytest.mark.parametrize(
    ("selection", "n_postings"),
    [
        (PostingFilter(), 30),
        (PostingFilter(soc="29"), 24),
        (PostingFilter(soc="29-0000"), 24),
        (PostingFilter(soc="29-1141"), 24),
        (PostingFilter(soc="29-1140"), 24),
        (PostingFilter(soc="29-2000"), 0),
        (PostingFilter(soc="51-4000"), 6),  # coded at the minor level only
        (PostingFilter(soc="51-4121"), 0),
        (PostingFilter(cluster="Advanced Manufacturing"), 6),
        (PostingFilter(cluster="advanced  manufacturing"), 6),
        (PostingFilter(sub_cluster="Physical Health"), 24),
        (PostingFilter(sub_cluster="Production and Automation"), 6),
        (PostingFilter(cluster_grouping="Building & Moving"), 6),
        (PostingFilter(cluster_grouping="Cultivating Resources"), 0),
        (PostingFilter(source="shops"), 6),
        (PostingFilter(area="state:TX"), 12),
        (PostingFilter(area="country:US"), 24),
        (PostingFilter(from_on=date(2026, 2, 1)), 18),
        (PostingFilter(to_on=date(2026, 1, 31)), 12),
        (PostingFilter("active", from_on=date(2026, 3, 1), to_on=date(2026, 3, 2)), 30),
        (PostingFilter("active", from_on=date(2026, 4, 1)), 0),
    ],
)
def test_each_filter_selects(
    cursor: duckdb.DuckDBPyConnection, selection: PostingFilter, n_postings: int
) -> None:
    assert count_coded(cursor, selection)[0] == n_postings


def test_only_six_digit_codes_count_as_coded(cursor: duckdb.DuckDBPyConnection) -> None:
    assert count_coded(cursor, PostingFilter()) == (30, 24)


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (PostingFilter(area="Texas"), "write state:NY"),
        (PostingFilter(area="state:TX'; DROP VIEW postings"), "unknown"),
        (PostingFilter(soc="nurse"), "write 29-1141"),
        (PostingFilter(soc="29-9998"), "is not a SOC code"),
        (PostingFilter(soc="98"), "is not a SOC code"),
        (PostingFilter(cluster="Piracy"), "use one of Advanced Manufacturing; Agriculture"),
        (PostingFilter(cluster="Physical Health"), "filter by sub_cluster"),
        (PostingFilter(sub_cluster="Piracy"), "/v1/taxonomies/subclusters"),
        (PostingFilter(sub_cluster="Agriculture"), "filter by cluster"),
        (PostingFilter(from_on=date(2026, 2, 2), to_on=date(2026, 2, 1)), "ends"),
    ],
)
def test_a_malformed_filter_says_what_to_write(selection: PostingFilter, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        universe_sql(selection)


def test_an_oews_hybrid_selects_the_codes_it_stands_for() -> None:
    sql, parameters = universe_sql(PostingFilter(soc="21-1018"))
    assert "soc_code IN (?, ?)" in sql
    assert parameters == ["21-1011", "21-1014"]
