import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from service.jobs.children import Children
from service.jobs.nightly import close_abandoned, start_nightly
from service.settings import Settings
from service.vintages import VintageStore
from storage.archive import Archive, Exchange
from storage.models import CrawlRun, Extraction
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository
from storage.session import open_session
from tests.storage.postings import make_posting

_LONG_AGO = datetime.now(UTC) - timedelta(days=300)


@pytest.fixture
def settings(tmp_path: Path, sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings, in the environment too, over a store with one posting."""
    monkeypatch.setenv("SIGNALPOST_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SIGNALPOST_DATABASE_URL", str(sqlite_engine.url))
    with open_session(sqlite_engine) as session:
        source = SourceRepository(session).upsert({"slug": "acme", "family": "lever", "token": "acme"})
        run = CrawlRunRepository(session).start(source)
        PostingRepository(session).record_seen(run.id, make_posting())
    return Settings()


def _begin_long_ago(engine: Engine) -> None:
    with open_session(engine) as session:
        session.execute(update(CrawlRun).values(started_at=_LONG_AGO))


def _statuses(engine: Engine) -> list[str]:
    with open_session(engine) as session:
        return list(session.scalars(select(CrawlRun.status)))


def test_the_nightly_process_extracts_publishes_and_prunes(settings: Settings, sqlite_engine: Engine) -> None:
    archive = Archive(settings.archive_dir)
    archive.write(Exchange("key", "acme", "https://acme.example", 200, (), b"old", _LONG_AGO))
    archive.close()
    assert start_nightly(settings, Children()) is None
    vintage = VintageStore(settings.vintages_dir).current()
    assert vintage.package["signalpost"]["n_rows"]["postings"] == 1
    with open_session(sqlite_engine) as session:
        assert session.scalars(select(Extraction.error)).all() == [None]
    assert [path for path in settings.archive_dir.iterdir() if path.is_dir()] == []


def test_only_runs_that_cannot_be_running_are_closed(settings: Settings, sqlite_engine: Engine) -> None:
    close_abandoned(settings, sqlite_engine)
    assert _statuses(sqlite_engine) == ["running"]
    _begin_long_ago(sqlite_engine)
    close_abandoned(settings, sqlite_engine)
    assert _statuses(sqlite_engine) == ["failed"]


def test_vintages_that_were_never_finished_are_removed_when_stale(
    settings: Settings, sqlite_engine: Engine
) -> None:
    stale, fresh = settings.vintages_dir / ".staging-a", settings.vintages_dir / ".staging-b"
    for folder in (stale, fresh):
        folder.mkdir(parents=True)
    os.utime(stale, (_LONG_AGO.timestamp(), _LONG_AGO.timestamp()))
    close_abandoned(settings, sqlite_engine)
    assert [stale.exists(), fresh.exists()] == [False, True]


def test_a_nightly_process_that_fails_says_so(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGNALPOST_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    problem = start_nightly(settings, Children())
    assert problem == "the nightly work ended with code 1, see its messages above"
