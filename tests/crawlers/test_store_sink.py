"""The store's sink alone, on both databases; test_storing.py has it under real crawls."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, func, select

from crawlers.sources import SourceSpec
from crawlers.store_sink import StoreSink
from crawlers.tally import RunTally
from storage.models import CrawlRun, PostingRow, Source
from storage.posting import Posting
from storage.session import open_session

_SOURCE = SourceSpec(slug="diner", family="lever", token="diner", employer="Diner")


def _run(engine: Engine, count: int, **fields: object) -> RunTally:
    sink = StoreSink(engine, _SOURCE)
    tally = RunTally(n_fetched=count, n_kept=count)
    for number in range(count):
        values = {
            "source": "diner",
            "external_id": str(number),
            "title": "Cook",
            "fetched_at": datetime.now(UTC),
        }
        sink.write(Posting.model_validate({**values, **fields}))
    sink.finish(tally)
    return tally


def _conclusions(engine: Engine) -> list[tuple[str, str | None]]:
    with open_session(engine) as session:
        return [(run.status, run.cause) for run in session.scalars(select(CrawlRun).order_by(CrawlRun.id))]


def test_source_run_and_postings_are_stored(engine: Engine) -> None:
    tally = _run(engine, 3)
    with open_session(engine) as session:
        run = session.scalars(select(CrawlRun)).one()
        assert session.scalars(select(Source.employer)).one() == "Diner"
        assert (run.status, run.n_seen, run.n_new, run.n_changed) == ("complete", 3, 3, 0)
        assert session.scalar(select(func.count()).select_from(PostingRow)) == 3
    assert (tally.n_new, tally.n_changed) == (3, 0)


def test_changed_content_is_counted(engine: Engine) -> None:
    _run(engine, 3)
    assert _run(engine, 3).n_changed == 0
    assert _run(engine, 3, title="Chef").n_changed == 3


def test_a_list_that_shrinks_is_not_believed_at_once_but_in_time(sqlite_engine: Engine) -> None:
    for count in (10, 10, 10, 4, 4, 4, 4, 4):
        _run(sqlite_engine, count)
    found = _conclusions(sqlite_engine)
    assert [status for status, _ in found] == ["complete"] * 3 + ["partial"] * 4 + ["complete"]
    assert found[3][1] == "drop: 4 postings where 10 are usual"


@pytest.mark.parametrize("history", [(10, 4), (10, 10, 4), (10, 10, 10, 8)])
def test_few_runs_and_small_drops_are_no_matter(sqlite_engine: Engine, history: tuple[int, ...]) -> None:
    for count in history:
        _run(sqlite_engine, count)
    assert _conclusions(sqlite_engine)[-1] == ("complete", None)


def test_postings_are_committed_by_the_hundred(sqlite_engine: Engine) -> None:
    sink = StoreSink(sqlite_engine, _SOURCE)
    for number in range(150):
        values = {
            "source": "diner",
            "external_id": str(number),
            "title": "Cook",
            "fetched_at": datetime.now(UTC),
        }
        sink.write(Posting.model_validate(values))
    with open_session(sqlite_engine) as session:
        assert session.scalar(select(func.count()).select_from(PostingRow)) == 100
    assert _conclusions(sqlite_engine) == [("running", None)]


def test_missing_postings_are_counted_between_complete_runs(engine: Engine) -> None:
    assert [_run(engine, count).n_missing for count in (10, 8, 10, 10)] == [None, 2, 0, 0]
    with open_session(engine) as session:
        assert list(session.scalars(select(CrawlRun.n_missing).order_by(CrawlRun.id))) == [None, 2, 0, 0]


def test_a_run_that_is_not_complete_says_nothing_about_missing_postings(sqlite_engine: Engine) -> None:
    _run(sqlite_engine, 10)
    sink, tally = StoreSink(sqlite_engine, _SOURCE), RunTally(n_fetched=1, n_kept=1)
    tally.fail("cut off")
    sink.finish(tally)
    assert tally.n_missing is None


@pytest.mark.parametrize(("n_fetched", "n_missing"), [(0, 10), (10, None)])
def test_only_a_source_that_shows_no_record_at_all_misses_all(
    sqlite_engine: Engine, n_fetched: int, n_missing: int | None
) -> None:
    _run(sqlite_engine, 10)
    tally = RunTally(n_fetched=n_fetched)
    tally.skipped.update({"page without a JobPosting": n_fetched} if n_fetched else {})
    StoreSink(sqlite_engine, _SOURCE).finish(tally)
    assert _conclusions(sqlite_engine)[-1][0] == "empty"
    assert tally.n_missing == n_missing
