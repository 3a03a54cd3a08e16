"""Workday careers sites."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import ResponseError
from crawlers.families.base import FamilySpider, Parsed
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace

_PAGE_SIZE = 20
_CLAMP = 2000


class WorkdaySpider(FamilySpider):
    """A paged list, split by a facet where the platform clamps it, and one answer per posting.

    Platform: Workday; `token` is the site's address, e.g. https://acme.wd5.myworkdayjobs.com/External.
    Coverage: `total` of the first page (later pages may say 0); pages of 20. Some tenants claim exactly
        2,000 and repeat page 1 beyond: then the list is asked once per value of a facet, and the facet's sum
        is the total.
    Caveats: more than 20 a page is refused or answered empty; "3 Locations" stands for several, which only
        the posting itself names; "Posted 30+ Days Ago" is no day, `startDate` of the posting is.
    API documentation: undocumented; what the site's own pages ask.
    History: docs/families/workday.md
    """

    name = "workday"
    token_pattern = re.compile(
        r"https://[a-z0-9-]+\.wd\d+\.myworkdayjobs\.com/(?:[a-z]{2}-[A-Z]{2}/)?[A-Za-z0-9_-]+/?"
    )

    def list_requests(self) -> Iterator[Request]:
        """The first page of the whole list."""
        yield self._page({}, 0)

    def parse_list(self, response: Response, facets: dict[str, list[str]], offset: int, total: int) -> Parsed:
        """One page: its postings and, from the first page, the others, or the parts of a split."""
        board = self.read_record(response)
        items = board.raw_items("jobPostings")
        if offset == 0:
            total = board.count("total") or 0
            parts = _choose_facet(board.records("facets"), total, facets)
            if parts is not None:
                name, values = parts
                for value in values:
                    yield self._page({**facets, name: [value]}, 0)
                return
            self.advertise(total or None)
        for item in items:
            path = Record(item).required_text("externalPath")
            yield self.request(self.endpoint(self._api(path)), self.parse_posting, is_detail=True)
        is_full_without_total = total == 0 and len(items) == _PAGE_SIZE
        if items and (offset + _PAGE_SIZE < total or is_full_without_total):
            yield self._page(facets, offset + _PAGE_SIZE, total)

    def parse_posting(self, response: Response) -> Parsed:
        """One posting."""
        record = self.read_record(response)
        if record.record("jobPostingInfo") is None:
            raise ResponseError(response.url, "the answer holds no jobPostingInfo")
        yield from self.postings([self.read_record(response)])

    def adapt_posting(self, record: Record) -> PostingFields:
        """One posting."""
        info = record.record("jobPostingInfo") or Record({})
        employer = record.record("hiringOrganization")
        country = info.record("country")
        requisition_place = info.record("jobRequisitionLocation")
        record.ignore("similarJobs", "userAuthenticated")
        info.ignore("jobPostingSiteId", "canApply", "posted", "includeResumeParsing", "questionnaireId", "id")
        info.ignore(
            "externalUrlText", "secondaryQuestionnaireId", "resumeParsing", "logoImage", "timeLeftToApply"
        )
        posted_on, start = info.text("postedOn"), info.text("startDate")
        key = info.required_text("jobPostingId")
        places = [info.text("location"), *info.texts("additionalLocations")]
        return PostingFields(
            external_id=key,
            requisition_id=info.text("jobReqId"),
            title=info.required_text("title"),
            description=info.text("jobDescription"),
            url=info.text("externalUrl"),
            employer=_take(employer, "name", "url"),
            places=[
                RawPlace(text=place, country=_code(country, requisition_place)) for place in places if place
            ],
            workplace=info.text("remoteType"),
            employment_type=info.text("timeType"),
            date_posted=start or posted_on,
            valid_through=info.text("endDate"),
        )

    def _page(self, facets: dict[str, list[str]], offset: int, total: int = 0) -> Request:
        body = {"appliedFacets": facets, "limit": _PAGE_SIZE, "offset": offset, "searchText": ""}
        carry: dict[str, Any] = {"facets": facets, "offset": offset, "total": total}
        return self.request(self.endpoint(self._api("/jobs")), self.parse_list, carry=carry, json_body=body)

    def _api(self, path: str) -> str:
        parts = urlsplit(self.source.token)
        tenant, site = parts.netloc.split(".")[0], parts.path.rstrip("/").rsplit("/", 1)[-1]
        return f"/wday/cxs/{tenant}/{site}{path}"


def _choose_facet(
    facets: list[Record], total: int, applied: dict[str, list[str]]
) -> tuple[str, list[str]] | None:
    """The facet to split a clamped list by, with its values; null when it is not clamped or cannot be split.

    Places are counted once per place and posting, so other facets are preferred; of those the one with most
    postings.
    """
    candidates = []
    for facet in facets:
        name = facet.text("facetParameter")
        values = [(value.text("id"), value.count("count") or 0) for value in facet.records("values")]
        known = [(key, count) for key, count in values if key]
        if name and known and name not in applied:
            candidates.append((("ocation" not in name), sum(count for _, count in known), name, known))
    if total != _CLAMP or not candidates:
        return None
    _, covered, name, known = max(candidates)
    return (name, [key for key, _ in known]) if covered > total else None


def _take(item: Record | None, name: str, *ignored: str) -> str | None:
    if item is None:
        return None
    item.ignore(*ignored)
    return item.text(name)


def _code(country: Record | None, requisition_place: Record | None) -> str | None:
    """ISO code of the posting's country; the place's name is no help ("USA DC Washington" is)."""
    nested = requisition_place.record("country") if requisition_place else None
    if requisition_place:
        requisition_place.ignore("descriptor")
    code = None
    for item in (nested, country):
        if item is not None:
            code = code or item.text("alpha2Code")
            item.ignore("descriptor", "id", "alpha2Code")
    return code
