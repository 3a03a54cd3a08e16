import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from sqlalchemy import Engine
from typer.testing import CliRunner

from service.commands import sources
from service.settings import get_settings
from storage.models import CrawlRun
from storage.repositories.sources import SourceRepository
from storage.session import open_session
from tests.crawlers.loopback import Answer, Loopback


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setenv("SIGNALPOST_SOURCES", str(tmp_path / "sources.yml"))
    monkeypatch.setenv("SIGNALPOST_ALLOW_PRIVATE_HOSTS", "1")
    made = typer.Typer()
    sources.register(made)
    made.command("other")(lambda: None)
    return made


def _run(app: typer.Typer, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["sources", *arguments])
    return result.exit_code, result.output


def test_add_list_and_disable(app: typer.Typer) -> None:
    assert _run(app, "add", "https://jobs.lever.co/zzdiner", "--employer", "Diner", "--state", "OH")[0] == 0
    code, shown = _run(app, "list", "--family", "lever", "--state", "OH")
    assert (code, shown) == (0, "lever-zzdiner\tlever\tDiner\tOH\tzzdiner\n")
    assert _run(app, "disable", "lever-zzdiner", "--reason", "asked to")[0] == 0
    assert _run(app, "list", "--state", "OH", "--family", "lever")[1].endswith("\tdisabled\n")


def test_families_that_ship_disabled_are_added_disabled(app: typer.Typer, tmp_path: Path) -> None:
    code, shown = _run(app, "add", "https://careers.smartrecruiters.com/Diner1")
    assert code == 0
    assert "shipped disabled" in shown
    assert "is_enabled: false" in (tmp_path / "sources.yml").read_text()


def test_unknown_addresses_and_slugs_are_refused(app: typer.Typer) -> None:
    code, shown = _run(app, "disable", "nobody", "--reason", "x")
    assert (code, shown) == (2, "error: no source 'nobody'; `signalpost sources list` shows all\n")


def test_check_crawls_a_sample(app: typer.Typer, tmp_path: Path) -> None:
    board = json.dumps(
        {"jobs": [{"id": number, "title": "Cook"} for number in range(9)], "meta": {"total": 9}}
    )
    with Loopback({"/v1/boards/diner/jobs": Answer(board.encode())}) as server:
        row = f"- {{slug: diner, family: greenhouse, token: diner, base_url: '{server.base_url}'}}\n"
        (tmp_path / "sources.yml").write_text(row)
        code, shown = _run(app, "check", "diner", "--sample", "2")
    assert code == 0
    assert "diner (greenhouse): partial; fetched 2, kept 2" in shown
    assert f"verified_on: {datetime.now(UTC).date()}" in (tmp_path / "sources.yml").read_text()


@pytest.fixture
def store(sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("SIGNALPOST_DATABASE_URL", str(sqlite_engine.url))
    get_settings.cache_clear()
    yield sqlite_engine
    get_settings.cache_clear()


@pytest.mark.usefixtures("store")
def test_health_of_an_empty_database(app: typer.Typer) -> None:
    code, shown = _run(app, "health")
    assert code == 0
    assert re.fullmatch(r"\d+ enabled sources were never crawled\n", shown)


def test_health_says_what_is_wrong_for_how_long_and_what_is_missing(app: typer.Typer, store: Engine) -> None:
    moment = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    with open_session(store) as session:
        for slug, statuses in {"fine": ["complete", "complete"], "shut": ["blocked", "blocked"]}.items():
            source = SourceRepository(session).upsert({"slug": slug, "family": "lever", "token": slug})
            for status in statuses:
                run = CrawlRun(source_id=source.id, started_at=moment, status=status, n_seen=7)
                run.cause, run.n_missing = (None, 2) if status == "complete" else ("status 403", None)
                session.add(run)
    _, shown = _run(app, "health")
    assert shown.splitlines()[:2] == [
        "shut\tblocked\t2026-11-22 08:30\t7 postings\tstatus 403 (run 2 in a row)",
        "fine\tcomplete\t2026-11-22 08:30\t7 postings, usually 7, 2 missing",
    ]
