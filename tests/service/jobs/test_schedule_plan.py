from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.jobs.schedule_plan import PlannedCrawl, job_id_of, plan_crawls
from service.settings import Settings

_NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
_OWN = Path("/state/sources.yml")
_HOUR = timedelta(hours=1)


def _settings(**fields: Any) -> Settings:
    return Settings(sources=_OWN, crawl_interval_hours=24, crawl_jitter_minutes=30, **fields)


def _row(slug: str, file: str = str(_OWN), **fields: Any) -> dict[str, Any]:
    return {"slug": slug, "family": "lever", "token": slug, "is_enabled": True, "file": file, **fields}


def _plan(
    *rows: dict[str, Any], last: dict[str, datetime] | None = None, **fields: Any
) -> list[PlannedCrawl]:
    return plan_crawls(list(rows), last or {}, _settings(**fields), _NOW)


def test_disabled_rows_are_left_out_and_shipped_ones_when_the_state_says_so() -> None:
    rows = [_row("own"), _row("off", is_enabled=False), _row("shipped", "/package/lever.yml")]
    assert [crawl.row["slug"] for crawl in _plan(*rows)] == ["own", "shipped"]
    assert [crawl.row["slug"] for crawl in _plan(*rows, shipped_sources=False)] == ["own"]


def test_the_row_of_a_job_does_not_name_its_file() -> None:
    [crawl] = _plan(_row("own", employer="Acme"))
    assert crawl.row == {
        "slug": "own",
        "family": "lever",
        "token": "own",
        "is_enabled": True,
        "employer": "Acme",
    }
    assert crawl.job_id == job_id_of("own") == "crawl:own"


def test_own_rows_start_at_once_and_shipped_ones_spread_over_their_interval() -> None:
    [own] = _plan(_row("own"))
    waits = [_plan(_row(str(n), "/package/lever.yml"))[0].due_at - _NOW for n in range(200)]
    assert own.due_at == _NOW
    assert timedelta(0) <= min(waits) < 6 * _HOUR
    assert 18 * _HOUR < max(waits) <= 24 * _HOUR


@pytest.mark.parametrize(
    ("hours_ago", "schedule_hours", "due_in_hours"), [(1, None, 23), (30, None, 0), (1, 6, 5), (7, 6, 0)]
)
def test_a_crawled_source_is_due_an_interval_after_its_last_run(
    hours_ago: int, schedule_hours: int | None, due_in_hours: int
) -> None:
    row = _row("own", schedule_hours=schedule_hours)
    [crawl] = _plan(row, last={"own": _NOW - hours_ago * _HOUR})
    assert crawl.due_at == _NOW + due_in_hours * _HOUR


def test_jitter_is_at_most_a_quarter_of_the_interval() -> None:
    assert [_plan(_row("own", schedule_hours=hours))[0].jitter_seconds for hours in (1, 24)] == [900, 1800]


def test_a_stored_time_holds_unless_the_run_it_stood_for_was_lost() -> None:
    [crawl] = _plan(_row("own"), last={"own": _NOW - 20 * _HOUR})
    due = _NOW + 4 * _HOUR
    assert crawl.next_run(None) == due
    assert crawl.next_run(due + timedelta(minutes=59)) == due + timedelta(minutes=59)
    assert crawl.next_run(_NOW - _HOUR) == _NOW - _HOUR
    assert crawl.next_run(due + 24 * _HOUR) == due


def test_the_place_of_a_source_in_the_first_spread_is_kept() -> None:
    [crawl] = _plan(_row("shipped", "/package/lever.yml"))
    late = _NOW + 23 * _HOUR
    assert crawl.next_run(late) == late
