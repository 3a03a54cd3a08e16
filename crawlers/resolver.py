"""Which addresses may be asked, and the resolver that refuses the others."""

import logging
import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingThreadedResolver

from crawlers.errors import PrivateHostError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

_logger = logging.getLogger(__name__)
_NUMERIC_PARTS = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}\.?", re.IGNORECASE)
_LARGEST_IPV4 = 2**32 - 1


def is_public_address(address: str) -> bool:
    """Whether an IP address is reachable on the public internet.

    Mapped and embedded IPv4 addresses (::ffff:127.0.0.1, 64:ff9b::7f00:1, 6to4) are judged by the IPv4
    inside.

    Args:
        address: IPv4 or IPv6 in their standard form, a zone ("%eth0") allowed.
    """
    try:
        parsed = ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        inside = _embedded(parsed)
        if inside is not None:
            return inside.is_global and not inside.is_multicast
    return parsed.is_global and not parsed.is_multicast


def read_literal(host: str) -> str | None:
    """The address that a host name spells, in every form that resolvers accept; null for a real name.

    2130706433, 0x7f000001, 0177.0.0.1, 127.1 and [::1] are all 127.0.0.1 or ::1.
    """
    bare = host.strip("[]")
    try:
        return str(ip_address(bare.split("%")[0]))
    except ValueError:
        pass
    if not _NUMERIC_PARTS.fullmatch(bare):
        return None
    number = _read_inet_aton(bare.rstrip(".").split("."))
    return str(IPv4Address(number)) if number is not None else bare


def read_allowed_hosts(text: str) -> frozenset[str]:
    """Private hosts that may be asked, as SIGNALPOST_ALLOW_PRIVATE_HOSTS names them.

    Args:
        text: "1" for all ("*"), else "host" and "host:port" between commas; "" and "0" for none.
    """
    if text.strip() in {"", "0"}:
        return frozenset()
    if text.strip() == "1":
        return frozenset({"*"})
    return frozenset(item.strip().lower() for item in text.split(",") if item.strip())


def is_local_name(host: str) -> bool:
    """Whether a name is local by definition: "localhost" and what lies under it."""
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith((".localhost", ".local", ".internal"))


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if int(address) >> 32 in {0, 0x0064FF9B << 64}:
        return IPv4Address(int(address) & _LARGEST_IPV4)
    return None


def _read_inet_aton(parts: Sequence[str]) -> int | None:
    """Number of an address in inet_aton's forms (1 to 4 parts, octal, hexadecimal); null beyond 32 bits."""
    numbers = []
    for part in parts:
        lower = part.lower()
        base = 16 if lower.startswith("0x") else 8 if lower.startswith("0") and len(lower) > 1 else 10
        try:
            numbers.append(int(lower.removeprefix("0x") or "0", base))
        except ValueError:
            return None
    *head, last = numbers
    if any(number > 255 for number in head) or last >= 256 ** (5 - len(numbers)):  # noqa: PLR2004 - octets
        return None
    value = last
    for position, number in enumerate(head):
        value += number << (24 - 8 * position)
    return value


class PublicResolver(CachingThreadedResolver):
    """Resolves names as Scrapy does, and fails for names that have no public address.

    The address that is checked is the one that is connected to, so a name cannot answer differently in
    between.
    """

    def __init__(self, reactor: "ReactorBase", cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.allowed_hosts: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: "Crawler", reactor: "ReactorBase") -> "PublicResolver":
        """Build from settings; `ALLOW_PRIVATE_HOSTS` lifts the guard for the hosts it names."""
        resolver = cls(
            reactor, crawler.settings.getint("DNSCACHE_SIZE"), crawler.settings.getfloat("DNS_TIMEOUT")
        )
        allowed = frozenset(crawler.settings.getlist("ALLOW_PRIVATE_HOSTS"))
        resolver.allowed_hosts = allowed | {item.rsplit(":", 1)[0] for item in allowed}
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":  # noqa: N802
        """Address of a name; fails with PrivateHostError when it is not public."""
        answer: Deferred[str] = super().getHostByName(name, timeout)
        if self.allowed_hosts & {"*", name.lower()}:
            return answer
        return answer.addCallback(self._refuse_private, name)

    @staticmethod
    def _refuse_private(address: Any, name: str) -> str:
        if not is_public_address(str(address)):
            # Twisted tells the caller only that the look-up failed.
            _logger.error("refused: %s resolves to %s, which is not a public address", name, address)
            raise PrivateHostError(name, f"resolves to {address}, which is not a public address")
        return str(address)
