import pytest
from scrapy import Request

from crawlers.errors import PrivateHostError
from crawlers.middlewares.private_hosts import PrivateHostsMiddleware


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost:8000/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data", "http://metadata.google.internal/", "http://192.168.0.1/", "ftp://example.org/x", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_refused(url: str) -> None:
    with pytest.raises(PrivateHostError):
        PrivateHostsMiddleware(frozenset()).process_request(Request(url))


@pytest.mark.parametrize(
    "url", ["https://boards-api.greenhouse.io/v1", "http://8.8.8.8/", "https://localhost.example.org/"]
)
def test_let_pass(url: str) -> None:
    assert PrivateHostsMiddleware(frozenset()).process_request(Request(url)) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize("allowed", ["*", "127.0.0.1", "127.0.0.1:8000"])
def test_allowed_hosts_pass_but_not_their_files(allowed: str) -> None:
    guard = PrivateHostsMiddleware(frozenset({allowed}))
    guard.process_request(Request("http://127.0.0.1:8000/"))
    with pytest.raises(PrivateHostError, match="only http and https"):
        guard.process_request(Request("file:///etc/passwd"))
