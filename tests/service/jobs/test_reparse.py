"""A crawled and archived board, its stored postings spoiled as a worse parser would have stored them."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
import yaml
from sqlalchemy import Engine, select

from service.errors import UsageError
from service.jobs.crawl import CrawlRequest, run_crawl
from service.jobs.reparse import SourceComparison, describe_comparison, reparse
from service.settings import Settings
from storage.errors import UnknownSourceError
from storage.models import CrawlRun, PostingRow
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository
from storage.session import make_engine, open_session, upgrade_database
from tests.crawlers.loopback import Answer, Loopback
from tests.storage.postings import make_posting

_JOBS = [
    {"id": 1, "title": "Cook", "content": "Cook food.", "first_published": "2026-11-02T09:00:00Z"},
    {"id": 2, "title": "Baker", "content": "Bake bread.", "location": {"name": "Austin, TX"}},
    {"id": 3, "title": "Host", "content": "Greet guests."},
]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory whose board "x" has been crawled once."""
    folder = tmp_path_factory.mktemp("crawled")
    made = Settings(data_dir=folder, database_url="")
    engine = make_engine(made.resolved_database_url)
    upgrade_database(engine)
    board = json.dumps({"jobs": _JOBS, "meta": {"total": len(_JOBS)}}).encode()
    with Loopback({"/v1/boards/x/jobs": Answer(board)}) as server:
        row = {"slug": "x", "family": "greenhouse", "token": "x", "base_url": server.base_url}
        sources = folder / "s.yml"
        sources.write_text(yaml.safe_dump([row]), encoding="utf-8")
        request = CrawlRequest(sources, archive_dir=made.archive_dir, database_url=made.resolved_database_url)
        with patch.dict(os.environ, {"SIGNALPOST_ALLOW_PRIVATE_HOSTS": "1"}):
            run_crawl(request)
    engine.dispose()
    return folder


@pytest.fixture
def settings(crawled: Path, tmp_path: Path) -> Settings:
    return Settings(data_dir=shutil.copytree(crawled, tmp_path / "data"), database_url="")


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    made = make_engine(settings.resolved_database_url)
    yield made
    made.dispose()


def _today() -> date:
    return datetime.now(UTC).date()


def _row(engine: Engine, key: str) -> PostingRow:
    with open_session(engine) as session:
        source = SourceRepository(session).get("x")
        row = PostingRepository(session).find(source.id, key)
        assert row is not None
        assert row.locations is not None
        return row


def _spoil(engine: Engine) -> None:
    """Posting 1 has lost its day, 2 is not there, and 9 is one that no answer holds."""
    with open_session(engine) as session:
        repository = PostingRepository(session)
        source = SourceRepository(session).get("x")
        first, second = repository.find(source.id, "1"), repository.find(source.id, "2")
        assert first is not None
        first.date_posted = None
        first.title = "cook (wrong)"
        session.delete(second)
        run = session.scalars(select(CrawlRun)).one()
        repository.record_seen(run.id, make_posting("9", source="x", fetched_at=datetime.now(UTC)))


def test_differences_are_reported_and_nothing_is_stored(settings: Settings, engine: Engine) -> None:
    _spoil(engine)
    [found] = reparse(settings, engine, _today(), "x")
    assert (found.slug, found.n_read, found.n_missing, found.problems) == ("x", 1, 0, [])
    assert (found.new, found.gone, found.n_changed, found.n_same) == (["2"], ["9"], 1, 1)
    assert found.examples["date_posted"] == [("1", None, date(2026, 11, 2))]
    assert found.examples["title"] == [("1", "cook (wrong)", "Cook")]
    assert _row(engine, "1").title == "cook (wrong)"


def test_applying_stores_what_differs_and_keeps_the_sightings(settings: Settings, engine: Engine) -> None:
    before = _row(engine, "1")
    _spoil(engine)
    reparse(settings, engine, _today(), is_applied=True)
    after, again = _row(engine, "1"), _row(engine, "2")
    assert (after.title, after.date_posted) == ("Cook", date(2026, 11, 2))
    for name in ("id", "first_seen_at", "last_seen_at", "fetched_at", "last_run_id", "content_digest"):
        assert getattr(after, name) == getattr(before, name)
    assert (again.title, again.locations[0].city, again.last_run_id) == ("Baker", "Austin", 1)
    assert _row(engine, "9").title == "Registered Nurse"
    [found] = reparse(settings, engine, _today())
    assert (found.new, found.n_changed, found.gone, found.n_same) == ([], 0, ["9"], 3)


def test_content_from_a_newer_answer_is_left_alone(settings: Settings, engine: Engine) -> None:
    with open_session(engine) as session:
        for row in session.scalars(select(PostingRow)):
            row.title, row.fetched_at = "Newer", row.fetched_at + timedelta(days=2)
    [found] = reparse(settings, engine, _today(), is_applied=True)
    assert (found.n_stale, found.n_changed) == (3, 0)
    assert _row(engine, "1").title == "Newer"


def test_a_day_on_which_nobody_answered_gives_nothing(settings: Settings, engine: Engine) -> None:
    assert reparse(settings, engine, _today() + timedelta(days=1)) == []


def test_an_unknown_source_and_a_missing_archive_are_told_of(
    settings: Settings, engine: Engine, tmp_path: Path
) -> None:
    with pytest.raises(UnknownSourceError, match="nowhere"):
        reparse(settings, engine, _today(), "nowhere")
    elsewhere = Settings(data_dir=tmp_path / "empty", database_url=settings.resolved_database_url)
    with pytest.raises(UsageError, match="could not be read"):
        reparse(elsewhere, engine, _today())


def test_three_examples_are_shown_of_each_difference() -> None:
    found = SourceComparison("x", n_read=2, n_same=5, n_changed=4, new=["1", "2", "3", "4"], gone=["9"])
    found.changed["title"] = 4
    found.examples["title"] = [(str(number), "a", "b" * 100) for number in range(3)]
    lines = describe_comparison(found)
    assert (
        lines[0] == "x: 2 answers read, 0 not in the archive; postings: 4 new, 4 changed, 1 gone, 5 the same"
    )
    assert lines[1:4] == ["  new: 1, 2, 3 ...", "  gone: 9", "  title: 4 changed"]
    assert lines[4] == "    0: 'a' -> '" + "b" * 76 + "..."
    assert len(lines) == 7
