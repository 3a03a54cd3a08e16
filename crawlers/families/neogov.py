"""NEOGOV (governmentjobs.com, schooljobs.com): states, counties, cities, schools."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response

from crawlers.families.base import FamilySpider, Parsed, text_of
from crawlers.job_posting import read_job_posting
from crawlers.record import Record
from crawlers.structured_data import find_job_postings
from storage.normalise.builder import PostingFields
from storage.normalise.places import RawPlace

_MAX_PAGES = 500
_ITEM = "//li[contains(concat(' ', normalize-space(@class), ' '), ' list-item ')][@data-job-id]"
_LINK = ".//a[contains(@href, '/jobs/')]/@href"
_FRAGMENT = {"X-Requested-With": "XMLHttpRequest"}


class NeogovSpider(FamilySpider):
    """A paged HTML list, and one page with JSON-LD per posting.

    Platform: NEOGOV; `token` is the agency's name in the address. Schools: `base_url: https://www.schooljobs.com`.
    Coverage: no total is advertised; pages are asked until one shows nothing new; absence means closed.
    Caveats: without its header the list is a JavaScript shell; a page without JSON-LD keeps what its list
        row says. robots.txt is obeyed; an agreement with the agency is advised.
    API documentation: undocumented; the public pages. The agencies' feeds are the family neogov_rss.
    History: docs/families/neogov.md
    """

    name = "neogov"
    origin = "https://www.governmentjobs.com"
    token_pattern = re.compile(r"[A-Za-z0-9_-]+")

    def list_requests(self) -> Iterator[Request]:
        """The first page."""
        self._known: set[str] = set()
        yield self._page(1)

    def parse_list(self, response: Response, page: int) -> Parsed:
        """One page: its new postings, and the next page if there were any."""
        fresh = 0
        for row in text_of(response).xpath(_ITEM):
            key, link = row.attrib["data-job-id"], row.xpath(_LINK).get()
            if not link or key in self._known:
                continue
            self._known.add(key)
            fresh += 1
            title = " ".join(row.xpath(".//a[contains(@href, '/jobs/')]//text()").getall()).strip()
            texts = [" ".join(text.split()) for text in row.xpath(".//ul//li//text()").getall()]
            shown = {"title": title, "meta": [text for text in texts if text]}
            path = urlsplit(urljoin(response.url, link)).path
            carry = {"key": key, "path": path, "shown": shown}
            yield self.request(self.endpoint(path), self.parse_posting, carry=carry, is_detail=True)
        if fresh and page < _MAX_PAGES:
            yield self._page(page + 1)

    def parse_posting(self, response: Response, key: str, path: str, shown: dict[str, object]) -> Parsed:
        """The page of one posting."""
        found, problems = find_job_postings(text_of(response).text)
        for problem in problems:
            self.tally.warn(problem)
        if not found:
            self.tally.warn("page without a JobPosting: only the list's row is known")
        node = found[0] if found else {"title": shown["title"], "@meta": shown["meta"]}
        yield from self.postings([{**node, "@key": key, "@page": self._own_origin() + path}])

    def adapt_posting(self, record: Record) -> PostingFields:
        """One JobPosting, or one row of the list: place, type and pay stand in its lines."""
        key, lines = record.required_text("@key"), record.texts("@meta")
        fields = read_job_posting(record, record.required_text("@page"))
        fields.external_id = key
        if lines:
            fields.places = [RawPlace(text=lines[0])]
            fields.salary_text = next((line for line in lines[1:] if "$" in line), None)
            fields.employment_type = next((line.split(" - ")[0] for line in lines[1:] if "$" in line), None)
        return fields

    def _page(self, page: int) -> Request:
        query = f"agency={self.source.token}&sort=PostingDate&isDescendingSort=true&page={page}"
        url = self.endpoint(f"/careers/home/index?{query}")
        return self.request(url, self.parse_list, carry={"page": page}, headers=_FRAGMENT)
