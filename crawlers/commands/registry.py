"""`python -m scrapy registry`: the shipped rows, or the family of a careers page, as JSON lines."""

import argparse
import json
import sys
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

import crawlers
from crawlers.errors import InvalidSourceError
from crawlers.families import family_names, load_family
from crawlers.recognise import Recognised, recognise_page, recognise_url
from crawlers.sources import read_sources

_OK = 200


class PageSpider(Spider):
    """Fetches one careers page, under the same guards and manners as any crawl."""

    name = "page"

    def __init__(self, url: str, answer: dict[str, Any]) -> None:
        super().__init__()
        self._url = url
        self._answer = answer

    async def start(self) -> AsyncIterator[Request]:
        """The page."""
        yield Request(self._url, callback=self.parse, errback=self.note_failure)

    def parse(self, response: Response) -> None:
        """Recognise the page."""
        if response.status != _OK or not isinstance(response, TextResponse):
            self._answer["problem"] = f"{response.url}: status {response.status}, no page to look at"
            return
        self._answer["recognised"] = recognise_page(response.url, response.text)

    def note_failure(self, failure: Failure) -> None:
        """Say why the page could not be fetched."""
        self._answer["problem"] = str(failure.value) or type(failure.value).__name__


class Command(ScrapyCommand):
    """`registry list [FILE ...]` or `registry recognise URL`."""

    requires_project = True

    def syntax(self) -> str:
        """Arguments."""
        return "list [FILE ...] | recognise URL"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Show the shipped source rows, or recognise the family of a careers page"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's signature
        """Answer in JSON lines."""
        if args[:1] == ["list"]:
            self._list([Path(name) for name in args[1:]])
        elif args[:1] == ["recognise"] and args[1:]:
            _write(self._recognise(args[1]))
        else:
            raise UsageError("give `list [FILE ...]` or `recognise URL`")

    @staticmethod
    def _list(files: list[Path]) -> None:
        """Rows by slug; a row of a later file takes the place of an earlier one."""
        shipped = sorted((Path(crawlers.__file__).parent / "employers").glob("*.yml"))
        rows: dict[str, dict[str, Any]] = {}
        for path in [*shipped, *files]:
            try:
                good, bad = read_sources(path, family_names())
            except InvalidSourceError as error:
                good, bad = [], [error]
            for problem in bad:
                _write({"invalid": f"{path.name}: {problem}"})
            for row in good:
                rows[row.slug] = {**row.model_dump(mode="json", exclude_none=True), "file": str(path)}
        for slug in sorted(rows):
            _write(rows[slug])

    def _recognise(self, url: str) -> dict[str, Any]:
        known = recognise_url(url)
        if known is not None:
            return _describe(known)
        if self.crawler_process is None:
            raise UsageError("a crawler process is needed")
        answer: dict[str, Any] = {}
        self.crawler_process.crawl(PageSpider, url=url, answer=answer)
        self.crawler_process.start()
        found = answer.get("recognised")
        if isinstance(found, Recognised):
            return _describe(found)
        return {"problem": answer.get("problem", f"{url}: no family is recognised in the page")}


def _describe(found: Recognised) -> dict[str, Any]:
    row = {name: value for name, value in asdict(found).items() if value is not None}
    return {**row, "is_shipped_disabled": load_family(found.family).is_shipped_disabled}


def _write(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
