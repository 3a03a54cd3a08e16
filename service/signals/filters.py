"""Which postings a figure is about: filters, as SQL over the tables of a vintage."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from service.errors import UsageError
from taxonomy.clusters import cluster_names
from taxonomy.crosswalks import find_cluster
from taxonomy.errors import UnknownCodeError
from taxonomy.occupations import oews_hybrids, soc_entries

Basis: TypeAlias = Literal["new", "active"]

_MAJOR_LENGTH = 2
_AREA = re.compile(r"(?P<level>state|county|cbsa|country):(?P<code>[A-Z]{2}|\d{5})")
_AREA_COLUMNS = {"state": "state", "county": "county_fips", "cbsa": "cbsa_code", "country": "country"}

EMPLOYER = "coalesce(employer_key, 'source:' || source)"
"""Employer of a posting; those that name none count as one employer per source: the cautious reading."""


@dataclass(frozen=True, slots=True)
class PostingFilter:
    """A selection of postings; null = no restriction.

    Attributes:
        basis: "new" selects postings opened in the window; "active" those open on any day of it.
        from_on: first day of the window.
        to_on: last day of the window.
        area: "state:NY", "county:36061", "cbsa:35620" or "country:US".
        soc: SOC 2018 code of any level: "29", "29-0000", "29-1000", "29-1141"; or an OEWS hybrid: "21-1018".
        cluster: name of a Career Cluster, in any of its spellings.
        sub_cluster: name of a Sub-Cluster, in any of its spellings.
        source: slug of a source.
        cluster_grouping: name of a grouping of Clusters, as the vintage's store holds them.
    """

    basis: Basis = "new"
    from_on: date | None = None
    to_on: date | None = None
    area: str | None = None
    soc: str | None = None
    cluster: str | None = None
    sub_cluster: str | None = None
    source: str | None = None
    cluster_grouping: str | None = None


def universe_sql(selection: PostingFilter) -> tuple[str, list[Any]]:
    """SQL that selects the postings of a filter, and its parameters.

    Raises:
        UsageError: a code is malformed, a Cluster unknown, or the window ends before it begins.
    """
    conditions, parameters = ["TRUE"], []
    for condition, values in (*_window(selection), *_places(selection), *_codes(selection)):
        conditions.append(condition)
        parameters += values
    where = " AND ".join(conditions)
    return f"SELECT *, {EMPLOYER} AS counted_employer FROM postings WHERE {where}", parameters  # noqa: S608


def _window(selection: PostingFilter) -> list[tuple[str, list[Any]]]:
    if selection.from_on and selection.to_on and selection.to_on < selection.from_on:
        raise UsageError(f"the window ends ({selection.to_on}) before it begins ({selection.from_on})")
    conditions: list[tuple[str, list[Any]]] = []
    begin = "opened_on" if selection.basis == "new" else "last_seen_on"
    if selection.from_on:
        conditions.append((f"{begin} >= ?", [selection.from_on]))
    if selection.to_on:
        conditions.append(("opened_on <= ?", [selection.to_on]))
    return conditions


def _places(selection: PostingFilter) -> list[tuple[str, list[Any]]]:
    if selection.area is None:
        return []
    match = _AREA.fullmatch(selection.area)
    if match is None:
        raise UsageError(
            f"area {selection.area!r} is unknown; write state:NY, county:36061, cbsa:35620 or country:US"
        )
    column = _AREA_COLUMNS[match["level"]]
    subquery = f"posting_id IN (SELECT posting_id FROM posting_areas WHERE {column} = ?)"  # noqa: S608
    return [(subquery, [match["code"]])]


def _codes(selection: PostingFilter) -> list[tuple[str, list[Any]]]:
    conditions: list[tuple[str, list[Any]]] = []
    if selection.soc is not None:
        conditions.append(_occupation(selection.soc))
    if selection.cluster is not None:
        conditions.append(("cluster = ?", [_cluster_name(selection.cluster)]))
    if selection.sub_cluster is not None:
        conditions.append(("sub_cluster = ?", [_sub_cluster_name(selection.sub_cluster)]))
    if selection.cluster_grouping is not None:
        subquery = "cluster IN (SELECT cluster FROM cluster_groupings WHERE cluster_grouping = ?)"
        conditions.append((subquery, [selection.cluster_grouping]))
    if selection.source is not None:
        conditions.append(("source = ?", [selection.source]))
    return conditions


def _occupation(soc: str) -> tuple[str, list[Any]]:
    code = f"{soc}-0000" if len(soc) == _MAJOR_LENGTH else soc
    if code in oews_hybrids() and code not in soc_entries():
        parts = list(oews_hybrids()[code])
        return f"soc_code IN ({', '.join('?' * len(parts))})", parts
    if code not in soc_entries():
        raise UsageError(f"soc {soc!r} is not a SOC code; write 29-1141, 29-1000 or 29")
    return "starts_with(coalesce(soc_code, soc_level_code), ?)", [code.rstrip("0")]


def _cluster_name(name: str) -> str:
    """The Cluster as the tables write it; an unknown one is refused, or "none" would look like an answer."""
    try:
        cluster, sub_cluster = find_cluster(name)
    except UnknownCodeError as error:
        raise UsageError(f"cluster {name!r} is unknown; use one of {'; '.join(cluster_names())}") from error
    if sub_cluster is not None:
        raise UsageError(f"{name!r} is a Sub-Cluster of {cluster!r}; filter by sub_cluster")
    return cluster


def _sub_cluster_name(name: str) -> str:
    try:
        _, sub_cluster = find_cluster(name)
    except UnknownCodeError as error:
        raise UsageError(f"sub_cluster {name!r} is unknown; see /v1/taxonomies/subclusters") from error
    if sub_cluster is None:
        raise UsageError(f"{name!r} is a Cluster, no Sub-Cluster; filter by cluster")
    return sub_cluster
