"""Stores the postings of a crawl in the database."""

from statistics import median
from typing import cast

from sqlalchemy import Engine, func, or_, select
from sqlalchemy.orm import Session

from crawlers.sources import SourceSpec
from crawlers.tally import DROP_CAUSE, RunTally
from storage.models import CrawlRun, PostingRow
from storage.posting import Posting
from storage.repositories.crawl_runs import CrawlRunRepository, RunCounts
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository, SourceRow
from storage.session import open_session

_COMMIT_EVERY = 100
_RUNS_COMPARED = 8
_FEWEST_RUNS = 3
_STORED_FIELDS = (
    "slug",
    "family",
    "token",
    "employer",
    "homepage",
    "base_url",
    "naics_code",
    "state",
    "min_postings",
    "max_postings",
)


class StoreSink:
    """Stores postings under a crawl run, in transactions of 100 postings.

    A run that is killed keeps what was committed and stays "running" until it is declared abandoned.
    """

    def __init__(self, engine: Engine, source: SourceSpec) -> None:
        self._engine = engine
        self._source = source
        self._tally_new = 0
        self._tally_changed = 0
        self._pending: list[Posting] = []
        row = cast("SourceRow", source.model_dump(include=set(_STORED_FIELDS)))
        with open_session(engine) as session:
            stored = SourceRepository(session).upsert(row)
            self._usual = _read_usual(session, stored.id)
            self._run_id = CrawlRunRepository(session).start(stored).id

    def write(self, posting: Posting) -> None:
        """Take one posting; it is committed with its hundred."""
        self._pending.append(posting)
        if len(self._pending) >= _COMMIT_EVERY:
            with open_session(self._engine) as session:
                self._record_pending(session)

    def finish(self, tally: RunTally) -> None:
        """Commit the rest and close the run, both or neither."""
        with open_session(self._engine) as session:
            self._record_pending(session)
            tally.usual = self._usual
            tally.n_new, tally.n_changed = self._tally_new, self._tally_changed
            status, cause = tally.conclude(self._source)
            if status == "complete" or (status == "empty" and not tally.n_fetched):
                session.flush()
                tally.n_missing = _count_missing(session, self._run_id)
            counts = RunCounts(
                n_requests=tally.n_requests,
                n_bytes=tally.n_bytes,
                n_seen=tally.n_kept,
                n_new=tally.n_new,
                n_changed=tally.n_changed,
                n_skipped=tally.skipped.total(),
                n_missing=tally.n_missing,
                advertised_total=tally.advertised_total,
            )
            CrawlRunRepository(session).finish(self._run_id, status, counts, cause)

    def _record_pending(self, session: Session) -> None:
        repository = PostingRepository(session)
        # No key stands twice among the pending, so their rows may go to the database together at the end; the
        # run is held here because the session would forget it, and ask for it again with every posting.
        run = session.get_one(CrawlRun, self._run_id)
        with session.no_autoflush:
            for posting in self._pending:
                sighting = repository.record_seen(run.id, posting)
                self._tally_new += sighting == "new"
                self._tally_changed += sighting == "changed"
        self._pending.clear()


def _read_usual(session: Session, source_id: int) -> float | None:
    """Median of postings seen in the last complete runs; null before the third.

    Runs that were partial for nothing but a drop count, too: a source that really shrank is believed in time.
    """
    query = (
        select(CrawlRun.n_seen)
        .where(CrawlRun.source_id == source_id)
        .where(or_(CrawlRun.status == "complete", CrawlRun.cause.startswith(f"{DROP_CAUSE}:")))
        .order_by(CrawlRun.id.desc())
        .limit(_RUNS_COMPARED)
    )
    seen = list(session.scalars(query))
    return median(seen) if len(seen) >= _FEWEST_RUNS else None


def _count_missing(session: Session, run_id: int) -> int | None:
    """Postings that the complete run before showed last; null when there was none.

    A posting that this run showed names it as its last run; those that name the earlier one are missing.
    """
    source_id = session.get_one(CrawlRun, run_id).source_id
    query = select(func.max(CrawlRun.id)).where(
        CrawlRun.source_id == source_id, CrawlRun.id < run_id, CrawlRun.status == "complete"
    )
    earlier = session.scalar(query)
    if earlier is None:
        return None
    return session.scalar(select(func.count()).where(PostingRow.last_run_id == earlier))
