"""Corrections: what reviewers decided on the occupation of postings."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import CorrectionRow


class CorrectionRepository:
    """Reads and writes reviewers' decisions in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, correction: CorrectionRow) -> None:
        """Store a decision; earlier ones on the same thing are kept."""
        self._session.add(correction)
        self._session.flush()

    def find(self, correction_id: int) -> CorrectionRow | None:
        """One decision; null when there is none of that id."""
        return self._session.get(CorrectionRow, correction_id)

    def list_all(self) -> list[CorrectionRow]:
        """Every decision, withdrawn ones too, oldest first."""
        query = select(CorrectionRow).order_by(CorrectionRow.decided_on, CorrectionRow.id)
        return list(self._session.scalars(query))

    def list_valid(self) -> list[CorrectionRow]:
        """Every decision that was not withdrawn, oldest first."""
        return [row for row in self.list_all() if row.withdrawn_on is None]
