"""Any career site that marks its postings up as schema.org JobPosting."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawlers.errors import ResponseError
from crawlers.families.base import FamilySpider, Parsed, text_of
from crawlers.job_posting import read_job_posting
from crawlers.record import Record
from crawlers.sitemap import is_sitemap, read_sitemap, unpack
from crawlers.structured_data import find_job_postings
from storage.normalise.builder import PostingFields

_MAX_SITEMAP_DEPTH = 4
_JOB_WORDS = re.compile(
    r"job|career|position|vacanc|opening|posting|requisition|employment|opportunit", re.IGNORECASE
)
_ONE_POSTING = re.compile(r"\d{2}|-[^-]+-|^[0-9a-f-]{20,}$", re.IGNORECASE)
_FEWEST_SEGMENTS = 2
_MAX_FRONT_PAGES = 100


class SchemaOrgSpider(FamilySpider):
    """Pages with JobPosting in JSON-LD or microdata, found through a sitemap or given themselves.

    Platform: none; `token` is the start URL: a sitemap, a sitemap index, a page with postings, or a page that
        links to them (page by page through rel="next").
    Coverage: no total is advertised; a posting that left the sitemap is closed, `validThrough` is only a
        hint.
    Caveats: where some addresses of a sitemap speak of jobs, only those are fetched; pages on other hosts are
        not; constant identifiers (an employer's number on every page) are replaced by the page's address.
    API documentation: https://schema.org/JobPosting
    History: docs/families/schema_org.md
    """

    name = "schema_org"
    token_pattern = re.compile(r"https?://[^\s/]+(?:/\S*)?")

    def list_requests(self) -> Iterator[Request]:
        """The start URL."""
        self._identifiers: dict[str, str] = {}
        carry = {"depth": 0, "page_url": self.source.token}
        yield self.request(self.source.token, self.parse_start, carry=carry)

    def parse_start(self, response: Response, depth: int, page_url: str) -> Parsed:
        """A sitemap, a sitemap index, or a page."""
        body = unpack(response.body, response.url)
        if is_sitemap(body):
            yield from self.follow_sitemap(response, body, depth)
        else:
            yield from self.parse_front(response, page_url, depth)

    def parse_front(self, response: Response, page_url: str, depth: int) -> Parsed:
        """A start page: its postings, or, when it holds none, the pages of postings that it links to."""
        page = text_of(response)
        found, _ = find_job_postings(page.text)
        links = [] if found else _find_job_links(page, page_url)
        if not links:
            yield from self.parse_page(response, page_url)
            return
        for url in self._own(links):
            yield self.request(url, self.parse_page, carry={"page_url": url}, is_detail=True)
        following = page.xpath("(//a[@rel='next'] | //link[@rel='next'])/@href").get()
        if following and depth < _MAX_FRONT_PAGES:
            url = urljoin(page_url, following)
            yield self.request(url, self.parse_start, carry={"depth": depth + 1, "page_url": url})

    def follow_sitemap(self, response: Response, body: bytes, depth: int) -> Parsed:
        """Requests for what a sitemap lists."""
        if depth > _MAX_SITEMAP_DEPTH:
            raise ResponseError(response.url, "sitemaps nested too deeply")
        sitemap = read_sitemap(body, response.url)
        if not sitemap.is_whole:
            self.tally.fail(f"{response.url}: the sitemap is cut off")
        if sitemap.is_index:
            for url in self._own(sitemap.urls):
                yield self.request(url, self.parse_start, carry={"depth": depth + 1, "page_url": url})
            return
        for url in self._own(_choose_job_pages(sitemap.urls)):
            yield self.request(url, self.parse_page, carry={"page_url": url}, is_detail=True)

    def parse_page(self, response: Response, page_url: str) -> Parsed:
        """The postings of one page."""
        found, problems = find_job_postings(text_of(response).text)
        for problem in problems:
            self.tally.warn(problem)
        if not found:
            self.tally.n_fetched += 1
            self.tally.skip("page without a JobPosting")
        for node in found:
            record = Record({**node, "@page": page_url})
            posting = self.posting(record)
            if posting is not None:
                yield posting

    def adapt_posting(self, record: Record) -> PostingFields:
        """One JobPosting object."""
        page_url = record.required_text("@page")
        fields = read_job_posting(record, page_url)
        if fields.external_id and self._identifiers.setdefault(fields.external_id, page_url) != page_url:
            fields.external_id = page_url
        return fields

    def _own(self, urls: list[str]) -> Iterator[str]:
        """The addresses on the start URL's host; others belong to somebody else's robots.txt and terms."""
        host = urlsplit(self.source.token).netloc.lower().removeprefix("www.")
        base = urlsplit(self.source.base_url or self.source.token).netloc.lower()
        for url in urls:
            parts = urlsplit(url)
            if parts.scheme in {"http", "https"} and parts.netloc.lower().removeprefix("www.") in {
                host,
                base,
            }:
                yield url
            else:
                self.tally.skip("page on another host")


def _find_job_links(page: TextResponse, page_url: str) -> list[str]:
    """Links to what looks like one posting: a path that speaks of jobs and ends in a number or long name."""
    links = []
    for href in page.xpath("//a/@href").getall():
        parts = urlsplit(urljoin(page_url, href.strip()))
        segments = [part for part in parts.path.split("/") if part]
        if parts.scheme not in {"http", "https"} or len(segments) < _FEWEST_SEGMENTS:
            continue
        if _JOB_WORDS.search("/".join(segments[:-1])) and _ONE_POSTING.search(segments[-1]):
            links.append(parts._replace(fragment="").geturl())
    return list(dict.fromkeys(links))


def _choose_job_pages(urls: list[str]) -> list[str]:
    chosen = [url for url in urls if _JOB_WORDS.search(urlsplit(url).path)]
    return chosen or urls
