"""`/v1/taxonomies`: concepts, codes and areas, and the crosswalks between them."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from service.errors import UnknownFacetError
from taxonomy.crosswalks import CROSSWALKS, cross
from taxonomy.digest import tables_digest
from taxonomy.errors import UnknownCodeError
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


def _clusters() -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for row in load_table("clusters").to_pylist():
        if row["cluster"] not in seen:
            seen.add(row["cluster"])
            yield {
                "id": row["cluster"],
                "label": row["cluster"],
                "grouping": row["grouping"],
                "is_cross_cutting": row["is_cross_cutting"],
            }


_SOURCES: dict[str, Callable[[], Iterator[dict[str, Any]]]] = {
    **{name: lambda kind=kind: _concepts(kind) for name, kind in _CONCEPT_KINDS.items()},  # type: ignore[misc]
    "soc": lambda: _rows("soc", "soc_code", "title"),
    "onet": lambda: _rows("onet_soc", "onet_soc_code", "title"),
    "clusters": _clusters,
    "subclusters": lambda: _rows("clusters", "sub_cluster", "sub_cluster"),
    "areas": _areas,
    "naics": lambda: _rows("naics", "naics_code", "title"),
    "cip": lambda: _rows("cip", "cip_code", "title"),
}


@lru_cache(maxsize=len(_SOURCES))
def _entries(name: str) -> dict[str, dict[str, Any]]:
    if name not in _SOURCES:
        raise UnknownFacetError(name, tuple(_SOURCES))
    return {entry["id"]: entry for entry in sorted(_SOURCES[name](), key=lambda entry: str(entry["id"]))}


@router.get("")
def list_taxonomies() -> dict[str, list[Any]]:
    """The taxonomies and crosswalks that are held."""
    return {"taxonomies": list(_SOURCES), "crosswalks": [f"{a}/{b}" for a, b in CROSSWALKS]}


@router.get("/crosswalks/{from_system}/{to_system}")
def read_crosswalk(from_system: str, to_system: str, code: str) -> dict[str, Any]:
    """Codes of one system that a code of another stands for."""
    targets = cross(from_system, to_system, code)
    return {"from": {"system": from_system, "code": code}, "to": {"system": to_system}, "data": targets}


@router.get("/{name}")
def list_entries(
    name: str,
    q: Annotated[str | None, Query(description="part of a label, id or alias", min_length=1)] = None,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> TaxonomyPage:
    """Entries of a taxonomy by id, one page at a time."""
    entries = list(_entries(name).values())
    if q:
        entries = [entry for entry in entries if _matches(entry, q.casefold())]
    remaining = [entry for entry in entries if cursor is None or str(entry["id"]) > cursor]
    page = remaining[:limit]
    following = str(page[-1]["id"]) if len(remaining) > limit else None
    return TaxonomyPage(data=page, total=len(entries), next=following, digest=tables_digest())


@router.get("/{name}/{identifier:path}")
def read_entry(name: str, identifier: str) -> dict[str, Any]:
    """One entry of a taxonomy."""
    entry = _entries(name).get(identifier)
    if entry is None:
        raise UnknownCodeError(name, identifier)
    return entry


def _matches(entry: dict[str, Any], needle: str) -> bool:
    texts = (str(entry["label"]), str(entry["id"]), *entry.get("aliases", ()))
    return any(needle in text.casefold() for text in texts)
