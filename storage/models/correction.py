"""Decisions of reviewers on the occupation of postings."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class CorrectionRow(Base):
    """One decision: it names a posting, or all postings whose title matches a pattern (`*` = any text).

    Decisions are never changed or deleted; a later one on the same posting or pattern wins. One that was
    withdrawn holds no longer; who withdrew it, when and why is kept beside it.
    """

    __tablename__ = "corrections"
    __table_args__ = (
        CheckConstraint("(posting_id IS NULL) <> (title_pattern IS NULL)", name="names_one_thing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    posting_id: Mapped[int | None] = mapped_column(ForeignKey("postings.id"))
    title_pattern: Mapped[str | None]
    soc_code: Mapped[str] = mapped_column(String(7))
    decided_by: Mapped[str]
    decided_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    withdrawn_by: Mapped[str | None]
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str | None]
