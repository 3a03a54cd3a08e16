"""robots.txt by RFC 9309."""

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.misc import load_object

from crawlers.errors import PrivateHostError, RobotsError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_CACHED_SECONDS = 24 * 3600
_RETRY_UNREACHABLE_SECONDS = 600
_MAX_BYTES = 512 * 1024
_CLIENT_ERRORS = range(400, 500)
_TOO_MANY_REQUESTS = 429
_OK = 200


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What an origin's robots.txt allows.

    Attributes:
        rules: parsed file; null when nothing is forbidden (no file) or everything is (`problem` is set).
        problem: why everything is disallowed; null when the file was read or does not exist.
        expires: monotonic second at which it is asked for again.
        is_refusal: whether a problem is the host's will (429), not its being down.
    """

    rules: Protego | None
    problem: str | None
    expires: float
    is_refusal: bool = False


class RobotsMiddleware:
    """Asks robots.txt before anything else of an origin and obeys it.

    No file (4xx except 429): everything is allowed. 5xx, 429 and no answer: everything is disallowed until
    the file can be read. Crawl-delay is honoured up to `MAX_CRAWL_DELAY_SECONDS`; a longer one disallows. The
    answer is kept for the process, at most 24 hours.
    """

    _rules: ClassVar[dict[str, RobotsRules]] = {}

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._product: str = crawler.settings["ROBOTS_PRODUCT"]
        self._longest_delay = crawler.settings.getfloat("MAX_CRAWL_DELAY_SECONDS")
        self._failures = tuple(load_object(item) for item in crawler.settings.getlist("RETRY_EXCEPTIONS"))
        self._locks: dict[str, asyncio.Lock] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "RobotsMiddleware":
        """Build for one crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass, or raise RobotsError."""
        if request.meta.get("is_robots_request"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._locks.setdefault(origin, asyncio.Lock()):
            known = self._rules.get(origin)
            if known is None or known.expires < monotonic():
                known = self._rules[origin] = await self._fetch(origin)
        if known.problem is not None:
            raise RobotsError(request.url, known.problem, is_refusal=known.is_refusal)
        if known.rules is not None:
            self._obey(known.rules, request)

    def _obey(self, rules: Protego, request: Request) -> None:
        if not rules.can_fetch(request.url, self._product):
            raise RobotsError(request.url, "forbidden by robots.txt", is_refusal=True)
        delay = rules.crawl_delay(self._product)
        if delay is None:
            return
        if delay > self._longest_delay:
            problem = f"robots.txt asks for {delay:g} s between requests, too slow to crawl"
            raise RobotsError(request.url, problem, is_refusal=True)
        request.meta["autothrottle_dont_adjust_delay"] = True
        downloader = self._crawler.engine.downloader
        slot = downloader.slots.get(downloader.get_slot_key(request))
        if slot is not None:
            slot.delay = max(slot.delay, delay)
            slot.concurrency, slot.jitter = 1, 0.0

    async def _fetch(self, origin: str) -> RobotsRules:
        request = Request(
            f"{origin}/robots.txt", priority=1000, callback=NO_CALLBACK, meta={"is_robots_request": True}
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except PrivateHostError:
            raise
        except (IgnoreRequest, *self._failures) as error:
            reason = " ".join(f"{type(error).__name__} {error}".split())[:200]
            return _disallow(f"robots.txt cannot be reached ({reason}), so nothing may be fetched")
        return self._read(response)

    def _read(self, response: "Response") -> RobotsRules:
        status = response.status
        if status == _OK:
            text = response.body[:_MAX_BYTES].decode("utf-8", "replace")
            return RobotsRules(Protego.parse(text), None, monotonic() + _CACHED_SECONDS)
        if status in _CLIENT_ERRORS and status != _TOO_MANY_REQUESTS:
            return RobotsRules(None, None, monotonic() + _CACHED_SECONDS)
        problem = f"robots.txt answers {status}, so nothing may be fetched (RFC 9309)"
        return _disallow(problem, is_refusal=status == _TOO_MANY_REQUESTS)


def _disallow(problem: str, *, is_refusal: bool = False) -> RobotsRules:
    return RobotsRules(None, problem, monotonic() + _RETRY_UNREACHABLE_SECONDS, is_refusal)
