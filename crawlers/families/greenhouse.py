"""Greenhouse job boards."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawlers.families.base import FamilySpider, Parsed
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace


class GreenhouseSpider(FamilySpider):
    """All postings of one board in one answer.

    Platform: Greenhouse (boards-api.greenhouse.io); EU boards: `base_url: https://boards-api.eu.greenhouse.io`.
    Coverage: `meta.total` is the advertised total; no paging; absence from a complete answer means closed.
    Caveats: 404 is no proof that a board is gone for good; `content` is HTML, entity-escaped once or twice;
        no employment type and no workplace type; `metadata` holds custom fields that may name people: not
        read.
    API documentation: https://developers.greenhouse.io/job-board.html
    History: docs/families/greenhouse.md
    """

    name = "greenhouse"
    origin = "https://boards-api.greenhouse.io"

    def list_requests(self) -> Iterator[Request]:
        """The whole board."""
        path = f"/v1/boards/{self.source.token}/jobs?content=true&pay_transparency=true"
        yield self.request(self.endpoint(path), self.parse_board)

    def parse_board(self, response: Response) -> Parsed:
        """Every job of the board."""
        board = self.read_record(response)
        meta = board.record("meta")
        self.advertise(meta.count("total") if meta else None)
        yield from self.postings(board.raw_items("jobs"))

    def adapt_posting(self, record: Record) -> PostingFields:
        """One job."""
        location = record.record("location")
        record.ignore(
            "metadata",
            "data_compliance",
            "offices",
            "questions",
            "location_questions",
            "compliance",
            "demographic_questions",
            "education",
            "employment",
            "ai_disclaimer",
            "include_ai_disclaimer",
            "ai_opt_out_request_url",
        )
        internal_id = record.text("internal_job_id")
        return PostingFields(
            external_id=record.required_text("id"),
            requisition_id=record.text("requisition_id") or internal_id,
            title=record.required_text("title"),
            description=record.text("content"),
            url=record.text("absolute_url"),
            employer=record.text("company_name"),
            places=[RawPlace(text=location.text("name"))] if location else [],
            salary_text=_read_pay_ranges(record.records("pay_input_ranges")),
            date_posted=record.text("first_published"),
            date_modified=record.text("updated_at"),
            valid_through=record.text("application_deadline"),
            department=_join_names(record.records("departments")),
            language=record.text("language"),
        )


def _read_pay_ranges(ranges: list[Record]) -> str | None:
    """Pay ranges in words: the first one is that of the posting, further ones those of other places."""
    texts = []
    for item in ranges:
        item.ignore("blurb")
        low, high = item.number("min_cents"), item.number("max_cents")
        bounds = " - ".join(f"{value / 100:,.2f}" for value in (low, high) if value)
        words = (item.text("title"), item.text("currency_type"), bounds)
        texts.append(" ".join(word for word in words if word))
    return texts[0] if texts else None


def _join_names(items: list[Record]) -> str | None:
    names = []
    for item in items:
        item.ignore("id", "child_ids", "parent_id")
        name = item.text("name")
        if name:
            names.append(name)
    return ", ".join(names) or None
