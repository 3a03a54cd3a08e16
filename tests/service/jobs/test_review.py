from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from nlp.components.occupation import OccupationCoder
from nlp.components.occupation_corrections import Correction, read_corrections
from service.errors import UsageError
from service.jobs.extract import extract_pending, load_reviewed_extractor
from service.jobs.review import decide, list_corrections, review_queue, write_corrections
from storage.models import OccupationCodeRow
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository
from storage.session import open_session
from tests.storage.postings import make_posting

ODD = "Chief Happiness Wrangler"


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """Two odd titles and a nurse, read by the pipeline."""
    with open_session(engine) as session:
        source = SourceRepository(session).upsert({"slug": "acme", "family": "lever", "token": "acme"})
        run_id = CrawlRunRepository(session).start(source).id
        postings = PostingRepository(session)
        for number, title in enumerate((ODD, ODD.upper(), "Registered Nurse")):
            postings.record_seen(
                run_id, make_posting(str(number), title=title, description_text="Come and join us.")
            )
    extract_pending(engine, load_reviewed_extractor(engine))
    return engine


def _codes(engine: Engine) -> list[str | None]:
    with open_session(engine) as session:
        query = select(OccupationCodeRow.soc_code).order_by(OccupationCodeRow.posting_id)
        return list(session.scalars(query))


def _decision(**changes: str | None) -> Correction:
    fields: dict[str, str | None] = {
        "soc_code": "13-1071",
        "decided_by": "Ana",
        "decided_on": "2026-11-22",
        "reason": "human resources",
        "title_pattern": "chief happiness*",
    }
    return Correction(**(fields | changes))  # type: ignore[arg-type]


def test_a_decision_wins_at_once_for_all_that_it_names(filled: Engine) -> None:
    assert decide(filled, [_decision()]) == 2
    assert extract_pending(filled, load_reviewed_extractor(filled)) == 2
    assert _codes(filled) == ["13-1071", "13-1071", "29-1141"]


def test_a_decision_on_one_posting_leaves_the_others(filled: Engine) -> None:
    assert decide(filled, [_decision(posting_id="1", title_pattern=None)]) == 1
    extract_pending(filled, load_reviewed_extractor(filled))
    assert _codes(filled)[0] == "13-1071"
    assert _codes(filled)[1:] != ["13-1071", "13-1071"]


def test_the_queue_shows_the_doubtful_first_and_not_the_decided(filled: Engine) -> None:
    first = review_queue(filled, OccupationCoder.load(), limit=10)[0]
    assert (first.title, first.n_postings) == (ODD, 2)
    decide(filled, [_decision()])
    extract_pending(filled, load_reviewed_extractor(filled))
    assert all(entry.title != ODD for entry in review_queue(filled, OccupationCoder.load(), limit=10))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"soc_code": "13-0000"}, "no detailed SOC"),
        ({"posting_id": "404", "title_pattern": None}, "no posting '404'"),
        ({"decided_on": "yesterday"}, "no ISO day"),
        ({"title_pattern": None}, "neither a posting nor a title"),
    ],
)
def test_of_a_list_with_a_bad_decision_none_is_stored(
    filled: Engine, changes: dict[str, str | None], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        decide(filled, [_decision(), _decision(**changes)])
    with open_session(filled) as session:
        assert list_corrections(session) == []


def test_export_gives_what_training_reads(filled: Engine, tmp_path: Path) -> None:
    decide(filled, [_decision(), _decision(posting_id="1", title_pattern=None)])
    path = tmp_path / "corrections.csv"
    assert write_corrections(filled, path) == 2
    assert read_corrections(path) == [_decision(), _decision(posting_id="1", title_pattern=None)]
