"""Leaves a host alone that keeps failing."""

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.utils.misc import load_object

from crawlers.errors import HostDownError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

_SERVER_ERRORS = range(500, 600)
_TOO_MANY_REQUESTS = 429


@dataclass(slots=True)
class _Host:
    failures: int = 0
    closed_until: float = 0.0


class CircuitBreakerMiddleware:
    """Counts failures in a row per host, over all sources of the process; each has been retried already.

    After `CIRCUIT_FAILURES` of them (5xx, 429, no answer) requests to the host fail at once for
    `CIRCUIT_SECONDS`; the next one after that tries again. Any other answer sets the count to zero.
    """

    _hosts: ClassVar[dict[str, _Host]] = {}

    def __init__(self, settings: "BaseSettings") -> None:
        self._most = settings.getint("CIRCUIT_FAILURES")
        self._seconds = settings.getfloat("CIRCUIT_SECONDS")
        self._failures = tuple(load_object(item) for item in settings.getlist("RETRY_EXCEPTIONS"))

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "CircuitBreakerMiddleware":
        """Build from settings."""
        return cls(crawler.settings)

    def process_request(self, request: "Request") -> None:
        """Let a request pass, or raise HostDownError."""
        host = self._hosts.get(urlsplit(request.url).netloc)
        if host is not None and host.closed_until > monotonic():
            raise HostDownError(urlsplit(request.url).netloc, host.failures)

    def process_response(self, request: "Request", response: "Response") -> "Response":
        """Count a response."""
        if response.status in _SERVER_ERRORS or response.status == _TOO_MANY_REQUESTS:
            self._count(request)
        else:
            self._hosts.pop(urlsplit(request.url).netloc, None)
        return response

    def process_exception(self, request: "Request", exception: Exception) -> None:
        """Count a request that got no answer."""
        if isinstance(exception, self._failures) and not isinstance(exception, IgnoreRequest):
            self._count(request)

    def _count(self, request: "Request") -> None:
        host = self._hosts.setdefault(urlsplit(request.url).netloc, _Host())
        host.failures += 1
        if host.failures >= self._most:
            host.closed_until = monotonic() + self._seconds
