"""`POST /v1/classify`: occupation and Cluster of a posting, with what spoke for them."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from nlp.extractor import load_extractor
from nlp.types import PostingInput
from nlp.version import pipeline_version
from service.routers.extract import PIPELINE_LOCK

router = APIRouter(prefix="/v1", tags=["extract"])


class ClassifyRequest(BaseModel):
    """A posting; the title alone will do, the description makes it surer."""

    title: str = Field(max_length=1000)
    description: str = Field(default="", max_length=1_000_000)
    employer: str | None = None
    naics_code: str | None = None


class ClassifyResponse(BaseModel):
    """`occupation.evidence` names the matched title, decisive words and the runner-up; null = not coded."""

    occupation: dict[str, Any] | None
    cluster: dict[str, Any] | None
    pipeline_version: str


@router.post("/classify")
def classify_posting(request: ClassifyRequest) -> ClassifyResponse:
    """SOC 2018 code with calibrated probability, alternatives and evidence; Cluster and Sub-Cluster."""
    posting = PostingInput("", request.title, request.description, request.employer, None, request.naics_code)
    with PIPELINE_LOCK:
        occupation, cluster = load_extractor().classify(posting)
    return ClassifyResponse(
        occupation=asdict(occupation) if occupation else None,
        cluster=asdict(cluster) if cluster else None,
        pipeline_version=pipeline_version(),
    )
