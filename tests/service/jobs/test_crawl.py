from pathlib import Path

import pytest

from service.jobs.crawl import CrawlOutcome, CrawlRequest, run_crawl
from tests.crawlers.loopback import Answer, Loopback


def _report(status: str) -> dict[str, object]:
    return {"status": status}


@pytest.mark.parametrize(
    ("statuses", "has_failed"),
    [
        (["complete", "empty", "partial"], False),
        (["complete", "failed"], True),
        (["blocked"], True),
        ([], False),
    ],
)
def test_failed_and_blocked_sources_fail_the_outcome(statuses: list[str], has_failed: bool) -> None:
    assert CrawlOutcome([_report(status) for status in statuses], [], None).has_failed is has_failed


def test_an_invalid_row_or_an_early_end_fails_the_outcome() -> None:
    assert CrawlOutcome([], ["row 1: family: unknown"], None).has_failed
    assert CrawlOutcome([], [], "killed").has_failed


def test_a_child_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNALPOST_ALLOW_PRIVATE_HOSTS", "1")
    monkeypatch.setenv("SIGNALPOST_CRAWL_LOG_LEVEL", "CRITICAL")
    monkeypatch.setattr("service.jobs.crawl.GRACE_SECONDS", 0.5)
    with Loopback({"/v1/boards/x/jobs": Answer(b"{}", delay_seconds=60)}) as server:
        sources = tmp_path / "s.yml"
        sources.write_text(
            f"- {{slug: x, family: greenhouse, token: x, base_url: '{server.base_url}'}}", encoding="utf-8"
        )
        request = CrawlRequest(sources=sources, to=str(tmp_path / "out"), time_limit_seconds=3)
        outcome = run_crawl(request)
    assert outcome.problem == "the crawl was ended after its time limit of 3 s"


def test_a_file_that_is_no_list_is_told_of(tmp_path: Path) -> None:
    sources = tmp_path / "s.yml"
    sources.write_text("just words", encoding="utf-8")
    outcome = run_crawl(CrawlRequest(sources=sources, to=str(tmp_path / "out")))
    assert outcome.reports == []
    assert "expected a list of rows" in outcome.invalid[0]
    assert outcome.problem is None


def _rows(folder: Path, text: str) -> Path:
    sources = folder / "s.yml"
    sources.write_text(text, encoding="utf-8")
    return sources


def test_disabled_rows_are_told_of_and_fail_nothing(tmp_path: Path) -> None:
    sources = _rows(tmp_path, "- {slug: x, family: lever, token: x, is_enabled: false}")
    outcome = run_crawl(CrawlRequest(sources=sources, to=str(tmp_path / "out")))
    assert outcome.disabled == ("x",)
    assert not outcome.has_failed


def test_an_output_that_cannot_be_written_is_told_of(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sources = _rows(tmp_path, "[]")
    outcome = run_crawl(CrawlRequest(sources=sources, to=str(tmp_path / "no" / "out")))
    assert outcome.problem == "the crawl process ended with code 2, see its messages above"
    assert "No such file or directory" in capfd.readouterr().err


def test_a_family_that_ships_disabled_needs_a_permission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGNALPOST_ALLOW_PRIVATE_HOSTS", "1")
    monkeypatch.setenv("SIGNALPOST_CRAWL_LOG_LEVEL", "CRITICAL")
    row = "- {{slug: {0}, family: {1}, token: {2}, base_url: '{3}'}}\n"
    with Loopback({"/v1/boards/good/jobs": Answer(b'{"jobs": [{"id": 1, "title": "Cook"}]}')}) as server:
        bad = row.format(
            "bad", "oracle", "https://a.oraclecloud.com/hcmUI/CandidateExperience/en/sites/X", server.base_url
        )
        sources = _rows(tmp_path, bad + row.format("good", "greenhouse", "good", server.base_url))
        outcome = run_crawl(CrawlRequest(sources=sources, to=str(tmp_path / "out")))
    assert [(report["slug"], report["status"]) for report in outcome.reports] == [("good", "complete")]
    assert outcome.invalid[0].startswith("bad: permission: oracle is shipped disabled")
