"""Ashby job boards."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import SkipPosting
from crawlers.families.base import FamilySpider, Parsed
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace


class AshbySpider(FamilySpider):
    """All postings of one board in one answer.

    Platform: Ashby (api.ashbyhq.com). Names are case-sensitive.
    Coverage: no total is advertised; no paging; absence from a complete answer means closed.
    Caveats: postings with `isListed` false must not be shown and are skipped; pay stands in words in
        `compensationTierSummary`, and only where the employer shows it.
    API documentation: https://developers.ashbyhq.com/docs/public-job-posting-api
    History: docs/families/ashby.md
    """

    name = "ashby"
    origin = "https://api.ashbyhq.com"

    def list_requests(self) -> Iterator[Request]:
        """The whole board."""
        path = f"/posting-api/job-board/{self.source.token}?includeCompensation=true"
        yield self.request(self.endpoint(path), self.parse_board)

    def parse_board(self, response: Response) -> Parsed:
        """Every job of the board."""
        yield from self.postings(self.read_record(response).raw_items("jobs"))

    def adapt_posting(self, record: Record) -> PostingFields:
        """One job."""
        if record.flag("isListed") is False:
            raise SkipPosting("not listed")
        record.ignore(
            "applyUrl", "descriptionPlain", "shouldDisplayCompensationOnJobPostings", "shortDescription"
        )
        department, team = record.text("department"), record.text("team")
        workplace, is_remote = record.text("workplaceType"), record.flag("isRemote")
        places = [_read_place(record), *(_read_place(item) for item in record.records("secondaryLocations"))]
        return PostingFields(
            external_id=record.required_text("id"),
            title=record.required_text("title"),
            description=record.text("descriptionHtml"),
            url=record.text("jobUrl"),
            places=[place for place in places if place is not None],
            workplace=workplace or ("remote" if is_remote else None),
            employment_type=record.text("employmentType"),
            salary_text=_read_pay(record.record("compensation")),
            date_posted=record.text("publishedAt"),
            department=department or team,
        )


def _read_place(record: Record) -> RawPlace | None:
    """The address where there is a locality, else the board's own name of the place."""
    text = record.text("location")
    address = record.record("address")
    postal = address.record("postalAddress") if address else None
    if postal is None:
        return RawPlace(text=text) if text else None
    city, region = postal.text("addressLocality"), postal.text("addressRegion")
    country, postal_code = postal.text("addressCountry"), postal.text("postalCode")
    postal.ignore("streetAddress")
    if city:
        return RawPlace(city=city, region=region, postal_code=postal_code, country=country)
    return RawPlace(text=text) if text else None


def _read_pay(compensation: Record | None) -> str | None:
    if compensation is None:
        return None
    compensation.ignore("compensationTiers", "summaryComponents")
    summary, scrapeable = (
        compensation.text("compensationTierSummary"),
        compensation.text("scrapeableCompensationSalarySummary"),
    )
    return scrapeable or summary
