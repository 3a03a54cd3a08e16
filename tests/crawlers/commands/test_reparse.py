"""Replaying crawls from an archive that is written by hand."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.utils.request import RequestFingerprinter

from crawlers.commands.reparse import Reading, read_source
from crawlers.sources import SourceSpec
from storage.archive import Archive, Exchange
from storage.archive_history import open_history

_NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
_BOARD = SourceSpec(slug="acme", family="greenhouse", token="acme")
_SITE = SourceSpec(slug="site", family="schema_org", token="https://site.example/jobs.xml")
_BOARD_URL = "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true&pay_transparency=true"


class Recorder:
    """Writes answers to GET requests into an archive."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.archive = Archive(directory)

    def answer(
        self, source: str, url: str, body: bytes, day: int = 0, status: int = 200, kind: str = "text/html"
    ) -> None:
        key = RequestFingerprinter().fingerprint(Request(url)).hex()
        headers = (("Content-Type", kind),)
        self.archive.write(Exchange(key, source, url, status, headers, body, _NOON + timedelta(days=day)))

    def board(self, day: int, *jobs: dict[str, Any]) -> None:
        body = json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode()
        self.answer("acme", _BOARD_URL, body, day, kind="application/json")

    def read(self, source: SourceSpec, since: date) -> Reading:
        with open_history(self.directory) as history:
            return read_source(source, history, history.days(source.slug, since), StringIO())


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Recorder]:
    made = Recorder(tmp_path)
    yield made
    made.archive.close()


def _job(number: int, title: str, **fields: Any) -> dict[str, Any]:
    return {"id": number, "title": title, "content": "Text.", **fields}


def _page(number: int) -> bytes:
    data = {"@type": "JobPosting", "title": "Cook", "identifier": str(number), "description": "Text."}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'.encode()


def _sitemap(*numbers: int) -> bytes:
    pages = "".join(f"<url><loc>https://site.example/job/{number}</loc></url>" for number in numbers)
    return f"<urlset>{pages}</urlset>".encode()


def test_postings_of_every_day_are_read_and_the_latest_reading_counts(recorder: Recorder) -> None:
    recorder.board(0, _job(1, "Before since"))
    recorder.board(1, _job(2, "Gone since"), _job(3, "Old title"))
    recorder.board(2, _job(3, "New title"))
    reading = recorder.read(_BOARD, date(2026, 6, 2))
    assert {key: posting.title for key, posting in reading.postings.items()} == {
        "2": "Gone since",
        "3": "New title",
    }
    assert (reading.n_read, reading.n_missing, reading.problems) == (2, 0, [])


def test_a_posting_is_read_as_of_the_instant_of_its_answer(recorder: Recorder) -> None:
    recorder.board(0, _job(1, "Cook"))
    [posting] = recorder.read(_BOARD, date(2026, 6, 1)).postings.values()
    assert posting.fetched_at == _NOON


def test_pages_are_followed_and_what_the_archive_lacks_is_counted(recorder: Recorder) -> None:
    recorder.answer("site", _SITE.token, _sitemap(1, 2, 3, 1), kind="text/xml")
    recorder.answer("site", "https://site.example/job/1", _page(1))
    recorder.answer("site", "https://site.example/job/2", b"not here", status=404)
    reading = recorder.read(_SITE, date(2026, 6, 1))
    assert list(reading.postings) == ["1"]
    assert (reading.n_read, reading.n_missing) == (3, 1)


def test_an_answer_that_cannot_be_read_is_a_problem_of_that_day_only(recorder: Recorder) -> None:
    recorder.board(0, _job(1, "Cook"))
    recorder.answer("acme", _BOARD_URL, b"<html>oops</html>", day=1, kind="text/html")
    reading = recorder.read(_BOARD, date(2026, 6, 1))
    assert list(reading.postings) == ["1"]
    [problem] = reading.problems
    assert "HTML instead of JSON" in problem
