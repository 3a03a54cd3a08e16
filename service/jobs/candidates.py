"""Skill phrases of the stored postings that the taxonomy does not hold yet."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from nlp.candidates import Candidate, find_candidates
from storage.models import MentionRow, PostingRow
from storage.session import open_session
from taxonomy.vocabulary import load_vocabulary

_CHUNK = 5_000


def open_phrases(engine: Engine, min_employers: int = 3) -> list[Candidate]:
    """Open phrases that at least `min_employers` employers use, the most widespread first.

    Raises:
        NotMigratedError: there is no store yet.
    """
    known = {alias.text for concept in load_vocabulary().concepts.values() for alias in concept.aliases}
    with open_session(engine) as session:
        return find_candidates(_open_mentions(session), known, min_employers, min_postings=min_employers)


def _open_mentions(session: Session) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """Employer and open skill mentions of each posting, in the form of an output record."""
    columns = (
        MentionRow.posting_id,
        PostingRow.hiring_organization,
        MentionRow.text,
        MentionRow.requirement,
        MentionRow.confidence,
    )
    query = (
        select(*columns)
        .join(PostingRow, PostingRow.id == MentionRow.posting_id)
        .where(MentionRow.kind == "skill", MentionRow.concept_id.is_(None))
        .order_by(MentionRow.posting_id, MentionRow.ordinal)
        .execution_options(yield_per=_CHUNK)
    )
    for _, rows in groupby(session.execute(query), key=lambda row: row.posting_id):
        mentions = list(rows)
        yield (
            mentions[0].hiring_organization,
            {"mentions": [row._asdict() | {"kind": "skill", "concept_id": None} for row in mentions]},
        )
