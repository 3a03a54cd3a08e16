import csv
from pathlib import Path

import pytest
from sqlalchemy import Engine

from nlp.components.occupation import OccupationCoder
from nlp.components.occupation_corrections import Correction, read_corrections
from service.jobs.review import decide
from service.jobs.review_queue import WORKSHEET_COLUMNS, QueueEntry, review_queue, write_worksheet
from storage.models import OccupationCodeRow
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository
from storage.session import open_session
from tests.storage.postings import make_posting

CODED = (
    # title, code, probability, the best alternative
    ("Registered Nurse", "29-1141", 0.97, "29-1171"),
    ("registered  nurse", "29-1141", 0.95, "29-1171"),
    ("Welder", "11-9021", 0.97, "51-4121"),  # sure of a code against which the title speaks
    ("Plumber", None, 0.2, "47-2152"),  # not coded, though the title agrees with the best candidate
    ("Electrician", "47-2111", 0.5, "47-3013"),
    ("Electrician", "47-2111", 0.5, "47-3013"),
    ("Electrician", "47-2111", 0.5, "47-3013"),
)


@pytest.fixture
def coded(engine: Engine) -> Engine:
    """A store whose postings carry the codes of CODED."""
    with open_session(engine) as session:
        source = SourceRepository(session).upsert({"slug": "acme", "family": "lever", "token": "acme"})
        run_id = CrawlRunRepository(session).start(source).id
        postings = PostingRepository(session)
        for number, (title, *_) in enumerate(CODED):
            postings.record_seen(run_id, make_posting(str(number), title=title))
        session.flush()
        for posting_id, (_, soc_code, probability, other) in enumerate(CODED, start=1):
            code = OccupationCodeRow(posting_id=posting_id, model_version="test", soc_code=soc_code)
            code.probability, code.alternatives = probability, [{"soc_code": other, "probability": 0.01}]
            session.add(code)
    return engine


def test_many_doubtful_and_disagreeing_postings_come_first(coded: Engine) -> None:
    queue = review_queue(coded, OccupationCoder.load(), limit=10)
    assert [(entry.title, entry.n_postings, entry.why) for entry in queue] == [
        ("Electrician", 3, "low confidence"),  # 3 x 0.5
        ("Welder", 1, "title and text differ"),  # 1 x (0.03 + how sure the title is)
        ("Plumber", 1, "not coded"),  # 1 x 0.8
        ("Registered Nurse", 2, "low confidence"),  # 2 x 0.04
    ]
    welder = queue[1]
    assert (welder.best_soc_code, welder.title_soc_code, welder.posting_ids) == ("11-9021", "51-4121", (3,))
    assert welder.priority == pytest.approx(0.03 + welder.title_probability)
    assert queue[2].best_soc_code == queue[2].title_soc_code == "47-2152"


def test_the_limit_keeps_the_first(coded: Engine) -> None:
    assert [entry.title for entry in review_queue(coded, OccupationCoder.load(), limit=1)] == ["Electrician"]


def test_what_was_decided_is_left_out(coded: Engine) -> None:
    decide(coded, [Correction("51-4121", "Ana", "2026-11-22", title_pattern="weld*")])
    assert "Welder" not in [entry.title for entry in review_queue(coded, OccupationCoder.load(), limit=10)]


@pytest.mark.parametrize(
    ("title_soc_code", "title_probability", "priority", "why"),
    [
        (None, 0.0, 0.8, "low confidence"),  # 4 x (1 - 0.8)
        ("29-1141", 0.9, 0.8, "low confidence"),
        ("29-1171", 0.5, 2.8, "title and text differ"),  # 4 x (1 - 0.8 + 0.5)
    ],
)
def test_priority_by_hand(
    title_soc_code: str | None, title_probability: float, priority: float, why: str
) -> None:
    entry = QueueEntry("x", 4, "29-1141", "29-1141", 0.8, (1,), title_soc_code, title_probability)
    assert entry.priority == pytest.approx(priority)
    assert entry.why == why


def test_a_worksheet_is_filled_in_and_imported(tmp_path: Path) -> None:
    path = tmp_path / "queue.csv"
    nurse = QueueEntry("Nurse, ICU", 2, None, "29-1141", 0.25, (1, 2), "29-1171", 0.3)
    write_worksheet(path, [nurse, QueueEntry("Cook", 1, "35-2014", "35-2014", 0.9, (3,))])
    assert read_corrections(path) == []  # nothing was decided yet
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0] | {"decided_on": ""} == {
        **dict.fromkeys(WORKSHEET_COLUMNS, ""),
        "title_pattern": "Nurse, ICU",
        "n_postings": "2",
        "why": "not coded, title and text differ",
        "coded_as": "29-1141 Registered Nurses",
        "probability": "0.25",
        "title_alone": "29-1171 Nurse Practitioners",
        "examples": "1 2",
    }
    rows[0] |= {"soc_code": "29-1141", "decided_by": "Ana"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, WORKSHEET_COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    (decided,) = read_corrections(path)
    assert (decided.title_pattern, decided.soc_code, decided.decided_by) == ("Nurse, ICU", "29-1141", "Ana")
