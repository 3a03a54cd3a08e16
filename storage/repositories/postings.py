"""Postings: what every source shows, first seen and last seen."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from storage.models import CrawlRun, Extraction, PostingLocation, PostingRow
from storage.posting import JobLocation, Posting, day_of

Sighting: TypeAlias = Literal["new", "changed", "unchanged"]

_COPIED = (
    "requisition_id",
    "url",
    "title",
    "description_text",
    "hiring_organization",
    "job_location_type",
    "employment_type_raw",
    "base_salary_raw",
    "date_posted_raw",
    "date_modified",
    "valid_through",
    "industry",
    "occupational_category",
    "department",
    "language",
    "content_digest",
    "fetched_at",
)


class PostingRepository:
    """Reads and writes postings in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record_seen(self, crawl_run_id: int, posting: Posting) -> Sighting:
        """Store what a run saw of one posting.

        A posting is known by source and external id. A posting seen again with the same content only moves
        `last_seen_at`; one with other content is overwritten and will be extracted anew.
        """
        run = self._session.get_one(CrawlRun, crawl_run_id)
        row = self._session.scalar(
            select(PostingRow).where(
                PostingRow.source_id == run.source_id, PostingRow.external_id == posting.external_id
            )
        )
        sighting: Sighting = "unchanged"
        if row is None:
            row = PostingRow(
                source_id=run.source_id, external_id=posting.external_id, first_seen_at=posting.fetched_at
            )
            self._session.add(row)
            sighting = "new"
        elif row.content_digest != posting.content_digest:
            sighting = "changed"
        row.last_run_id = crawl_run_id
        row.last_seen_at = max(row.last_seen_at or posting.fetched_at, posting.fetched_at)
        if sighting != "unchanged":
            _copy_fields(row, posting)
        return sighting

    def find(self, source_id: int, external_id: str) -> PostingRow | None:
        """The posting of a source with this key; null when none is stored."""
        return self._session.scalar(
            select(PostingRow).where(PostingRow.source_id == source_id, PostingRow.external_id == external_id)
        )

    def reread(self, row: PostingRow, posting: Posting) -> None:
        """Store what a better parser makes of an answer that was read before: no sighting, other content."""
        fetched_at = row.fetched_at
        _copy_fields(row, posting)
        row.fetched_at = fetched_at

    def pending_extraction(self, pipeline_version: str, limit: int) -> list[PostingRow]:
        """Up to `limit` postings that this pipeline has not read in their present content."""
        query = (
            select(PostingRow)
            .outerjoin(Extraction, Extraction.posting_id == PostingRow.id)
            .where(
                or_(
                    Extraction.posting_id.is_(None),
                    Extraction.pipeline_version != pipeline_version,
                    Extraction.content_digest != PostingRow.content_digest,
                )
            )
            .order_by(PostingRow.id)
            .limit(limit)
        )
        return list(self._session.scalars(query))

    def list_by_id(self, posting_ids: Sequence[int]) -> list[PostingRow]:
        """The postings of these ids, by id; at most a few hundred at once."""
        query = select(PostingRow).where(PostingRow.id.in_(posting_ids)).order_by(PostingRow.id)
        return list(self._session.scalars(query))

    def iterate(self, chunk: int = 1000) -> Iterator[PostingRow]:
        """Every posting, by id, in constant memory."""
        query = select(PostingRow).order_by(PostingRow.id).execution_options(yield_per=chunk)
        with closing(self._session.scalars(query)) as rows:
            yield from rows

    def count(self) -> int:
        """How many postings are stored."""
        return self._session.scalar(select(func.count()).select_from(PostingRow)) or 0

    def newest_sighting(self) -> datetime | None:
        """When any posting was last seen; null when none is stored."""
        return self._session.scalar(select(PostingRow.last_seen_at).order_by(PostingRow.last_seen_at.desc()))


def compare_fields(row: PostingRow, posting: Posting) -> dict[str, tuple[object, object]]:
    """The fields in which a stored posting and another reading of it differ: name -> (stored, read)."""
    other = PostingRow()
    _copy_fields(other, posting)
    names = (*_COPIED, "date_posted", "employment_type", "base_salary")
    pairs = {name: (getattr(row, name), getattr(other, name)) for name in names}
    pairs["job_location"] = (_place_values(row), _place_values(other))
    ignored = {"fetched_at", "content_digest"}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1] and name not in ignored}


def _place_values(row: PostingRow) -> list[dict[str, object]]:
    return [{name: getattr(place, name) for name in JobLocation.model_fields} for place in row.locations]


def _copy_fields(row: PostingRow, posting: Posting) -> None:
    for field in _COPIED:
        setattr(row, field, getattr(posting, field))
    row.date_posted = day_of(posting.date_posted) if posting.date_posted else None
    row.employment_type = list(posting.employment_type)
    row.base_salary = posting.base_salary.model_dump() if posting.base_salary else None
    row.locations = [
        PostingLocation(ordinal=ordinal, **place.model_dump())
        for ordinal, place in enumerate(posting.job_location)
    ]
