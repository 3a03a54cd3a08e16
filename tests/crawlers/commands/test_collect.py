"""The parts of the collect command that no real crawl reaches; test_faults.py and others crawl with it."""

import asyncio
import json
from io import StringIO
from typing import Any, cast

import pytest
from scrapy.settings import Settings

from crawlers.commands.collect import Collection
from crawlers.sources import SourceSpec


class _Process:
    settings = Settings({"MAX_SOURCES_AT_ONCE": 2})


class _Breaking(Collection):
    crawled: list[str]

    async def _crawl(self, source: SourceSpec) -> None:
        if source.slug == "broken":
            raise ValueError("a mistake of ours")
        self.crawled.append(source.slug)


def _collection(report: StringIO) -> _Breaking:
    made = _Breaking(cast("Any", _Process()), report, StringIO(), None, None)
    made.crawled = []
    return made


@pytest.fixture
def sources() -> list[SourceSpec]:
    return [SourceSpec(slug=slug, family="lever", token=slug) for slug in ("first", "broken", "last")]


def test_a_mistake_of_ours_costs_its_source_only(sources: list[SourceSpec]) -> None:
    report = StringIO()
    collection = _collection(report)
    asyncio.run(collection._crawl_host(sources))
    assert collection.crawled == ["first", "last"]
    assert json.loads(report.getvalue()) == {
        "slug": "broken",
        "invalid": "broke off: ValueError: a mistake of ours",
    }


def test_a_cancelled_crawl_ends_its_host(sources: list[SourceSpec]) -> None:
    collection = _collection(StringIO())

    async def cancel(source: SourceSpec) -> None:
        raise asyncio.CancelledError(source.slug)

    collection._crawl = cancel  # type: ignore[method-assign]
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(collection._crawl_host(sources))
    assert collection.crawled == []
