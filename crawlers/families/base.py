"""What all families share: requests, guards, counting, and the one hook `adapt_posting`."""

import json
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar, Self, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawlers.errors import (
    BlockedError,
    InvalidSourceError,
    RecordError,
    ResponseError,
    RobotsError,
    SkipPosting,
)
from crawlers.record import Record
from crawlers.sinks import Sink
from crawlers.sources import SourceSpec
from crawlers.tally import UNUSABLE, RunTally
from storage.archive import Archive
from storage.normalise.builder import PostingFields, build_posting
from storage.normalise.errors import UnusablePostingError
from storage.posting import Posting

Parsed: TypeAlias = Iterable[Request | Posting]
Parser: TypeAlias = Callable[..., Parsed]

_OK = range(200, 300)
_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 403, 407, 429, 451, 999})
_CHALLENGE = re.compile(
    rb"cf-chl|captcha|just a moment\.\.\.|access denied|request unsuccessful\. incapsula|are you a robot",
    re.IGNORECASE,
)
_RESERVED = re.compile(rb"""<meta\s[^>]*name=["']tdm-reservation["'][^>]*content=["']1["']""", re.IGNORECASE)
_SHOWN = 80


class FamilySpider(Spider):
    """One hiring platform. A subclass says where a board is asked and what a record means.

    Attributes:
        origin: scheme://host of the platform's endpoint; "{token}" stands for the source's token.
        token_pattern: what a token of this family looks like.
        is_shipped_disabled: the platform's robots or terms refuse us unless the employer permits it.
    """

    name = ""
    origin: ClassVar[str] = ""
    token_pattern: ClassVar[re.Pattern[str]] = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
    is_shipped_disabled: ClassVar[bool] = False

    def __init__(
        self, source: SourceSpec, sink: Sink, archive: Archive | None = None, sample: int | None = None
    ) -> None:
        super().__init__()
        self.source = source
        self.sink = sink
        self.archive = archive
        self.sample = sample
        self.tally = RunTally(is_sample=sample is not None)
        self.read_at: datetime | None = None  # when an archived answer was received; null = just now
        self._n_built = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build for one crawl."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_dropped, signal=signals.request_dropped)
        crawler.signals.connect(spider.note_unstored, signal=signals.item_error)
        return spider

    @classmethod
    def check_source(cls, source: SourceSpec) -> None:
        """Refuse a source row that this family cannot crawl.

        Raises:
            InvalidSourceError: the token has another shape, or a permission is missing.
        """
        if not cls.token_pattern.fullmatch(source.token):
            raise InvalidSourceError(source.slug, "token", f"{source.token!r} is no {cls.name} token")
        if cls.is_shipped_disabled and not source.permission:
            problem = (
                f"{cls.name} is shipped disabled (robots or terms): record the employer's permission first"
            )
            raise InvalidSourceError(source.slug, "permission", problem)

    def list_requests(self) -> Iterator[Request]:
        """The requests that show the whole board."""
        raise NotImplementedError

    def adapt_posting(self, record: Record) -> PostingFields:
        """What one record of the platform says, field by field; persons' fields are never read.

        Raises:
            RecordError: a field is missing or of another type; the record is skipped with a warning.
            SkipPosting: the record is left out on purpose.
        """
        raise NotImplementedError

    # What subclasses use.

    def endpoint(self, path: str) -> str:
        """URL of a path of the platform's endpoint, `base_url` in place of its origin when there is one."""
        return self.rebase(self._own_origin() + path)

    def rebase(self, url: str) -> str:
        """The URL with `base_url` in place of the family's own origin; others stay as they are."""
        if self.source.base_url is None:
            return url
        own, base, parts = urlsplit(self._own_origin()), urlsplit(self.source.base_url), urlsplit(url)
        if parts.netloc.lower() != own.netloc.lower():
            return url
        return urlunsplit((base.scheme, base.netloc, parts.path, parts.query, parts.fragment))

    def request(
        self,
        url: str,
        parse: Parser,
        *,
        carry: dict[str, Any] | None = None,
        json_body: object | None = None,
        headers: dict[str, str] | None = None,
        is_detail: bool = False,
    ) -> Request:
        """A request whose answer goes to `parse(response, **carry)` once it is known to be one.

        Args:
            url: absolute; rebased when it is the family's own.
            parse: yields requests and postings.
            carry: keyword arguments for `parse`.
            json_body: makes it a POST of this JSON.
            headers: additional ones.
            is_detail: a page of one posting; when it is gone, only that posting is skipped.
        """
        body = None if json_body is None else json.dumps(json_body).encode()
        content = {"Content-Type": "application/json", "Accept": "application/json"} if body else {}
        return Request(
            self.rebase(url),
            callback=self._parse_answer,
            errback=self._note_failure,
            method="POST" if body else "GET",
            body=body,
            headers={**content, **(headers or {})},
            cb_kwargs={"parse": parse, "carry": carry or {}, "is_detail": is_detail},
        )

    def read_json(self, response: Response) -> Any:
        """The JSON of an answer.

        Raises:
            ResponseError: it is HTML, cut off, or nested beyond reason.
        """
        body = response.body.lstrip(b"\xef\xbb\xbf \r\n\t")
        if body[:1] == b"<":
            self._raise_html(response)
        try:
            return json.loads(self._decode(body))
        except json.JSONDecodeError as error:
            problem = f"not JSON, or cut off, at character {error.pos} of {len(error.doc)}: {error.msg}"
            raise ResponseError(response.url, problem) from error
        except RecursionError as error:
            raise ResponseError(response.url, "JSON nested too deeply") from error

    def read_record(self, response: Response) -> Record:
        """The JSON object of an answer.

        Raises:
            ResponseError: it is no JSON object.
        """
        data = self.read_json(response)
        if not isinstance(data, dict):
            raise ResponseError(response.url, f"expected a JSON object, got {type(data).__name__}")
        return Record(data)

    def advertise(self, total: int | None) -> None:
        """Note how many postings the source claims to have."""
        if total is not None:
            self.tally.advertised_total = (self.tally.advertised_total or 0) + total

    @property
    def is_sated(self) -> bool:
        """Whether the sample that was asked for is reached."""
        return self.sample is not None and self._n_built >= self.sample

    def postings(self, items: Iterable[object]) -> Iterator[Posting]:
        """Postings of the items of a response; what cannot be mapped is skipped, counted and warned of."""
        for item in items:
            if self.is_sated:
                return
            posting = self.posting(item)
            if posting is not None:
                yield posting

    def posting(self, item: object) -> Posting | None:
        """The posting of one item (JSON object or Record); null when skipped, or when the sample is full."""
        if self.is_sated:
            return None
        self.tally.n_fetched += 1
        try:
            record = item if isinstance(item, Record) else Record(item)
            fields = self.adapt_posting(record)
            fields.employer = fields.employer or self.source.employer
            posting = build_posting(
                fields, self.source.slug, self.read_at or datetime.now(UTC), self.tally.warn
            )
        except SkipPosting as skip:
            self.tally.skip(skip.reason)
            return None
        except (RecordError, UnusablePostingError) as error:
            self.tally.skip(f"{UNUSABLE} {error.field}")
            self.tally.warn(str(error))
            return None
        for name in record.leftovers():
            self.tally.warn(f"unknown field {name}")
        self._n_built += 1
        return posting

    # Scrapy's side.

    async def start(self) -> AsyncIterator[Request]:
        """Start with the list requests."""
        for request in self.list_requests():
            yield request

    def closed(self, reason: str) -> None:
        """Note a crawl that was ended before its end."""
        if reason not in {"finished", "sample"}:
            self.tally.fail(f"stopped before the end: {reason}")

    def _own_origin(self) -> str:
        if "://" not in self.origin:
            parts = urlsplit(self.source.token)
            return f"{parts.scheme}://{parts.netloc}"
        return self.origin.format(token=self.source.token)

    def _parse_answer(
        self, response: Response, parse: Parser, carry: dict[str, Any], *, is_detail: bool
    ) -> Iterator[Request | Posting]:
        try:
            if is_detail and response.status in _GONE:
                self.tally.n_fetched += 1
                self.tally.skip("gone between list and page")
                return
            self._check_status(response)
            yield from parse(response, **carry)
        except (ResponseError, RecordError) as error:
            self.tally.fail(str(error), is_blocked=isinstance(error, BlockedError))
        if self.is_sated:
            raise CloseSpider("sample")

    def _check_status(self, response: Response) -> None:
        if response.status in _OK:
            if not self.source.permission and is_mining_reserved(response):
                raise BlockedError(response.url, "the host reserves text and data mining (tdm-reservation)")
            return
        if response.status in _REFUSED or _CHALLENGE.search(response.body[:20000]):
            raise BlockedError(response.url, f"the host refuses us with status {response.status}")
        meaning = "no such board" if response.status in _GONE else "an error"
        location = response.headers.get("Location")
        if location is not None:
            meaning = f"a redirect that is not followed, to {location.decode('latin-1')[:200]}"
        raise ResponseError(response.url, f"status {response.status}, {meaning}")

    def _decode(self, body: bytes) -> str:
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            self.tally.warn("response: not in UTF-8")
            return body.decode("cp1252", "replace")

    @staticmethod
    def _raise_html(response: Response) -> None:
        start = " ".join(response.body[:_SHOWN].decode("utf-8", "replace").split())
        if _CHALLENGE.search(response.body[:20000]):
            raise BlockedError(response.url, f"a challenge page instead of JSON: {start!r}")
        raise ResponseError(response.url, f"HTML instead of JSON: {start!r}")

    def note_dropped(self, request: Request) -> None:
        """Scrapy drops requests for what it has already asked for; after a redirect that means a circle."""
        if request.meta.get("redirect_times"):
            self.tally.fail(f"{request.url}: redirects in a circle")

    def note_unstored(self, failure: Failure) -> None:
        """A posting that could not be written or stored is lost to this run, so the run is not complete."""
        self.tally.fail(f"a posting could not be stored: {' '.join(str(failure.value).split())[:300]}")

    def _note_failure(self, failure: Failure) -> None:
        error = failure.value
        url = getattr(getattr(failure, "request", None), "url", "")
        text = str(error) or type(error).__name__
        problem = text if url and url in text else f"{url}: {type(error).__name__}: {text}"
        self.tally.fail(
            " ".join(problem.split())[:400], is_blocked=isinstance(error, RobotsError) and error.is_refusal
        )


def running_spider(crawler: Crawler) -> FamilySpider:
    """The spider of a crawl.

    Raises:
        TypeError: the crawl has not started, or runs a spider that is not of ours.
    """
    if not isinstance(crawler.spider, FamilySpider):
        raise TypeError(f"expected a running FamilySpider, got {crawler.spider!r}")
    return crawler.spider


def is_mining_reserved(response: Response) -> bool:
    """Whether an answer reserves text and data mining (TDM Reservation Protocol): by header or meta."""
    header = response.headers.get("tdm-reservation")
    return header == b"1" or _RESERVED.search(response.body[:20000]) is not None


def text_of(response: Response) -> TextResponse:
    """The answer as text.

    Raises:
        ResponseError: it is neither HTML, XML nor text.
    """
    if not isinstance(response, TextResponse):
        raise ResponseError(response.url, "expected text, got bytes of another kind")
    return response
