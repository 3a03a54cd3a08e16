import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from service.jobs.children import Children
from service.jobs.crawl import ChildProcess
from service.jobs.scheduled_crawl import crawl_claimed, crawl_interval, host_key
from service.settings import Settings
from storage.models import CrawlRun, PostingRow
from storage.repositories.claims import ClaimRepository
from storage.session import open_session
from tests.crawlers.loopback import Answer, Loopback
from tests.service.slow_board import wait_until

_BOARD = json.dumps({"jobs": [{"id": 1, "title": "Cook", "content": "Cook."}], "meta": {"total": 1}}).encode()


@pytest.fixture
def settings(tmp_path: Path, sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("SIGNALPOST_ALLOW_PRIVATE_HOSTS", "1")
    monkeypatch.setenv("SIGNALPOST_CRAWL_LOG_LEVEL", "CRITICAL")
    return Settings(data_dir=tmp_path, database_url=str(sqlite_engine.url))


def _claims(engine: Engine) -> ClaimRepository:
    return ClaimRepository(engine, timedelta(minutes=5))


def _row(base_url: str) -> dict[str, Any]:
    return {"slug": "x", "family": "greenhouse", "token": "x", "base_url": base_url}


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"family": "lever", "token": "acme"}, "lever"),
        ({"family": "lever", "token": "acme", "base_url": "https://API.eu.lever.co"}, "api.eu.lever.co"),
        ({"family": "schema_org", "token": "https://www.acme.example/jobs"}, "www.acme.example"),
        ({"family": "rss", "token": "http://127.0.0.1:8080/feed"}, "127.0.0.1:8080"),
    ],
)
def test_sources_of_one_host_or_platform_share_a_key(row: dict[str, Any], key: str) -> None:
    assert host_key(row) == key


def test_a_row_may_have_its_own_interval() -> None:
    settings = Settings(crawl_interval_hours=0.5)
    assert crawl_interval({"schedule_hours": None}, settings) == timedelta(minutes=30)
    assert crawl_interval({"schedule_hours": 6}, settings) == timedelta(hours=6)


@pytest.mark.parametrize("taken", ["source:x", "host:127.0.0.1:9"])
def test_a_source_that_somebody_crawls_or_whose_host_is_busy_is_not_asked(
    settings: Settings, sqlite_engine: Engine, taken: str
) -> None:
    rival, mine = _claims(sqlite_engine), _claims(sqlite_engine)
    rival.take([taken])
    row = _row("http://127.0.0.1:9")
    assert crawl_claimed(row, settings, sqlite_engine, mine, Children()) is None
    assert rival.holder(taken) == rival.owner
    assert _runs(sqlite_engine) == []


def test_a_crawl_is_stored_archived_and_its_claims_let_go(settings: Settings, sqlite_engine: Engine) -> None:
    claims = _claims(sqlite_engine)
    with Loopback({"/v1/boards/x/jobs": Answer(_BOARD)}) as server:
        outcome = crawl_claimed(_row(server.base_url), settings, sqlite_engine, claims, Children())
    assert outcome is not None
    assert [report["status"] for report in outcome.reports] == ["complete"]
    with open_session(sqlite_engine) as session:
        assert session.scalars(select(PostingRow.title)).all() == ["Cook"]
    assert (settings.archive_dir / "index.sqlite").exists()
    assert claims.renew() == set()


class Killer(Children):
    """Kills each child as soon as its run has begun, as the kernel does when memory runs out."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    def add(self, name: str, child: ChildProcess) -> None:
        super().add(name, child)
        wait_until(lambda: bool(_runs(self._engine)), "the run has begun")
        child.kill()


def test_a_crawl_that_is_killed_leaves_a_failed_run_with_the_cause(
    settings: Settings, sqlite_engine: Engine
) -> None:
    with Loopback({"/v1/boards/x/jobs": Answer(b"{}", delay_seconds=60)}) as server:
        outcome = crawl_claimed(
            _row(server.base_url), settings, sqlite_engine, _claims(sqlite_engine), Killer(sqlite_engine)
        )
    assert outcome is not None
    [run] = _runs(sqlite_engine)
    assert (run.status, run.cause) == ("failed", "the crawl process was killed by signal 9")
    assert run.cause == outcome.problem
    assert run.finished_at is not None


def _runs(engine: Engine) -> list[CrawlRun]:
    with open_session(engine) as session:
        return list(session.scalars(select(CrawlRun)))
