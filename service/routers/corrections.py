"""`/v1/corrections`: reviewers' decisions on occupations."""

from dataclasses import asdict
from datetime import UTC, datetime
from secrets import compare_digest
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Depends, Header, HTTPException
from pydantic import BaseModel, Field
from sqlalchemy import Engine

from nlp.components.occupation_corrections import Correction
from service.dependencies import EngineDep, SettingsDep
from service.jobs.extract import extract_again, load_reviewed_extractor
from service.jobs.review import decide, list_decisions, withdraw
from service.routers.extract import PIPELINE_LOCK
from storage.session import open_session

router = APIRouter(prefix="/v1/corrections", tags=["review"])

# Other requests get the pipeline between two batches.
_BATCH = 50


class Decision(BaseModel):
    """One decision; it names a stored posting, or a title in which `*` stands for any text."""

    soc_code: str = Field(pattern=r"^\d{2}-\d{4}$")
    decided_by: str = Field(min_length=1, max_length=200)
    reason: str = Field(default="", max_length=2000)
    posting_id: str | None = None
    title_pattern: str | None = Field(default=None, max_length=500)


class Withdrawal(BaseModel):
    """Who takes a decision back, and why."""

    withdrawn_by: str = Field(min_length=1, max_length=200)
    reason: str = Field(default="", max_length=2000)


def _require_token(settings: SettingsDep, authorization: Annotated[str, Header()] = "") -> None:
    if not settings.write_token:
        raise HTTPException(403, "writing is off; set SIGNALPOST_WRITE_TOKEN to allow it")
    if not compare_digest(authorization.encode(), f"Bearer {settings.write_token}".encode()):
        raise HTTPException(401, "send `Authorization: Bearer TOKEN`", {"WWW-Authenticate": "Bearer"})


@router.post("", status_code=201, dependencies=[Depends(_require_token)])
def add_correction(decision: Decision, engine: EngineDep, tasks: BackgroundTasks) -> dict[str, int]:
    """Store a decision. What it names is coded by it at once; figures follow with the next vintage."""
    correction = Correction(
        soc_code=decision.soc_code,
        decided_by=decision.decided_by,
        decided_on=datetime.now(UTC).date().isoformat(),
        reason=decision.reason,
        posting_id=decision.posting_id,
        title_pattern=decision.title_pattern,
    )
    named = decide(engine, [correction]).posting_ids
    tasks.add_task(_read_again, engine, named)
    return {"n_postings": len(named)}


@router.post("/{decision_id}/withdrawal", dependencies=[Depends(_require_token)])
def withdraw_correction(
    decision_id: int, withdrawal: Withdrawal, engine: EngineDep, tasks: BackgroundTasks
) -> dict[str, int]:
    """Take a decision back: earlier decisions, or the model, decide again. It stays in the list."""
    named = withdraw(engine, decision_id, withdrawal.withdrawn_by, withdrawal.reason).posting_ids
    tasks.add_task(_read_again, engine, named)
    return {"n_postings": len(named)}


@router.get("")
def read_corrections(engine: EngineDep) -> dict[str, list[dict[str, Any]]]:
    """Every decision, oldest first; `withdrawn_on` is null while it holds."""
    with open_session(engine) as session:
        decisions = list_decisions(session)
    return {
        "data": [
            {
                "id": decision.decision_id,
                **asdict(decision.correction),
                "withdrawn_by": decision.withdrawn_by,
                "withdrawn_on": decision.withdrawn_on,
                "withdrawn_reason": decision.withdrawn_reason,
            }
            for decision in decisions
        ]
    }


def _read_again(engine: Engine, posting_ids: tuple[int, ...]) -> None:
    for begin in range(0, len(posting_ids), _BATCH):
        with PIPELINE_LOCK:
            extract_again(engine, load_reviewed_extractor(engine), posting_ids[begin : begin + _BATCH])
