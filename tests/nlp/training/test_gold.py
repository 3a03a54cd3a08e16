import json
from pathlib import Path

import pytest

from nlp.training.gold import (
    KINDS,
    GoldItem,
    GoldPosting,
    occurrences,
    read_gold_postings,
    read_gold_sentences,
)
from nlp.training.labels import digest_of, read_json_lines
from nlp.types import PostingInput


@pytest.mark.parametrize(
    ("text", "quote", "places"),
    [
        ("Java, JavaScript, java", "Java", ((0, 4), (18, 22))),
        ("C++ and C", "C", ((0, 1), (8, 9))),
        ("nothing", "", ()),
        ("nothing", "Java", ()),
    ],
)
def test_a_quote_is_found_outside_words_in_any_case(
    text: str, quote: str, places: tuple[tuple[int, int], ...]
) -> None:
    assert occurrences(text, quote) == places


def test_labels_follow_overlap_and_kind() -> None:
    items = (
        GoldItem("technology", "required", is_optional=False, places=((0, 4),)),
        GoldItem("technology", "mentioned", is_optional=True, places=((10, 14),)),
    )
    gold = GoldPosting(PostingInput("1", "", "Java text SQL2"), items)
    assert gold.label("technology", 2, 8) == (True, False)
    assert gold.label("technology", 9, 11) == (True, True)
    assert gold.label("skill", 0, 4) == (False, False)
    assert gold.label("technology", 4, 9) == (False, False)


@pytest.mark.usefixtures("own_labels")
def test_both_posting_sets_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "evaluation"
    folder.mkdir(parents=True)
    row = {
        "id": 1,
        "title": "Clerk",
        "description": "Excel and Excel",
        "gold": {
            "items": [{"quote": "excel", "kind": "technology", "requirement": "required"}],
            "kinds": ["technology"],
        },
    }
    for name in ("postings_gold_dev", "credentials_gold_dev"):
        (folder / f"{name}.jsonl").write_text(json.dumps(row) + "\n\n")
    first, second = read_gold_postings(tmp_path)
    assert first == second
    assert first.posting.posting_id == "1"
    assert first.items[0].places == ((0, 5), (10, 15))
    assert first.kinds == {"technology"}


def test_our_own_labels_come_last(tmp_path: Path, own_labels: Path) -> None:
    for name in ("evaluation/postings_gold_dev", "evaluation/credentials_gold_dev", "postings/emscad"):
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / f"{name}.jsonl").write_text("")
    text = "Lift boxes, drive a van"
    row = {"id": "e1", "title": None, "description": text}
    (tmp_path / "data/postings/emscad.jsonl").write_text(json.dumps(row) + "\n")
    labels = {"id": "e1", "digest": digest_of(text), "items": [[12, 23, "skill", "required", 1]]}
    (own_labels / "emscad.jsonl").write_text(json.dumps(labels) + "\n")
    (gold,) = read_gold_postings(tmp_path)
    assert gold.posting == PostingInput("e1", "", text)
    assert gold.items == (GoldItem("skill", "required", is_optional=True, places=((12, 23),)),)
    assert gold.kinds == frozenset(KINDS)


def test_sentences_count_for_skills_and_technologies(tmp_path: Path) -> None:
    path = tmp_path / "sentences.jsonl"
    path.write_text(
        json.dumps({"id": "s", "text": "Uses Java", "spans": [{"start": 5, "end": 9, "label": "Knowledge"}]})
    )
    (gold,) = read_gold_sentences(path)
    assert {item.kind for item in gold.items} == {"skill", "technology"}
    assert gold.label("skill", 5, 9) == (True, False)
    assert next(read_json_lines(path))["id"] == "s"
