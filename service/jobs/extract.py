"""Read every posting that the present pipeline has not read yet."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from nlp.extractor import Extractor, load_extractor
from nlp.types import PostingInput
from nlp.version import pipeline_version
from service.jobs.review import list_corrections, list_title_corrections
from storage.models import ClusterCodeRow, Extraction, MentionRow, OccupationCodeRow, PostingRow
from storage.repositories.extractions import ExtractedPosting, ExtractionRepository
from storage.repositories.postings import PostingRepository
from storage.session import open_session
from taxonomy.crosswalks import naics_sector
from taxonomy.errors import UnknownCodeError

_BATCH = 500
_MENTION_FIELDS = (
    "field",
    "start",
    "end",
    "text",
    "kind",
    "concept_id",
    "label",
    "requirement",
    "confidence",
)
_PAY_FIELDS = ("usd_hourly", "usd_annual")


def load_reviewed_extractor(engine: Engine) -> Extractor:
    """The default pipeline for stored postings: every decision of a reviewer wins over the model."""
    extractor = load_extractor()
    with open_session(engine) as session:
        extractor.use_corrections(list_corrections(session))
    return extractor


def load_title_reviewed_extractor(engine: Engine) -> Extractor:
    """The default pipeline for postings that are not stored: decisions on titles win over the model.

    Decisions on single postings do not count, as the ids of such postings are their sender's.
    """
    extractor = load_extractor()
    extractor.use_corrections(list_title_corrections(engine))
    return extractor


def extract_pending(
    engine: Engine, extractor: Extractor, on_progress: Callable[[int], None] = lambda _: None
) -> int:
    """Extract all postings that are new, changed, or were read by another version of the pipeline.

    Each batch is one transaction: a killed job loses at most the batch in hand and repeats nothing.

    Args:
        engine: the operational store.
        extractor: the pipeline.
        on_progress: called with the number of postings of each finished batch.

    Returns:
        How many postings were read.
    """
    version = pipeline_version()
    total = 0
    while True:
        with open_session(engine) as session:
            rows = PostingRepository(session).pending_extraction(version, _BATCH)
            if not rows:
                return total
            _extract_rows(session, rows, extractor, version)
        total += len(rows)
        on_progress(len(rows))


def extract_again(engine: Engine, extractor: Extractor, posting_ids: Sequence[int]) -> None:
    """Extract these stored postings, whatever was read out of them before; a batch is one transaction."""
    version = pipeline_version()
    for begin in range(0, len(posting_ids), _BATCH):
        with open_session(engine) as session:
            rows = PostingRepository(session).list_by_id(posting_ids[begin : begin + _BATCH])
            _extract_rows(session, rows, extractor, version)


def _extract_rows(session: Session, rows: list[PostingRow], extractor: Extractor, version: str) -> None:
    records = extractor.extract_many(posting_input(row) for row in rows)
    extracted = [_extracted(row, record, version) for row, record in zip(rows, records, strict=True)]
    ExtractionRepository(session).replace(extracted)


def posting_input(row: PostingRow) -> PostingInput:
    """A stored posting as the pipeline takes it; its id is the id of the row.

    Employer and industry are the posting's own where it names them (a partner's file may hold a NAICS code
    per posting), else those of its source.
    """
    places = [place.raw for place in row.locations]
    return PostingInput(
        posting_id=str(row.id),
        title=row.title,
        description=row.description_text,
        employer=row.hiring_organization or row.source.employer,
        location="; ".join(places) or None,
        naics_code=_naics_code(row.industry) or row.source.naics_code,
    )


def _naics_code(industry: str | None) -> str | None:
    """The industry where it is a NAICS code, not a name."""
    code = (industry or "").strip()
    if not code.isdecimal():
        return None
    try:
        naics_sector(code)
    except UnknownCodeError:
        return None
    return code


def _extracted(row: PostingRow, record: dict[str, Any], version: str) -> ExtractedPosting:
    extraction = Extraction(
        posting_id=row.id,
        content_digest=row.content_digest,
        pipeline_version=version,
        extracted_at=datetime.now(UTC),
    )
    if "error" in record:
        extraction.error = str(record["error"])
        return ExtractedPosting(extraction)
    _copy_facts(extraction, record)
    mentions = [
        MentionRow(posting_id=row.id, ordinal=ordinal, **{name: mention[name] for name in _MENTION_FIELDS})
        for ordinal, mention in enumerate(record["mentions"])
    ]
    return ExtractedPosting(
        extraction, mentions, _occupation(row.id, record, version), _cluster(row.id, record, version)
    )


def _copy_facts(extraction: Extraction, record: dict[str, Any]) -> None:
    extraction.education_minimum = (record.get("education") or {}).get("minimum")
    extraction.experience_years_min = record.get("experience_years_min")
    extraction.employment_type = record.get("employment_type")
    extraction.remote = record.get("remote")
    pay = record.get("pay")
    if pay:
        extraction.pay_unit = pay["unit"]
        for unit in _PAY_FIELDS:
            for bound in ("min", "max"):
                setattr(extraction, f"wage_{bound}_{unit}", pay.get(f"{bound}_{unit}"))


def _occupation(posting_id: int, record: dict[str, Any], version: str) -> OccupationCodeRow | None:
    occupation = record.get("occupation")
    if not occupation:
        return None
    return OccupationCodeRow(
        posting_id=posting_id,
        model_version=version,
        soc_code=occupation["soc_code"],
        onet_soc_code=occupation.get("onet_soc_code"),
        probability=occupation["probability"],
        level=occupation.get("level"),
        level_code=occupation.get("level_code"),
        alternatives=occupation["alternatives"],
    )


def _cluster(posting_id: int, record: dict[str, Any], version: str) -> ClusterCodeRow | None:
    cluster = record.get("cluster")
    if not cluster:
        return None
    return ClusterCodeRow(
        posting_id=posting_id,
        model_version=version,
        cluster=cluster["name"],
        sub_cluster=cluster["sub_cluster"],
        probability=cluster["probability"],
    )
