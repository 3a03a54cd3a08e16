"""Crawls that store: what is committed, what is asked again, what a kill leaves."""

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep
from unittest.mock import patch

import pytest
import yaml
from sqlalchemy import Engine, func, select

from service.jobs.crawl import CrawlOutcome, CrawlRequest, run_crawl
from storage.models import CrawlRun, PostingRow
from storage.session import make_engine, open_session, upgrade_database
from tests.crawlers.loopback import Answer, Asked, Loopback

_ENVIRONMENT = {
    "SIGNALPOST_ALLOW_PRIVATE_HOSTS": "1",
    "SIGNALPOST_CRAWL_LOG_LEVEL": "CRITICAL",
    "SIGNALPOST_RETRY_BACKOFF_SECONDS": "0.05",
}


def _board(titles: list[str], total: int | None) -> bytes:
    jobs = [{"id": number, "title": title, "content": "Text."} for number, title in enumerate(titles)]
    return json.dumps({"jobs": jobs, "meta": {"total": len(jobs) if total is None else total}}).encode()


class Town:
    """A database, an archive, and one board whose answer can be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'db.sqlite'}"
        self.engine: Engine = make_engine(self.url)
        upgrade_database(self.engine)
        self.titles = ["Cook", "Baker", "Host"]
        self.total: int | None = None  # what the board claims; null = the truth
        self.is_broken = False
        self.archive = folder / "archive"
        self.server = Loopback({"/v1/boards/x/jobs": self.answer})
        self.sources = folder / "sources.yml"

    def answer(self, asked: Asked) -> Answer:
        body = _board(self.titles, self.total)
        tag = f'"{hash(body)}"'
        if self.is_broken:
            return Answer(body[:40])
        if asked.headers.get("if-none-match") == tag:
            return Answer(b"", status=304, headers={"ETag": tag})
        return Answer(body, headers={"ETag": tag})

    def crawl(self) -> CrawlOutcome:
        row = {
            "slug": "x",
            "family": "greenhouse",
            "token": "x",
            "employer": "Diner",
            "base_url": self.server.base_url,
        }
        self.sources.write_text(yaml.safe_dump([row]), encoding="utf-8")
        request = CrawlRequest(sources=self.sources, archive_dir=self.archive, database_url=self.url)
        with patch.dict(os.environ, _ENVIRONMENT):
            return run_crawl(request)

    def runs(self) -> list[tuple[str, int, int, int]]:
        with open_session(self.engine) as session:
            runs = session.scalars(select(CrawlRun).order_by(CrawlRun.id))
            return [(run.status, run.n_seen, run.n_new, run.n_changed) for run in runs]

    def titles_stored(self) -> list[str]:
        with open_session(self.engine) as session:
            return list(session.scalars(select(PostingRow.title).order_by(PostingRow.external_id)))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    with made.server:
        yield made
    made.engine.dispose()


def test_new_unchanged_changed_and_broken_runs(town: Town) -> None:
    town.crawl()
    second = town.crawl()
    town.titles[1] = "Pastry Baker"
    town.crawl()
    town.is_broken = True
    town.crawl()
    assert town.runs() == [
        ("complete", 3, 3, 0),
        ("complete", 3, 0, 0),
        ("complete", 3, 0, 1),
        ("failed", 0, 0, 0),
    ]
    assert town.titles_stored() == ["Cook", "Pastry Baker", "Host"]
    report = second.reports[0]
    assert report["n_not_modified"] == 1
    assert report["n_bytes"] < 600


def test_a_database_without_schema_is_told_of(tmp_path: Path) -> None:
    town = Town(tmp_path)
    with town.server:
        town.url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
        outcome = town.crawl()
    assert any("signalpost db upgrade" in text for text in outcome.invalid)
    town.engine.dispose()


def test_a_killed_crawl_keeps_what_it_committed_and_its_run_stays_open(town: Town) -> None:
    town.server.answers["/s.xml"] = Answer(
        b"<urlset>"
        + b"".join(b"<url><loc>https://x.example/job/%d</loc></url>" % n for n in range(400))
        + b"</urlset>",
        content_type="text/xml",
    )
    town.server.responders.append(_job_page)
    row = {
        "slug": "y",
        "family": "schema_org",
        "token": "https://x.example/s.xml",
        "base_url": town.server.base_url,
    }
    town.sources.write_text(yaml.safe_dump([row]), encoding="utf-8")
    arguments = [sys.executable, "-m", "scrapy", "collect", "--sources", str(town.sources)]
    environment = {"SCRAPY_SETTINGS_MODULE": "crawlers.settings", "SIGNALPOST_DATABASE_URL": town.url}
    child = subprocess.Popen(
        [*arguments, "--report", str(town.folder / "r.ndjson")],
        env={**os.environ, **_ENVIRONMENT, **environment},
    )
    while _count(town.engine) < 100 and child.poll() is None:
        sleep(0.05)
    child.send_signal(signal.SIGKILL)
    child.wait()
    kept = _count(town.engine)
    assert 100 <= kept < 400
    assert kept % 100 == 0
    assert [run[0] for run in town.runs()] == ["running"]


def test_a_disk_that_is_full_fails_the_run_and_stores_nothing(town: Town) -> None:
    town.crawl()
    town.titles.append("Dishwasher")
    for day in (0, 1):  # it may be midnight before the crawl ends
        folder = town.archive / (datetime.now(UTC) + timedelta(days=day)).strftime("%Y-%m-%d")
        folder.mkdir(exist_ok=True)
        (folder / "x.warc.gz").unlink(missing_ok=True)
        (folder / "x.warc.gz").symlink_to("/dev/full")
    report = town.crawl().reports[0]
    assert report["status"] == "failed"
    assert "No space left on device" in report["cause"]
    assert town.titles_stored() == ["Cook", "Baker", "Host"]
    assert [run[0] for run in town.runs()] == ["complete", "failed"]


def test_an_archived_answer_that_is_lost_is_asked_for_anew(town: Town) -> None:
    town.crawl()
    [file] = town.archive.glob("*/x.warc.gz")
    file.write_bytes(b"damaged")
    again = town.crawl().reports[0]
    assert (again["status"], again["n_not_modified"]) == ("complete", 0)
    assert any("archive: " in warning for warning in again["warnings"])
    assert town.crawl().reports[0]["n_not_modified"] == 1


def test_raw_responses_are_compressed_as_the_setting_says(
    town: Town, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIGNALPOST_ARCHIVE_COMPRESSION", "zstd")
    town.crawl()
    assert [path.name for path in town.archive.glob("*/*")] == ["x.warc.zst"]
    monkeypatch.setenv("SIGNALPOST_ARCHIVE_COMPRESSION", "gzip")
    assert town.crawl().reports[0]["n_not_modified"] == 1
    monkeypatch.setenv("SIGNALPOST_ARCHIVE_COMPRESSION", "rar")
    assert town.crawl().problem == "the crawl process ended with code 2, see its messages above"
    assert "SIGNALPOST_ARCHIVE_COMPRESSION: unknown compression 'rar'" in capfd.readouterr().err


def test_a_list_that_shrinks_by_60_percent_is_not_believed_and_closes_nothing(town: Town) -> None:
    town.titles = [f"Cook {number}" for number in range(10)]
    for _ in range(3):
        town.crawl()
    town.titles = town.titles[:4]
    report = town.crawl().reports[0]
    assert (report["status"], report["cause"]) == ("partial", "drop: 4 postings where 10 are usual")
    assert report["n_missing"] is None
    assert len(town.titles_stored()) == 10


def test_a_total_that_lies_closes_nothing(town: Town) -> None:
    town.crawl()
    town.titles, town.total = town.titles[:1], 3
    report = town.crawl().reports[0]
    assert (report["status"], report["n_missing"]) == ("partial", None)
    assert report["cause"] == "the source claims 3 postings and showed 1"
    assert town.titles_stored() == ["Cook", "Baker", "Host"]


@pytest.mark.parametrize(("status", "outcome"), [(404, "failed"), (403, "blocked"), (500, "failed")])
def test_a_board_that_does_not_answer_closes_and_replaces_nothing(
    town: Town, status: int, outcome: str
) -> None:
    town.crawl()
    town.server.answers["/v1/boards/x/jobs"] = Answer(b"", status=status)
    report = town.crawl().reports[0]
    assert (report["status"], report["n_missing"]) == (outcome, None)
    assert town.titles_stored() == ["Cook", "Baker", "Host"]


def test_secrets_are_in_no_log_report_or_archive(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    secrets = {"SIGNALPOST_USAJOBS_KEY": "s3cr3t-key", "SIGNALPOST_USAJOBS_EMAIL": "s3cr3t@state.example"}
    row = {"slug": "fed", "family": "usajobs", "token": "all", "base_url": town.server.base_url}
    town.sources.write_text(yaml.safe_dump([row]), encoding="utf-8")
    request = CrawlRequest(town.sources, archive_dir=town.archive, database_url=town.url)
    with patch.dict(os.environ, {**_ENVIRONMENT, **secrets, "SIGNALPOST_CRAWL_LOG_LEVEL": "DEBUG"}):
        outcome = run_crawl(request)
    [asked] = [asked for asked in town.server.asked if asked.path == "/api/Search"]
    assert asked.headers["authorization-key"] == "s3cr3t-key"
    said = "".join(capfd.readouterr()) + repr(outcome)
    assert "/api/Search" in said
    kept = b"".join(file.read_bytes() for file in town.folder.rglob("*.sqlite*"))
    kept += b"".join(gzip.decompress(file.read_bytes()) for file in town.folder.rglob("*.warc.gz"))
    assert "s3cr3t" not in said
    assert b"s3cr3t" not in kept


def _job_page(asked: Asked) -> Answer | None:
    if not asked.path.startswith("/job/"):
        return None
    data = {"@type": "JobPosting", "title": "Cook", "identifier": asked.path[5:], "description": "Text."}
    page = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return Answer(page.encode(), content_type="text/html")


def _count(engine: Engine) -> int:
    with open_session(engine) as session:
        return session.scalar(select(func.count()).select_from(PostingRow)) or 0
