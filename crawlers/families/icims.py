"""iCIMS career portals."""

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

_JOB_PATH = re.compile(r"/jobs/(\d+)/[^/]*/?job")
_MAX_PAGES = 500


class IcimsSpider(FamilySpider):
    """A paged HTML list, and one page with JSON-LD per posting.

    Platform: iCIMS; `token` is the portal's host, e.g. careers-acme.icims.com.
    Coverage: no total is advertised; pages are asked until one shows nothing new; absence means closed.
    Caveats: portals that moved to Jibe have no such list (use schema_org with their sitemap); a page without
        JSON-LD is a posting that its employer does not mark up: skipped and counted.
    API documentation: undocumented; the portal's public pages.
    History: docs/families/icims.md
    """

    name = "icims"
    origin = "https://{token}"
    token_pattern = re.compile(r"[a-z0-9-]+\.icims\.com")

    def list_requests(self) -> Iterator[Request]:
        """The first page."""
        self._known: set[str] = set()
        yield self._page(0)

    def parse_list(self, response: Response, page: int) -> Parsed:
        """One page: its new postings, and the next page if there were any."""
        links = text_of(response).xpath("//a[contains(@href, '/jobs/')]/@href").getall()
        fresh = 0
        for link in links:
            match = _JOB_PATH.search(link)
            if match is None or match[1] in self._known:
                continue
            self._known.add(match[1])
            fresh += 1
            path = urlsplit(urljoin(response.url, link)).path
            url = self.endpoint(f"{path}?in_iframe=1")
            yield self.request(url, self.parse_posting, carry={"key": match[1], "path": path}, is_detail=True)
        if fresh and page < _MAX_PAGES:
            yield self._page(page + 1)

    def parse_posting(self, response: Response, key: str, path: str) -> Parsed:
        """The page of one posting."""
        found, problems = find_job_postings(text_of(response).text)
        for problem in problems:
            self.tally.warn(problem)
        if not found:
            self.tally.n_fetched += 1
            self.tally.skip("page without a JobPosting")
        page_url = self._own_origin() + path
        yield from self.postings({**node, "@key": key, "@page": page_url} for node in found[:1])

    def adapt_posting(self, record: Record) -> PostingFields:
        """One JobPosting; the key is the portal's number."""
        key = record.required_text("@key")
        fields = read_job_posting(record, record.required_text("@page"))
        fields.external_id = key
        return fields

    def _page(self, page: int) -> Request:
        path = f"/jobs/search?ss=1&in_iframe=1&pr={page}"
        return self.request(self.endpoint(path), self.parse_list, carry={"page": page})
