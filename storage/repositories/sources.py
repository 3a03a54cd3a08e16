"""Sources: one row per employer's board, feed or bulk file."""

from datetime import UTC, datetime
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import UnknownSourceError
from storage.models import Source


class SourceRow(TypedDict, total=False):
    """A source as the employer files and `signalpost crawl --sources` give it."""

    slug: str
    family: str
    token: str
    employer: str | None
    homepage: str | None
    base_url: str | None
    naics_code: str | None
    state: str | None
    min_postings: int | None
    max_postings: int | None


class SourceRepository:
    """Reads and writes sources in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def upsert(self, row: SourceRow) -> Source:
        """Store a source, or bring the stored one of this slug up to date."""
        source = self._session.scalar(select(Source).where(Source.slug == row["slug"]))
        if source is None:
            source = Source(created_at=datetime.now(UTC))
            self._session.add(source)
        for field, value in row.items():
            setattr(source, field, value)
        self._session.flush()
        return source

    def get(self, slug: str) -> Source:
        """The source with this slug.

        Raises:
            UnknownSourceError: nothing is stored under it.
        """
        source = self._session.scalar(select(Source).where(Source.slug == slug))
        if source is None:
            raise UnknownSourceError(slug)
        return source

    def list_all(self) -> list[Source]:
        """Every source, by slug."""
        return list(self._session.scalars(select(Source).order_by(Source.slug)))
