"""The crawl of one source by the schedule: claimed, in a child process, its run record always closed."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import yaml
from sqlalchemy import Engine

from service.jobs.children import Children
from service.jobs.crawl import CrawlOutcome, CrawlRequest, run_crawl
from service.settings import Settings
from storage.repositories.claims import ClaimRepository
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.session import open_session

SourceFields: TypeAlias = dict[str, Any]

UNCLOSED = "the crawl process ended without closing the run"
LEFT_OPEN = "an earlier crawl ended without closing the run"


def host_key(row: SourceFields) -> str:
    """What sources share that must not be asked at the same time: a host, or a platform of many boards.

    Args:
        row: a source row with `family` and `token`, perhaps `base_url`.

    Returns:
        Host and port of `base_url` or of a token that is an address; otherwise the family.
    """
    for name in ("base_url", "token"):
        host = urlsplit(str(row.get(name) or "")).netloc
        if host:
            return host.lower()
    return str(row["family"])


def crawl_interval(row: SourceFields, settings: Settings) -> timedelta:
    """Time between two crawls of a source, in whole seconds: its own `schedule_hours`, else the setting."""
    hours = row.get("schedule_hours") or settings.crawl_interval_hours
    return timedelta(seconds=max(1, round(hours * 3600)))


def crawl_claimed(
    row: SourceFields, settings: Settings, engine: Engine, claims: ClaimRepository, children: Children
) -> CrawlOutcome | None:
    """Crawl a source and store what it shows, unless somebody crawls it or its host just now.

    Args:
        row: the source row.
        settings: time limit and where things lie.
        engine: the operational store.
        claims: of this process.
        children: gets the crawl process, so that it can be ended.

    Returns:
        What came of it; null when the source or its host is taken.
    """
    slug = str(row["slug"])
    names = [f"source:{slug}", f"host:{host_key(row)}"]
    if not claims.take(names):
        return None
    try:
        close_runs(engine, [slug], LEFT_OPEN)
        with TemporaryDirectory(prefix="signalpost-") as folder:
            sources = Path(folder) / "sources.yml"
            sources.write_text(yaml.safe_dump([row], allow_unicode=True), encoding="utf-8")
            request = CrawlRequest(
                sources=sources,
                archive_dir=settings.archive_dir,
                database_url=settings.resolved_database_url,
                time_limit_seconds=settings.crawl_time_limit_minutes * 60,
            )
            outcome = run_crawl(request, lambda child: children.add(slug, child))
        close_runs(engine, [slug], outcome.problem or UNCLOSED)
    finally:
        children.discard(slug)
        claims.release(names)
    return outcome


def close_runs(engine: Engine, slugs: Iterable[str], cause: str) -> None:
    """Fail the open runs of sources that this process has claimed: nobody else can be working on them."""
    with open_session(engine) as session:
        repository = CrawlRunRepository(session)
        for slug in slugs:
            repository.fail_running(slug, cause)
