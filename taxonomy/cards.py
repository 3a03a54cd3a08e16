"""What `signalpost taxonomy show` says of one occupation, Cluster or place: lines of text."""

from collections.abc import Iterator
from typing import Any

import pyarrow.compute as pc

from taxonomy.areas import resolve_locations
from taxonomy.clusters import is_cross_cutting, mark_cluster
from taxonomy.crosswalks import (
    cluster_to_cip,
    cluster_to_naics,
    cluster_to_soc,
    find_cluster,
    soc_to_cip,
    soc_to_clusters,
    soc_to_oews,
    soc_to_onet,
)
from taxonomy.errors import UnknownCodeError
from taxonomy.groupings import Groupings, shipped_groupings
from taxonomy.loader import load_table
from taxonomy.occupations import find_soc, first_row, oews_figures, soc_ancestors
from taxonomy.types import Place

_SHOWN = 8
_NOT_PUBLISHED = "not published"


def soc_card(soc_code: str) -> Iterator[str]:
    """Lines about an occupation or occupational group.

    Raises:
        UnknownCodeError: SOC 2018 has no such code.
    """
    for depth, entry in enumerate(soc_ancestors(soc_code)):
        yield f"{'  ' * depth}{entry.soc_code}  {entry.title} ({entry.level})"
    for link in soc_to_clusters(soc_code):
        yield f"Cluster: {mark_cluster(link.cluster)} / {link.sub_cluster}"
    yield from _listed("O*NET-SOC", soc_to_onet(soc_code), "onet_soc", "onet_soc_code")
    yield from _listed("CIP programs", soc_to_cip(soc_code), "cip", "cip_code")
    education = first_row("education", "soc_code", soc_code)
    if education:
        typical, training = education["typical_education"], education["typical_training"]
        yield f"Typical education: {typical}; training: {training}"
    zone = first_row("job_zones", "onet_soc_code", f"{soc_code}.00")
    if zone:
        yield f"Job zone: {zone['job_zone']} of 5"
    codes = soc_to_oews(soc_code) if find_soc(soc_code).level == "detailed" else (soc_code,)
    figures = oews_figures(codes[0])
    if figures:
        shared = "" if figures["soc_code"] == soc_code else f" (published together as {figures['soc_code']})"
        yield f"OEWS May 2025, nation{shared}: {_employment(figures)}; {_wages(figures)}"
    projection = first_row("projections", "soc_code", soc_code)
    if projection:
        change, openings = projection["employment_change_pct"], projection["annual_openings_thousands"]
        yield f"Projections 2024-34: {change:+.1f}% employment, {openings * 1000:,.0f} openings a year"


def cluster_card(name: str, groupings: Groupings | None = None) -> Iterator[str]:
    """Lines about a Cluster or Sub-Cluster.

    Args:
        name: of the Cluster or Sub-Cluster, or an alias.
        groupings: the state's own; null = the shipped ones.

    Raises:
        UnknownCodeError: no such Cluster, Sub-Cluster or alias.
    """
    cluster, wanted = find_cluster(name)
    rows = [row for row in load_table("clusters").to_pylist() if row["cluster"] == cluster]
    grouping = (groupings or shipped_groupings()).grouping_of(cluster)
    marked = ", cross-cutting" if is_cross_cutting(cluster) else ""
    yield f"{cluster} ({grouping}{marked})"
    for row in rows:
        sub_cluster = row["sub_cluster"]
        if wanted in {None, sub_cluster}:
            counts = (len(cluster_to_soc(sub_cluster)), len(cluster_to_cip(sub_cluster)))
            yield f"  {sub_cluster}: {counts[0]} occupations, {counts[1]} programs"
            if wanted:
                yield from _listed("    occupations", cluster_to_soc(wanted), "soc", "soc_code")
                yield from _listed("    programs", cluster_to_cip(wanted), "cip", "cip_code")
    yield from _listed("Industries", cluster_to_naics(wanted or cluster), "naics", "naics_code")


def groupings_card(groupings: Groupings) -> Iterator[str]:
    """Lines about the groupings of the Clusters; cross-cutting Clusters are marked."""
    yield f"Groupings: {groupings.source}"
    for grouping, clusters in groupings.clusters.items():
        yield grouping
        for cluster in clusters:
            yield f"  {mark_cluster(cluster)}"


def area_card(text: str) -> Iterator[str]:
    """Lines about the places that a text names.

    Raises:
        UnknownCodeError: it names none.
    """
    places = resolve_locations(text)
    if not places:
        raise UnknownCodeError("areas", text)
    for place in places:
        yield from _place_lines(place)


def _place_lines(place: Place) -> Iterator[str]:
    named = ", ".join(part for part in (place.city, place.state, place.postal_code) if part)
    yield f"{place.raw} -> {named or place.country}"
    county = first_row("counties", "county_fips", place.county_fips) if place.county_fips else None
    cbsa = first_row("cbsas", "cbsa_code", place.cbsa_code) if place.cbsa_code else None
    if county:
        yield f"  county {county['county_fips']}: {county['name']}, {county['state']}"
    if cbsa:
        yield f"  CBSA {cbsa['cbsa_code']}: {cbsa['title']} ({cbsa['kind']})"
        figures = _total(cbsa["cbsa_code"])
        if figures:
            yield f"  OEWS May 2025, all occupations: {_employment(figures)}; {_wages(figures)}"


def _total(cbsa_code: str) -> dict[str, Any] | None:
    oews = load_table("oews")
    is_area = pc.and_(pc.equal(oews["area_type"], "metropolitan"), pc.equal(oews["area_code"], cbsa_code))
    rows = oews.filter(pc.and_(is_area, pc.equal(oews["soc_code"], "00-0000"))).to_pylist()
    return rows[0] if rows else None


def _listed(label: str, codes: tuple[str, ...], table: str, column: str) -> Iterator[str]:
    rows = load_table(table)
    titles = dict(zip(rows[column].to_pylist(), rows["title"].to_pylist(), strict=True))
    if codes:
        shown = "; ".join(f"{code} {titles[code]}" for code in codes[:_SHOWN])
        more = f"; and {len(codes) - _SHOWN} more" if len(codes) > _SHOWN else ""
        yield f"{label} ({len(codes)}): {shown}{more}"


def _employment(figures: dict[str, Any]) -> str:
    employment = figures["employment"]
    return f"employment {employment:,}" if employment is not None else f"employment {_NOT_PUBLISHED}"


def _wages(figures: dict[str, Any]) -> str:
    median, low, high = (figures[f"wage_{part}_usd_annual"] for part in ("median", "p10", "p90"))
    if median is None:
        return f"annual wage {_NOT_PUBLISHED}"
    spread = (
        f", 10th-90th percentile ${low:,.0f}-${high:,.0f}" if low is not None and high is not None else ""
    )
    return f"median annual wage ${median:,.0f}{spread}"
