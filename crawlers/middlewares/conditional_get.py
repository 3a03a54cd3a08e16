"""Asks only for what has changed."""

from typing import TYPE_CHECKING

from scrapy.exceptions import NotConfigured
from scrapy.responsetypes import responsetypes

from crawlers.families.base import running_spider
from storage.archive import Archive
from storage.errors import ArchiveError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_NOT_MODIFIED = 304
_VALIDATORS = ("If-None-Match", "If-Modified-Since")


class ConditionalGetMiddleware:
    """Sends the validators of the archived answer; a 304 becomes that answer, read from the archive.

    Whether a page is fresh is always the server's word: nothing is taken from the archive unasked.
    """

    def __init__(self, crawler: "Crawler", archive: Archive) -> None:
        self._crawler = crawler
        self._archive = archive

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "ConditionalGetMiddleware":
        """Build for one crawl; off when the spider carries no archive."""
        archive = getattr(crawler.spider, "archive", None)
        if archive is None:
            raise NotConfigured
        return cls(crawler, archive)

    def process_request(self, request: "Request") -> None:
        """Add If-None-Match and If-Modified-Since."""
        if request.meta.get("is_robots_request"):
            return
        known = self._archive.latest(self._crawler.request_fingerprinter.fingerprint(request).hex())
        if known is None or not self._archive.has_body(known.digest):
            return
        if known.etag:
            request.headers[_VALIDATORS[0]] = known.etag
        if known.last_modified:
            request.headers[_VALIDATORS[1]] = known.last_modified

    def process_response(self, request: "Request", response: "Response") -> "Request | Response":
        """Give a response on, or the archived one for a 304; when that is damaged, ask for it anew."""
        if response.status != _NOT_MODIFIED:
            return response
        known = self._archive.latest(self._crawler.request_fingerprinter.fingerprint(request).hex())
        if known is None:
            return response
        try:
            body = self._archive.read_body(known.digest)
        except ArchiveError as error:
            self._archive.forget(known.digest)
            running_spider(self._crawler).tally.warn(f"archive: {error}")
            anew = request.replace(dont_filter=True)
            for name in _VALIDATORS:
                anew.headers.pop(name, None)
            return anew
        headers = {"Content-Type": known.content_type or "application/octet-stream"}
        kind = responsetypes.from_args(
            headers=response.headers.__class__(headers), url=response.url, body=body
        )
        running_spider(self._crawler).tally.n_not_modified += 1
        request.meta["body_digest"] = known.digest
        return kind(url=response.url, status=200, headers=headers, body=body, request=request)
