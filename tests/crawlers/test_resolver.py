from collections.abc import Callable
from typing import Any, cast

import pytest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.python.failure import Failure

from crawlers.errors import PrivateHostError
from crawlers.resolver import (
    PublicResolver,
    is_local_name,
    is_public_address,
    read_allowed_hosts,
    read_literal,
)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.1", "100.64.0.1", "224.0.0.1",
        "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:a00:1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "::127.0.0.1", "ff02::1", "no address",
    ],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public_address(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public(address: str) -> None:
    assert is_public_address(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0x7f000001", "127.0.0.1"), ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"), ("127.0.1", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("[::1]", "::1"), ("1", "0.0.0.1"),
        ("example.org", None), ("1.example.org", None), ("99999999999", "99999999999"), ("08.1", "08.1"),
    ],
)  # fmt: skip
def test_literals_in_every_spelling(host: str, address: str | None) -> None:
    assert read_literal(host) == address


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST.", "a.localhost", "printer.local", "metadata.google.internal"]
)
def test_local_names(host: str) -> None:
    assert is_local_name(host)


def test_names_that_only_look_local() -> None:
    assert not any(is_local_name(host) for host in ("localhost.example.org", "local.gov", "internal.com"))


@pytest.mark.parametrize(
    ("text", "hosts"),
    [("", set()), ("0", set()), ("1", {"*"}), ("Proxy.local, 10.0.0.5:80,", {"proxy.local", "10.0.0.5:80"})],
)
def test_allowed_hosts(text: str, hosts: set[str]) -> None:
    assert read_allowed_hosts(text) == hosts


class _Reactor:
    """Answers look-ups at once, as a name server would."""

    def __init__(self, address: str) -> None:
        self.address = address


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, frozenset[str]], str]:
    def look_up(name: str, address: str, allowed: frozenset[str]) -> str:
        monkeypatch.setattr(CachingThreadedResolver, "getHostByName", lambda *_: defer.succeed(address))
        resolver = PublicResolver(cast("Any", _Reactor(address)), 0, 1.0)
        resolver.allowed_hosts = allowed
        found: list[Any] = []
        resolver.getHostByName(name).addBoth(found.append)
        if isinstance(found[0], Failure):
            found[0].raiseException()
        return str(found[0])

    return look_up


def test_names_with_a_public_address_resolve(resolve: Callable[[str, str, frozenset[str]], str]) -> None:
    assert resolve("example.org", "93.184.216.34", frozenset()) == "93.184.216.34"


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.1", "169.254.169.254"])
def test_names_with_a_private_address_do_not(
    resolve: Callable[[str, str, frozenset[str]], str], address: str
) -> None:
    with pytest.raises(PrivateHostError, match="not a public address"):
        resolve("rebind.example.org", address, frozenset())


@pytest.mark.parametrize("allowed", ["*", "proxy.agency.example"])
def test_allowed_names_may_be_private(
    resolve: Callable[[str, str, frozenset[str]], str], allowed: str
) -> None:
    assert resolve("Proxy.agency.example", "10.0.0.1", frozenset({allowed})) == "10.0.0.1"
