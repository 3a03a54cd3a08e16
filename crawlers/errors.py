"""Errors of crawling. Each says what comes next: retry the request, skip the record, stop the source.

CrawlError
├── InvalidSourceError    stop   a source row cannot be used (sources)
├── PrivateHostError      stop   a private, loopback or link-local address, or no http (middlewares, resolver)
├── HostDownError         stop   a host failed too often in a row to be asked again now (middlewares)
├── RobotsError           stop   robots.txt forbids the request or cannot be reached (middlewares)
├── ResponseError         stop   an answer that is not what the family knows (families)
├── BlockedError          stop   the host refuses us: 401, 403, 429, a challenge page (families)
├── RecordError           skip   one record of a response cannot be mapped (record, families)
└── SkipPosting           skip   one record is left out on purpose (families)
"""

from typing import ClassVar, Literal, TypeAlias

from scrapy.exceptions import IgnoreRequest

NextStep: TypeAlias = Literal["retry", "skip", "stop"]


class CrawlError(Exception):
    """Base of all errors of crawling."""

    next_step: ClassVar[NextStep] = "stop"


class InvalidSourceError(CrawlError):
    """A source row cannot be used; other rows go on. Raised when source files are read."""

    def __init__(self, row: str, field: str, problem: str) -> None:
        super().__init__(f"{row}: {field}: {problem}")
        self.row = row
        self.field = field
        self.problem = problem


class PrivateHostError(CrawlError, IgnoreRequest):
    """A request to an address that is not public. Raised by the guard before anything is sent."""

    def __init__(self, host: str, problem: str) -> None:
        super().__init__(f"{host}: {problem}; SIGNALPOST_ALLOW_PRIVATE_HOSTS=1 allows it")
        self.host = host


class RobotsError(CrawlError, IgnoreRequest):
    """robots.txt forbids a request, or could not be fetched. Raised by the robots middleware.

    `is_refusal` tells a host that wants no crawler from one that is down.
    """

    def __init__(self, url: str, problem: str, *, is_refusal: bool) -> None:
        super().__init__(f"{url}: {problem}")
        self.url = url
        self.problem = problem
        self.is_refusal = is_refusal


class HostDownError(CrawlError, IgnoreRequest):
    """A host failed too often in a row. Raised by the circuit breaker before anything is sent."""

    def __init__(self, host: str, failures: int) -> None:
        super().__init__(f"{host}: failed {failures} times in a row and is left alone for now")
        self.host = host
        self.failures = failures


class ResponseError(CrawlError):
    """An answer is not what the family knows. Raised by families."""

    def __init__(self, url: str, problem: str) -> None:
        super().__init__(f"{url}: {problem}")
        self.url = url
        self.problem = problem


class BlockedError(ResponseError):
    """The host refuses us. Never worked around. Raised by families."""


class RecordError(CrawlError):
    """A field of one record is missing or of another type. Raised while records are read."""

    next_step = "skip"

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class SkipPosting(CrawlError):  # noqa: N818 - named after what comes next, as scrapy's CloseSpider
    """A record is left out on purpose, e.g. one that its platform marks as unlisted. Raised by families."""

    next_step = "skip"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
