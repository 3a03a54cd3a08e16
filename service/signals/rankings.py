"""Metric: share of postings that have a concept, code, place or employer, ranked.

unit: share · universe: the filter · period: its window · suppression: SuppressionRule on the numerator
"""

from dataclasses import dataclass
from typing import Any

import duckdb

from service.errors import UnknownFacetError
from service.schemas.signals import RankingRow
from service.signals.cells import share_cell
from service.signals.facet_titles import facet_titles
from service.signals.filters import PostingFilter, universe_sql
from service.signals.intervals import Quality, SuppressionRule
from service.signals.totals import postings_by_employer
from taxonomy.clusters import is_cross_cutting
from taxonomy.crosswalks import find_cluster

_CONCEPT_FACETS = {
    "technologies": "technology",
    "certifications": "certification",
    "licenses": "license",
    "degrees": "degree",
    "clearances": "clearance",
    "skills": "skill",
}
_POSTING_FACETS = {
    "occupations": ("soc_code", "soc_code"),
    "clusters": ("cluster", "cluster"),
    "sub_clusters": ("sub_cluster", "sub_cluster"),
    "employers": ("counted_employer", "employer"),
}
_CLUSTER_FACETS = ("clusters", "sub_clusters")
_GROUPING_FACET = "cluster_groupings"
_AREA_FACETS = {
    "areas": ("state", "county_fips", "cbsa_code"),
    "states": ("state",),
    "counties": ("county_fips",),
    "cbsas": ("cbsa_code",),
}
_AREA_PREFIXES = {"state": "state:", "county_fips": "county:", "cbsa_code": "cbsa:"}

FACETS = (*_CONCEPT_FACETS, *_POSTING_FACETS, _GROUPING_FACET, *_AREA_FACETS)
DEMAND_LEVELS = ("required", "preferred", "mentioned")


_LEVEL_FIELDS = ("n_required", "n_preferred", "n_mentioned")
_RANKING_SQL = """
WITH universe AS ({universe}),
pairs AS ({pairs}),
per_employer AS (
    SELECT id, mode(label) AS label, counted_employer, count(DISTINCT posting_id) AS n,
        count(*) FILTER (level = 'required') AS required,
        count(*) FILTER (level = 'preferred') AS preferred,
        count(*) FILTER (level = 'mentioned') AS mentioned
    FROM pairs GROUP BY id, counted_employer
)
SELECT id, mode(label), list(counted_employer), list(n), sum(required), sum(preferred), sum(mentioned)
FROM per_employer GROUP BY id ORDER BY sum(n) DESC, id
"""
_CONCEPT_SQL = """
SELECT concept_id AS id, label, posting_id, counted_employer, requirement AS level
FROM universe JOIN mentions USING (posting_id) WHERE kind = ? AND requirement IN ({levels})
"""
_POSTING_SQL = """
SELECT {id} AS id, coalesce({label}, {id}) AS label, posting_id, counted_employer, NULL AS level
FROM universe WHERE {id} IS NOT NULL
"""
_GROUPING_SQL = """
SELECT cluster_grouping AS id, cluster_grouping AS label, posting_id, counted_employer, NULL AS level
FROM universe JOIN cluster_groupings USING (cluster)
"""
_AREA_SQL = """
SELECT DISTINCT '{prefix}' || {column} AS id, {column} AS label, posting_id, counted_employer, NULL AS level
FROM universe JOIN posting_areas USING (posting_id) WHERE {column} IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class RankedFacet:
    """Rows that may be published, best first, and how many were withheld or left out as too uncertain."""

    rows: list[RankingRow]
    n_suppressed: int
    n_below_quality: int


def rank_facet(
    cursor: duckdb.DuckDBPyConnection,
    facet: str,
    selection: PostingFilter,
    rule: SuppressionRule,
    limit: int = 50,
    requirement: tuple[str, ...] = DEMAND_LEVELS,
    min_quality: Quality = "E",
) -> RankedFacet:
    """Categories of a facet by the share of postings that have them.

    What an employer offers is no demand, so "offered" counts only when it is asked for in `requirement`. Rows
    worse than `min_quality` are left out.

    Raises:
        UnknownFacetError: no such facet.
        UsageError: the filter is malformed.
    """
    universe, parameters = universe_sql(selection)
    pairs, pair_parameters = _pairs_sql(facet, requirement)
    query = _RANKING_SQL.format(universe=universe, pairs=pairs)
    found = cursor.execute(query, [*parameters, *pair_parameters]).fetchall()
    universe_counts = postings_by_employer(cursor, selection)
    if facet == "employers":
        # An employer's own postings are dominated by that employer by definition.
        rule = SuppressionRule(rule.min_postings, 1, float("inf"))
    rows: list[RankingRow] = []
    n_suppressed = n_below_quality = 0
    titles = facet_titles(facet)
    for identifier, label, employers, counts, *levels in found:
        having = dict(zip(employers, counts, strict=True))
        cell = share_cell(having, universe_counts, rule)
        if cell.suppressed:
            n_suppressed += 1
        elif (cell.quality or "E") > min_quality:
            n_below_quality += 1
        elif len(rows) < limit:
            row = RankingRow(id=identifier, label=titles.get(identifier, label), cell=cell)
            rows.append(row.model_copy(update=_facet_fields(facet, identifier, levels)))
    return RankedFacet(rows, n_suppressed, n_below_quality)


def _facet_fields(facet: str, identifier: str, levels: list[int | None]) -> dict[str, Any]:
    """What rows of a facet say beside their figure: of concepts the levels, of Clusters the mark."""
    if facet in _CONCEPT_FACETS:
        return dict(zip(_LEVEL_FIELDS, levels, strict=True))
    if facet in _CLUSTER_FACETS:
        return {"is_cross_cutting": is_cross_cutting(find_cluster(identifier)[0])}
    return {}


def _pairs_sql(facet: str, requirement: tuple[str, ...]) -> tuple[str, list[Any]]:
    """SQL of (id, label, posting_id, counted_employer, level) over `universe`."""
    if facet in _CONCEPT_FACETS:
        placeholders = ", ".join("?" * len(requirement))
        return _CONCEPT_SQL.format(levels=placeholders), [_CONCEPT_FACETS[facet], *requirement]
    if facet in _POSTING_FACETS:
        identifier, label = _POSTING_FACETS[facet]
        return _POSTING_SQL.format(id=identifier, label=label), []
    if facet == _GROUPING_FACET:
        return _GROUPING_SQL, []
    if facet in _AREA_FACETS:
        levels = [
            _AREA_SQL.format(column=column, prefix=_AREA_PREFIXES[column]) for column in _AREA_FACETS[facet]
        ]
        return " UNION ALL ".join(levels), []
    raise UnknownFacetError(facet, FACETS)
