from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from nlp.components.occupation_corrections import Correction, read_corrections
from nlp.types import PostingInput
from service.errors import UsageError
from service.jobs.extract import (
    extract_again,
    extract_pending,
    load_reviewed_extractor,
    load_title_reviewed_extractor,
)
from service.jobs.review import (
    decide,
    list_corrections,
    list_decisions,
    list_title_corrections,
    withdraw,
    write_corrections,
)
from storage.models import OccupationCodeRow
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.extractions import ExtractionRepository
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository
from storage.session import make_engine, open_session
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
    assert len(decide(filled, [_decision()]).posting_ids) == 2
    assert extract_pending(filled, load_reviewed_extractor(filled)) == 2
    assert _codes(filled) == ["13-1071", "13-1071", "29-1141"]


def test_a_decision_on_one_posting_leaves_the_others(filled: Engine) -> None:
    assert decide(filled, [_decision(posting_id="1", title_pattern=None)]).posting_ids == (1,)
    extract_pending(filled, load_reviewed_extractor(filled))
    assert _codes(filled)[0] == "13-1071"
    assert _codes(filled)[1:] != ["13-1071", "13-1071"]


def test_of_what_is_named_the_ids_and_titles_are_told(filled: Engine) -> None:
    named = decide(filled, [_decision()])
    assert (len(named.posting_ids), set(named.titles)) == (2, {ODD, ODD.upper()})


def test_a_decision_on_titles_applies_to_postings_that_are_not_stored(filled: Engine) -> None:
    decide(filled, [_decision(), _decision(posting_id="1", title_pattern=None, soc_code="29-1171")])
    assert list_title_corrections(filled) == [_decision()]
    extractor = load_title_reviewed_extractor(filled)
    occupation, _ = extractor.classify(PostingInput("1", "Chief Happiness Officer", ""))
    assert occupation is not None
    assert occupation.soc_code == "13-1071"


def test_a_database_that_was_never_set_up_holds_no_decisions(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert list_title_corrections(engine) == []
    engine.dispose()


def test_a_withdrawn_decision_holds_no_longer_but_stays_in_the_list(filled: Engine) -> None:
    before = _codes(filled)
    decide(filled, [_decision()])
    extract_pending(filled, load_reviewed_extractor(filled))
    with open_session(filled) as session:
        (stored,) = list_decisions(session)
    assert len(withdraw(filled, stored.decision_id, "Ben", "a mistake").posting_ids) == 2
    extract_pending(filled, load_reviewed_extractor(filled))
    assert _codes(filled) == before
    with open_session(filled) as session:
        assert list_corrections(session) == []
        (stored,) = list_decisions(session)
    assert (stored.correction, stored.withdrawn_by, stored.withdrawn_reason) == (
        _decision(),
        "Ben",
        "a mistake",
    )
    assert stored.withdrawn_on is not None


def test_an_earlier_decision_holds_again_when_the_later_one_is_withdrawn(filled: Engine) -> None:
    decide(filled, [_decision(decided_on="2026-11-01")])
    decide(filled, [_decision(soc_code="29-1171", decided_on="2026-11-20")])
    extract_pending(filled, load_reviewed_extractor(filled))
    assert _codes(filled)[0] == "29-1171"
    with open_session(filled) as session:
        later = list_decisions(session)[1].decision_id
    withdraw(filled, later, "Ben")
    extract_pending(filled, load_reviewed_extractor(filled))
    assert _codes(filled)[0] == "13-1071"


def test_what_cannot_be_withdrawn_is_refused(filled: Engine) -> None:
    decide(filled, [_decision()])
    with pytest.raises(UsageError, match="no decision 404"):
        withdraw(filled, 404, "Ben")
    with pytest.raises(UsageError, match="say who"):
        withdraw(filled, 1, " ")
    withdraw(filled, 1, "Ben")
    with pytest.raises(UsageError, match=r"was withdrawn on .* by Ben"):
        withdraw(filled, 1, "Ben")


def test_only_what_is_named_is_read_again(filled: Engine) -> None:
    named = decide(filled, [_decision()])
    with open_session(filled) as session:
        ExtractionRepository(session).forget([3])
    extract_again(filled, load_reviewed_extractor(filled), named.posting_ids)
    assert _codes(filled) == ["13-1071", "13-1071"]  # the nurse waits for `publish`


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"soc_code": "13-0000"}, "no detailed SOC"),
        ({"posting_id": "404", "title_pattern": None}, "no posting '404'"),
        ({"decided_on": "yesterday"}, "no ISO day"),
        ({"title_pattern": None}, "neither a posting nor a title"),
        ({"title_pattern": "* - *"}, "names every title"),
        ({"decided_by": " "}, "does not say who decided"),
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
