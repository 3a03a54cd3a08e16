from sqlalchemy import Engine

from service.jobs.candidates import open_phrases
from storage.models import MentionRow, PostingRow
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository
from storage.session import open_session
from tests.storage.postings import make_posting


def _fill(engine: Engine) -> None:
    with open_session(engine) as session:
        source = SourceRepository(session).upsert({"slug": "acme", "family": "lever", "token": "acme"})
        run_id = CrawlRunRepository(session).start(source).id
        for number in range(4):
            employer = f"Zoo {min(number, 2)}"  # three employers, one of them twice
            PostingRepository(session).record_seen(
                run_id, make_posting(str(number), hiring_organization=employer)
            )
        for row in session.query(PostingRow).order_by(PostingRow.id):
            phrases = (
                ("penguin wrangling", "welding") if row.external_id != "0" else ("Penguin Wrangling skills",)
            )
            session.add_all(
                MentionRow(
                    posting_id=row.id,
                    ordinal=ordinal,
                    field="description",
                    start=0,
                    end=len(phrase),
                    text=phrase,
                    kind="skill",
                    concept_id=None,
                    label=phrase,
                    requirement="required" if row.external_id == "3" else "mentioned",
                    confidence=0.5,
                )
                for ordinal, phrase in enumerate(phrases)
            )


def test_phrases_of_several_employers_that_no_concept_holds(engine: Engine) -> None:
    _fill(engine)
    (found,) = open_phrases(engine, min_employers=3)  # welding is a concept
    assert (found.phrase, found.n_postings, found.n_employers) == ("penguin wrangling", 4, 3)
    assert (found.n_required, found.confidence) == (1, 0.5)


def test_too_few_employers_are_no_evidence(engine: Engine) -> None:
    _fill(engine)
    assert open_phrases(engine, min_employers=4) == []
