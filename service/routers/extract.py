"""`POST /v1/extract`: the pipeline over HTTP."""

import json
from threading import Lock
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from nlp.errors import InvalidPostingError
from nlp.extractor import Extractor
from nlp.records import error_record, read_record
from nlp.version import pipeline_version
from service.dependencies import EngineDep, SettingsDep
from service.errors import UsageError
from service.jobs.extract import load_title_reviewed_extractor

router = APIRouter(prefix="/v1", tags=["extract"])

# The pipeline is not safe for threads; requests queue here.
PIPELINE_LOCK = Lock()


class ExtractRequest(BaseModel):
    """Postings to read, in the input form of `signalpost extract`."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "postings": [{"id": "1", "title": "RN - Med/Surg", "description": "Current RN license. BLS."}]
            }
        }
    )
    postings: list[dict[str, Any]] = Field(min_length=1)


class ExtractResponse(BaseModel):
    """One record per posting, in order, in the output form of `signalpost extract`; a bad one has `error`."""

    data: list[dict[str, Any]]
    pipeline_version: str


@router.post("/extract")
def extract_postings(request: ExtractRequest, settings: SettingsDep, engine: EngineDep) -> ExtractResponse:
    """Mentions, codes and facts of up to `SIGNALPOST_MAX_EXTRACT_POSTINGS` postings.

    Reviewers' decisions on titles win over the model.
    """
    if len(request.postings) > settings.max_extract_postings:
        raise UsageError(
            f"{len(request.postings)} postings at once; send at most {settings.max_extract_postings}, "
            "or use `signalpost extract` for files"
        )
    with PIPELINE_LOCK:
        extractor = load_title_reviewed_extractor(engine)
        data = [_extract_one(extractor, raw) for raw in request.postings]
    return ExtractResponse(data=data, pipeline_version=pipeline_version())


def _extract_one(extractor: Extractor, raw: dict[str, Any]) -> dict[str, Any]:
    try:
        posting = read_record(json.dumps(raw))
    except InvalidPostingError as error:
        return error_record(error)
    return extractor.extract(posting)
