"""A posting as its source shows it, and the places it names."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base
from storage.models.source import Source


class PostingRow(Base):
    """The latest state of one posting of one source (DESIGN.md, contract 3).

    `date_modified` and `valid_through` are ISO 8601 days or UTC instants, as the source gave them.
    `first_seen_at` and `last_seen_at` are the instants of the first and the latest run that showed it.
    """

    __tablename__ = "postings"
    __table_args__ = (
        UniqueConstraint("source_id", "external_id"),
        Index(None, "content_digest"),
        Index(None, "last_seen_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    external_id: Mapped[str]
    requisition_id: Mapped[str | None]
    url: Mapped[str | None]
    title: Mapped[str]
    description_text: Mapped[str]
    hiring_organization: Mapped[str | None]
    job_location_type: Mapped[str | None]
    employment_type: Mapped[list[Any]]
    employment_type_raw: Mapped[str | None]
    base_salary: Mapped[dict[str, Any] | None]
    base_salary_raw: Mapped[str | None]
    date_posted: Mapped[date | None]
    date_posted_raw: Mapped[str | None]
    date_modified: Mapped[str | None] = mapped_column(String(20))
    valid_through: Mapped[str | None] = mapped_column(String(20))
    industry: Mapped[str | None]
    occupational_category: Mapped[str | None]
    department: Mapped[str | None]
    language: Mapped[str | None] = mapped_column(String(8))
    content_digest: Mapped[str] = mapped_column(String(80))
    fetched_at: Mapped[datetime]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    last_run_id: Mapped[int] = mapped_column(ForeignKey("crawl_runs.id"))

    source: Mapped[Source] = relationship()
    locations: Mapped[list["PostingLocation"]] = relationship(
        cascade="all, delete-orphan", order_by="PostingLocation.ordinal"
    )


class PostingLocation(Base):
    """One place that a posting names; columns are null where the text does not decide them."""

    __tablename__ = "posting_locations"
    __table_args__ = (Index(None, "state"), Index(None, "cbsa_code"))

    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    raw: Mapped[str]
    city: Mapped[str | None]
    state: Mapped[str | None] = mapped_column(String(2))
    postal_code: Mapped[str | None] = mapped_column(String(10))
    country: Mapped[str | None] = mapped_column(String(2))
    county_fips: Mapped[str | None] = mapped_column(String(5))
    cbsa_code: Mapped[str | None] = mapped_column(String(5))
