"""Sweeps over every family, and the skeleton that new ones are copied from."""

from importlib import import_module
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import JsonRequest, TextResponse

import crawlers.families
from crawlers.families import family_names, load_family
from crawlers.families._skeleton import SkeletonSpider
from crawlers.families.base import FamilySpider, is_mining_reserved
from crawlers.sinks import NdjsonSink
from crawlers.sources import SourceSpec
from storage.posting import Posting

_PARTS = ("Platform:", "Coverage:", "Caveats:", "API documentation:", "History: docs/families/")


@pytest.mark.parametrize("name", family_names())
def test_every_family_loads_under_its_module_name(name: str) -> None:
    assert load_family(name).name == name


@pytest.mark.parametrize("name", family_names())
def test_every_family_says_what_it_is(name: str) -> None:
    doc = load_family(name).__doc__ or ""
    assert all(part in doc for part in _PARTS)
    assert f"docs/families/{name}.md" in doc


@pytest.mark.parametrize("name", family_names())
def test_every_family_overrides_the_one_hook(name: str) -> None:
    assert load_family(name).adapt_posting is not FamilySpider.adapt_posting


def test_unknown_and_private_names_are_no_families() -> None:
    assert "_skeleton" not in family_names()
    assert "base" not in family_names()
    with pytest.raises(KeyError):
        load_family("_skeleton")


def test_a_module_without_its_spider_is_a_mistake_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawlers.families, "family_names", lambda: ("base",))
    with pytest.raises(LookupError, match="holds no spider named 'base'"):
        load_family("base")
    import_module("crawlers.families.base")


def _skeleton(lines: list[str], **fields: Any) -> SkeletonSpider:
    class Lines(NdjsonSink):
        def __init__(self) -> None:
            pass

        def write(self, posting: Posting) -> None:
            lines.append(posting.title)

    source = SourceSpec.model_validate({"slug": "x", "family": "skeleton", "token": "acme", **fields})
    return SkeletonSpider(source=source, sink=Lines())


def _answer(request: Request, body: bytes, **headers: str) -> TextResponse:
    return TextResponse(request.url, body=body, request=request, headers=headers)


def test_the_skeleton_pages_and_maps() -> None:
    spider = _skeleton([], employer="Acme", base_url="http://127.0.0.1:1")
    (first,) = spider.list_requests()
    assert first.url == "http://127.0.0.1:1/api/acme/jobs?page=1&size=100"
    body = (
        b'{"total": 150, "results": [{"id": 1, "title": "Cook", "isListed": true, "pay": {"min": 20, "max": 22, "per": "hour"}},'
        b'{"id": 2, "title": "Hidden", "isListed": false}]}'
    )
    parsed = list(spider.parse_list(_answer(first, body), page=1))
    postings = [item for item in parsed if isinstance(item, Posting)]
    assert [(posting.title, posting.hiring_organization) for posting in postings] == [("Cook", "Acme")]
    assert postings[0].base_salary is not None
    assert [item.url for item in parsed if isinstance(item, Request)] == [
        "http://127.0.0.1:1/api/acme/jobs?page=2&size=100"
    ]
    assert (spider.tally.advertised_total, spider.tally.skipped) == (150, {"not listed": 1})


def test_only_the_familys_own_origin_is_rebased() -> None:
    spider = _skeleton([], base_url="http://127.0.0.1:1")
    assert spider.rebase("https://boards.skeleton.example/a?b=1#c") == "http://127.0.0.1:1/a?b=1#c"
    assert spider.rebase("https://elsewhere.example/a") == "https://elsewhere.example/a"


@pytest.mark.parametrize(
    ("body", "headers", "reserved"),
    [
        (b"", {"tdm-reservation": "1"}, True),
        (b'<meta name="tdm-reservation" content="1">', {}, True),
        (b'<meta name="tdm-reservation" content="0">', {"tdm-reservation": "0"}, False),
        (b"{}", {}, False),
    ],
)
def test_mining_reservation(body: bytes, headers: dict[str, str], reserved: bool) -> None:
    assert is_mining_reserved(_answer(JsonRequest("https://x.example"), body, **headers)) is reserved
