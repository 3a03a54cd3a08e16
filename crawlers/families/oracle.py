"""Oracle Recruiting Cloud. Shipped disabled."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import ResponseError
from crawlers.families.base import FamilySpider, Parsed
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace

_PAGE_SIZE = 50
_RESOURCES = "/hcmRestApi/resources/latest"
_REMOTE = {"ORA_REMOTE": "remote"}
_SECTIONS = {
    "ExternalDescriptionStr": "",
    "ExternalResponsibilitiesStr": "<h3>Responsibilities</h3>",
    "ExternalQualificationsStr": "<h3>Qualifications</h3>",
}


class OracleSpider(FamilySpider):
    """A paged list, and one answer per posting.

    Platform: Oracle Recruiting Cloud; `token` is the site's address,
        e.g. https://abcd.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1.
        Oracle's documentation calls these resources internal, so a row needs the employer's `permission`.
    Coverage: `TotalJobsCount`; pages of 50, limit and offset inside `finder`; absence means closed.
    Caveats: hiring managers stand in fields of their own: not read.
    API documentation: Oracle HCM REST reference (marked as for internal use)
    History: docs/families/oracle.md
    """

    name = "oracle"
    is_shipped_disabled = True
    token_pattern = re.compile(
        r"https://[a-z0-9.-]+\.oraclecloud\.com/hcmUI/CandidateExperience/[a-z-]+/sites/[\w-]+(?:/jobs)?/?"
    )

    def list_requests(self) -> Iterator[Request]:
        """The first page."""
        yield self._page(0)

    def parse_list(self, response: Response, offset: int) -> Parsed:
        """One page: a request per posting, and the next page."""
        items = self.read_record(response).records("items")
        if not items:
            raise ResponseError(response.url, "the answer holds no items")
        total = items[0].count("TotalJobsCount") or 0
        if offset == 0:
            self.advertise(total)
        jobs = items[0].raw_items("requisitionList")
        for job in jobs:
            key = Record(job).required_text("Id")
            finder = f'ById;Id="{key}",siteNumber={self._site()}'
            url = self.endpoint(
                f"{_RESOURCES}/recruitingCEJobRequisitionDetails?expand=all&onlyData=true&finder={finder}"
            )
            yield self.request(url, self.parse_posting, is_detail=True)
        if jobs and offset + _PAGE_SIZE < total:
            yield self._page(offset + _PAGE_SIZE)

    def parse_posting(self, response: Response) -> Parsed:
        """One posting."""
        yield from self.postings(self.read_record(response).raw_items("items"))

    def adapt_posting(self, record: Record) -> PostingFields:
        """One requisition. The many fields of the site's layout are not read."""
        key = record.required_text("Id")
        main, country = record.text("PrimaryLocation"), record.text("PrimaryLocationCountry")
        more = [place.text("Name") for place in record.records("secondaryLocations")]
        fields = PostingFields(
            external_id=key,
            requisition_id=record.text("RequisitionId"),
            title=record.required_text("Title"),
            description=_join_sections(record) or record.text("ShortDescriptionStr"),
            url=f"{self.source.token.rstrip('/').removesuffix('/jobs')}/job/{key}",
            places=[RawPlace(text=main, country=country), *(RawPlace(text=name) for name in more if name)],
            workplace=_REMOTE.get(record.text("WorkplaceTypeCode") or ""),
            employment_type=record.text("JobSchedule"),
            date_posted=record.text("ExternalPostedStartDate"),
            valid_through=record.text("ExternalPostedEndDate"),
            occupational_category=record.text("JobFamily"),
            department=record.text("Category"),
        )
        record.ignore(*(name.split(".")[0] for name in list(record.leftovers())))
        return fields

    def _page(self, offset: int) -> Request:
        finder = (
            f"findReqs;siteNumber={self._site()},limit={_PAGE_SIZE},offset={offset},sortBy=POSTING_DATES_DESC"
        )
        expand = "requisitionList.secondaryLocations"
        path = f"{_RESOURCES}/recruitingCEJobRequisitions?onlyData=true&expand={expand}&finder={finder}"
        return self.request(self.endpoint(path), self.parse_list, carry={"offset": offset})

    def _site(self) -> str:
        return urlsplit(self.source.token).path.split("/sites/")[1].split("/")[0]


def _join_sections(record: Record) -> str:
    parts = []
    for name, heading in _SECTIONS.items():
        text = record.text(name)
        if text:
            parts.append(heading + text)
    return "\n".join(parts)
