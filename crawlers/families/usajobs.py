"""USAJOBS: the federal government's postings."""

import os
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import InvalidSourceError, ResponseError
from crawlers.families.base import FamilySpider, Parsed
from crawlers.record import Record, first_text
from crawlers.sources import SourceSpec
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace
from storage.normalise.salary import SalaryFields

_PAGE_SIZE = 500
_MOST_PER_QUERY = 10_000
# Sections of an announcement in the order of the site; contacts, how to apply and evaluations are not the
# posting.
_SECTIONS = ("JobSummary", "MajorDuties", "Requirements", "KeyRequirements", "Education", "OtherInformation")


class UsajobsSpider(FamilySpider):
    """A paged list that holds whole postings.

    Platform: USAJOBS (data.usajobs.gov); `token` is a filter such as `Organization=TR` or
        `LocationName=Ohio`, or `all`. SIGNALPOST_USAJOBS_KEY and SIGNALPOST_USAJOBS_EMAIL are sent as
        headers and never logged.
    Coverage: `SearchResultCountAll`. One query stops at 10,000: a larger one is asked from both ends (by
        opening date, ascending and descending), which reaches 20,000; beyond, the run is partial: use
        filters.
    Caveats: `AgencyContactEmail` and `AgencyContactPhone` are contacts: not read.
    API documentation: https://developer.usajobs.gov
    History: docs/families/usajobs.md
    """

    name = "usajobs"
    origin = "https://data.usajobs.gov"
    token_pattern = re.compile(r"all|[A-Za-z]+=[^&\s]+(?:&[A-Za-z]+=[^&\s]+)*")

    @classmethod
    def check_source(cls, source: SourceSpec) -> None:
        """Refuse a row while the key is not set."""
        super().check_source(source)
        if not os.environ.get("SIGNALPOST_USAJOBS_KEY") or not os.environ.get("SIGNALPOST_USAJOBS_EMAIL"):
            problem = "usajobs needs SIGNALPOST_USAJOBS_KEY and SIGNALPOST_USAJOBS_EMAIL in the environment"
            raise InvalidSourceError(source.slug, "family", problem)

    def list_requests(self) -> Iterator[Request]:
        """The first page."""
        yield self._page(1, "Asc")

    def parse_page(self, response: Response, page: int, direction: str) -> Parsed:
        """One page; from the first one, the others."""
        result = self.read_record(response).record("SearchResult")
        if result is None:
            raise ResponseError(response.url, "the answer holds no SearchResult")
        items = result.raw_items("SearchResultItems")
        total = result.count("SearchResultCountAll")
        if page == 1 and direction == "Asc":
            self.advertise(total)
            if total is not None and total > _MOST_PER_QUERY:
                yield self._page(1, "Desc")
        yield from self.postings(_descriptor(item) for item in items)
        if items and page * _PAGE_SIZE < min(total or 0, _MOST_PER_QUERY):
            yield self._page(page + 1, direction)

    def adapt_posting(self, record: Record) -> PostingFields:
        """One announcement."""
        area = record.record("UserArea") or Record({})
        details = area.raw("Details")
        places = [_read_place(place) for place in record.records("PositionLocation")]
        display = record.text("PositionLocationDisplay")
        schedule, offering = record.raw("PositionSchedule"), record.raw("PositionOfferingType")
        organization, department = record.text("OrganizationName"), record.text("DepartmentName")
        start, published = record.text("PositionStartDate"), record.text("PublicationStartDate")
        end, closes = record.text("PositionEndDate"), record.text("ApplicationCloseDate")
        area.ignore("IsRadialSearch")
        record.ignore("ApplyURI", "JobGrade", "PositionFormattedDescription", "SubAgency", "JobCategory")
        facts = details if isinstance(details, dict) else {}
        return PostingFields(
            external_id=record.required_text("@id"),
            requisition_id=record.text("PositionID"),
            title=record.required_text("PositionTitle"),
            description=_join_sections(facts, record.text("QualificationSummary")),
            url=record.text("PositionURI"),
            employer=organization or department,
            places=places or [RawPlace(text=display)],
            workplace="remote" if str(facts.get("RemoteIndicator")) == "True" else None,
            employment_type=_names(schedule) or _names(offering),
            salary=_read_pay(record.records("PositionRemuneration")),
            date_posted=published or start,
            valid_through=closes or end,
            occupational_category=record.text("@category"),
            department=department,
        )

    def _page(self, page: int, direction: str) -> Request:
        filters = "" if self.source.token == "all" else f"&{self.source.token}"  # noqa: S105 - no secret
        query = f"ResultsPerPage={_PAGE_SIZE}&Page={page}&Fields=Full"
        query += f"&SortField=opendate&SortDirection={direction}"
        headers = {
            "Authorization-Key": os.environ["SIGNALPOST_USAJOBS_KEY"],
            "User-Agent": os.environ["SIGNALPOST_USAJOBS_EMAIL"],
        }
        carry = {"page": page, "direction": direction}
        url = self.endpoint(f"/api/Search?{query}{filters}")
        request = self.request(url, self.parse_page, carry=carry, headers=headers)
        # A redirect would carry the key to whatever host it names.
        request.meta["dont_redirect"] = True
        return request


def _descriptor(item: Any) -> Any:
    """The announcement of a search result, with the result's number and its first series."""
    if not isinstance(item, dict) or not isinstance(item.get("MatchedObjectDescriptor"), dict):
        return item
    descriptor = item["MatchedObjectDescriptor"]
    series = descriptor.get("JobCategory")
    first = series[0] if isinstance(series, list) and series and isinstance(series[0], dict) else {}
    category = " ".join(str(first[name]) for name in ("Code", "Name") if first.get(name))
    return {**descriptor, "@id": item.get("MatchedObjectId"), "@category": category or None}


def _read_place(place: Record) -> RawPlace:
    place.ignore("Longitude", "Latitude", "CityName", "CountrySubDivisionCode")
    name, country = place.text("LocationName"), place.text("CountryCode")
    return RawPlace(text=name, country=country if country and country.lower() == "united states" else None)


def _read_pay(ranges: list[Record]) -> SalaryFields | None:
    for item in ranges:
        words = (item.text("Description"), item.text("RateIntervalCode"))
        return SalaryFields(
            item.number("MinimumRange"), item.number("MaximumRange"), "USD", words[1] or words[0]
        )
    return None


def _names(items: Any) -> str | None:
    names = [first_text(item, "Name") for item in items] if isinstance(items, list) else []
    return ", ".join(name for name in names if name) or None


def _join_sections(details: dict[str, Any], qualifications: str | None) -> str:
    parts = []
    for name in _SECTIONS:
        value = details.get(name)
        items = [str(item) for item in value] if isinstance(value, list) else [str(value)] if value else []
        if items:
            heading = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
            parts.append(f"<h3>{escape(heading)}</h3>" + "".join(f"<p>{item}</p>" for item in items))
        if name == "MajorDuties" and qualifications:
            parts.append(f"<h3>Qualifications</h3><p>{qualifications}</p>")
    return "\n".join(parts)
