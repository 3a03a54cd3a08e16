"""`python -m scrapy collect`: crawls the sources of a file in one process."""

import argparse
import asyncio
import json
import logging
import os
import sys
from collections import defaultdict
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import UsageError
from sqlalchemy.exc import SQLAlchemyError

from crawlers.errors import CrawlError, InvalidSourceError
from crawlers.families import family_names, load_family
from crawlers.families.base import FamilySpider
from crawlers.resolver import is_local_name, is_public_address, read_literal
from crawlers.sinks import NdjsonSink, Sink
from crawlers.sources import SourceSpec, read_sources
from storage.archive import Archive
from storage.errors import StorageError
from storage.lifeline import end_with_parent
from storage.warc import read_compression

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from twisted.internet.base import ReactorBase

_logger = logging.getLogger(__name__)


class Command(ScrapyCommand):
    """Crawls every source of a file: several hosts at once, the sources of one host one after the other.

    The report is NDJSON, one line per row of the file as soon as it is done, so that it is right up to the
    moment at which the process ends, however it ends.
    """

    requires_project = True
    default_settings = {"LOG_ENABLED": True}  # noqa: RUF012 - Scrapy's own attribute

    def syntax(self) -> str:
        """Arguments."""
        return (
            "--sources FILE --report FILE [--to FILE|-] [--archive DIR] [--sample N]"
            " [--leave-out SLUG ...] [--lifeline]"
        )

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Crawl the sources of a file, write or store their postings, report on each"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options; the database comes from the environment, which no process list shows."""
        super().add_options(parser)
        parser.add_argument("--sources", type=Path, required=True)
        parser.add_argument("--report", type=Path, required=True)
        parser.add_argument("--to", default=None)
        parser.add_argument("--archive", type=Path, default=None)
        parser.add_argument("--sample", type=int, default=None)
        parser.add_argument("--leave-out", action="append", default=[], help="slug of a row to pass over")
        parser.add_argument("--lifeline", action="store_true", help="end when stdin is closed")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's signature
        """Crawl."""
        if not isinstance(self.crawler_process, AsyncCrawlerProcess):
            raise UsageError("the asyncio reactor is needed")
        if opts.lifeline:
            end_with_parent()
        with ExitStack() as stack:
            report = stack.enter_context(opts.report.open("a", encoding="utf-8"))
            rows = _read_rows(opts.sources, report)
            sources = [row for row in rows if row.slug not in opts.leave_out]
            stream = stack.enter_context(_open_output(opts.to)) if opts.to else None
            compression = self.crawler_process.settings["ARCHIVE_COMPRESSION"]
            archive = _open_archive(opts.archive, compression) if opts.archive else None
            if archive is not None:
                stack.callback(archive.close)
            collection = Collection(self.crawler_process, report, stream, archive, opts.sample)
            loop = asyncio.get_event_loop()
            task = loop.create_task(collection.crawl_all(sources))
            self.crawler_process.start(stop_after_crawl=False)
            if task.done():
                task.result()


class Collection:
    """The crawls of one file of sources in one process."""

    def __init__(
        self,
        process: AsyncCrawlerProcess,
        report: TextIO,
        stream: TextIO | None,
        archive: Archive | None,
        sample: int | None,
    ) -> None:
        self._process = process
        self._report = report
        self._stream = stream
        self._archive = archive
        self._sample = sample
        self._database_url = None if stream else os.environ["SIGNALPOST_DATABASE_URL"]
        self._engine: Engine | None = None
        self._places = asyncio.Semaphore(process.settings.getint("MAX_SOURCES_AT_ONCE"))

    async def crawl_all(self, sources: list[SourceSpec]) -> None:
        """Crawl all sources, then stop the reactor."""
        by_host: dict[str, list[SourceSpec]] = defaultdict(list)
        for source in sources:
            by_host[_host_of(source)].append(source)
        try:
            await asyncio.gather(*(self._crawl_host(group) for group in by_host.values()))
        finally:
            asyncio.get_running_loop().call_soon(_stop_reactor)

    async def _crawl_host(self, sources: list[SourceSpec]) -> None:
        for source in sources:
            async with self._places:
                (problem,) = await asyncio.gather(self._crawl(source), return_exceptions=True)
            if isinstance(problem, asyncio.CancelledError):
                raise problem
            if problem is not None:  # a mistake of ours: it costs this source, not the others
                _logger.error("%s: the crawl broke off", source.slug, exc_info=problem)
                text = f"broke off: {type(problem).__name__}: {problem}"
                _write_line(self._report, {"slug": source.slug, "invalid": text})

    async def _crawl(self, source: SourceSpec) -> None:
        family = load_family(source.family)
        try:
            family.check_source(source)
            sink = self._make_sink(source)
        except (CrawlError, StorageError, SQLAlchemyError) as error:
            _write_line(self._report, {"slug": source.slug, "invalid": str(error)})
            return
        crawler = self._process.create_crawler(family)
        if _is_private(source):
            # Only reachable at all with SIGNALPOST_ALLOW_PRIVATE_HOSTS=1: our own machine needs no manners.
            crawler.settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
            crawler.settings.set("AUTOTHROTTLE_ENABLED", False, priority="cmdline")
        await self._process.crawl(
            crawler, source=source, sink=sink, archive=self._archive, sample=self._sample
        )
        self._conclude(crawler, source, sink)

    def _conclude(self, crawler: Crawler, source: SourceSpec, sink: Sink) -> None:
        spider = crawler.spider
        if not isinstance(spider, FamilySpider):
            raise TypeError(f"{source.slug}: the crawl did not start")
        tally = spider.tally
        stats = crawler.stats
        tally.n_requests = stats.get_value("downloader/request_count", 0)
        tally.n_bytes = stats.get_value("downloader/response_bytes", 0)
        for name, count in stats.get_stats().items():
            if name.startswith("spider_exceptions/") and not name.endswith("/count"):
                tally.fail(f"{count} unexpected {name.removeprefix('spider_exceptions/')}, see the log")
        try:
            sink.finish(tally)
        except (StorageError, SQLAlchemyError, OSError) as error:
            tally.fail(f"the end of the run could not be stored: {error}")
        _write_line(self._report, tally.to_report(source))

    def _make_sink(self, source: SourceSpec) -> Sink:
        if self._stream is not None:
            return NdjsonSink(self._stream)
        return self._open_store(source)

    def _open_store(self, source: SourceSpec) -> Sink:
        # The database layer takes longer to load than a small board to crawl; a crawl to a file goes without.
        from crawlers.store_sink import StoreSink  # noqa: PLC0415
        from storage.session import make_engine  # noqa: PLC0415

        if self._engine is None:
            self._engine = make_engine(self._database_url or "")
        return StoreSink(self._engine, source)


def _stop_reactor() -> None:
    from twisted.internet import reactor  # noqa: PLC0415 - Scrapy chooses the reactor first
    from twisted.internet.error import ReactorNotRunning  # noqa: PLC0415

    running = cast("ReactorBase", reactor)
    with suppress(ReactorNotRunning):  # SIGTERM has stopped it already
        running.stop()


def _read_rows(path: Path, report: TextIO) -> list[SourceSpec]:
    try:
        sources, invalid = read_sources(path, family_names())
    except InvalidSourceError as error:
        _write_line(report, {"slug": None, "invalid": str(error)})
        return []
    for problem in invalid:
        _write_line(report, {"slug": None, "invalid": str(problem)})
    for source in sources:
        if not source.is_enabled:
            _write_line(report, {"slug": source.slug, "disabled": True})
    return [source for source in sources if source.is_enabled]


def _open_output(to: str) -> TextIO:
    if to == "-":
        return os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    try:
        return Path(to).open("w", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--to {to}: {error.strerror}", print_help=False) from error


def _open_archive(directory: Path, compression: str) -> Archive:
    try:
        return Archive(directory, read_compression(compression))
    except ValueError as error:
        raise UsageError(f"SIGNALPOST_ARCHIVE_COMPRESSION: {error}", print_help=False) from error
    except StorageError as error:
        raise UsageError(f"--archive {error}", print_help=False) from error


def _write_line(report: TextIO, line: dict[str, object]) -> None:
    report.write(json.dumps(line) + "\n")
    report.flush()


def _host_of(source: SourceSpec) -> str:
    family = load_family(source.family)
    url = source.base_url or family.origin.format(token=source.token) or source.token
    return urlsplit(url).netloc.lower()


def _is_private(source: SourceSpec) -> bool:
    host = _host_of(source).rsplit(":", 1)[0]
    literal = read_literal(host)
    return is_local_name(host) or (literal is not None and not is_public_address(literal))
