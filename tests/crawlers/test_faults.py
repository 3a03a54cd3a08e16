"""What goes wrong out there, over real HTTP: each fault has a clear cause, and the other sources go on."""

import json
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import brotli
import pytest

from tests.crawlers.child import Crawled, crawl_rows
from tests.crawlers.loopback import Answer, Asked, Loopback, Responder

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_JOB = {
    "id": 1,
    "title": "Welder",
    "content": "Weld pipe.",
    "location": {"name": "Tulsa, OK"},
    "absolute_url": "https://x.example/1",
}
_BOARD = json.dumps({"jobs": [_JOB], "meta": {"total": 1}}).encode()
_OK = Answer(_BOARD)


def _first_then(first: Answer, then: Answer, times: int) -> Responder:
    left = [first] * times

    def respond(_: Asked) -> Answer:
        return left.pop() if left else then

    return respond


def _many(count: int) -> Answer:
    jobs = [{**_JOB, "id": number} for number in range(count)]
    return Answer(json.dumps({"jobs": jobs, "meta": {"total": count}}).encode())


def _pack_zeros(pack: Any) -> bytes:
    """200 MB of zeros packed by a compressor, without ever holding them."""
    megabyte = bytes(1_000_000)
    return b"".join([*(pack.compress(megabyte) for _ in range(200)), pack.flush()])


def _bomb(encoding: str) -> Answer:
    packers: dict[str, Callable[[], Any]] = {
        "gzip": lambda: zlib.compressobj(9, zlib.DEFLATED, 31),
        "zstd": zstd.ZstdCompressor,
        "br": _Brotli,
    }
    return Answer(_pack_zeros(packers[encoding]()), headers={"Content-Encoding": encoding})


class _Brotli:
    """Brotli under the names of the others."""

    def __init__(self) -> None:
        self._packer = brotli.Compressor(quality=1)

    def compress(self, data: bytes) -> bytes:
        return bytes(self._packer.process(data))

    def flush(self) -> bytes:
        return bytes(self._packer.finish())


def _ever_on(asked: Asked) -> Answer:
    step = int(parse_qs(asked.query).get("step", ["0"])[0])
    return Answer(b"", status=302, headers={"Location": f"{asked.path}?step={step + 1}"})


_ROBOTS = {
    "robots-503": Answer(b"", status=503),
    "robots-404": Answer(b"", status=404),
    "robots-429": Answer(b"", status=429),
    "robots-disallow": Answer(b"User-agent: *\nDisallow: /v1/", content_type="text/plain"),
    "robots-other-agent": Answer(b"User-agent: LinkedInBot\nDisallow: /", content_type="text/plain"),
    "robots-slow": Answer(b"User-agent: *\nCrawl-delay: 3600", content_type="text/plain"),
}
_ANSWERS: dict[str, Answer | Responder] = {
    "good": _OK,
    "gone": Answer(b"", status=404),
    "burst": _first_then(Answer(b"", status=500), _OK, 2),
    "down": Answer(b"oops", status=500),
    "html": Answer(b"<!doctype html><h1>Careers</h1>", content_type="text/html"),
    "challenge": Answer(b"<title>Just a moment...</title>", content_type="text/html"),
    "refused": Answer(b"", status=403),
    "truncated": Answer(_BOARD[:60]),
    "never": Answer(_BOARD, delay_seconds=60),
    "endless": Answer(b" " * 1000, is_endless=True),
    "410": Answer(b"", status=410),
    "bomb": _bomb("gzip"),
    "bomb-zstd": _bomb("zstd"),
    "bomb-brotli": _bomb("br"),
    "not-gzip": Answer(_BOARD, headers={"Content-Encoding": "gzip"}),
    "not-modified": Answer(b"", status=304),
    "short": Answer(_BOARD, headers={"Content-Length": "99999", "Connection": "close"}),
    "reserved": Answer(_BOARD, headers={"tdm-reservation": "1"}),
    "chain": _ever_on,
    "charset": Answer(_BOARD.replace(b"Welder", b"Caf\xe9 Manager")),
    "deep": Answer(b'{"jobs":' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
    "lies": Answer(json.dumps({"jobs": [_JOB], "meta": {"total": 9}}).encode()),
    "repeats": Answer(json.dumps({"jobs": [_JOB, _JOB], "meta": {"total": 1}}).encode()),
    "no-jobs": Answer(b'{"jobs": [], "meta": {"total": 0}}'),
    "renamed": Answer(b'{"positions": []}'),
    "reshaped": Answer(json.dumps({"jobs": [{**_JOB, "title": None, "name": "Welder"}]}).encode()),
    "few": _OK,
    "patient": _first_then(Answer(b"", status=429, headers={"Retry-After": "1"}), _OK, 1),
    "impatient": Answer(b"", status=429, headers={"Retry-After": "9999"}),
    "loop": Answer(
        b"", status=302, headers={"Location": "/v1/boards/loop/jobs?content=true&pay_transparency=true"}
    ),
    "to-file": Answer(b"", status=302, headers={"Location": "file:///etc/hostname"}),
    **dict.fromkeys(_ROBOTS, _OK),
}
_EXPECTED = {
    "good": ("complete", None),
    "gone": ("failed", "status 404, no such board"),
    "burst": ("complete", None),
    "down": ("failed", "status 500"),
    "html": ("failed", "HTML instead of JSON"),
    "challenge": ("blocked", "a challenge page"),
    "refused": ("blocked", "status 403"),
    "truncated": ("failed", "cut off"),
    "never": ("failed", "took longer than 2.0 seconds"),
    "endless": ("failed", "took longer than 2.0 seconds"),
    "410": ("failed", "status 410, no such board"),
    "bomb": ("failed", "67108864"),
    "bomb-zstd": ("failed", "67108864"),
    "bomb-brotli": ("failed", "67108864"),
    "not-gzip": ("failed", "BadGzipFile"),
    "not-modified": ("failed", "status 304"),
    "short": ("failed", "ResponseDataLossError"),
    "chain": ("failed", "max redirections reached"),
    "charset": ("complete", None),
    "deep": ("failed", "nested too deeply"),
    "lies": ("partial", "claims 9 postings and showed 1"),
    "repeats": ("complete", None),
    "no-jobs": ("empty", "shows no posting"),
    "renamed": ("failed", "jobs: the answer does not hold it"),
    "reshaped": ("failed", "every record was skipped: unusable title (1)"),
    "few": ("failed", "fewer than min_postings 5"),
    "patient": ("complete", None),
    "impatient": ("blocked", "status 429"),
    "reserved": ("blocked", "reserves text and data mining"),
    "loop": ("failed", "redirects in a circle"),
    "to-file": ("failed", "file:///etc/hostname"),
    "robots-503": ("failed", "robots.txt answers 503"),
    "robots-404": ("complete", None),
    "robots-429": ("blocked", "robots.txt answers 429"),
    "robots-disallow": ("blocked", "forbidden by robots.txt"),
    "robots-other-agent": ("complete", None),
    "robots-slow": ("blocked", "too slow to crawl"),
}


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, Loopback]]:
    with ExitStack() as stack:
        running = {}
        for name, answer in _ANSWERS.items():
            answers: dict[str, Answer | Responder] = {f"/v1/boards/{name}/jobs": answer}
            if name in _ROBOTS:
                answers["/robots.txt"] = _ROBOTS[name]
            running[name] = stack.enter_context(Loopback(answers))
        yield running


@pytest.fixture(scope="module")
def crawled(servers: dict[str, Loopback], tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    rows = [
        {"slug": name, "family": "greenhouse", "token": name, "employer": "Acme", "base_url": server.base_url}
        for name, server in servers.items()
    ]
    next(row for row in rows if row["slug"] == "few")["min_postings"] = 5  # type: ignore[assignment]
    rows.append({"slug": "unknown", "family": "taleoo", "token": "x", "employer": "Acme"})
    rows.append({"slug": "typo", "family": "greenhouse", "tokn": "x", "employer": "Acme"})
    rows.append({"slug": "bad-token", "family": "greenhouse", "token": "../../etc", "employer": "Acme"})
    environment = {"SIGNALPOST_DOWNLOAD_TIMEOUT_SECONDS": "2"}
    return crawl_rows(tmp_path_factory.mktemp("faults"), rows, environment=environment)


@pytest.mark.parametrize("name", list(_ANSWERS))
def test_status_and_cause(crawled: Crawled, name: str) -> None:
    report = crawled.report(name)
    status, cause = _EXPECTED[name]
    assert report["status"] == status
    assert report["cause"] is None if cause is None else cause in report["cause"]


@pytest.mark.parametrize("name", [name for name, (status, _) in _EXPECTED.items() if status == "complete"])
def test_complete_sources_keep_their_posting(crawled: Crawled, name: str) -> None:
    assert [posting["external_id"] for posting in crawled.of(name)] == ["1"]


def test_nothing_is_written_for_failed_sources(crawled: Crawled) -> None:
    kept = {posting["source"] for posting in crawled.postings}
    assert kept == {n for n, (status, _) in _EXPECTED.items() if status in {"complete", "partial"}} | {"few"}


def test_unknown_family_names_row_and_field(crawled: Crawled) -> None:
    message = next(text for text in crawled.outcome.invalid if "unknown" in text)
    assert f"row {len(_ANSWERS) + 1} (unknown): family: unknown family 'taleoo'" in message
    assert "greenhouse" in message


def test_misspelt_field_names_row_and_field(crawled: Crawled) -> None:
    assert any(text.startswith(f"row {len(_ANSWERS) + 2} (typo): tok") for text in crawled.outcome.invalid)


def test_token_that_is_a_path_is_refused(crawled: Crawled) -> None:
    assert any(
        "bad-token: token: '../../etc' is no greenhouse token" in text for text in crawled.outcome.invalid
    )


def test_outcome_says_that_something_failed(crawled: Crawled) -> None:
    assert crawled.outcome.has_failed
    assert crawled.outcome.problem is None


def test_wrong_charset_is_read_as_windows_1252(crawled: Crawled) -> None:
    assert crawled.of("charset")[0]["title"] == "Café Manager"
    assert crawled.report("charset")["warnings"] == {"response: not in UTF-8": 1}


def test_repeated_postings_are_written_once(crawled: Crawled) -> None:
    assert crawled.report("repeats")["skipped"] == {"repeated": 1}


def test_down_server_is_asked_three_times(crawled: Crawled, servers: dict[str, Loopback]) -> None:
    assert crawled.report("down")["status"] == "failed"
    assert len(servers["down"].paths()) == 3


def test_retry_after_is_waited_for(crawled: Crawled, servers: dict[str, Loopback]) -> None:
    assert crawled.report("patient")["status"] == "complete"
    first, second = (asked.at for asked in servers["patient"].asked if asked.path != "/robots.txt")
    assert second - first >= 0.99


def test_an_impatient_host_is_asked_once(crawled: Crawled, servers: dict[str, Loopback]) -> None:
    assert crawled.report("impatient")["status"] == "blocked"
    assert len(servers["impatient"].paths()) == 1


def test_forbidden_path_is_never_asked(crawled: Crawled, servers: dict[str, Loopback]) -> None:
    assert crawled.report("robots-disallow")["status"] == "blocked"
    assert servers["robots-disallow"].paths() == []


def test_requests_say_who_we_are(crawled: Crawled, servers: dict[str, Loopback]) -> None:
    assert crawled.report("good")["n_kept"] == 1
    agents = {asked.headers["user-agent"] for asked in servers["good"].asked}
    assert len(agents) == 1
    assert agents.pop().startswith("Signalpost/")


def test_crawl_delay_is_honoured(tmp_path: Path) -> None:
    page = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Cook", "identifier": "%s"}</script>'
    urls = "".join(f"<url><loc>https://x.example/job/{number}</loc></url>" for number in range(3))
    answers: dict[str, Answer | Responder] = {
        f"/job/{number}": Answer((page % number).encode(), content_type="text/html") for number in range(3)
    }
    answers["/s.xml"] = Answer(f"<urlset>{urls}</urlset>".encode(), content_type="text/xml")
    answers["/robots.txt"] = Answer(b"User-agent: Signalpost\nCrawl-delay: 0.4", content_type="text/plain")
    with Loopback(answers) as server:
        row = {
            "slug": "x",
            "family": "schema_org",
            "token": "https://x.example/s.xml",
            "base_url": server.base_url,
        }
        crawled = crawl_rows(tmp_path, [row])
        moments = [asked.at for asked in server.asked if asked.path.startswith("/job/")]
    assert crawled.report("x")["n_kept"] == 3
    assert all(later - earlier >= 0.39 for earlier, later in pairwise(moments))


def test_sample_takes_no_more_than_asked(tmp_path: Path) -> None:
    with Loopback({"/v1/boards/x/jobs": _many(50)}) as server:
        row = {"slug": "x", "family": "greenhouse", "token": "x", "base_url": server.base_url}
        crawled = crawl_rows(tmp_path, [row], sample=7)
    assert len(crawled.postings) == 7
    assert (crawled.report("x")["status"], crawled.report("x")["cause"]) == (
        "partial",
        "a sample was asked for",
    )
    assert not crawled.outcome.has_failed


def test_a_host_that_keeps_failing_is_left_alone(tmp_path: Path) -> None:
    with Loopback({"/robots.txt": Answer(b"", status=404)}, [lambda _: Answer(b"", status=500)]) as server:
        rows = [
            {"slug": f"s{number}", "family": "greenhouse", "token": f"t{number}", "base_url": server.base_url}
            for number in range(9)
        ]
        crawled = crawl_rows(tmp_path, rows)
        asked = len(server.paths())
    causes = [report["cause"] for report in crawled.outcome.reports]
    assert asked == 15
    assert sum("status 500" in cause for cause in causes) == 5
    assert sum("failed 5 times in a row and is left alone" in cause for cause in causes) == 4
