"""The scheduler within this process; crawls and the registry are stood in for, the database is real."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from service.errors import UsageError
from service.jobs.crawl import CrawlOutcome
from service.scheduler import Scheduler, _acting
from service.settings import Settings
from storage.models import CrawlRun
from storage.repositories.claims import ClaimRepository
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.sources import SourceRepository
from storage.session import open_session
from tests.service.slow_board import wait_until

_DONE = CrawlOutcome([{"slug": "x", "status": "complete", "n_kept": 3}], [], None)
_OVER = timedelta(seconds=-1)


class World:
    """What the scheduler meets, and what it did."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.engine = engine
        self.sources = folder / "sources.yml"
        self.settings = Settings(
            data_dir=folder,
            database_url=str(engine.url),
            sources=self.sources,
            shipped_sources=False,
            claim_lease_seconds=2,
            crawl_jitter_minutes=0,
            nightly_at="03:30",
        )
        self.rows: list[dict[str, Any]] = [self.row("a"), self.row("b")]
        self.crawled: list[str] = []
        self.n_nights = 0
        self.answer: CrawlOutcome | None = _DONE
        self.registry_problem: str | None = None
        self.scheduler = Scheduler(self.settings, engine)

    def row(self, slug: str, **fields: Any) -> dict[str, Any]:
        return {"slug": slug, "family": "lever", "token": slug, "file": str(self.sources), **fields}

    def list_rows(self, _path: Path) -> tuple[list[dict[str, Any]], list[str]]:
        if self.registry_problem:
            raise UsageError(self.registry_problem)
        return self.rows, ["row 3: no slug"]

    def crawl(self, row: dict[str, Any], *_: object) -> CrawlOutcome | None:
        self.crawled.append(str(row["slug"]))
        return self.answer

    def do_nightly(self, *_: object) -> None:
        self.n_nights += 1

    def jobs(self) -> dict[str, datetime]:
        """When each job runs next."""
        return {job.id: job.next_run_time for job in self.scheduler._jobs.get_jobs()}


@pytest.fixture
def world(tmp_path: Path, sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    made = World(tmp_path, sqlite_engine)
    monkeypatch.setattr("service.scheduler.list_rows", made.list_rows)
    monkeypatch.setattr("service.scheduler.crawl_claimed", made.crawl)
    monkeypatch.setattr("service.scheduler.nightly.start_nightly", made.do_nightly)
    yield made
    if made.scheduler in _acting:
        made.scheduler.stop()


@pytest.fixture
def running(world: World) -> World:
    world.scheduler.start()
    wait_until(lambda: sorted(world.crawled) == ["a", "b"], "both sources are crawled")
    return world


def _in_hours(moment: datetime) -> float:
    return (moment - datetime.now(UTC)).total_seconds() / 3600


def test_crawled_sources_are_due_an_interval_later_and_the_night_has_its_hour(running: World) -> None:
    jobs = running.jobs()
    assert sorted(jobs) == ["crawl:a", "crawl:b", "nightly"]
    assert 23.9 < _in_hours(jobs["crawl:a"]) <= 24
    assert (jobs["nightly"].hour, jobs["nightly"].minute) == (3, 30)
    assert running.n_nights == 0


def test_a_changed_file_of_sources_changes_the_schedule(running: World) -> None:
    running.rows = [running.row("b", schedule_hours=6), running.row("c")]
    running.sources.write_text("changed", encoding="utf-8")
    wait_until(lambda: "c" in running.crawled, "the new source is crawled")
    assert sorted(running.jobs()) == ["crawl:b", "crawl:c", "nightly"]
    assert running.scheduler._jobs.get_job("crawl:b").trigger.interval == timedelta(hours=6)


def test_a_busy_source_is_asked_again_within_a_minute(running: World) -> None:
    running.answer = None
    running.scheduler.crawl(running.row("a"))
    assert 20 / 3600 - 0.01 < _in_hours(running.jobs()["crawl:a"]) < 61 / 3600


def test_a_restart_keeps_the_times(world: World) -> None:
    world.scheduler.start()
    wait_until(lambda: len(world.crawled) == 2, "both sources are crawled")
    _store_run(world.engine, "a")
    before = world.jobs()
    world.scheduler.stop()
    world.scheduler = Scheduler(world.settings, world.engine)
    world.scheduler.start()
    wait_until(lambda: world.crawled.count("b") == 2, "the source without a run record is caught up")
    assert world.crawled.count("a") == 1
    assert world.jobs()["crawl:a"] == before["crawl:a"]


def test_runs_missed_while_the_machine_was_off_are_caught_up_once(running: World) -> None:
    running.scheduler.stop()
    running.scheduler = Scheduler(running.settings, running.engine)
    jobs = running.scheduler._jobs
    jobs.start(paused=True)
    for job_id in ("crawl:a", "nightly"):
        jobs.modify_job(job_id, next_run_time=datetime.now(UTC) - timedelta(days=10))
    jobs.shutdown()
    run_id = _store_run(running.engine, "a")
    with open_session(running.engine) as session:
        session.get_one(CrawlRun, run_id).started_at -= timedelta(days=11)
    running.scheduler.start()
    wait_until(lambda: running.crawled.count("a") == 2, "the source is caught up")
    wait_until(lambda: running.n_nights == 1, "the night is caught up")
    wait_until(lambda: _in_hours(running.jobs()["crawl:a"]) > 23.9, "the next run is an interval away")
    assert _in_hours(running.jobs()["nightly"]) > 0
    assert (running.crawled.count("a"), running.n_nights) == (2, 1)


def test_work_of_a_process_that_died_is_closed_and_done_again(running: World) -> None:
    run_id = _store_run(running.engine, "a")
    dead = ClaimRepository(running.engine, _OVER)
    dead.take(["source:a", "host:lever", "nightly"])
    wait_until(lambda: running.crawled.count("a") == 2, "the source is crawled again")
    wait_until(lambda: running.n_nights == 1, "the nightly work is done again")
    with open_session(running.engine) as session:
        run = session.get_one(CrawlRun, run_id)
        assert (run.status, run.cause) == ("failed", "the scheduler ended during this crawl")


def test_who_loses_the_lease_stands_by_until_it_is_free(running: World) -> None:
    rival = ClaimRepository(running.engine, timedelta(minutes=5))
    running.scheduler._claims.release(["scheduler"])
    assert rival.take(["scheduler"])
    wait_until(lambda: not running.scheduler.is_leader, "the scheduler stands by")
    running.scheduler.crawl(running.row("z"))
    assert "z" not in running.crawled
    rival.release(["scheduler"])
    wait_until(lambda: running.scheduler.is_leader, "the scheduler acts again")


def test_a_scheduling_thread_that_died_is_replaced(running: World) -> None:
    dead = running.scheduler._jobs
    dead.shutdown(wait=False)
    wait_until(_is_replaced(running, dead), "there is a new one")
    assert "crawl:a" in running.jobs()


def test_a_registry_that_cannot_be_read_is_tried_again(world: World) -> None:
    world.registry_problem = "no registry"
    world.scheduler.start()
    wait_until(lambda: world.scheduler.is_leader, "the scheduler acts")
    assert world.crawled == []
    world.registry_problem = None
    wait_until(lambda: len(world.crawled) == 2, "the sources are crawled")
    world.scheduler.stop()


def test_a_process_has_one_scheduler(running: World) -> None:
    with pytest.raises(RuntimeError, match="one scheduler per process"):
        Scheduler(running.settings, running.engine).start()


def test_stopping_lets_go_of_the_lease(running: World) -> None:
    running.scheduler.stop()
    assert ClaimRepository(running.engine, timedelta(minutes=5)).holder("scheduler") is None


def _is_replaced(world: World, dead: object) -> Callable[[], bool]:
    return lambda: world.scheduler._jobs is not dead and bool(world.scheduler._jobs.running)


def _store_run(engine: Engine, slug: str) -> int:
    with open_session(engine) as session:
        source = SourceRepository(session).upsert({"slug": slug, "family": "lever", "token": slug})
        return CrawlRunRepository(session).start(source).id
