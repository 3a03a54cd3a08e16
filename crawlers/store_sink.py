"""Stores the postings of a crawl in the database."""

from typing import cast

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crawlers.sources import SourceSpec
from crawlers.tally import RunTally
from storage.posting import Posting
from storage.repositories.crawl_runs import CrawlRunRepository, RunCounts
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository, SourceRow
from storage.session import open_session

_COMMIT_EVERY = 100
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
            tally.n_new, tally.n_changed = self._tally_new, self._tally_changed
            status, cause = tally.conclude(self._source)
            counts = RunCounts(
                n_requests=tally.n_requests,
                n_bytes=tally.n_bytes,
                n_seen=tally.n_kept,
                n_new=tally.n_new,
                n_changed=tally.n_changed,
                n_skipped=tally.skipped.total(),
                advertised_total=tally.advertised_total,
            )
            CrawlRunRepository(session).finish(self._run_id, status, counts, cause)

    def _record_pending(self, session: Session) -> None:
        repository = PostingRepository(session)
        for posting in self._pending:
            sighting = repository.record_seen(self._run_id, posting)
            self._tally_new += sighting == "new"
            self._tally_changed += sighting == "changed"
        self._pending.clear()
