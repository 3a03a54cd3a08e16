"""ADP Workforce Now career centers."""

import re
from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawlers.families.base import FamilySpider, Parsed
from crawlers.record import Record, first_text
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace
from storage.normalise.salary import SalaryFields

_PAGE_SIZE = 100
_LIST = "/mascsr/default/careercenter/public/events/staffing/v1/job-requisitions"
_PAGE = "/mascsr/default/mdf/recruitment/recruitment.html"
_SHOWN_FIELDS = frozenset({"ExternalJobID", "SalaryRange"})


class AdpSpider(FamilySpider):
    """A paged list, and one answer per posting.

    Platform: ADP Workforce Now (workforcenow.adp.com); `token` is the `cid`, with "/ccId" where the page has
        one.
    Coverage: `meta.totalNumber`; pages of 100; absence from a complete run means closed.
    Caveats: `payGradeRange` has no unit, which stands in the custom field "SalaryRange"; of the custom fields
        only that and "ExternalJobID" (the number in the address) are read, others may name people.
    API documentation: undocumented; what the career center's own page asks.
    History: docs/families/adp.md
    """

    name = "adp"
    origin = "https://workforcenow.adp.com"
    token_pattern = re.compile(r"[0-9a-fA-F-]{36}(?:/[0-9_]+)?")

    def list_requests(self) -> Iterator[Request]:
        """The first page."""
        yield self._page(0)

    def parse_list(self, response: Response, skip: int) -> Parsed:
        """One page: a request per posting, and the next page."""
        board = self.read_record(response)
        meta = board.record("meta")
        total = (meta.count("totalNumber") if meta else None) or 0
        if skip == 0:
            self.advertise(total)
        items = board.raw_items("jobRequisitions")
        for item in items:
            key = Record(item).required_text("itemID")
            url = self.endpoint(f"{_LIST}/{key}?{self._board()}")
            yield self.request(url, self.parse_posting, is_detail=True)
        if items and skip + _PAGE_SIZE < total:
            yield self._page(skip + _PAGE_SIZE)

    def parse_posting(self, response: Response) -> Parsed:
        """One posting."""
        yield from self.postings([self.read_record(response)])

    def adapt_posting(self, record: Record) -> PostingFields:
        """One requisition."""
        key = record.required_text("itemID")
        work_level, pay = record.record("workLevelCode"), record.record("payGradeRange")
        shown = _read_custom_fields(record.raw("customFieldGroup"))
        record.ignore("postingInstructions", "links", "requisitionStatusCode", "openingsQuantity")
        return PostingFields(
            external_id=key,
            requisition_id=record.text("clientRequisitionID"),
            title=record.required_text("requisitionTitle"),
            description=record.text("requisitionDescription"),
            url=f"{self.origin}{_PAGE}?{self._board()}&jobId={shown.get('ExternalJobID', key)}",
            places=[place for item in record.records("requisitionLocations") if (place := _read_place(item))],
            employment_type=_short_name(work_level),
            salary=_read_pay(pay, shown.get("SalaryRange")) if pay else None,
            salary_text=shown.get("SalaryRange"),
            date_posted=record.text("postDate"),
        )

    def _page(self, skip: int) -> Request:
        path = f"{_LIST}?{self._board()}&$top={_PAGE_SIZE}&$skip={skip}"
        return self.request(self.endpoint(path), self.parse_list, carry={"skip": skip})

    def _board(self) -> str:
        cid, _, center = self.source.token.partition("/")
        return f"cid={cid}&ccId={center}&lang=en_US&locale=en_US"


def _short_name(code: Record | None) -> str | None:
    if code is None:
        return None
    short, value = code.text("shortName"), code.text("codeValue")
    return short or value


def _read_custom_fields(group: Any) -> dict[str, str]:
    """The custom fields that are read, by their code; the others may hold names of people."""
    items = group.get("stringFields") if isinstance(group, dict) else None
    found = {}
    for item in items if isinstance(items, list) else ():
        code = first_text(item.get("nameCode"), "codeValue") if isinstance(item, dict) else None
        text = first_text(item.get("stringValue")) if code in _SHOWN_FIELDS else None
        if code and text:
            found[code] = text
    return found


def _read_place(item: Record) -> RawPlace | None:
    name = item.record("nameCode")
    text = name.text("shortName") if name else None
    if name:
        name.ignore("codeValue", "longName")
    item.ignore("itemID")
    address = item.record("address")
    if address is None:
        return RawPlace(text=text) if text else None
    region, country = address.record("countrySubdivisionLevel1"), address.text("countryCode")
    address.ignore("lineOne", "lineTwo", "nameCode")
    place = RawPlace(
        city=address.text("cityName"),
        region=region.text("codeValue") if region else None,
        postal_code=address.text("postalCode"),
        country=country,
    )
    return place if place.city else RawPlace(text=text or place.to_raw(), country=country)


def _read_pay(pay: Record, words: str | None) -> SalaryFields:
    """Bounds as amounts; the unit is the last of the words ("40000.00 To 55000.00 (USD) Annually")."""
    low, high = pay.record("minimumRate"), pay.record("maximumRate")
    bounds = [item.number("amountValue") if item else None for item in (low, high)]
    currencies = [item.text("currencyCode") if item else None for item in (low, high)]
    unit = words.split()[-1] if words else None
    return SalaryFields(bounds[0], bounds[1], currencies[0] or currencies[1], unit)
