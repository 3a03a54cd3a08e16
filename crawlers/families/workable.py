"""Workable careers pages."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawlers.families.base import FamilySpider, Parsed
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace


class WorkableSpider(FamilySpider):
    """All postings of one account in one answer.

    Platform: Workable (apply.workable.com), the widget's endpoint.
    Coverage: no total is advertised; no paging; absence from a complete answer means closed.
    Caveats: more than about two requests at once per address are answered with 429; hidden locations are not
    read. API documentation: https://help.workable.com (careers page widget)
    History: docs/families/workable.md
    """

    name = "workable"
    origin = "https://apply.workable.com"

    def list_requests(self) -> Iterator[Request]:
        """The whole account."""
        path = f"/api/v1/widget/accounts/{self.source.token}?details=true"
        yield self.request(self.endpoint(path), self.parse_account)

    def parse_account(self, response: Response) -> Parsed:
        """Every job of the account; the account names the employer."""
        account = self.read_record(response)
        employer = account.text("name")
        for item in account.raw_items("jobs"):
            named = {**item, "company": employer} if isinstance(item, dict) else item
            yield from self.postings([named])

    def adapt_posting(self, record: Record) -> PostingFields:
        """One job."""
        city, region, country = record.text("city"), record.text("state"), record.text("country")
        places = [place for item in record.records("locations") if (place := _read_place(item)) is not None]
        record.ignore("shortlink", "application_url", "education", "experience")
        created, published = record.text("created_at"), record.text("published_on")
        return PostingFields(
            external_id=record.required_text("shortcode"),
            requisition_id=record.text("code"),
            title=record.required_text("title"),
            description=record.text("description"),
            url=record.text("url"),
            employer=record.text("company"),
            places=places or [RawPlace(city=city, region=region, country=country)],
            workplace="remote" if record.flag("telecommuting") else None,
            employment_type=record.text("employment_type"),
            date_posted=published or created,
            industry=record.text("industry"),
            occupational_category=record.text("function"),
            department=record.text("department"),
        )


def _read_place(item: Record) -> RawPlace | None:
    place = RawPlace(city=item.text("city"), region=item.text("region"), country=item.text("countryCode"))
    item.ignore("country")
    return None if item.flag("hidden") else place
