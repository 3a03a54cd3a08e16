"""A crawl that somebody starts by hand, beside the schedule and never over it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import yaml
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from service.jobs.children import Children
from service.jobs.crawl import CrawlOutcome, CrawlRequest, run_crawl
from service.jobs.scheduled_crawl import LEFT_OPEN, UNCLOSED, close_runs, host_key
from service.settings import Settings
from storage.repositories.claims import ClaimRepository

_RENEWALS_PER_LEASE = 4
_ASK_EVERY_SECONDS = 1.0
_LOST = "the claims on its sources were lost (the database was away for longer than their lease)"


def crawl_by_hand(
    request: CrawlRequest, settings: Settings, engine: Engine, wait_seconds: float = 0.0
) -> CrawlOutcome:
    """Crawl a file of sources into the store, each claimed as the schedule claims what it crawls.

    Args:
        request: what to crawl.
        settings: how long a claim holds without a sign of life.
        engine: the operational store.
        wait_seconds: how long to wait for sources and hosts that somebody else crawls just now.

    Returns:
        What came of it; `busy` names the sources that were still taken when the waiting was over.

    Raises:
        NotMigratedError: the store has no schema, or an older one.
    """
    lease = timedelta(seconds=settings.claim_lease_seconds)
    claims = ClaimRepository(engine, lease)
    children = Children()
    groups = _group_by_host(request.sources)
    try:
        busy = _claim(claims, groups, wait_seconds)
        mine = [slug for slugs in groups.values() for slug in slugs if slug not in busy]
        close_runs(engine, mine, LEFT_OPEN)
        with _kept(claims, lease, children.end_all) as lost:
            wanted = replace(request, left_out=frozenset(busy))
            outcome = run_crawl(wanted, lambda child: children.add("crawl", child))
        problem = _LOST if lost.is_set() else outcome.problem
        if not lost.is_set():
            close_runs(engine, mine, problem or UNCLOSED)
    finally:
        claims.release([name for host, slugs in groups.items() for name in _names(host, slugs)])
    return replace(outcome, problem=problem, busy=tuple(f"{slug}: {busy[slug]}" for slug in sorted(busy)))


def _group_by_host(path: Path) -> dict[str, list[str]]:
    """Slugs of a file by what must not be asked twice at a time; the crawl itself judges the file."""
    groups: dict[str, list[str]] = defaultdict(list)
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    rows = data.get("sources") if isinstance(data, dict) else data
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and {"slug", "family"} <= row.keys():
            with suppress(ValueError):  # no address, which the crawl tells of
                groups[host_key(row)].append(str(row["slug"]))
    return {host: sorted(set(slugs)) for host, slugs in groups.items()}


def _claim(claims: ClaimRepository, groups: dict[str, list[str]], wait_seconds: float) -> dict[str, str]:
    """Claim hosts with their sources. Returns those that stayed taken, by slug, with who holds them."""
    limit = monotonic() + wait_seconds
    taken: set[str] = set()
    while True:
        taken |= {host for host in groups.keys() - taken if claims.take(_names(host, groups[host]))}
        if len(taken) == len(groups) or monotonic() >= limit:
            break
        sleep(_ASK_EVERY_SECONDS)
        claims.renew()
    return {
        slug: _describe_holder(claims, host, slug) for host in groups.keys() - taken for slug in groups[host]
    }


def _names(host: str, slugs: Collection[str]) -> list[str]:
    return [f"host:{host}", *(f"source:{slug}" for slug in slugs)]


def _describe_holder(claims: ClaimRepository, host: str, slug: str) -> str:
    holder = claims.holder(f"source:{slug}")
    if holder is not None:
        return f"is being crawled by {holder}"
    return f"its host or platform {host} is being crawled by {claims.holder(f'host:{host}') or 'somebody'}"


@contextmanager
def _kept(claims: ClaimRepository, lease: timedelta, on_loss: Callable[[], None]) -> Iterator[Event]:
    """Renew what is claimed from a thread; call `on_loss` and set the event when others may act by now."""
    lost, is_over = Event(), Event()
    held = claims.renew()

    def renew() -> None:
        renewed_at = datetime.now(UTC)
        while not is_over.wait(lease.total_seconds() / _RENEWALS_PER_LEASE):
            asked_at = datetime.now(UTC)
            try:
                is_lost = not held <= claims.renew()
            except SQLAlchemyError:
                is_lost = asked_at - renewed_at > lease
            else:
                renewed_at = asked_at
            if is_lost:
                lost.set()
                on_loss()
                return

    thread = Thread(target=renew, name="claims", daemon=True)
    thread.start()
    try:
        yield lost
    finally:
        is_over.set()
        thread.join()
