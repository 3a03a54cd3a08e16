from typing import Any

import pytest

from nlp.candidates import find_candidates, phrase_key, without_filler


def _mention(
    text: str, *, kind: str = "skill", concept_id: str | None = None, requirement: str = "mentioned"
) -> dict[str, Any]:
    return {
        "text": text,
        "kind": kind,
        "concept_id": concept_id,
        "requirement": requirement,
        "confidence": 0.8,
    }


def _record(*mentions: dict[str, Any]) -> dict[str, Any]:
    return {"id": "1", "mentions": list(mentions)}


def test_phrases_of_enough_employers_are_found() -> None:
    records = [
        (employer, _record(_mention("trim hedges"))) for employer in ("Arbor Co", "Green LLC", "Lawn Inc")
    ]
    (found,) = find_candidates(records)
    assert (found.phrase, found.n_postings, found.n_employers, found.confidence) == ("trim hedges", 3, 3, 0.8)


def test_one_employer_that_repeats_itself_is_not_enough() -> None:
    records = [(name, _record(_mention("trim hedges"))) for name in ("Arbor Co", "ARBOR  co", "Arbor Co")]
    assert find_candidates(records) == []
    assert find_candidates(records, min_employers=1)[0].n_postings == 3


def test_postings_without_employer_add_no_employer() -> None:
    records = [(None, _record(_mention("trim hedges"))), ("", _record(_mention("trim hedges")))]
    assert find_candidates(records, min_employers=1, min_postings=1) == []


def test_writings_are_joined_and_the_commonest_named() -> None:
    records = [
        ("A", _record(_mention("hedge-trimming"))),
        ("B", _record(_mention("Hedge trimming skills"))),
        ("C", _record(_mention("strong hedge trimming"))),
        ("D", _record(_mention("hedge-trimming"))),
    ]
    (found,) = find_candidates(records)
    assert (found.phrase, found.n_employers) == ("hedge-trimming", 4)


def test_a_phrase_counts_once_per_posting_and_required_wins() -> None:
    record = _record(_mention("trim hedges"), _mention("Trim hedges", requirement="required"))
    (found,) = find_candidates([("A", record)], min_employers=1, min_postings=1)
    assert (found.n_postings, found.n_required) == (1, 1)


def test_concepts_other_kinds_known_forms_and_errors_are_left_out() -> None:
    records: list[tuple[str | None, dict[str, Any]]] = [
        ("A", _record(_mention("welding", concept_id="skill:welding"))),
        ("A", _record(_mention("AutoCAD", kind="technology"))),
        ("A", _record(_mention("Pipe Fitting"))),
        ("A", {"id": "2", "error": {"field": "line", "message": "not JSON"}}),
    ]
    assert find_candidates(records, known=["pipe fittings"], min_employers=1, min_postings=1) == []


def test_the_most_widespread_come_first() -> None:
    records = [(name, _record(_mention("b task"), _mention("a task"))) for name in "ABC"]
    records.append(("D", _record(_mention("c thing"), _mention("b task"))))
    assert [one.phrase for one in find_candidates(records)] == ["b task", "a task"]


def test_filler_at_the_ends_is_no_part_of_a_phrase() -> None:
    assert without_filler("strong and effective communication skills.") == "communication"
    assert without_filler("knowledge of skills") == "knowledge"


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("Strong communication skills", "communication"),
        ("the  Reading of blueprints,", "reading of blueprint"),
        ("business analysis", "business analysis"),
        ("skills", "skill"),
        ("...", ""),
        ("one two three four five six seven eight nine", ""),
    ],
)
def test_phrase_key(phrase: str, key: str) -> None:
    assert phrase_key(phrase) == key
