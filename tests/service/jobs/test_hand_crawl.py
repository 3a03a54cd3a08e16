"""Crawls by hand beside somebody else's claims, over real HTTP; test_claims.py has claims on both databases."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event, Timer
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import OperationalError

from service.jobs.crawl import CrawlOutcome, CrawlRequest
from service.jobs.hand_crawl import _kept, crawl_by_hand
from service.settings import Settings
from storage.models import ClaimRow, CrawlRun
from storage.repositories.claims import ClaimRepository
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.sources import SourceRepository
from storage.session import open_session
from tests.crawlers.loopback import Answer, Asked, Loopback

_BOARD = json.dumps({"jobs": [{"id": 1, "title": "Cook", "content": "Cook."}], "meta": {"total": 1}}).encode()


class Hand:
    """Two boards on two hosts, a store, and somebody who crawls them by hand."""

    def __init__(self, folder: Path, engine: Engine, servers: dict[str, Loopback]) -> None:
        self.engine = engine
        self.servers = servers
        self.url = engine.url.render_as_string(hide_password=False)
        self.settings = Settings(data_dir=folder, database_url=self.url, claim_lease_seconds=2)
        self.sources = folder / "s.yml"
        self.write(*(self.row(slug) for slug in servers))

    def row(self, slug: str) -> dict[str, Any]:
        base_url = self.servers[slug].base_url
        return {"slug": slug, "family": "greenhouse", "token": slug, "base_url": base_url}

    def write(self, *rows: dict[str, Any]) -> None:
        self.sources.write_text(yaml.safe_dump(list(rows)), encoding="utf-8")

    def rival(self) -> ClaimRepository:
        return ClaimRepository(self.engine, timedelta(minutes=5))

    def crawl(self, wait_seconds: float = 0.0) -> CrawlOutcome:
        request = CrawlRequest(self.sources, database_url=self.url, time_limit_seconds=60)
        return crawl_by_hand(request, self.settings, self.engine, wait_seconds)

    def claims(self) -> list[str]:
        with open_session(self.engine) as session:
            return list(session.scalars(select(ClaimRow.name).order_by(ClaimRow.name)))

    def runs(self) -> list[tuple[str, str | None]]:
        with open_session(self.engine) as session:
            runs = session.scalars(select(CrawlRun).order_by(CrawlRun.id))
            return [(run.status, run.cause) for run in runs]


@pytest.fixture
def hand(tmp_path: Path, sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hand]:
    monkeypatch.setenv("SIGNALPOST_ALLOW_PRIVATE_HOSTS", "1")
    monkeypatch.setenv("SIGNALPOST_CRAWL_LOG_LEVEL", "CRITICAL")
    boards = {slug: Loopback({f"/v1/boards/{slug}/jobs": Answer(_BOARD)}) for slug in ("x", "y")}
    with boards["x"], boards["y"]:
        yield Hand(tmp_path, sqlite_engine, boards)


def test_sources_are_claimed_while_they_are_crawled_and_let_go_afterwards(hand: Hand) -> None:
    seen: list[list[str]] = []

    def board(_: Asked) -> Answer:
        seen.append(hand.claims())
        return Answer(_BOARD)

    hand.servers["x"].answers["/v1/boards/x/jobs"] = board
    assert not hand.crawl().has_failed
    hosts = sorted(f"host:{server.host}" for server in hand.servers.values())
    assert seen == [[*hosts, "source:x", "source:y"]]
    assert hand.claims() == []


@pytest.mark.parametrize("kind", ["source", "host"])
def test_what_somebody_crawls_is_left_out_and_told_of(hand: Hand, kind: str) -> None:
    rival = hand.rival()
    taken = {"source": "source:x", "host": f"host:{hand.servers['x'].host}"}[kind]
    rival.take([taken])
    outcome = hand.crawl()
    assert [report["slug"] for report in outcome.reports] == ["y"]
    assert outcome.has_failed
    [busy] = outcome.busy
    assert busy.startswith("x: ")
    assert busy.endswith(f"is being crawled by {rival.owner}")
    assert hand.servers["x"].asked == []
    assert hand.claims() == [taken]


def test_waiting_gets_what_becomes_free(hand: Hand) -> None:
    rival = hand.rival()
    rival.take(["source:x"])
    freeing = Timer(1.0, rival.release, [["source:x"]])
    freeing.start()
    outcome = hand.crawl(wait_seconds=60)
    freeing.join()
    assert (outcome.busy, [status for status, _ in hand.runs()]) == ((), ["complete", "complete"])


def test_a_run_that_a_dead_crawl_left_open_is_closed_first(hand: Hand) -> None:
    with open_session(hand.engine) as session:
        source = SourceRepository(session).upsert({"slug": "x", "family": "greenhouse", "token": "x"})
        CrawlRunRepository(session).start(source)
    hand.crawl()
    assert hand.runs()[0] == ("failed", "an earlier crawl ended without closing the run")
    assert [status for status, _ in hand.runs()[1:]] == ["complete", "complete"]


def test_a_crawl_whose_claims_are_lost_is_ended(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.jobs.crawl.GRACE_SECONDS", 0.5)

    def lose(_: Asked) -> Answer:
        with open_session(hand.engine) as session:
            session.execute(delete(ClaimRow).where(ClaimRow.name == "source:x"))
        return Answer(_BOARD, delay_seconds=60)

    hand.servers["x"].answers["/v1/boards/x/jobs"] = lose
    outcome = hand.crawl()
    assert outcome.problem is not None
    assert outcome.problem.startswith("the claims on its sources were lost")
    assert hand.claims() == []


def test_rows_that_are_no_rows_are_left_to_the_crawl_to_judge(hand: Hand) -> None:
    bad: list[Any] = ["word", {"slug": "z"}, {"slug": "w", "family": "rss", "token": "http://[x"}]
    hand.write(hand.row("x"), hand.row("x"), *bad)
    outcome = hand.crawl()
    assert [report["status"] for report in outcome.reports] == ["complete"]
    assert len(outcome.invalid) == 4


@pytest.mark.parametrize("text", ["just words", "a: [", "sources: []"])
def test_a_file_without_rows_claims_nothing(hand: Hand, text: str) -> None:
    hand.sources.write_text(text, encoding="utf-8")
    assert hand.crawl().reports == []


class _Away(ClaimRepository):
    """Claims of a database that stops answering after the first question."""

    is_away = False

    def renew(self) -> set[str]:
        if self.is_away:
            raise OperationalError("UPDATE claims", {}, OSError("no route to the database"))
        self.is_away = True
        return {"source:x"}


def test_claims_count_as_lost_when_the_database_is_away_for_longer_than_the_lease(
    sqlite_engine: Engine,
) -> None:
    lease, is_ended = timedelta(seconds=0.4), Event()
    with _kept(_Away(sqlite_engine, lease), lease, is_ended.set) as lost:
        assert is_ended.wait(60)
    assert lost.is_set()
