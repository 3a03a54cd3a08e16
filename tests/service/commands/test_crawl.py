import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.commands.crawl import summarise
from service.jobs.crawl import CrawlOutcome
from tests.crawlers.loopback import Answer, Loopback

_REPORT = {
    "slug": "acme",
    "family": "lever",
    "status": "partial",
    "cause": "first error",
    "n_requests": 3,
    "n_fetched": 9,
    "n_kept": 7,
    "advertised_total": 12,
    "skipped": {"not listed": 2},
    "errors": ["first error", "second error"],
    "warnings": {f"warning {number}": number for number in range(1, 8)},
}


def test_summary_says_what_was_read_and_what_was_not() -> None:
    lines = summarise(CrawlOutcome([_REPORT], ["row 2 (b): family: unknown family 'x'"], None))
    assert lines[0] == (
        "acme (lever): partial; fetched 9, kept 7, skipped 2 (2 not listed), advertised total 12, requests 3, errors 2"
    )
    assert lines[1:3] == ["  cause: first error", "  error: second error"]
    assert lines[3] == "  warning: warning 7 (7x)"
    assert "  and 2 more kinds of warnings" in lines
    assert lines[-2:] == [
        "invalid source: row 2 (b): family: unknown family 'x'",
        "1 sources crawled, 7 postings kept, 1 invalid rows",
    ]


def test_summary_tells_of_an_early_end() -> None:
    assert "error: killed" in summarise(CrawlOutcome([], [], "killed"))


@pytest.fixture
def board() -> bytes:
    return json.dumps(
        {"jobs": [{"id": 1, "title": "Cook"}, {"id": 2, "title": "Host"}], "meta": {"total": 2}}
    ).encode()


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = (
        "import typer; from service.commands import crawl; app = typer.Typer(); crawl.register(app); app()"
    )
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=Path.cwd(),
        env={**os.environ, "COLUMNS": "300"},  # a narrow terminal would break the path in two
    )


def test_stdout_holds_postings_only(tmp_path: Path, board: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNALPOST_ALLOW_PRIVATE_HOSTS", "1")
    monkeypatch.setenv("SIGNALPOST_CRAWL_LOG_LEVEL", "INFO")
    with Loopback({"/v1/boards/x/jobs": Answer(board)}) as server:
        sources = tmp_path / "s.yml"
        row = f"{{slug: x, family: greenhouse, token: x, employer: null, base_url: '{server.base_url}'}}"
        sources.write_text(f"- {row}\n- {{slug: y, family: nope, token: y}}\n", encoding="utf-8")
        done = _run(tmp_path, "--sources", str(sources), "--to", "-", "--sample", "1")
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["Cook"]
    assert "x (greenhouse): partial; fetched 1, kept 1" in done.stderr
    assert "row 2 (y): family: unknown family 'nope'" in done.stderr
    assert done.returncode == 1


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    done = _run(tmp_path, "--sources", str(tmp_path / "none.yml"), "--to", "-")
    assert done.returncode == 2
    assert "none.yml" in done.stderr
