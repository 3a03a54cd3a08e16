"""Asks again after errors that pass, with patience."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.utils.misc import load_object

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks to wait; null when it is absent or unreadable.

    Args:
        value: seconds, or an HTTP date.
        now: aware instant.
    """
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment - now).total_seconds()) if moment.tzinfo else None


class PatientRetryMiddleware:
    """Retries 5xx, 408, 429 and broken connections after `Retry-After`, else after a growing back-off.

    A host that asks for more than `MAX_RETRY_AFTER_SECONDS` is left alone: its answer goes to the spider. A
    time-out is retried once only.
    """

    def __init__(self, settings: "BaseSettings") -> None:
        self._times = settings.getint("RETRY_TIMES")
        self._codes = {int(code) for code in settings.getlist("RETRY_HTTP_CODES")}
        self._backoff = settings.getfloat("RETRY_BACKOFF_SECONDS")
        self._longest = settings.getfloat("MAX_RETRY_AFTER_SECONDS")
        self._failures = tuple(load_object(item) for item in settings.getlist("RETRY_EXCEPTIONS"))
        self._crawler: Crawler | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "PatientRetryMiddleware":
        """Build for one crawl."""
        middleware = cls(crawler.settings)
        middleware._crawler = crawler
        return middleware

    async def process_response(self, request: "Request", response: "Response") -> "Request | Response":
        """Give the response on, or the same request once more."""
        if response.status not in self._codes:
            return response
        header = response.headers.get("Retry-After")
        asked = read_retry_after(header.decode("latin-1") if header else None, datetime.now(UTC))
        if asked is not None and asked > self._longest:
            return response
        return await self._again(request, f"status {response.status}", asked, self._times) or response

    async def process_exception(self, request: "Request", exception: Exception) -> "Request | None":
        """Give the same request once more, or leave the error to the spider."""
        if not isinstance(exception, self._failures):
            return None
        times = (
            1 if isinstance(exception, TimeoutError) or "Timeout" in type(exception).__name__ else self._times
        )
        return await self._again(request, type(exception).__name__, None, times)

    async def _again(
        self, request: "Request", reason: str, asked: float | None, times: int
    ) -> "Request | None":
        if self._crawler is None or self._crawler.spider is None:
            return None
        again = get_retry_request(
            request,
            spider=self._crawler.spider,
            reason=reason,
            max_retry_times=times,
            give_up_log_level="INFO",
        )
        if again is not None:
            tries = int(request.meta.get("retry_times", 0))
            await asyncio.sleep(asked if asked is not None else self._backoff * 2**tries)
        return again
