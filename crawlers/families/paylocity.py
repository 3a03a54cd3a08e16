"""Paylocity recruiting pages."""

import json
import re
from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import ResponseError, SkipPosting
from crawlers.families.base import FamilySpider, Parsed, text_of
from crawlers.job_posting import read_job_posting
from crawlers.record import Record
from crawlers.structured_data import find_job_postings
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace

_PAGE_DATA = re.compile(r"window\.pageData\s*=\s*")


class PaylocitySpider(FamilySpider):
    """A list in the page's script, and one page with JSON-LD per posting.

    Platform: Paylocity (recruiting.paylocity.com); `token` is the board's GUID, with or without "/Name".
    Coverage: the list is whole; absence from a complete run means closed.
    Caveats: internal postings are skipped; more than two requests at once are not welcome; a page without
        JSON-LD keeps what the list says.
    API documentation: undocumented; the public pages (a feed API exists for customers).
    History: docs/families/paylocity.md
    """

    name = "paylocity"
    origin = "https://recruiting.paylocity.com"
    token_pattern = re.compile(
        r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:/[A-Za-z0-9%._-]+)?", re.IGNORECASE
    )

    def list_requests(self) -> Iterator[Request]:
        """The board."""
        yield self.request(self.endpoint(f"/recruiting/jobs/All/{self.source.token}"), self.parse_board)

    def parse_board(self, response: Response) -> Parsed:
        """A request per posting."""
        text = text_of(response).text
        match = _PAGE_DATA.search(text)
        if match is None:
            raise ResponseError(response.url, "the page holds no window.pageData")
        try:
            data, _ = json.JSONDecoder().raw_decode(text, match.end())
        except (json.JSONDecodeError, RecursionError) as error:
            raise ResponseError(response.url, f"window.pageData is no JSON: {error}") from error
        board = Record(data)
        jobs = board.raw_items("Jobs")
        self.advertise(len(jobs))
        for job in jobs:
            key = Record(job).required_text("JobId")
            url = self.endpoint(f"/Recruiting/Jobs/Details/{key}")
            yield self.request(url, self.parse_posting, carry={"job": job}, is_detail=True)

    def parse_posting(self, response: Response, job: dict[str, Any]) -> Parsed:
        """The page of one posting."""
        found, problems = find_job_postings(text_of(response).text)
        for problem in problems:
            self.tally.warn(problem)
        yield from self.postings([{"@job": job, **(found[0] if found else {"title": job.get("JobTitle")})}])

    def adapt_posting(self, record: Record) -> PostingFields:
        """One JobPosting beside its row of the list."""
        job = record.record("@job") or Record({})
        if job.flag("IsInternal"):
            raise SkipPosting("internal")
        key = job.required_text("JobId")
        job.ignore("JobTitle", "LocationName", "ShouldDisplayLocation", "Description", "IndeedRemoteType")
        place, published = job.record("JobLocation"), job.text("PublishedDate")
        department, is_remote = job.text("HiringDepartment"), job.flag("IsRemote")
        fields = read_job_posting(record, f"{self.origin}/Recruiting/Jobs/Details/{key}")
        fields.external_id = key
        fields.date_posted = fields.date_posted or published
        fields.department = fields.department or department
        fields.workplace = fields.workplace or ("remote" if is_remote else None)
        if place is not None:
            fields.places = fields.places or [_read_place(place)]
        return fields


def _read_place(place: Record) -> RawPlace:
    for_reading = (place.text("City"), place.text("State"), place.text("Zip"), place.text("Country"))
    place.ignore(
        "LocationId", "ModuleId", "Name", "Address", "Address2", "Metro", "County", "SmartyAddressId"
    )
    return RawPlace(
        city=for_reading[0], region=for_reading[1], postal_code=for_reading[2], country=for_reading[3]
    )
