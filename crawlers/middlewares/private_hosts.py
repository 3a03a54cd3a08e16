"""Refuses requests that do not go to a public host over http or https."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawlers.errors import PrivateHostError
from crawlers.resolver import is_local_name, is_public_address, read_literal

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class PrivateHostsMiddleware:
    """The part of the guard that sees URLs: schemes, IP literals in every spelling, local names.

    Redirects pass through here again. Names that resolve to private addresses are PublicResolver's part.
    """

    def __init__(self, allowed_hosts: frozenset[str]) -> None:
        self._allowed_hosts = allowed_hosts

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "PrivateHostsMiddleware":
        """Build from settings; `ALLOW_PRIVATE_HOSTS` lifts the guard for hosts, never for schemes."""
        return cls(frozenset(crawler.settings.getlist("ALLOW_PRIVATE_HOSTS")))

    def process_request(self, request: "Request") -> None:
        """Let a request pass, or raise PrivateHostError."""
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"}:
            raise PrivateHostError(request.url[:200], "only http and https are asked")
        host = parts.hostname or ""
        if self._allowed_hosts & {"*", host, parts.netloc.lower()}:
            return
        literal = read_literal(host)
        if is_local_name(host) or (literal is not None and not is_public_address(literal)):
            raise PrivateHostError(host, "not a public address")
