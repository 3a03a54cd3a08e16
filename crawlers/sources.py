"""Source rows: one employer's board on one hiring platform, or one feed."""

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from crawlers.errors import InvalidSourceError

_ORIGIN_ONLY = "give scheme://host[:port] only; path and query are the family's own"


class SourceSpec(BaseModel):
    """One row of an employers file (DESIGN.md, contract 2, with what a registry needs besides).

    Attributes:
        slug: our name of the source, unique over all files.
        family: module of `crawlers/families/`.
        token: the board's name on the platform, or the start URL for schema_org, feeds and sitemaps.
        employer: name shown when postings do not carry one; null when the feed names employers itself.
        base_url: takes the place of scheme://host[:port] of the family's endpoint.
        min_postings: a run with fewer fails; `max_postings`: a run with more warns.
        is_enabled: false keeps the row and never crawls it.
        permission: who allowed it, when and where that is recorded; families that ship disabled need it.
        verified_on: day on which a crawl of ours last succeeded; null before that.
        checked_on: day on which the board last answered somebody else, with `checked_by`.
        schedule_hours: hours between crawls; null means the family's own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    slug: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$")
    family: str
    token: str = Field(min_length=1, max_length=2000)
    employer: str | None = None
    homepage: str | None = None
    base_url: str | None = None
    naics_code: str | None = Field(default=None, pattern=r"^\d{2,6}$")
    state: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    min_postings: int | None = Field(default=None, ge=0)
    max_postings: int | None = Field(default=None, ge=0)
    is_enabled: bool = True
    permission: str | None = None
    verified_on: date | None = None
    checked_on: date | None = None
    checked_by: str | None = None
    schedule_hours: int | None = Field(default=None, ge=1)
    robots_reviewed_on: date | None = None
    terms: str | None = None
    contact: str | None = None
    takedown: str | None = None

    @field_validator("token")
    @classmethod
    def _check_address(cls, value: str) -> str:
        _ = urlsplit(value).port  # a token may be an address: one that nobody can read is refused here
        return value

    @field_validator("base_url")
    @classmethod
    def _check_origin(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        _ = parts.port
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(_ORIGIN_ONLY)
        if parts.path not in {"", "/"} or parts.query or parts.fragment or "@" in parts.netloc:
            raise ValueError(_ORIGIN_ONLY)
        return f"{parts.scheme}://{parts.netloc}"


def read_sources(path: Path, families: Collection[str]) -> tuple[list[SourceSpec], list[InvalidSourceError]]:
    """Rows of a sources file: a YAML list of rows, or a mapping with the list under `sources`.

    Args:
        path: the file.
        families: names that `family` may have.

    Returns:
        Usable rows in the file's order, and an error for each of the others.

    Raises:
        InvalidSourceError: the file cannot be read, or is no list of rows.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidSourceError(str(path), "file", " ".join(str(error).split())) from error
    rows = data.get("sources") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise InvalidSourceError(
            str(path), "file", "expected a list of rows, each with slug, family and token"
        )
    good: list[SourceSpec] = []
    bad: list[InvalidSourceError] = []
    slugs: set[str] = set()
    for number, row in enumerate(rows, 1):
        try:
            spec = _read_row(row, number, families, slugs)
        except InvalidSourceError as error:
            bad.append(error)
        else:
            slugs.add(spec.slug)
            good.append(spec)
    return good, bad


def _read_row(row: Any, number: int, families: Collection[str], slugs: set[str]) -> SourceSpec:
    label = _label(row, number)
    if not isinstance(row, dict):
        raise InvalidSourceError(label, "row", f"expected fields, got {type(row).__name__}")
    try:
        spec = SourceSpec.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "row"
        raise InvalidSourceError(label, name, re.sub(r"^Value error, ", "", first["msg"])) from error
    if spec.family not in families:
        known = ", ".join(sorted(families))
        raise InvalidSourceError(label, "family", f"unknown family {spec.family!r}; known: {known}")
    if spec.slug in slugs:
        raise InvalidSourceError(label, "slug", "used by an earlier row")
    return spec


def _label(row: Any, number: int) -> str:
    slug = row.get("slug") if isinstance(row, dict) else None
    return f"row {number} ({slug})" if slug else f"row {number}"
