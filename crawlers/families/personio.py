"""Personio XML feeds."""

from collections.abc import Iterator
from html import escape
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import ResponseError
from crawlers.families.base import FamilySpider, Parsed
from crawlers.feed import iter_elements, root_name
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace


class PersonioSpider(FamilySpider):
    """All positions of one company in one feed.

    Platform: Personio ({token}.jobs.personio.com; German sites: `base_url: https://{token}.jobs.personio.de`).
    Coverage: no total is advertised; no paging; absence from a complete feed means closed.
    Caveats: an unknown name is 404; places are names of offices, without a state or country.
    API documentation: https://developer.personio.de/docs/retrieving-open-job-positions
    History: docs/families/personio.md
    """

    name = "personio"
    origin = "https://{token}.jobs.personio.com"

    def list_requests(self) -> Iterator[Request]:
        """The whole feed."""
        yield self.request(self.endpoint("/xml?language=en"), self.parse_feed)

    def parse_feed(self, response: Response) -> Parsed:
        """Every position of the feed."""
        if root_name(response.body) != "workzag-jobs":
            raise ResponseError(response.url, "expected a Personio feed")
        yield from self.postings(iter_elements(response.body, "position", response.url))

    def adapt_posting(self, record: Record) -> PostingFields:
        """One position."""
        external_id = record.required_text("id")
        schedule, kind = record.text("schedule"), record.text("employmentType")
        department, category = record.text("department"), record.text("recruitingCategory")
        office = record.raw("office")
        more = record.raw("additionalOffices")
        record.ignore("seniority", "yearsOfExperience", "keywords", "occupation")
        return PostingFields(
            external_id=external_id,
            title=record.required_text("name"),
            description=_join_sections(record.raw("jobDescriptions")),
            url=f"{self._own_origin()}/job/{external_id}",
            employer=record.text("subcompany"),
            places=[RawPlace(text=name) for name in [*_texts(office), *_texts(more)]],
            employment_type=", ".join(word for word in (schedule, kind) if word) or None,
            date_posted=record.text("createdAt"),
            occupational_category=record.text("occupationCategory"),
            department=department or category,
        )


def _texts(value: Any) -> list[str]:
    """Texts of an element that may hold one office, several, or none."""
    if isinstance(value, dict):
        value = value.get("office")
    items = value if isinstance(value, list) else [value]
    return [item.strip() for item in items if isinstance(item, str) and item.strip()]


def _join_sections(value: Any) -> str | None:
    if not isinstance(value, dict):
        return None
    sections = value.get("jobDescription") or []
    parts = []
    for section in sections if isinstance(sections, list) else [sections]:
        if isinstance(section, dict):
            heading, text = str(section.get("name") or ""), str(section.get("value") or "")
            parts.append(f"<h3>{escape(heading.strip())}</h3>{text}")
    return "\n".join(parts) or None
