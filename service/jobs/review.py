"""Reviewers' decisions on occupations: stored, listed, withdrawn; each says whom it names."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from nlp.components.occupation_corrections import CORRECTION_COLUMNS, Correction, CorrectionBook
from nlp.errors import ModelError
from service.errors import UsageError
from storage.errors import NotMigratedError
from storage.models import CorrectionRow, PostingRow
from storage.repositories.corrections import CorrectionRepository
from storage.repositories.extractions import ExtractionRepository
from storage.session import open_session
from taxonomy.occupations import soc_entries

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Decision:
    """A stored decision.

    Attributes:
        decision_id: by which it can be withdrawn.
        correction: what was decided.
        withdrawn_by: who withdrew it; null = it holds.
        withdrawn_on: day on which that was.
        withdrawn_reason: why; "" when not said.
    """

    decision_id: int
    correction: Correction
    withdrawn_by: str | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str | None = None


@dataclass(frozen=True, slots=True)
class NamedPostings:
    """Stored postings that decisions name: all ids, and their five most frequent titles."""

    posting_ids: tuple[int, ...]
    titles: tuple[str, ...]


def list_decisions(session: Session) -> list[Decision]:
    """Every decision, withdrawn ones too, oldest first."""
    return [
        Decision(row.id, _correction(row), row.withdrawn_by, row.withdrawn_on, row.withdrawn_reason)
        for row in CorrectionRepository(session).list_all()
    ]


def list_corrections(session: Session) -> list[Correction]:
    """Every decision that holds, as the coder takes it, oldest first."""
    return [_correction(row) for row in CorrectionRepository(session).list_valid()]


def list_title_corrections(engine: Engine) -> list[Correction]:
    """The decisions on titles that hold: they apply to postings that are not stored, too.

    A database that was never set up holds none.

    Raises:
        NotMigratedError: the database is of another version.
    """
    try:
        with open_session(engine) as session:
            return [found for found in list_corrections(session) if found.posting_id is None]
    except NotMigratedError as error:
        if error.found is None:
            return []
        raise


def decide(engine: Engine, corrections: Iterable[Correction]) -> NamedPostings:
    """Store decisions and forget what was read out of the postings that they name, so that it is read anew.

    Args:
        engine: the operational store.
        corrections: the decisions; all of them are stored, or none.

    Raises:
        UsageError: a decision names neither posting nor title, an absent posting, or an unknown code, or
            does not say who decided.
    """
    decisions = list(corrections)
    book = _open_book(decisions)
    with open_session(engine) as session:
        for decision in decisions:
            CorrectionRepository(session).add(_row(session, decision))
        return _forget_named(session, book)


def withdraw(engine: Engine, decision_id: int, by: str, reason: str = "") -> NamedPostings:
    """Let a decision hold no longer; it stays in the list. What it named is forgotten, to be read anew.

    Raises:
        UsageError: there is no such decision, it was withdrawn before, or nobody is named who withdraws it.
    """
    if not by.strip():
        raise UsageError("say who withdraws the decision")
    with open_session(engine) as session:
        row = CorrectionRepository(session).find(decision_id)
        if row is None:
            raise UsageError(f"no decision {decision_id} is stored; `signalpost review list` shows them")
        if row.withdrawn_on is not None:
            raise UsageError(
                f"decision {decision_id} was withdrawn on {row.withdrawn_on} by {row.withdrawn_by}"
            )
        row.withdrawn_by, row.withdrawn_reason = by.strip(), reason
        row.withdrawn_on = datetime.now(UTC).date()
        return _forget_named(session, _open_book([_correction(row)]))


def write_corrections(engine: Engine, path: Path) -> int:
    """Write every decision that holds to a CSV file that `make train` reads. Returns how many."""
    with open_session(engine) as session:
        decisions = list_corrections(session)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CORRECTION_COLUMNS)
        writer.writeheader()
        writer.writerows(
            {name: getattr(decision, name) or "" for name in CORRECTION_COLUMNS} for decision in decisions
        )
    return len(decisions)


def _open_book(decisions: list[Correction]) -> CorrectionBook:
    detailed = [entry.soc_code for entry in soc_entries().values() if entry.level == "detailed"]
    try:
        return CorrectionBook(decisions, detailed)
    except ModelError as error:
        raise UsageError(error.problem) from error


def _forget_named(session: Session, book: CorrectionBook) -> NamedPostings:
    named = [
        (posting_id, title)
        for posting_id, title in session.execute(select(PostingRow.id, PostingRow.title))
        if book.find(str(posting_id), title)
    ]
    posting_ids = tuple(posting_id for posting_id, _ in named)
    ExtractionRepository(session).forget(posting_ids)
    titles = Counter(" ".join(title.split()) for _, title in named)
    return NamedPostings(posting_ids, tuple(title for title, _ in titles.most_common(_EXAMPLES)))


def _correction(row: CorrectionRow) -> Correction:
    return Correction(
        soc_code=row.soc_code,
        decided_by=row.decided_by,
        decided_on=row.decided_on.isoformat(),
        reason=row.reason,
        posting_id=str(row.posting_id) if row.posting_id is not None else None,
        title_pattern=row.title_pattern,
    )


def _row(session: Session, decision: Correction) -> CorrectionRow:
    named = decision.posting_id
    posting_id = int(named) if named is not None and named.isdecimal() else None
    if named and (posting_id is None or session.get(PostingRow, posting_id) is None):
        raise UsageError(f"no posting {named!r} is stored; `signalpost review queue` shows their ids")
    if not decision.decided_by.strip():
        raise UsageError(f"the decision on {named or decision.title_pattern!r} does not say who decided")
    try:
        decided_on = date.fromisoformat(decision.decided_on)
    except ValueError as error:
        raise UsageError(f"decided_on {decision.decided_on!r} is no ISO day; write 2026-11-22") from error
    return CorrectionRow(
        posting_id=posting_id,
        title_pattern=None if posting_id is not None else decision.title_pattern,
        soc_code=decision.soc_code,
        decided_by=decision.decided_by,
        decided_on=decided_on,
        reason=decision.reason,
    )
