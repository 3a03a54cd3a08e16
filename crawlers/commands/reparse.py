"""`python -m scrapy reparse`: reads archived answers with today's parsers, without a network."""

import argparse
import json
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TextIO

from scrapy import Request
from scrapy.commands import ScrapyCommand
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.utils.request import RequestFingerprinter

from crawlers.families import family_names, load_family
from crawlers.families.base import FamilySpider
from crawlers.sinks import NdjsonSink
from crawlers.sources import SourceSpec, read_sources
from storage.archive_history import ArchiveHistory, open_history
from storage.lifeline import end_with_parent
from storage.posting import Posting
from storage.warc import WarcResponse


@dataclass(slots=True)
class Reading:
    """What the archive gave for one source: postings by key, and answers that were read or missed (>= 0)."""

    postings: dict[str, Posting] = field(default_factory=dict)
    n_read: int = 0
    n_missing: int = 0
    problems: list[str] = field(default_factory=list)


class Command(ScrapyCommand):
    """Replays every source of a file from the archive: as it stood at the end of each day, and as it stands.

    Postings that have gone since are in the answers of earlier days; of a posting that several days show, the
    latest reading counts. Requests that the archive cannot answer are counted and left out.
    """

    requires_project = True
    default_settings = {"LOG_ENABLED": True}  # noqa: RUF012 - Scrapy's own attribute

    def syntax(self) -> str:
        """Arguments."""
        return "--sources FILE --archive DIR --since DAY --to FILE --report FILE"

    def short_desc(self) -> str:
        """One line for the list of commands."""
        return "Read archived answers with today's parsers"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        super().add_options(parser)
        parser.add_argument("--sources", type=Path, required=True)
        parser.add_argument("--archive", type=Path, required=True)
        parser.add_argument("--since", type=date.fromisoformat, required=True)
        parser.add_argument("--to", type=Path, required=True)
        parser.add_argument("--report", type=Path, required=True)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's signature
        """Read."""
        end_with_parent()
        sources, invalid = read_sources(opts.sources, family_names())
        with ExitStack() as stack:
            out = stack.enter_context(opts.to.open("w", encoding="utf-8"))
            report = stack.enter_context(opts.report.open("w", encoding="utf-8"))
            history = stack.enter_context(open_history(opts.archive))
            for problem in invalid:
                report.write(json.dumps({"slug": None, "problems": [str(problem)]}) + "\n")
            for source in sources:
                days = history.days(source.slug, opts.since)
                if days:
                    _write(source, read_source(source, history, days, out), out, report)


def read_source(source: SourceSpec, history: ArchiveHistory, days: list[date], unused: TextIO) -> Reading:
    """Everything that a source showed on some days and shows now, read by today's parser.

    Args:
        source: the row.
        history: the archive.
        days: in order; the answers of the last one are those that count as the present.
        unused: stream for the sink that a spider wants; nothing is written.
    """
    reading = Reading()
    for day in [*days[:-1], None]:
        spider = load_family(source.family)(source=source, sink=NdjsonSink(unused))
        for posting in replay(spider, history, day, reading):
            reading.postings[posting.external_id] = posting
        reading.problems += [error for error in spider.tally.errors if error not in reading.problems]
    return reading


def replay(
    spider: FamilySpider, history: ArchiveHistory, day: date | None, reading: Reading
) -> Iterator[Posting]:
    """The postings of one crawl whose requests the archive answers.

    Args:
        spider: of the source.
        history: the archive.
        day: the answers as they stood at its end; null = the latest.
        reading: counts what is read and missed.
    """
    fingerprint = RequestFingerprinter().fingerprint
    waiting = deque(spider.list_requests())
    asked: set[bytes] = set()
    while waiting:
        request = waiting.popleft()
        key = fingerprint(request)
        if key in asked:
            continue
        asked.add(key)
        if day is None or request.method != "GET":  # of a POST the address says too little
            found = history.latest(key.hex())
        else:
            found = history.find(spider.source.slug, request.url, day)
        if found is None or request.callback is None:
            reading.n_missing += 1
            continue
        reading.n_read += 1
        spider.read_at = found.fetched_at
        for item in request.callback(_response(request, found), **request.cb_kwargs):
            if isinstance(item, Request):
                waiting.append(item)
            else:
                yield item


def _response(request: Request, found: WarcResponse) -> Response:
    headers = Headers(found.headers)
    kind = responsetypes.from_args(headers=headers, url=found.url, body=found.body)
    return kind(url=found.url, status=found.status, headers=headers, body=found.body, request=request)


def _write(source: SourceSpec, reading: Reading, out: TextIO, report: TextIO) -> None:
    out.writelines(posting.to_json_line() + "\n" for posting in reading.postings.values())
    line = {
        "slug": source.slug,
        "n_read": reading.n_read,
        "n_missing": reading.n_missing,
        "problems": reading.problems,
    }
    report.write(json.dumps(line) + "\n")
