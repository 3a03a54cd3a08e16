"""Publish a vintage: the state of all signals, immutable and self-describing."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Engine, Select, select
from sqlalchemy.orm import Session

from service.errors import UsageError
from service.jobs.datapackage import describe_vintage
from service.vintages import VintageStore
from storage.employers import employer_key
from storage.models import (
    ClusterCodeRow,
    Extraction,
    MentionRow,
    OccupationCodeRow,
    PostingLocation,
    PostingRow,
    Source,
    Vintage,
)
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.extractions import ExtractionRepository
from storage.repositories.sources import SourceRepository
from storage.repositories.vintages import VintageRepository
from storage.session import open_session
from taxonomy.digest import tables_digest

_CHUNK = 5_000
_STRENGTH = {"required": 3, "preferred": 2, "mentioned": 1, "offered": 0}

POSTINGS = pa.schema(
    [
        ("posting_id", pa.int64()),
        ("source", pa.string()),
        ("external_id", pa.string()),
        ("employer", pa.string()),
        ("employer_key", pa.string()),
        ("title", pa.string()),
        ("url", pa.string()),
        ("opened_on", pa.date32()),
        ("last_seen_on", pa.date32()),
        ("language", pa.string()),
        ("soc_code", pa.string()),
        ("soc_level", pa.string()),
        ("soc_level_code", pa.string()),
        ("soc_probability", pa.float32()),
        ("onet_soc_code", pa.string()),
        ("cluster", pa.string()),
        ("sub_cluster", pa.string()),
        ("cluster_probability", pa.float32()),
        ("education_minimum", pa.string()),
        ("experience_years_min", pa.float32()),
        ("wage_min_usd_annual", pa.float64()),
        ("wage_max_usd_annual", pa.float64()),
        ("employment_type", pa.string()),
        ("remote", pa.string()),
    ]
)
POSTING_AREAS = pa.schema(
    [
        ("posting_id", pa.int64()),
        ("country", pa.string()),
        ("state", pa.string()),
        ("county_fips", pa.string()),
        ("cbsa_code", pa.string()),
    ]
)
MENTIONS = pa.schema(
    [
        ("posting_id", pa.int64()),
        ("concept_id", pa.string()),
        ("label", pa.string()),
        ("kind", pa.string()),
        ("requirement", pa.string()),
        ("confidence", pa.float32()),
    ]
)


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: the vintage and its number of postings."""

    vintage_id: str
    path: Path
    n_postings: int


def publish_vintage(
    engine: Engine, store: VintageStore, on_progress: Callable[[str], None] = lambda _: None
) -> Publication:
    """Write the present state of the store as a new vintage and make it current.

    The vintage is written aside and swapped in; a failed build leaves the current one as it was.

    Raises:
        UsageError: there is no posting to publish.
    """
    now = datetime.now(UTC)
    vintage_id = now.strftime("%Y-%m-%dT%H-%M-%S.%fZ")
    with open_session(engine) as session, store.staging(vintage_id) as staging:
        on_progress("postings")
        n_postings = _write(staging / "postings.parquet", POSTINGS, _posting_rows(session))
        if n_postings == 0:
            raise UsageError(
                "nothing to publish: no posting is stored; run `signalpost crawl` or `signalpost import`"
            )
        on_progress("areas")
        n_areas = _write(staging / "posting_areas.parquet", POSTING_AREAS, _area_rows(session))
        on_progress("mentions")
        n_mentions = _write(staging / "mentions.parquet", MENTIONS, _mention_rows(session))
        record = _vintage_record(session, vintage_id, now, n_postings)
        counts = {"postings": n_postings, "posting_areas": n_areas, "mentions": n_mentions}
        schemas = {"postings": POSTINGS, "posting_areas": POSTING_AREAS, "mentions": MENTIONS}
        package = describe_vintage(record, staging, schemas, counts, _coverage(session))
        (staging / "datapackage.json").write_text(json.dumps(package, indent=2) + "\n", encoding="utf-8")
        VintageRepository(session).add(record)
    return Publication(vintage_id, store.current().path, n_postings)


def _write(path: Path, schema: pa.Schema, rows: Iterable[dict[str, Any]]) -> int:
    total = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for chunk in _chunks(rows):
            writer.write_table(pa.Table.from_pylist(chunk, schema=schema))
            total += len(chunk)
    return total


def _chunks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    yield chunk


def _posting_query() -> Select[PostingRow, str, str | None, Extraction, OccupationCodeRow, ClusterCodeRow]:
    return (
        select(PostingRow, Source.slug, Source.employer, Extraction, OccupationCodeRow, ClusterCodeRow)
        .join(Source, Source.id == PostingRow.source_id)
        .outerjoin(Extraction, Extraction.posting_id == PostingRow.id)
        .outerjoin(OccupationCodeRow, OccupationCodeRow.posting_id == PostingRow.id)
        .outerjoin(ClusterCodeRow, ClusterCodeRow.posting_id == PostingRow.id)
        .order_by(PostingRow.id)
        .execution_options(yield_per=_CHUNK)
    )


def _posting_rows(session: Session) -> Iterator[dict[str, Any]]:
    for posting, slug, source_employer, extraction, occupation, cluster in session.execute(_posting_query()):
        employer = posting.hiring_organization or source_employer
        yield {
            "posting_id": posting.id,
            "source": slug,
            "external_id": posting.external_id,
            "employer": employer,
            "employer_key": employer_key(employer),
            "title": posting.title,
            "url": posting.url,
            "opened_on": opened_on(posting),
            "last_seen_on": posting.last_seen_at.date(),
            "language": posting.language,
            **_code_columns(occupation, cluster),
            **_fact_columns(extraction),
        }


def opened_on(posting: PostingRow) -> date:
    """Day on which a posting opened: the source's own date, else the first sighting; never after that."""
    first_seen = posting.first_seen_at.date()
    return min(posting.date_posted, first_seen) if posting.date_posted else first_seen


def _code_columns(occupation: OccupationCodeRow | None, cluster: ClusterCodeRow | None) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if occupation:
        columns = {
            "soc_code": occupation.soc_code,
            "soc_level": occupation.level,
            "soc_level_code": occupation.level_code,
            "soc_probability": occupation.probability,
            "onet_soc_code": occupation.onet_soc_code,
        }
    if cluster:
        columns["cluster"] = cluster.cluster
        columns["sub_cluster"] = cluster.sub_cluster
        columns["cluster_probability"] = cluster.probability
    return columns


def _fact_columns(extraction: Extraction | None) -> dict[str, Any]:
    if extraction is None:
        return {}
    names = ("education_minimum", "experience_years_min", "wage_min_usd_annual", "wage_max_usd_annual")
    return {name: getattr(extraction, name) for name in (*names, "employment_type", "remote")}


def _area_rows(session: Session) -> Iterator[dict[str, Any]]:
    columns = (
        PostingLocation.posting_id,
        PostingLocation.country,
        PostingLocation.state,
        PostingLocation.county_fips,
        PostingLocation.cbsa_code,
    )
    query = (
        select(*columns).distinct().order_by(PostingLocation.posting_id).execution_options(yield_per=_CHUNK)
    )
    for row in session.execute(query):
        yield row._asdict()


def _mention_rows(session: Session) -> Iterator[dict[str, Any]]:
    """One row per posting and concept, with the strongest requirement level of its mentions."""
    query = (
        select(MentionRow)
        .where(MentionRow.concept_id.is_not(None))
        .order_by(MentionRow.posting_id, MentionRow.concept_id)
        .execution_options(yield_per=_CHUNK)
    )
    strongest: MentionRow | None = None
    for mention in session.scalars(query):
        if strongest is None or (mention.posting_id, mention.concept_id) != (
            strongest.posting_id,
            strongest.concept_id,
        ):
            if strongest is not None:
                yield _mention_columns(strongest)
            strongest = mention
        elif _STRENGTH[mention.requirement] > _STRENGTH[strongest.requirement]:
            strongest = mention
    if strongest is not None:
        yield _mention_columns(strongest)


def _mention_columns(mention: MentionRow) -> dict[str, Any]:
    return {name: getattr(mention, name) for name in MENTIONS.names}


def _coverage(session: Session) -> list[dict[str, Any]]:
    """Per source: how it was last read, so that no figure hides a broken source."""
    latest = CrawlRunRepository(session).latest()
    return [
        {
            "source": source.slug,
            "family": source.family,
            "status": latest[source.id].status if source.id in latest else "never read",
            "last_run_at": latest[source.id].started_at.isoformat() if source.id in latest else None,
            "advertised_total": latest[source.id].advertised_total if source.id in latest else None,
            "n_seen": latest[source.id].n_seen if source.id in latest else 0,
        }
        for source in SourceRepository(session).list_all()
    ]


def _vintage_record(session: Session, vintage_id: str, now: datetime, n_postings: int) -> Vintage:
    versions = ExtractionRepository(session).pipeline_versions()
    sources = "\n".join(f"{s.slug} {s.family} {s.token}" for s in SourceRepository(session).list_all())
    return Vintage(
        vintage_id=vintage_id,
        published_at=now,
        n_postings=n_postings,
        pipeline_version="+".join(sorted(versions)) or f"none ({version('signalpost')})",
        taxonomy_digest=tables_digest(),
        source_list_digest=f"sha256:{hashlib.sha256(sources.encode()).hexdigest()}",
    )
