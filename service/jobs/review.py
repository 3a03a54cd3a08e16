"""Reviewers' decisions on occupations: stored, applied at once, and what a human should look at first."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from nlp.components.occupation import OccupationCoder, OccupationInput
from nlp.components.occupation_corrections import CORRECTION_COLUMNS, Correction, CorrectionBook
from nlp.errors import ModelError
from service.errors import UsageError
from storage.models import CorrectionRow, OccupationCodeRow, PostingRow
from storage.repositories.corrections import CorrectionRepository
from storage.repositories.extractions import ExtractionRepository
from storage.session import open_session
from taxonomy.loader import load_table

_EXAMPLES = 3
_DISAGREEMENT_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """Postings of one title that were coded alike, as a reviewer sees them.

    Attributes:
        title: as posted (of the first).
        n_postings: how many.
        soc_code: their code; null = not coded at six digits.
        probability: mean probability, 0-1.
        title_soc_code: best code of the title alone; differs where title and text disagree.
        posting_ids: up to three examples.
        priority: expected number of wrong codes, doubled where title and text disagree.
    """

    title: str
    n_postings: int
    soc_code: str | None
    probability: float
    title_soc_code: str | None
    posting_ids: tuple[int, ...]
    priority: float


def list_corrections(session: Session) -> list[Correction]:
    """Every decision as the coder takes it, oldest first."""
    return [
        Correction(
            soc_code=row.soc_code,
            decided_by=row.decided_by,
            decided_on=row.decided_on.isoformat(),
            reason=row.reason,
            posting_id=str(row.posting_id) if row.posting_id is not None else None,
            title_pattern=row.title_pattern,
        )
        for row in CorrectionRepository(session).list_all()
    ]


def decide(engine: Engine, corrections: Iterable[Correction]) -> int:
    """Store decisions and have the postings that they name read anew.

    Args:
        engine: the operational store.
        corrections: the decisions; all of them are stored, or none.

    Returns:
        Number of stored postings that the decisions name.

    Raises:
        UsageError: a decision names neither posting nor title, an absent posting, or an unknown code.
    """
    decisions = list(corrections)
    detailed = [row["soc_code"] for row in load_table("soc").to_pylist() if row["level"] == "detailed"]
    try:
        book = CorrectionBook(decisions, detailed)
    except ModelError as error:
        raise UsageError(error.problem) from error
    with open_session(engine) as session:
        for decision in decisions:
            CorrectionRepository(session).add(_row(session, decision))
        named = [
            posting_id
            for posting_id, title in session.execute(select(PostingRow.id, PostingRow.title))
            if book.find(str(posting_id), title)
        ]
        ExtractionRepository(session).forget(named)
    return len(named)


def _row(session: Session, decision: Correction) -> CorrectionRow:
    named = decision.posting_id
    posting_id = int(named) if named is not None and named.isdecimal() else None
    if named and (posting_id is None or session.get(PostingRow, posting_id) is None):
        raise UsageError(f"no posting {named!r} is stored; `signalpost review queue` shows their ids")
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


def write_corrections(engine: Engine, path: Path) -> int:
    """Write every decision to a CSV file that `make train` reads. Returns how many."""
    with open_session(engine) as session:
        decisions = list_corrections(session)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CORRECTION_COLUMNS)
        writer.writeheader()
        writer.writerows(
            {name: getattr(decision, name) or "" for name in CORRECTION_COLUMNS} for decision in decisions
        )
    return len(decisions)


def review_queue(engine: Engine, coder: OccupationCoder, limit: int) -> list[QueueEntry]:
    """What a human should look at first: many postings, low confidence, title and text in disagreement."""
    with open_session(engine) as session:
        groups = _group_by_title(session)
    ranked = sorted(groups, key=lambda entry: -entry.priority)[: limit * 4]
    coded = coder.code_batch([OccupationInput(entry.title, "") for entry in ranked])
    entries = [
        _weigh(entry, code.code.soc_code or code.code.alternatives[0].soc_code)
        for entry, code in zip(ranked, coded, strict=True)
    ]
    return sorted(entries, key=lambda entry: -entry.priority)[:limit]


def _group_by_title(session: Session) -> Iterator[QueueEntry]:
    columns = (PostingRow.id, PostingRow.title, OccupationCodeRow.soc_code, OccupationCodeRow.probability)
    query = select(*columns).join(OccupationCodeRow, OccupationCodeRow.posting_id == PostingRow.id)
    decided = CorrectionBook(
        list_corrections(session), [row["soc_code"] for row in load_table("soc").to_pylist()]
    )
    groups: dict[tuple[str, str | None], list[tuple[int, str, float]]] = defaultdict(list)
    for posting_id, title, soc_code, probability in session.execute(query):
        if decided.find(str(posting_id), title) is None:
            groups[" ".join(title.casefold().split()), soc_code].append((posting_id, title, probability))
    for (_, soc_code), members in groups.items():
        mean = sum(probability for *_, probability in members) / len(members)
        yield QueueEntry(
            title=members[0][1],
            n_postings=len(members),
            soc_code=soc_code,
            probability=mean,
            title_soc_code=None,
            posting_ids=tuple(posting_id for posting_id, *_ in members[:_EXAMPLES]),
            priority=len(members) * (1 - mean),
        )


def _weigh(entry: QueueEntry, title_soc_code: str) -> QueueEntry:
    disagrees = title_soc_code != entry.soc_code
    return QueueEntry(
        title=entry.title,
        n_postings=entry.n_postings,
        soc_code=entry.soc_code,
        probability=entry.probability,
        title_soc_code=title_soc_code,
        posting_ids=entry.posting_ids,
        priority=entry.priority * (_DISAGREEMENT_WEIGHT if disagrees else 1.0),
    )
