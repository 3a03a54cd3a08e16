"""The employers of the town and their postings, all written for it; data in `service/demo_town/*.yml`."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

TOWN_DIR = Path(__file__).parent.parent / "demo_town"


class TownPay(BaseModel):
    """Structured pay, for the employers that give it in fields."""

    model_config = ConfigDict(extra="forbid")

    min: float
    max: float
    unit: Literal["hour", "year"]


class TownPosting(BaseModel):
    """One posting. `body` is plain text in which "## " begins a heading and "- " a bullet."""

    model_config = ConfigDict(extra="forbid")

    id: str
    title: str
    location: str
    days_ago: int = Field(ge=0, le=400)
    body: str
    department: str | None = None
    employment_type: str | None = None
    workplace: Literal["remote", "hybrid", "on-site"] | None = None
    pay: TownPay | None = None


class TownEmployer(BaseModel):
    """One employer, the platform it hires through, and what it looks for."""

    model_config = ConfigDict(extra="forbid")

    employer: str
    slug: str = Field(pattern=r"^[a-z0-9-]+$")
    family: Literal["greenhouse", "lever", "schema_org"]
    token: str = Field(pattern=r"^[a-z0-9]+$")
    state: str = Field(pattern=r"^[A-Z]{2}$")
    naics_code: str = Field(pattern=r"^\d{2,6}$")
    postings: list[TownPosting]


@lru_cache(maxsize=1)
def load_town() -> tuple[TownEmployer, ...]:
    """Every employer of the town, by slug.

    Raises:
        pydantic.ValidationError: an entry is not of the form above.
    """
    entries: list[dict[str, Any]] = []
    for path in sorted(TOWN_DIR.glob("*.yml")):
        entries += yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(sorted(map(TownEmployer.model_validate, entries), key=lambda employer: employer.slug))


def source_rows(base_url: str) -> list[dict[str, Any]]:
    """Rows for `signalpost crawl --sources`, with every endpoint at `base_url`."""
    return [
        {
            "slug": employer.slug,
            "family": employer.family,
            "token": f"{base_url}/{employer.token}/sitemap.xml"
            if employer.family == "schema_org"
            else employer.token,
            "employer": employer.employer,
            "base_url": base_url,
            "naics_code": employer.naics_code,
            "state": employer.state,
        }
        for employer in load_town()
    ]
