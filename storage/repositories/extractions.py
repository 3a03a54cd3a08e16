"""Mentions, codes and facts that the pipeline read out of postings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from storage.models import ClusterCodeRow, Extraction, MentionRow, OccupationCodeRow

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class ExtractedPosting:
    """Everything one pipeline read out of one posting; codes are null when it gave none."""

    extraction: Extraction
    mentions: list[MentionRow] = field(default_factory=list)
    occupation: OccupationCodeRow | None = None
    cluster: ClusterCodeRow | None = None


class ExtractionRepository:
    """Reads and writes extractions in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def replace(self, extracted: list[ExtractedPosting]) -> None:
        """Store extractions in place of what was stored for the same postings."""
        self.forget([one.extraction.posting_id for one in extracted])
        rows: list[Any] = []
        for one in extracted:
            rows += [one.extraction, *one.mentions]
            rows += [code for code in (one.occupation, one.cluster) if code is not None]
        self._session.add_all(rows)
        self._session.flush()

    def forget(self, posting_ids: Sequence[int]) -> None:
        """Drop what was read out of postings, so that they are read anew."""
        for begin in range(0, len(posting_ids), _CHUNK):
            chunk = posting_ids[begin : begin + _CHUNK]
            for model in (MentionRow, OccupationCodeRow, ClusterCodeRow, Extraction):
                self._session.execute(delete(model).where(model.posting_id.in_(chunk)))

    def pipeline_versions(self) -> dict[str, int]:
        """How many postings each pipeline version has read."""
        query = select(Extraction.pipeline_version, func.count()).group_by(Extraction.pipeline_version)
        return {version: int(count) for version, count in self._session.execute(query)}
