"""Crawl runs: what became of each attempt to read a source."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import CrawlRun, Source


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What a run counted, every figure >= 0.

    `n_missing` is null when it cannot be said, `advertised_total` when the source claims none.
    """

    n_requests: int = 0
    n_bytes: int = 0
    n_seen: int = 0
    n_new: int = 0
    n_changed: int = 0
    n_skipped: int = 0
    n_missing: int | None = None
    advertised_total: int | None = None


class CrawlRunRepository:
    """Reads and writes crawl runs in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def start(self, source: Source) -> CrawlRun:
        """Record that a run has begun; its status is `running` until it is finished."""
        run = CrawlRun(source_id=source.id, started_at=datetime.now(UTC), status="running")
        self._session.add(run)
        self._session.flush()
        return run

    def finish(self, run_id: int, status: str, counts: RunCounts, cause: str | None = None) -> None:
        """Close a run with its status (one of RUN_STATUSES), its counts and, if not complete, the cause."""
        run = self._session.get_one(CrawlRun, run_id)
        run.finished_at = datetime.now(UTC)
        run.status = status
        run.cause = cause
        for field, value in asdict(counts).items():
            setattr(run, field, value)

    def fail_abandoned(self, older_than: timedelta) -> int:
        """Mark runs that never finished (the process was killed) as failed. Returns how many."""
        limit = datetime.now(UTC) - older_than
        query = select(CrawlRun).where(CrawlRun.status == "running", CrawlRun.started_at < limit)
        abandoned = list(self._session.scalars(query))
        for run in abandoned:
            run.status, run.cause = "failed", "the process ended without closing the run"
            run.finished_at = datetime.now(UTC)
        return len(abandoned)

    def fail_running(self, slug: str, cause: str) -> int:
        """Mark the unfinished runs of a source as failed: nobody crawls it any more. Returns how many."""
        query = select(CrawlRun).join(Source).where(CrawlRun.status == "running", Source.slug == slug)
        runs = list(self._session.scalars(query))
        for run in runs:
            run.status, run.cause, run.finished_at = "failed", cause, datetime.now(UTC)
        return len(runs)

    def run_at(self, source_id: int, moment: datetime) -> CrawlRun | None:
        """The last run of a source that had begun by then, else its first; null when it has none."""
        runs = select(CrawlRun).where(CrawlRun.source_id == source_id)
        begun = runs.where(CrawlRun.started_at <= moment).order_by(CrawlRun.started_at.desc()).limit(1)
        return self._session.scalar(begun) or self._session.scalar(
            runs.order_by(CrawlRun.started_at).limit(1)
        )

    def latest(self) -> dict[int, CrawlRun]:
        """The latest run of every source, by source id."""
        newest = select(func.max(CrawlRun.id)).group_by(CrawlRun.source_id)
        return {
            run.source_id: run
            for run in self._session.scalars(select(CrawlRun).where(CrawlRun.id.in_(newest)))
        }
