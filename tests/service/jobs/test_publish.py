import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

from service.errors import UsageError
from service.jobs import publish
from service.jobs.publish import opened_on, publish_vintage
from service.vintages import VintageStore
from storage.models import Extraction, MentionRow, OccupationCodeRow, PostingRow, Vintage
from storage.repositories.crawl_runs import CrawlRunRepository, RunCounts
from storage.repositories.extractions import ExtractedPosting, ExtractionRepository
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository
from storage.session import open_session
from tests.storage.postings import SEEN_AT, make_posting


def _fill(engine: Engine) -> None:
    with open_session(engine) as session:
        source = SourceRepository(session).upsert({"slug": "acme", "family": "lever", "token": "acme"})
        runs = CrawlRunRepository(session)
        run_id = runs.start(source).id
        postings = PostingRepository(session)
        postings.record_seen(run_id, make_posting("1"))
        postings.record_seen(run_id, make_posting("2", hiring_organization=None, date_posted=None))
        runs.finish(run_id, "complete", RunCounts(n_seen=2, advertised_total=2))
        first = next(postings.iterate())
        extraction = Extraction(
            posting_id=first.id,
            content_digest=first.content_digest,
            pipeline_version="v1",
            extracted_at=SEEN_AT,
            remote="hybrid",
        )
        occupation = OccupationCodeRow(
            posting_id=first.id, model_version="v1", soc_code="29-1141", probability=0.9, alternatives=[]
        )
        mentions = [
            _mention(first.id, 0, "technology:excel", "mentioned"),
            _mention(first.id, 1, "technology:excel", "required"),
            _mention(first.id, 2, None, "required"),
        ]
        ExtractionRepository(session).replace([ExtractedPosting(extraction, mentions, occupation)])


def _mention(posting_id: int, ordinal: int, concept_id: str | None, requirement: str) -> MentionRow:
    return MentionRow(
        posting_id=posting_id,
        ordinal=ordinal,
        field="description",
        start=0,
        end=5,
        text="Excel",
        kind="technology",
        concept_id=concept_id,
        label="Microsoft Excel",
        requirement=requirement,
        confidence=0.9,
    )


def test_the_vintage_holds_postings_areas_and_strongest_mentions(engine: Engine, tmp_path: Path) -> None:
    _fill(engine)
    publication = publish_vintage(engine, VintageStore(tmp_path))
    postings = pq.read_table(publication.path / "postings.parquet").to_pylist()
    assert [(row["external_id"], row["employer_key"], row["soc_code"]) for row in postings] == [
        ("1", "acme hospital", "29-1141"),
        ("2", None, None),
    ]
    assert [row["opened_on"] for row in postings] == [date(2026, 11, 1), date(2026, 11, 2)]
    assert postings[0]["remote"] == "hybrid"
    areas = pq.read_table(publication.path / "posting_areas.parquet").to_pylist()
    assert [(row["state"], row["county_fips"]) for row in areas] == [("TX", "48453")] * 2
    mentions = pq.read_table(publication.path / "mentions.parquet").to_pylist()
    assert [(row["concept_id"], row["requirement"]) for row in mentions] == [("technology:excel", "required")]


def test_the_descriptor_names_versions_coverage_and_digests(engine: Engine, tmp_path: Path) -> None:
    _fill(engine)
    publication = publish_vintage(engine, VintageStore(tmp_path))
    package = json.loads((publication.path / "datapackage.json").read_text(encoding="utf-8"))
    details = package["signalpost"]
    assert details["pipeline_version"] == "v1"
    assert details["n_rows"] == {"postings": 2, "posting_areas": 2, "mentions": 1}
    (coverage,) = details["coverage"]
    assert (coverage["source"], coverage["status"], coverage["advertised_total"]) == ("acme", "complete", 2)
    for resource in package["resources"]:
        content = (publication.path / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert [field["name"] for field in resource["schema"]["fields"]] == pq.read_schema(
            publication.path / resource["path"]
        ).names
    with open_session(engine) as session:
        assert session.query(Vintage).one().vintage_id == publication.vintage_id


def test_a_failed_build_leaves_the_current_vintage(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(engine)
    store = VintageStore(tmp_path)
    good = publish_vintage(engine, store).vintage_id

    def break_down(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(publish, "_mention_rows", break_down)
    with pytest.raises(OSError, match="disk full"):
        publish_vintage(engine, store)
    assert store.current().vintage_id == good
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    with open_session(engine) as session:
        assert session.query(Vintage).count() == 1


def test_nothing_to_publish_is_said(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="signalpost crawl"):
        publish_vintage(engine, VintageStore(tmp_path))


@pytest.mark.parametrize(
    ("posted", "first_seen", "opened"),
    [
        (date(2026, 10, 1), date(2026, 10, 9), date(2026, 10, 1)),
        (None, date(2026, 10, 9), date(2026, 10, 9)),
        (date(2026, 10, 12), date(2026, 10, 9), date(2026, 10, 9)),  # dated after it was seen
    ],
)
def test_opened_on(posted: date | None, first_seen: date, opened: date) -> None:
    seen_at = datetime.combine(first_seen, datetime.min.time(), UTC) + timedelta(hours=12)
    assert opened_on(PostingRow(date_posted=posted, first_seen_at=seen_at)) == opened
