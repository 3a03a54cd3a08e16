"""Claims: what one process does at a time, however many of them run."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base


class ClaimRow(Base):
    """One thing that one process holds, until it lets go or its lease ends.

    `name` says what is held, e.g. "source:acme"; `owner` is the holder: host, process id and a random part.
    """

    __tablename__ = "claims"
    __table_args__ = (Index(None, "expires_at"),)

    name: Mapped[str] = mapped_column(String(300), primary_key=True)
    owner: Mapped[str] = mapped_column(String(300))
    claimed_at: Mapped[datetime]
    expires_at: Mapped[datetime]
