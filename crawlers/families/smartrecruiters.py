"""SmartRecruiters postings. Shipped disabled."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawlers.families.base import FamilySpider, Parsed
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace

_PAGE_SIZE = 100
_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


class SmartRecruitersSpider(FamilySpider):
    """A paged list, and one answer per posting.

    Platform: SmartRecruiters (api.smartrecruiters.com). robots.txt of the API refuses everyone but one
        agent, so a row needs the employer's recorded `permission`, and `base_url` must name a host that lets
        us in.
    Coverage: `totalFound`; pages of 100; absence from a complete run means closed.
    Caveats: an unknown company answers 200 with a total of 0; `creator` is a person: not read.
    API documentation: https://developers.smartrecruiters.com/docs/posting-api
    History: docs/families/smartrecruiters.md
    """

    name = "smartrecruiters"
    origin = "https://api.smartrecruiters.com"
    is_shipped_disabled = True

    def list_requests(self) -> Iterator[Request]:
        """The first page."""
        yield self._page(0)

    def parse_list(self, response: Response, offset: int) -> Parsed:
        """One page: a request per posting, and the next page."""
        board = self.read_record(response)
        total = board.count("totalFound") or 0
        if offset == 0:
            self.advertise(total)
        items = board.raw_items("content")
        for item in items:
            key = Record(item).required_text("id")
            url = self.endpoint(f"/v1/companies/{self.source.token}/postings/{key}")
            yield self.request(url, self.parse_posting, is_detail=True)
        if items and offset + _PAGE_SIZE < total:
            yield self._page(offset + _PAGE_SIZE)

    def parse_posting(self, response: Response) -> Parsed:
        """One posting."""
        yield from self.postings([self.read_record(response)])

    def adapt_posting(self, record: Record) -> PostingFields:
        """One posting."""
        place = record.record("location") or Record({})
        advert = record.record("jobAd")
        record.ignore(
            "creator", "uuid", "jobAdId", "defaultJobAd", "experienceLevel", "customField", "visibility",
            "ref", "applyUrl",
            "active", "referralUrl", "videos",
        )  # fmt: skip
        place.ignore("address", "latitude", "longitude", "fullLocation", "hybrid", "manual", "regionCode")
        return PostingFields(
            external_id=record.required_text("id"),
            requisition_id=record.text("refNumber"),
            title=record.required_text("name"),
            description=_join_sections(advert),
            url=record.text("postingUrl"),
            employer=_label(record.record("company"), "name"),
            places=[
                RawPlace(
                    city=place.text("city"),
                    region=place.text("region"),
                    postal_code=place.text("postalCode"),
                    country=place.text("country"),
                )
            ],
            workplace="remote" if place.flag("remote") else None,
            employment_type=_label(record.record("typeOfEmployment")),
            date_posted=record.text("releasedDate"),
            industry=_label(record.record("industry")),
            occupational_category=_label(record.record("function")),
            department=_label(record.record("department")),
            language=_label(record.record("language"), "code"),
        )

    def _page(self, offset: int) -> Request:
        path = f"/v1/companies/{self.source.token}/postings?limit={_PAGE_SIZE}&offset={offset}"
        return self.request(self.endpoint(path), self.parse_list, carry={"offset": offset})


def _label(item: Record | None, name: str = "label") -> str | None:
    if item is None:
        return None
    text = item.text(name)
    item.ignore("id", "label", "identifier", "labelNative", "description")
    return text


def _join_sections(advert: Record | None) -> str | None:
    sections = advert.record("sections") if advert else None
    if sections is None:
        return None
    parts = []
    for name in _SECTIONS:
        section = sections.record(name)
        if section is not None:
            parts.append(f"<h3>{section.text('title') or ''}</h3>{section.text('text') or ''}")
    return "\n".join(parts)
