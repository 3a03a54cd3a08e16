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
