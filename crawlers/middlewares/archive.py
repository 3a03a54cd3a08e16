"""Keeps every response in the raw archive."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy.exceptions import NotConfigured

from crawlers.families.base import running_spider
from storage.archive import Archive, Exchange

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_NOT_MODIFIED = 304


class ArchiveMiddleware:
    """Writes decompressed bodies to the archive that the spider carries; off when it carries none.

    An archive that cannot be written (disk full) fails the source: what is not kept cannot be read again.
    """

    def __init__(self, crawler: "Crawler", archive: Archive) -> None:
        self._crawler = crawler
        self._archive = archive

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "ArchiveMiddleware":
        """Build for one crawl."""
        archive = getattr(crawler.spider, "archive", None)
        if archive is None:
            raise NotConfigured
        return cls(crawler, archive)

    def process_response(self, request: "Request", response: "Response") -> "Response":
        """Keep a response and give it on, its digest in `request.meta["body_digest"]`."""
        if response.status == _NOT_MODIFIED:
            return response
        exchange = Exchange(
            request_key=self._crawler.request_fingerprinter.fingerprint(request).hex(),
            source=running_spider(self._crawler).source.slug,
            url=response.url,
            status=response.status,
            headers=tuple(
                (name.decode("latin-1"), value.decode("latin-1"))
                for name, values in response.headers.items()
                for value in values
            ),
            body=response.body,
            fetched_at=datetime.now(UTC),
        )
        request.meta["body_digest"] = self._archive.write(exchange)
        return response
