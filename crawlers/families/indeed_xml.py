"""Feeds in the form that Indeed takes, as employers and job-site software write them."""

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

_ROOTS = {"source", "jobs", "feed"}


class IndeedXmlSpider(FamilySpider):
    """All postings of one feed, element by element.

    Platform: any; `token` is the feed's address. Appcast's names of the same fields are read, too.
    Coverage: `expectedJobCount` where it is given; a feed must hold all open jobs, so absence means closed.
    Caveats: `email` and `contact` name persons: not read; the feed is held in memory as it came (512 MB at
        most), its elements are not.
    API documentation: https://docs.indeed.com/indeed-apply/xml-feed
    History: docs/families/indeed_xml.md
    """

    name = "indeed_xml"
    token_pattern = re.compile(r"https?://[^\s/]+/\S+")
    custom_settings = {"DOWNLOAD_MAXSIZE": 512 * 1024 * 1024, "DOWNLOAD_TIMEOUT": 300}  # noqa: RUF012 - Scrapy's

    def list_requests(self) -> Iterator[Request]:
        """The whole feed."""
        yield self.request(self.source.token, self.parse_feed)

    def parse_feed(self, response: Response) -> Parsed:
        """Every job of the feed."""
        if root_name(response.body) not in _ROOTS:
            raise ResponseError(response.url, "expected a feed of jobs")
        expected = re.search(rb"<expectedJobCount>\s*(?:<!\[CDATA\[)?\s*(\d{1,9})", response.body[:20000])
        self.advertise(int(expected[1]) if expected else None)
        yield from self.postings(iter_elements(response.body, "job", response.url))

    def adapt_posting(self, record: Record) -> PostingFields:
        """One job."""
        record.ignore(
            "email", "contact", "streetaddress", "education", "experience", "metadata", "indeed-apply-data",
            "sourcename",
            "lastactivitydate", "mobile_friendly_apply", "html_jobs", "cpa", "cpc", "campaign",
            "partnerJobId",
        )  # fmt: skip
        country, text = record.text("country"), record.text("location")
        region = record.text("state")
        city, postal_code = record.text("city"), _either(record, "postalcode", "zip")
        structured = RawPlace(city=city, region=region, postal_code=postal_code, country=country)
        return PostingFields(
            external_id=_either(record, "referencenumber", "job_reference"),
            requisition_id=record.text("requisitionid"),
            title=record.required_text("title"),
            description=_either(record, "description", "body"),
            url=record.text("url"),
            employer=record.text("company"),
            places=[structured if city or region else RawPlace(text=text)],
            workplace=record.text("remotetype"),
            employment_type=_either(record, "jobtype", "job_type"),
            salary_text=record.text("salary"),
            date_posted=_either(record, "date", "posted_at"),
            valid_through=record.text("expirationdate"),
            occupational_category=record.text("category"),
            department=record.text("department"),
        )


def _either(record: Record, first: str, second: str) -> str | None:
    """The field under the one name or the other; both count as read."""
    values = (record.text(first), record.text(second))
    return values[0] or values[1]
