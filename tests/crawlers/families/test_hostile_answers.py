"""Every answer of every case cut off, spoilt, or with values of every other kind: nothing may raise.

A wrong type is a skipped record or a failed page with a cause, never an exception that ends the crawl of a source.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import HtmlResponse, TextResponse

from crawlers.families import load_family
from crawlers.families.base import FamilySpider
from crawlers.sources import SourceSpec
from crawlers.tally import RunTally
from storage.posting import Posting
from tests.crawlers.loopback import Asked, Route

_CASES = sorted(Path(__file__).parent.glob("*/*/expected.json"))
_HOSTILE: tuple[Any, ...] = (None, 5, -1.5, True, "x", "", [], {}, [1, "x"], [{}], {"a": {"b": 1}})
_MOST_PLACES = 90


class _Nowhere:
    def write(self, posting: Posting) -> None:
        raise AssertionError(posting)

    def finish(self, tally: RunTally) -> None:
        raise AssertionError(tally)


def _places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    items = data.items() if isinstance(data, dict) else enumerate(data[:1]) if isinstance(data, list) else ()
    for key, value in items:
        yield from _places(value, (*path, key))


def _replace(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = _replace(copy[path[0]], path[1:], value)
    return copy


def _crawl(case: Path, changed: Path, body: bytes) -> FamilySpider:
    """Walk a case without a network, one file of it changed."""
    expected = json.loads(case.read_text())
    routes = [Route(**{**route, "file": case.parent / route["file"]}) for route in expected["routes"]]
    row = {"slug": "x", "family": case.parent.parent.name, **expected["source"]}
    family = load_family(row["family"])
    spider = family(source=SourceSpec.model_validate(row), sink=_Nowhere())
    waiting = list(spider.list_requests())
    for _ in range(60):
        if not waiting:
            break
        request = waiting.pop(0)
        response = _answer(request, routes, changed, body)
        try:
            parsed = list(spider._parse_answer(response, **request.cb_kwargs))
        except CloseSpider:
            break
        waiting += [item for item in parsed if isinstance(item, Request)]
    return spider


def _answer(request: Request, routes: list[Route], changed: Path, body: bytes) -> TextResponse:
    parts = urlsplit(request.url)
    asked = Asked(request.method, parts.path, parts.query, {}, request.body, 0.0)
    for route in routes:
        answer = route(asked)
        if answer is not None:
            kind = HtmlResponse if route.file.suffix == ".html" else TextResponse
            content = body if route.file == changed else answer.body
            return kind(request.url, body=content, request=request, encoding="utf-8")
    return TextResponse(request.url, status=404, request=request)


def _files(pattern: str) -> Iterator[tuple[Path, Path]]:
    for case in _CASES:
        for file in sorted(case.parent.glob(pattern)):
            yield case, file


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNALPOST_USAJOBS_KEY", "key")
    monkeypatch.setenv("SIGNALPOST_USAJOBS_EMAIL", "lmi@state.example")


@pytest.mark.parametrize(
    ("case", "file"), list(_files("response*.json")), ids=lambda path: "/".join(path.parts[-3:])
)
def test_values_of_other_kinds(case: Path, file: Path) -> None:
    data = json.loads(file.read_text())
    places = list(_places(data))[:_MOST_PLACES]
    walked = 0
    for number, path in enumerate(places):
        for value in (_HOSTILE[number % len(_HOSTILE)], _HOSTILE[(number * 7 + 3) % len(_HOSTILE)]):
            spider = _crawl(case, file, json.dumps(_replace(data, path, value)).encode())
            walked += 1
            assert spider.tally.n_fetched >= 0
    assert walked == 2 * len(places)


@pytest.mark.parametrize(
    ("case", "file"), list(_files("response*.json")), ids=lambda path: "/".join(path.parts[-3:])
)
@pytest.mark.parametrize("value", _HOSTILE, ids=repr)
def test_answers_of_another_kind(case: Path, file: Path, value: Any) -> None:
    spider = _crawl(case, file, json.dumps(value).encode())
    assert spider.tally.errors or spider.tally.skipped or not spider.tally.n_fetched


@pytest.mark.parametrize(
    ("case", "file"), list(_files("response*")), ids=lambda path: "/".join(path.parts[-3:])
)
def test_answers_cut_off_or_spoilt(case: Path, file: Path) -> None:
    body = file.read_bytes()
    whole = _crawl(case, file, body).tally.n_fetched
    for part in range(1, 10):
        cut = len(body) * part // 10
        for spoilt in (body[:cut], body[:cut] + b"\x00\xff<!" + body[cut:], body[cut:] + body[:cut]):
            assert _crawl(case, file, spoilt).tally.n_fetched <= whole + 1
