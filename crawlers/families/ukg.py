"""UKG Pro Recruiting (UltiPro) boards."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import ResponseError, SkipPosting
from crawlers.families.base import FamilySpider, Parsed, text_of
from crawlers.record import Record, first_text
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace
from storage.normalise.salary import SalaryFields

_PAGE_SIZE = 50
_DETAIL = re.compile(r"CandidateOpportunityDetail\(\s*")
_ORDER = [{"Value": "postedDateDesc", "PropertyName": "PostedDate", "Ascending": False}]


class UkgSpider(FamilySpider):
    """A paged list in JSON, and one page with a JSON argument in its script per posting.

    Platform: UKG Pro (recruiting.ultipro.com, recruiting2 ...); `token` is the board's address up to its
        GUID.
    Coverage: `totalCount`; pages of 50; absence from a complete run means closed.
    Caveats: a page whose script changed keeps what the list says, with its short description; supervisors
        and recruiters stand in fields of the detail: not read.
    API documentation: undocumented; what the board's own page asks.
    History: docs/families/ukg.md
    """

    name = "ukg"
    token_pattern = re.compile(
        r"https://recruiting\d*\.ultipro\.com/[A-Za-z0-9]+/JobBoard/[0-9a-fA-F-]{36}/?"
    )

    def list_requests(self) -> Iterator[Request]:
        """The first page."""
        yield self._page(0)

    def parse_list(self, response: Response, skip: int) -> Parsed:
        """One page: a request per posting, and the next page."""
        board = self.read_record(response)
        total = board.count("totalCount") or 0
        if skip == 0:
            self.advertise(total)
        items = board.raw_items("opportunities")
        for item in items:
            key = Record(item).required_text("Id")
            url = self.endpoint(f"{self._board()}/OpportunityDetail?opportunityId={key}")
            yield self.request(url, self.parse_posting, carry={"item": item}, is_detail=True)
        if items and skip + _PAGE_SIZE < total:
            yield self._page(skip + _PAGE_SIZE)

    def parse_posting(self, response: Response, item: dict[str, Any]) -> Parsed:
        """The page of one posting."""
        text = text_of(response).text
        match = _DETAIL.search(text)
        detail: Any = {}
        if match is None:
            self.tally.warn("page without the detail of the opportunity: only the list's row is known")
        else:
            try:
                detail, _ = json.JSONDecoder().raw_decode(text, match.end())
            except (json.JSONDecodeError, RecursionError) as error:
                raise ResponseError(response.url, f"the detail is no JSON: {error}") from error
        yield from self.postings([{**item, "@detail": detail}])

    def adapt_posting(self, record: Record) -> PostingFields:
        """One row of the list beside the detail of its page."""
        key = record.required_text("Id")
        full = record.flag("FullTime")
        detail = record.raw("@detail")
        detail = detail if isinstance(detail, dict) else {}
        if detail.get("OpportunityIsClosed") is True:
            raise SkipPosting("closed")
        short = record.text("BriefDescription")
        record.ignore("JobLocationType", "Featured", "OpportunityType", "UpdatedDate", "RelevanceScore")
        return PostingFields(
            external_id=key,
            requisition_id=record.text("RequisitionNumber"),
            title=record.required_text("Title"),
            description=first_text(detail.get("Description")) or short,
            url=f"{self._own_origin()}{self._board()}/OpportunityDetail?opportunityId={key}",
            places=[
                place for item in record.records("Locations") if (place := _read_place(item)) is not None
            ],
            employment_type={True: "Full time", False: "Part time"}.get(full) if full is not None else None,
            salary=_read_pay(detail),
            date_posted=record.text("PostedDate"),
            date_modified=first_text(detail.get("UpdatedDate")),
            occupational_category=record.text("JobCategoryName"),
        )

    def _page(self, skip: int) -> Request:
        search = {"Top": _PAGE_SIZE, "Skip": skip, "QueryString": "", "OrderBy": _ORDER, "Filters": []}
        url = self.endpoint(f"{self._board()}/JobBoardView/LoadSearchResults")
        return self.request(
            url, self.parse_list, carry={"skip": skip}, json_body={"opportunitySearch": search}
        )

    def _board(self) -> str:
        return urlsplit(self.source.token).path.rstrip("/")


def _read_place(item: Record) -> RawPlace | None:
    item.ignore("Id", "LocalizedDescription", "LocalizedName", "LocalizedLocationId")
    address = item.raw("Address")
    if not isinstance(address, dict):
        return None
    return RawPlace(
        city=first_text(address.get("City")),
        region=first_text(address.get("State"), "Code", "Name"),
        postal_code=first_text(address.get("PostalCode")),
        country=(first_text(address.get("Country"), "Code") or "")[:2] or None,
    )


def _read_pay(detail: dict[str, Any]) -> SalaryFields | None:
    """Compensation by the hour or the year; a pay range without either has no unit, so it stays raw."""
    currency = first_text(detail.get("CompensationCurrencyCode")) or "USD"
    for kind, unit in (("Hourly", "hour"), ("Annual", "year")):
        low, high = (_number(detail.get(f"Compensation{kind}{bound}")) for bound in ("Minimum", "Maximum"))
        if low is not None or high is not None:
            return SalaryFields(low, high, currency, unit)
    pay = detail.get("PayRange")
    if not isinstance(pay, dict) or detail.get("PayRangeVisible") is False:
        return None
    low, high = _number(pay.get("PayRangeMinimum")), _number(pay.get("PayRangeMaximum"))
    return SalaryFields(low, high, first_text(detail.get("PayRangeCurrencyCode")))


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
