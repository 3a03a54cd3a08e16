"""`/v1/corrections`: reviewers' decisions on occupations."""

from dataclasses import asdict
from datetime import UTC, datetime
from secrets import compare_digest
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException
from pydantic import BaseModel, Field

from nlp.components.occupation_corrections import Correction
from service.dependencies import EngineDep, SettingsDep
from service.jobs.review import decide, list_corrections
from storage.session import open_session

router = APIRouter(prefix="/v1/corrections", tags=["review"])


class Decision(BaseModel):
    """One decision; it names a stored posting, or a title in which `*` stands for any text."""

    soc_code: str = Field(pattern=r"^\d{2}-\d{4}$")
    decided_by: str = Field(min_length=1, max_length=200)
    reason: str = Field(default="", max_length=2000)
    posting_id: str | None = None
    title_pattern: str | None = Field(default=None, max_length=500)


def _require_token(settings: SettingsDep, authorization: Annotated[str, Header()] = "") -> None:
    if not settings.write_token:
        raise HTTPException(403, "writing is off; set SIGNALPOST_WRITE_TOKEN to allow it")
    if not compare_digest(authorization.encode(), f"Bearer {settings.write_token}".encode()):
        raise HTTPException(401, "send `Authorization: Bearer TOKEN`", {"WWW-Authenticate": "Bearer"})


@router.post("", status_code=201, dependencies=[Depends(_require_token)])
def add_correction(decision: Decision, engine: EngineDep) -> dict[str, int]:
    """Store a decision. The postings that it names are coded by it with the next `signalpost publish`."""
    correction = Correction(
        soc_code=decision.soc_code,
        decided_by=decision.decided_by,
        decided_on=datetime.now(UTC).date().isoformat(),
        reason=decision.reason,
        posting_id=decision.posting_id,
        title_pattern=decision.title_pattern,
    )
    return {"n_postings": decide(engine, [correction])}


@router.get("")
def read_corrections(engine: EngineDep) -> dict[str, list[dict[str, Any]]]:
    """Every decision, oldest first."""
    with open_session(engine) as session:
        return {"data": [asdict(correction) for correction in list_corrections(session)]}
