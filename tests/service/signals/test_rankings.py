import duckdb
import pytest

from service.errors import UnknownFacetError
from service.signals.filters import PostingFilter
from service.signals.intervals import SuppressionRule, wilson_interval
from service.signals.rankings import FACETS, rank_facet
from service.signals.totals import count_coded

NURSES = PostingFilter(soc="29-1141")
RULE = SuppressionRule(min_postings=10, min_employers=2, max_top_employer_share=0.8)


def test_share_levels_and_interval_by_hand(cursor: duckdb.DuckDBPyConnection) -> None:
    row = rank_facet(cursor, "certifications", NURSES, RULE).rows[0]
    # BLS: 16 of 24 nurse postings, A 8 and B 8; employers of the universe A 8, B 8, C 6, D 2
    assert (row.id, row.label) == ("certification:bls", "BLS")
    assert (row.n_required, row.n_preferred, row.n_mentioned) == (12, 4, 0)
    assert (row.cell.n_postings, row.cell.n_employers, row.cell.top_employer_share) == (16, 2, 0.5)
    assert row.cell.value == pytest.approx(16 / 24)
    # A and B have it in all of their 8 + 8, C and D in none of 6 + 2: the design effect is above Kish's bound
    n_effective = 24**2 / (64 + 64 + 36 + 4)
    assert row.cell.ci90 == pytest.approx(wilson_interval(16 / 24, n_effective))


def test_what_is_offered_is_no_demand_unless_asked_for(cursor: duckdb.DuckDBPyConnection) -> None:
    everything = ("required", "preferred", "mentioned", "offered")
    row = rank_facet(cursor, "certifications", NURSES, RULE, requirement=everything).rows[0]
    assert row.cell.n_postings == 22  # 16 and the 6 of C


def test_the_suppression_rule_withholds_and_counts(cursor: duckdb.DuckDBPyConnection) -> None:
    ranked = rank_facet(cursor, "certifications", NURSES, SuppressionRule())  # wants three employers
    assert (ranked.rows, ranked.n_suppressed) == ([], 1)


def test_employers_are_not_withheld_for_being_one_employer(cursor: duckdb.DuckDBPyConnection) -> None:
    ranked = rank_facet(cursor, "employers", PostingFilter(), SuppressionRule(min_postings=6))
    assert [(row.label, row.cell.n_postings) for row in ranked.rows] == [
        ("Hospital A", 8),
        ("Hospital B", 8),
        ("Hospital C", 6),
        ("Shop", 6),
    ]
    assert ranked.n_suppressed == 1  # Hospital D with 2


def test_codes_and_places_carry_official_titles(cursor: duckdb.DuckDBPyConnection) -> None:
    occupation = rank_facet(cursor, "occupations", PostingFilter(), RULE).rows[0]
    assert (occupation.id, occupation.label, occupation.n_required) == ("29-1141", "Registered Nurses", None)
    states = rank_facet(cursor, "states", PostingFilter(), RULE).rows
    assert [(row.id, row.label, row.cell.n_postings) for row in states] == [
        ("state:NV", "Nevada", 12),
        ("state:TX", "Texas", 12),
    ]


def test_groupings_sum_their_clusters(cursor: duckdb.DuckDBPyConnection) -> None:
    rows = rank_facet(cursor, "cluster_groupings", PostingFilter(), SuppressionRule(6, 1, 2.0)).rows
    # 24 nurses in Healthcare & Human Services, 6 welders in Advanced Manufacturing
    assert [(row.id, row.cell.n_postings, row.cell.value) for row in rows] == [
        ("Caring for Communities", 24, 24 / 30),
        ("Building & Moving", 6, 6 / 30),
    ]


@pytest.mark.parametrize("facet", ["clusters", "sub_clusters"])
def test_clusters_say_whether_they_are_cross_cutting(cursor: duckdb.DuckDBPyConnection, facet: str) -> None:
    marks = {row.is_cross_cutting for row in rank_facet(cursor, facet, PostingFilter(), RULE).rows}
    assert marks == {False}
    (nurses,) = rank_facet(cursor, "occupations", PostingFilter(), RULE).rows
    assert nurses.is_cross_cutting is None


def test_areas_are_ranked_over_all_levels_by_ids_that_filters_take(cursor: duckdb.DuckDBPyConnection) -> None:
    rows = rank_facet(cursor, "areas", PostingFilter(), RULE).rows
    assert [row.id for row in rows] == ["state:NV", "state:TX"]
    assert count_coded(cursor, PostingFilter(area=rows[0].id))[0] == rows[0].cell.n_postings == 12


def test_rows_worse_than_the_wanted_quality_are_left_out_and_counted(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    ranked = rank_facet(cursor, "certifications", NURSES, RULE, min_quality="A")
    assert (ranked.rows, ranked.n_suppressed, ranked.n_below_quality) == ([], 0, 1)


def test_limit_does_not_change_what_counts_as_withheld(cursor: duckdb.DuckDBPyConnection) -> None:
    ranked = rank_facet(cursor, "employers", PostingFilter(), SuppressionRule(min_postings=6), limit=1)
    assert (len(ranked.rows), ranked.n_suppressed) == (1, 1)


@pytest.mark.parametrize("facet", FACETS)
def test_every_facet_answers(cursor: duckdb.DuckDBPyConnection, facet: str) -> None:
    ranked = rank_facet(cursor, facet, PostingFilter(), SuppressionRule(1, 1, 2.0))
    assert all(0 < (row.cell.value or 0) <= 1 for row in ranked.rows)


def test_an_unknown_facet_names_the_known(cursor: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UnknownFacetError, match="technologies"):
        rank_facet(cursor, "horoscopes", PostingFilter(), RULE)
