"""Copy this file to `<family>.py`, rename the class and `name`, and replace what is said of Skeleton.

Then add a fixture case `tests/crawlers/families/<family>/<case>/` and a diary `docs/families/<family>.md`.
This file is imported, type-checked and crawled by the tests, so it shows what works today.
"""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawlers.errors import SkipPosting
from crawlers.families.base import FamilySpider, Parsed
from crawlers.record import Record
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace
from storage.normalise.salary import SalaryFields

_PAGE_SIZE = 100


class SkeletonSpider(FamilySpider):
    """A paged list in JSON.

    Platform: whose, and under which host names.
    Coverage: where the advertised total stands; how pages follow; what absence from a complete run means.
    Caveats: traps, and the fields that name persons: they are never read.
    API documentation: address; or "undocumented", with what was observed.
    History: docs/families/<family>.md
    """

    name = "skeleton"
    origin = "https://boards.skeleton.example"

    def list_requests(self) -> Iterator[Request]:
        """The first page."""
        yield self._page(1)

    def parse_list(self, response: Response, page: int) -> Parsed:
        """One page: its postings, and the next page while there are more."""
        board = self.read_record(response)
        total = board.count("total")
        if page == 1:
            self.advertise(total)
        yield from self.postings(board.raw_items("results"))
        if total is not None and page * _PAGE_SIZE < total:
            yield self._page(page + 1)

    def adapt_posting(self, record: Record) -> PostingFields:
        """One result. Read every field that you know, ignore the others by name: the rest is warned of."""
        if record.flag("isListed") is False:
            raise SkipPosting("not listed")
        record.ignore("recruiterName", "applyUrl")
        pay = record.record("pay")
        return PostingFields(
            external_id=record.required_text("id"),
            title=record.required_text("title"),
            description=record.text("description"),
            url=record.text("url"),
            places=[RawPlace(text=place) for place in record.texts("locations")],
            employment_type=record.text("type"),
            salary=SalaryFields(pay.number("min"), pay.number("max"), "USD", pay.text("per"))
            if pay
            else None,
            date_posted=record.text("postedAt"),
        )

    def _page(self, page: int) -> Request:
        path = f"/api/{self.source.token}/jobs?page={page}&size={_PAGE_SIZE}"
        return self.request(self.endpoint(path), self.parse_list, carry={"page": page})
