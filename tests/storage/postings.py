"""Postings for tests of the store."""

from datetime import UTC, datetime
from typing import Any

from storage.posting import Posting

SEEN_AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def make_posting(external_id: str = "1", **fields: Any) -> Posting:
    """A valid posting; every field can be overridden."""
    values: dict[str, Any] = {
        "source": "acme",
        "external_id": external_id,
        "title": "Registered Nurse",
        "description_text": "Care for patients. Current RN license required.",
        "hiring_organization": "Acme Hospital",
        "job_location": [
            {"raw": "Austin, TX", "city": "Austin", "state": "TX", "country": "US", "county_fips": "48453"}
        ],
        "employment_type": ("FULL_TIME",),
        "date_posted": "2026-11-01",
        "fetched_at": SEEN_AT,
    }
    return Posting.model_validate(values | fields)
