"""`POST /v1/classify`: occupation and Cluster of a posting, with what spoke for them."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from nlp.explain import code_title_alone, explain_codes
from nlp.types import ClusterCode, OccupationCode, PostingInput
from nlp.version import pipeline_version
from service.dependencies import EngineDep, GroupingsDep
from service.jobs.extract import load_title_reviewed_extractor
from service.routers.extract import PIPELINE_LOCK
from taxonomy.clusters import is_cross_cutting
from taxonomy.groupings import Groupings
from taxonomy.occupations import find_soc

router = APIRouter(prefix="/v1", tags=["extract"])


class ClassifyRequest(BaseModel):
    """A posting; the title alone will do, the description makes it surer."""

    title: str = Field(max_length=1000)
    description: str = Field(default="", max_length=1_000_000)
    employer: str | None = None
    naics_code: str | None = None


class ClassifyResponse(BaseModel):
    """`occupation.evidence` names the matched title, decisive words and the runner-up; null = not coded.

    `title_alone` is the best candidate of the title without the description, to be compared; `is_coded` says
    whether it would be given. `explanation` tells it all in sentences.
    """

    occupation: dict[str, Any] | None
    title_alone: dict[str, Any] | None
    cluster: dict[str, Any] | None
    explanation: list[str]
    pipeline_version: str


@router.post("/classify")
def classify_posting(
    request: ClassifyRequest, engine: EngineDep, groupings: GroupingsDep
) -> ClassifyResponse:
    """SOC 2018 code with calibrated probability, alternatives and evidence; Cluster and Sub-Cluster.

    Reviewers' decisions on titles win over the model and stand in the evidence.
    """
    posting = PostingInput("", request.title, request.description, request.employer, None, request.naics_code)
    with PIPELINE_LOCK:
        occupation, cluster = load_title_reviewed_extractor(engine).classify(posting)
        alone = code_title_alone(request.title)
    return ClassifyResponse(
        occupation=asdict(occupation) if occupation else None,
        title_alone=_name_best(alone),
        cluster=_describe(cluster, groupings) if cluster else None,
        explanation=explain_codes(occupation, cluster, alone) if occupation else ["Not coded."],
        pipeline_version=pipeline_version(),
    )


def _name_best(code: OccupationCode) -> dict[str, Any] | None:
    soc_code = code.soc_code or next((other.soc_code for other in code.alternatives), None)
    if soc_code is None:
        return None
    return {
        "soc_code": soc_code,
        "title": find_soc(soc_code).title,
        "probability": code.probability,
        "is_coded": code.soc_code is not None,
    }


def _describe(cluster: ClusterCode, groupings: Groupings) -> dict[str, Any]:
    return {
        **asdict(cluster),
        "is_cross_cutting": is_cross_cutting(cluster.name),
        "grouping": groupings.grouping_of(cluster.name),
    }
