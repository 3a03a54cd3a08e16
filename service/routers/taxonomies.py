"""`/v1/taxonomies`: concepts, codes and areas, and the crosswalks between them."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from service.dependencies import GroupingsDep
from service.errors import UnknownFacetError
from taxonomy.clusters import cluster_names, is_cross_cutting
from taxonomy.crosswalks import CROSSWALKS, cross
from taxonomy.digest import tables_digest
from taxonomy.errors import UnknownCodeError
from taxonomy.groupings import Groupings
from taxonomy.loader import load_table
from taxonomy.vocabulary import load_vocabulary

router = APIRouter(prefix="/v1/taxonomies", tags=["taxonomies"])

_CONCEPT_KINDS = {
    "technologies": "technology",
    "certifications": "certification",
    "licenses": "license",
    "degrees": "degree",
    "clearances": "clearance",
    "skills": "skill",
}


class TaxonomyPage(BaseModel):
    """One page of entries; `next` is the cursor of the following page, null at the end."""

    data: list[dict[str, Any]]
    total: int
    next: str | None
    digest: str


def _concepts(kind: str) -> Iterator[dict[str, Any]]:
    for concept in load_vocabulary().concepts.values():
        if concept.kind == kind:
            yield {
                "id": concept.concept_id,
                "label": concept.label,
                "aliases": [alias.text for alias in concept.aliases],
                "source": concept.source,
                "is_soft": concept.is_soft,
                "soc_codes": list(concept.soc_codes),
                "links": concept.links,
            }


def _rows(table: str, identifier: str, label: str) -> Iterator[dict[str, Any]]:
    for row in load_table(table).to_pylist():
        yield {"id": row[identifier], "label": row[label], **row}


def _areas() -> Iterator[dict[str, Any]]:
    for prefix, table, identifier, label in (
        ("state", "states", "state", "name"),
        ("county", "counties", "county_fips", "name"),
        ("cbsa", "cbsas", "cbsa_code", "title"),
    ):
        for row in load_table(table).to_pylist():
            yield {"id": f"{prefix}:{row[identifier]}", "label": row[label], **row}


def _clusters(groupings: Groupings) -> Iterator[dict[str, Any]]:
    for name in cluster_names():
        yield {"id": name, "label": name, **_cluster_facts(name, groupings)}


def _sub_clusters(groupings: Groupings) -> Iterator[dict[str, Any]]:
    for row in load_table("clusters").to_pylist():
        names = {"cluster": row["cluster"], "sub_cluster": row["sub_cluster"]}
        facts = _cluster_facts(row["cluster"], groupings)
        yield {"id": row["sub_cluster"], "label": row["sub_cluster"], **names, **facts}


def _groupings(groupings: Groupings) -> Iterator[dict[str, Any]]:
    for name, clusters in groupings.clusters.items():
        yield {"id": name, "label": name, "clusters": list(clusters)}


def _cluster_facts(cluster: str, groupings: Groupings) -> dict[str, Any]:
    grouping = groupings.grouping_of(cluster)
    return {"grouping": grouping, "is_cross_cutting": is_cross_cutting(cluster)}


_SOURCES: dict[str, Callable[[], Iterator[dict[str, Any]]]] = {
    **{name: lambda kind=kind: _concepts(kind) for name, kind in _CONCEPT_KINDS.items()},  # type: ignore[misc]
    "soc": lambda: _rows("soc", "soc_code", "title"),
    "onet": lambda: _rows("onet_soc", "onet_soc_code", "title"),
    "areas": _areas,
    "naics": lambda: _rows("naics", "naics_code", "title"),
    "cip": lambda: _rows("cip", "cip_code", "title"),
}
# These depend on how a state groups the Clusters.
_GROUPED_SOURCES: dict[str, Callable[[Groupings], Iterator[dict[str, Any]]]] = {
    "clusters": _clusters,
    "subclusters": _sub_clusters,
    "groupings": _groupings,
}
_NAMES = (*_SOURCES, *_GROUPED_SOURCES)


def _entries(name: str, groupings: Groupings) -> dict[str, dict[str, Any]]:
    if name in _GROUPED_SOURCES:
        return _by_id(_GROUPED_SOURCES[name](groupings))
    if name not in _SOURCES:
        raise UnknownFacetError(name, _NAMES)
    return _fixed_entries(name)


@lru_cache(maxsize=len(_SOURCES))
def _fixed_entries(name: str) -> dict[str, dict[str, Any]]:
    return _by_id(_SOURCES[name]())


def _by_id(entries: Iterator[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in sorted(entries, key=lambda entry: str(entry["id"]))}


@router.get("")
def list_taxonomies() -> dict[str, list[Any]]:
    """The taxonomies and crosswalks that are held."""
    return {"taxonomies": list(_NAMES), "crosswalks": [f"{a}/{b}" for a, b in CROSSWALKS]}


@router.get("/crosswalks/{from_system}/{to_system}")
def read_crosswalk(from_system: str, to_system: str, code: str) -> dict[str, Any]:
    """Codes of one system that a code of another stands for."""
    targets = cross(from_system, to_system, code)
    return {"from": {"system": from_system, "code": code}, "to": {"system": to_system}, "data": targets}


@router.get("/{name}")
def list_entries(
    name: str,
    groupings: GroupingsDep,
    q: Annotated[str | None, Query(description="part of a label, id or alias", min_length=1)] = None,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> TaxonomyPage:
    """Entries of a taxonomy by id, one page at a time."""
    entries = list(_entries(name, groupings).values())
    if q:
        entries = [entry for entry in entries if _matches(entry, q.casefold())]
    remaining = [entry for entry in entries if cursor is None or str(entry["id"]) > cursor]
    page = remaining[:limit]
    following = str(page[-1]["id"]) if len(remaining) > limit else None
    return TaxonomyPage(data=page, total=len(entries), next=following, digest=tables_digest())


@router.get("/{name}/{identifier:path}")
def read_entry(name: str, identifier: str, groupings: GroupingsDep) -> dict[str, Any]:
    """One entry of a taxonomy."""
    entry = _entries(name, groupings).get(identifier)
    if entry is None:
        raise UnknownCodeError(name, identifier)
    return entry


def _matches(entry: dict[str, Any], needle: str) -> bool:
    texts = (str(entry["label"]), str(entry["id"]), *entry.get("aliases", ()))
    return any(needle in text.casefold() for text in texts)
