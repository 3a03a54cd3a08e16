"""Lever postings."""

from collections.abc import Iterator
from html import escape

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import ResponseError
from crawlers.families.base import FamilySpider, Parsed
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace
from storage.normalise.salary import SalaryFields


class LeverSpider(FamilySpider):
    """All postings of one site in one answer.

    Platform: Lever (api.lever.co); EU sites: `base_url: https://api.eu.lever.co`. Site names are
        case-sensitive.
    Coverage: no total is advertised; no paging is needed; absence from a complete answer means closed.
    Caveats: the requirements stand in `lists`, not in `description`; dates are epoch milliseconds; the
        employer's name is absent, so the source row gives it.
    API documentation: https://github.com/lever/postings-api
    History: docs/families/lever.md
    """

    name = "lever"
    origin = "https://api.lever.co"

    def list_requests(self) -> Iterator[Request]:
        """The whole site."""
        yield self.request(self.endpoint(f"/v0/postings/{self.source.token}?mode=json"), self.parse_site)

    def parse_site(self, response: Response) -> Parsed:
        """Every posting of the site."""
        data = self.read_json(response)
        if not isinstance(data, list):
            raise ResponseError(response.url, f"expected a JSON list, got {type(data).__name__}")
        yield from self.postings(data)

    def adapt_posting(self, record: Record) -> PostingFields:
        """One posting. `applyUrl`, the plain twins and the parts of `description` say nothing more."""
        categories = record.record("categories") or Record({})
        main, places = categories.text("location"), categories.texts("allLocations")
        country = record.text("country")
        department, team = categories.text("department"), categories.text("team")
        pay = record.record("salaryRange")
        record.ignore(
            "applyUrl",
            "descriptionPlain",
            "additionalPlain",
            "opening",
            "openingPlain",
            "descriptionBody",
            "descriptionBodyPlain",
            "salaryDescriptionPlain",
        )
        categories.ignore("level")
        return PostingFields(
            external_id=record.required_text("id"),
            title=record.required_text("text"),
            description=_join_description(record),
            url=record.text("hostedUrl"),
            places=[
                RawPlace(text=place, country=country if place == main else None)
                for place in (places or [main or ""])
                if place
            ],
            workplace=record.text("workplaceType"),
            employment_type=categories.text("commitment"),
            salary=_read_pay(pay) if pay else None,
            date_posted=record.text("createdAt"),
            department=department or team,
        )


def _join_description(record: Record) -> str:
    """The parts in the order in which Lever's own page shows them."""
    parts = [record.text("description")]
    for section in record.records("lists"):
        heading, content = section.text("text"), section.text("content")
        parts.append(f"<h3>{escape(heading or '')}</h3><ul>{content or ''}</ul>")
    parts += [record.text("salaryDescription"), record.text("additional")]
    return "\n".join(part for part in parts if part)


def _read_pay(pay: Record) -> SalaryFields:
    return SalaryFields(
        minimum=pay.number("min"),
        maximum=pay.number("max"),
        currency=pay.text("currency"),
        interval=pay.text("interval"),
    )
