"""Where postings come from, and what became of each crawl."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base

RUN_STATUSES = ("running", "complete", "partial", "blocked", "empty", "failed")


class Source(Base):
    """One employer's board, feed or bulk file.

    `family` is a hiring platform of `crawlers/families/`, or "import" for a partner's bulk file.
    `token` is the board's name on the platform, or the start URL.
    """

    __tablename__ = "sources"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    family: Mapped[str] = mapped_column(String(40))
    token: Mapped[str]
    employer: Mapped[str | None]
    homepage: Mapped[str | None]
    base_url: Mapped[str | None]
    naics_code: Mapped[str | None] = mapped_column(String(6))
    state: Mapped[str | None] = mapped_column(String(2))
    min_postings: Mapped[int | None]
    max_postings: Mapped[int | None]
    created_at: Mapped[datetime]

    runs: Mapped[list["CrawlRun"]] = relationship(back_populates="source")


class CrawlRun(Base):
    """One attempt to read a source whole. Only a `complete` run says anything about absent postings.

    `advertised_total` is the number of postings that the source itself claims; null when it claims none.
    `n_missing` counts postings that the complete run before showed and this one does not; null when the two
    cannot be compared, because one of them did not read the source whole.
    `cause` says why the status is not complete.
    """

    __tablename__ = "crawl_runs"
    __table_args__ = (
        CheckConstraint(f"status IN {RUN_STATUSES}", name="status"),
        Index(None, "source_id", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(String(10))
    cause: Mapped[str | None]
    n_requests: Mapped[int] = mapped_column(default=0)
    n_bytes: Mapped[int] = mapped_column(default=0)
    n_seen: Mapped[int] = mapped_column(default=0)
    n_new: Mapped[int] = mapped_column(default=0)
    n_changed: Mapped[int] = mapped_column(default=0)
    n_skipped: Mapped[int] = mapped_column(default=0)
    n_missing: Mapped[int | None]
    advertised_total: Mapped[int | None]

    source: Mapped[Source] = relationship(back_populates="runs")
