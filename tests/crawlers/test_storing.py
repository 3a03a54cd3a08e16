"""Crawls that store: what is committed, what is asked again, what a kill leaves."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
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

_ENVIRONMENT = {"SIGNALPOST_ALLOW_PRIVATE_HOSTS": "1", "SIGNALPOST_CRAWL_LOG_LEVEL": "CRITICAL"}


def _board(titles: list[str]) -> bytes:
    jobs = [{"id": number, "title": title, "content": "Text."} for number, title in enumerate(titles)]
    return json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode()


class Town:
    """A database, an archive, and one board whose answer can be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'db.sqlite'}"
        self.engine: Engine = make_engine(self.url)
        upgrade_database(self.engine)
        self.titles = ["Cook", "Baker", "Host"]
        self.is_broken = False
        self.server = Loopback({"/v1/boards/x/jobs": self.answer})
        self.sources = folder / "sources.yml"

    def answer(self, asked: Asked) -> Answer:
        body = _board(self.titles)
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
        request = CrawlRequest(
            sources=self.sources, archive_dir=self.folder / "archive", database_url=self.url
        )
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
    day = next(
        path
        for path in (town.folder / "archive").iterdir()
        if path.name.startswith("20") and "-" in path.name
    )
    town.titles.append("Dishwasher")
    day.rename(town.folder / "moved")
    day.write_text("not a directory: nothing can be written here", encoding="utf-8")
    outcome = town.crawl()
    assert outcome.reports[0]["status"] == "failed"
    assert town.titles_stored() == ["Cook", "Baker", "Host"]


def _job_page(asked: Asked) -> Answer | None:
    if not asked.path.startswith("/job/"):
        return None
    data = {"@type": "JobPosting", "title": "Cook", "identifier": asked.path[5:], "description": "Text."}
    page = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return Answer(page.encode(), content_type="text/html")


def _count(engine: Engine) -> int:
    with open_session(engine) as session:
        return session.scalar(select(func.count()).select_from(PostingRow)) or 0
