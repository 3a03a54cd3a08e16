from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from storage.models import CrawlRun
from storage.repositories.crawl_runs import CrawlRunRepository, RunCounts
from storage.repositories.sources import SourceRepository
from storage.session import open_session


def _start(engine: Engine, slug: str = "acme") -> int:
    with open_session(engine) as session:
        source = SourceRepository(session).upsert({"slug": slug, "family": "lever", "token": slug})
        return CrawlRunRepository(session).start(source).id


def test_a_finished_run_keeps_status_cause_and_counts(engine: Engine) -> None:
    run_id = _start(engine)
    counts = RunCounts(n_requests=3, n_bytes=1024, n_seen=20, n_new=5, advertised_total=25)
    with open_session(engine) as session:
        CrawlRunRepository(session).finish(run_id, "partial", counts, "20 of 25 advertised")
    with open_session(engine) as session:
        run = session.query(CrawlRun).one()
        assert (run.status, run.cause, run.n_seen, run.advertised_total) == (
            "partial",
            "20 of 25 advertised",
            20,
            25,
        )
        assert run.finished_at is not None
        assert run.finished_at >= run.started_at


def test_an_unknown_status_is_refused_by_the_database(engine: Engine) -> None:
    run_id = _start(engine)
    with pytest.raises(IntegrityError), open_session(engine) as session:
        CrawlRunRepository(session).finish(run_id, "fine", RunCounts())


def test_a_run_that_never_finished_is_failed_once_it_is_old(engine: Engine) -> None:
    _start(engine)
    with open_session(engine) as session:
        assert CrawlRunRepository(session).fail_abandoned(timedelta(hours=1)) == 0
        assert CrawlRunRepository(session).fail_abandoned(timedelta(seconds=-1)) == 1
    with open_session(engine) as session:
        run = session.query(CrawlRun).one()
        assert run.status == "failed"
        assert run.cause == "the process ended without closing the run"


def test_the_latest_run_of_each_source(engine: Engine) -> None:
    _start(engine)
    second, other = _start(engine), _start(engine, "other")
    with open_session(engine) as session:
        latest = CrawlRunRepository(session).latest()
    assert sorted(run.id for run in latest.values()) == [second, other]


def test_running_runs_of_one_source_are_failed_with_a_cause(engine: Engine) -> None:
    with open_session(engine) as session:
        sources = SourceRepository(session)
        runs = CrawlRunRepository(session)
        mine = runs.start(sources.upsert({"slug": "mine", "family": "lever", "token": "m"}))
        other = runs.start(sources.upsert({"slug": "other", "family": "lever", "token": "o"}))
        assert runs.fail_running("mine", "killed") == 1
        assert runs.fail_running("mine", "killed again") == 0
        assert (mine.status, mine.cause, other.status) == ("failed", "killed", "running")
        assert mine.finished_at is not None
