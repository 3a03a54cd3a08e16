"""Recruitee careers sites."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import SkipPosting
from crawlers.families.base import FamilySpider, Parsed
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace
from storage.normalise.salary import SalaryFields

# Form options, pictures and translations say nothing of the posting; the mailbox is a contact.
_IGNORED = (
    "mailbox_email",
    "translations",
    "open_questions",
    "dynamic_fields",
    "cover_image",
    "sharing_image",
    "sharing_title",
    "sharing_description",
    "highlight",
    "position",
    "guid",
    "slug",
    "tags",
    "careers_apply_url",
    "created_at",
    "location",
    "location_question_visible",
    "locations_question",
    "locations_question_type",
    "locations_question_required",
    "min_hours",
    "max_hours",
    "min_hours_per_week",
    "max_hours_per_week",
    "experience_code",
    "education_code",
    "hybrid",
    "on_site",
    "options_cv",
    "options_cover_letter",
    "options_photo",
    "options_phone",
    "options_salutation",
    "options_title",
    "street",
    "state_name",
    "country",
)


class RecruiteeSpider(FamilySpider):
    """All postings of one site in one answer.

    Platform: Recruitee ({token}.recruitee.com); some tenants' robots.txt refuse us, which is obeyed.
    Coverage: no total is advertised; no paging; absence from a complete answer means closed.
    Caveats: requirements stand in their own field; `mailbox_email` is a contact: not read.
    API documentation: https://docs.recruitee.com/reference/offers
    History: docs/families/recruitee.md
    """

    name = "recruitee"
    origin = "https://{token}.recruitee.com"

    def list_requests(self) -> Iterator[Request]:
        """The whole site."""
        yield self.request(self.endpoint("/api/offers/"), self.parse_site)

    def parse_site(self, response: Response) -> Parsed:
        """Every offer of the site."""
        yield from self.postings(self.read_record(response).raw_items("offers"))

    def adapt_posting(self, record: Record) -> PostingFields:
        """One offer."""
        if record.text("status") not in {None, "published"}:
            raise SkipPosting("not published")
        record.ignore(*_IGNORED)
        pay = record.record("salary")
        parts = [record.text("description"), record.text("requirements")]
        main = RawPlace(
            city=record.text("city"),
            region=record.text("state_code"),
            postal_code=record.text("postal_code"),
            country=record.text("country_code"),
        )
        return PostingFields(
            external_id=record.required_text("id"),
            title=record.required_text("title"),
            description="\n".join(part for part in parts if part),
            url=record.text("careers_url"),
            employer=record.text("company_name"),
            places=[_read_place(item) for item in record.records("locations")] or [main],
            workplace="remote" if record.flag("remote") else None,
            employment_type=_spaced(record.text("employment_type_code")),
            salary=_read_pay(pay) if pay else None,
            date_posted=record.text("published_at"),
            date_modified=record.text("updated_at"),
            valid_through=record.text("close_at"),
            occupational_category=record.text("category_code"),
            department=record.text("department"),
        )


def _read_place(item: Record) -> RawPlace:
    item.ignore("id", "name", "state", "country", "translations", "street", "note")
    return RawPlace(
        city=item.text("city"),
        region=item.text("state_code"),
        postal_code=item.text("postal_code"),
        country=item.text("country_code"),
    )


def _read_pay(pay: Record) -> SalaryFields | None:
    low, high, currency, period = (
        pay.number("min"),
        pay.number("max"),
        pay.text("currency"),
        pay.text("period"),
    )
    return SalaryFields(low, high, currency, period) if low or high else None


def _spaced(code: str | None) -> str | None:
    """Words of a code such as "fulltime_permanent"."""
    return (
        code.replace("_", " ").replace("fulltime", "full time").replace("parttime", "part time")
        if code
        else None
    )
