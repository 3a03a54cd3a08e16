"""Vintages: what has been published, and when."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Vintage


class VintageRepository:
    """Reads and writes the record of published vintages in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, vintage: Vintage) -> None:
        """Record a vintage that has just been swapped in."""
        self._session.add(vintage)

    def list_all(self) -> list[Vintage]:
        """Every vintage, newest first."""
        return list(self._session.scalars(select(Vintage).order_by(Vintage.published_at.desc())))
