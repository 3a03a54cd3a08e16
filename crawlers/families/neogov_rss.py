"""NEOGOV's feeds of agencies (RSS with the joblisting namespace)."""

import re
from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import ResponseError
from crawlers.families.base import FamilySpider, Parsed
from crawlers.feed import iter_elements, root_name
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace
from storage.normalise.salary import SalaryFields

_NO_PAY = "Not Displayed"


class NeogovRssSpider(FamilySpider):
    """All postings of one agency in one feed.

    Platform: NEOGOV; `token` is the feed's address.
    Coverage: no total is advertised; no paging; absence from a complete feed means closed.
    Caveats: `advertiseToDateTime` is the closing date; pay bounds may be "Not Displayed".
    API documentation: none; the feeds that agencies publish.
    History: docs/families/neogov_rss.md
    """

    name = "neogov_rss"
    token_pattern = re.compile(r"https?://[^\s/]+/\S+")

    def list_requests(self) -> Iterator[Request]:
        """The whole feed."""
        yield self.request(self.source.token, self.parse_feed)

    def parse_feed(self, response: Response) -> Parsed:
        """Every item of the feed."""
        if root_name(response.body) != "rss":
            raise ResponseError(response.url, "expected an RSS feed")
        yield from self.postings(iter_elements(response.body, "item", response.url))

    def adapt_posting(self, record: Record) -> PostingFields:
        """One item."""
        record.ignore(
            "guid", "advertiseFromDate", "advertiseToDateTime", "advertiseFromDateUTC", "categories",
            "examplesOfDuties",
            "qualifications", "supplementalInformation", "benefits", "contactName", "contactEmail",
            "contactPhone",
        )  # fmt: skip
        city, state = record.text("location"), record.text("state")
        low, high = record.text("minimumSalary"), record.text("maximumSalary")
        currency, interval = record.text("salaryCurrency"), record.text("salaryInterval")
        closes = record.text("advertiseToDateTimeUTC")
        return PostingFields(
            external_id=record.required_text("jobId"),
            requisition_id=record.text("jobNumberSingle"),
            title=record.required_text("title"),
            description=record.text("description"),
            url=record.text("link"),
            places=[RawPlace(city=city, region=state, country="US")] if city or state else [],
            employment_type=record.text("jobType"),
            salary=SalaryFields(_amount(low), _amount(high), currency, interval) if _amount(low) else None,
            date_posted=record.text("pubDate"),
            valid_through=f"{closes} GMT" if closes else None,
            department=record.text("department"),
        )


def _amount(text: str | None) -> float | None:
    if not text or text == _NO_PAY:
        return None
    digits = re.sub(r"[^\d.]", "", text)
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None
