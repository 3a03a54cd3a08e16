from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from storage.models import Extraction, PostingRow
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.extractions import ExtractedPosting, ExtractionRepository
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository
from storage.session import open_session
from tests.storage.postings import SEEN_AT, make_posting


@pytest.fixture
def run_id(engine: Engine) -> int:
    with open_session(engine) as session:
        source = SourceRepository(session).upsert({"slug": "acme", "family": "lever", "token": "acme"})
        return CrawlRunRepository(session).start(source).id


def test_a_posting_is_new_then_unchanged_then_changed(engine: Engine, run_id: int) -> None:
    later = SEEN_AT + timedelta(days=1)
    with open_session(engine) as session:
        repository = PostingRepository(session)
        assert repository.record_seen(run_id, make_posting()) == "new"
        assert repository.record_seen(run_id, make_posting(fetched_at=later)) == "unchanged"
        assert (
            repository.record_seen(run_id, make_posting(title="Nurse Manager", fetched_at=later)) == "changed"
        )
    with open_session(engine) as session:
        row = session.query(PostingRow).one()
        assert (row.title, row.first_seen_at, row.last_seen_at) == ("Nurse Manager", SEEN_AT, later)


def test_every_field_is_stored(engine: Engine, run_id: int) -> None:
    posting = make_posting(
        base_salary={"min": 40, "max": 55, "unit": "hour"},
        valid_through="2026-12-01",
        language="en",
        url="https://jobs.example.org/1",
    )
    with open_session(engine) as session:
        PostingRepository(session).record_seen(run_id, posting)
    with open_session(engine) as session:
        row = session.query(PostingRow).one()
        assert row.date_posted == date(2026, 11, 1)
        assert row.base_salary == {"min": 40.0, "max": 55.0, "currency": "USD", "unit": "hour"}
        assert (row.valid_through, row.language, row.url) == (
            "2026-12-01",
            "en",
            "https://jobs.example.org/1",
        )
        assert row.employment_type == ["FULL_TIME"]
        assert [(place.city, place.state, place.county_fips) for place in row.locations] == [
            ("Austin", "TX", "48453")
        ]


def test_a_change_replaces_the_places(engine: Engine, run_id: int) -> None:
    moved = make_posting(job_location=[{"raw": "Reno, NV", "state": "NV"}, {"raw": "Remote"}])
    with open_session(engine) as session:
        repository = PostingRepository(session)
        repository.record_seen(run_id, make_posting())
        repository.record_seen(run_id, moved)
    with open_session(engine) as session:
        places = session.query(PostingRow).one().locations
        assert [(place.ordinal, place.raw) for place in places] == [(0, "Reno, NV"), (1, "Remote")]


def test_pending_are_the_unread_the_changed_and_those_of_another_version(engine: Engine, run_id: int) -> None:
    with open_session(engine) as session:
        repository = PostingRepository(session)
        for external_id in ("unread", "read", "changed", "old version"):
            repository.record_seen(run_id, make_posting(external_id))
        rows = {row.external_id: row for row in repository.iterate()}
        ExtractionRepository(session).replace(
            [
                ExtractedPosting(_extraction(rows["read"], "v2")),
                ExtractedPosting(_extraction(rows["changed"], "v2", digest="sha256:other")),
                ExtractedPosting(_extraction(rows["old version"], "v1")),
            ]
        )
        pending = repository.pending_extraction("v2", limit=10)
        assert [row.external_id for row in pending] == ["unread", "changed", "old version"]
        assert len(repository.pending_extraction("v2", limit=2)) == 2


def test_one_source_may_use_the_key_of_another(engine: Engine, run_id: int) -> None:
    with open_session(engine) as session:
        other = SourceRepository(session).upsert({"slug": "other", "family": "lever", "token": "other"})
        other_run = CrawlRunRepository(session).start(other).id
        repository = PostingRepository(session)
        assert repository.record_seen(run_id, make_posting("7")) == "new"
        assert repository.record_seen(other_run, make_posting("7")) == "new"
        assert repository.newest_sighting() == SEEN_AT


def _extraction(row: PostingRow, version: str, digest: str | None = None) -> Extraction:
    return Extraction(
        posting_id=row.id,
        content_digest=digest or row.content_digest,
        pipeline_version=version,
        extracted_at=SEEN_AT,
    )
