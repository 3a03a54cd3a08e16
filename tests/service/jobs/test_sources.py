from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine

from service.errors import UsageError
from service.jobs.sources import add_row, find_row, list_rows, make_slug, read_health, recognise
from storage.models import CrawlRun, Source
from storage.session import open_session
from tests.crawlers.loopback import Answer, Loopback

_ROW = {"slug": "zz-diner", "family": "lever", "token": "diner", "employer": "Diner"}


def test_rows_of_the_state_stand_beside_and_over_the_shipped_ones(tmp_path: Path) -> None:
    state_file = tmp_path / "sources.yml"
    add_row(state_file, _ROW)
    add_row(
        state_file, {"slug": "cityoffortworth", "family": "greenhouse", "token": "other", "employer": "Ours"}
    )
    rows, invalid = list_rows(state_file)
    by_slug = {row["slug"]: row for row in rows}
    assert by_slug["zz-diner"]["token"] == "diner"
    assert by_slug["cityoffortworth"]["token"] == "other"
    assert len(rows) > 200
    assert invalid == []


def test_a_bad_row_of_the_state_is_named(tmp_path: Path) -> None:
    state_file = tmp_path / "sources.yml"
    add_row(state_file, {**_ROW, "family": "nope"})
    _, invalid = list_rows(state_file)
    assert invalid[0].startswith("sources.yml: row 1 (zz-diner): family: unknown family 'nope'")


def test_added_rows_are_sorted_and_replaced(tmp_path: Path) -> None:
    state_file = tmp_path / "deep" / "sources.yml"
    for row in (_ROW, {**_ROW, "slug": "aa"}, {**_ROW, "token": "new"}):
        add_row(state_file, row)
    rows = yaml.safe_load(state_file.read_text())
    assert [(row["slug"], row["token"]) for row in rows] == [("aa", "diner"), ("zz-diner", "new")]


def test_a_state_file_that_is_no_list_is_left_alone(tmp_path: Path) -> None:
    state_file = tmp_path / "sources.yml"
    state_file.write_text("just words")
    with pytest.raises(UsageError, match="expected a list of rows"):
        add_row(state_file, _ROW)
    assert state_file.read_text() == "just words"


def test_unknown_slug(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no source 'nobody'"):
        find_row(tmp_path / "sources.yml", "nobody")


def test_slug_of_an_address() -> None:
    assert (
        make_slug("workday", "https://acme.wd5.myworkdayjobs.com/External")
        == "workday-acme-wd5-myworkdayjobs-com-external"
    )


def test_a_page_is_fetched_to_recognise_its_board(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNALPOST_ALLOW_PRIVATE_HOSTS", "1")
    page = b'<a href="https://jobs.ashbyhq.com/acme/1">Jobs</a>'
    with Loopback({"/careers": Answer(page, content_type="text/html")}) as server:
        found = recognise(f"{server.base_url}/careers")
    assert (found["family"], found["token"], found["is_shipped_disabled"]) == ("ashby", "acme", False)


def test_a_page_on_a_private_host_is_not_fetched() -> None:
    with pytest.raises(UsageError, match="not a public address"):
        recognise("http://127.0.0.1:9/careers")


_RUNS = {
    "broken": [("complete", 50), ("failed", 0)],
    "broken-long": [("failed", 0), ("complete", 5), ("failed", 0), ("failed", 0)],
    "dropped": [("complete", 100), ("complete", 110), ("complete", 40)],
    "fine": [("complete", 10), ("complete", 11)],
    "late": [("complete", 3)],
    "looked-at": [("complete", 3), ("partial", 1)],
    "shut": [("blocked", 0)],
}


def test_health_shows_what_needs_a_human_first(sqlite_engine: Engine) -> None:
    now = datetime.now(UTC)
    with open_session(sqlite_engine) as session:
        for slug, history in _RUNS.items():
            source = Source(slug=slug, family="lever", token=slug, created_at=now)
            session.add(source)
            session.flush()
            for status, n_seen in history:
                cause = {"complete": None, "partial": "a sample was asked for"}.get(status, f"{slug} cause")
                run = CrawlRun(source_id=source.id, started_at=now, status=status, n_seen=n_seen, cause=cause)
                session.add(run)
    found = read_health(sqlite_engine, {"late": now + timedelta(hours=1), "fine": now - timedelta(hours=1)})
    assert [(one.slug, one.advice, one.n_bad) for one in found] == [
        ("broken-long", "broken-long cause", 2),
        ("broken", "broken cause", 1),
        ("shut", "shut cause", 1),
        ("dropped", "40 postings where 105 are usual", 0),
        ("late", "has not been crawled since, though it is due", 0),
        ("looked-at", None, 0),
        ("fine", None, 0),
    ]
