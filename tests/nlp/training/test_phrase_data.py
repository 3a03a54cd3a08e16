import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from nlp.components.phrase_decoding import BEGIN, INSIDE, LAST, OUTSIDE, UNIT
from nlp.components.phrase_features import HINTED_KINDS, Lexicon
from nlp.components.phrase_network import HEADS, NAME_HEADS
from nlp.extractor import make_doc
from nlp.mentions import token_places, write_mentions
from nlp.training.phrase_data import (
    LabelledText,
    distinct_sentences,
    label_sentences,
    read_plain_text,
    read_postings,
    read_skillspan,
    read_unlabelled,
    without_overlaps,
)
from nlp.types import PostingInput
from tests.nlp.phrase_networks import NLP, labelled_text

pytestmark = pytest.mark.usefixtures("own_labels")


def _write(path: Path, *rows: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _posting(description: str, *items: dict[str, object], **more: object) -> dict[str, object]:
    gold = {"items": [{"requirement": "mentioned", "kind": "skill", **item} for item in items], **more}
    return {"id": "p1", "title": "Fitter", "description": description, "gold": gold}


def _shared(directory: Path, *postings: dict[str, object]) -> Path:
    _write(directory / "data/evaluation/postings_gold_dev.jsonl", *postings)
    _write(directory / "data/evaluation/credentials_gold_dev.jsonl")
    for name in ("usajobs", "nyc_city_jobs", "emscad", "virginia_2016", "dol_seasonal", "technology_boards"):
        row = {"id": name, "title": "Clerk", "description": f"File letters of {name}. File letters."}
        _write(directory / f"data/postings/{name}.jsonl", row)
    return directory


def _tags(text: LabelledText) -> list[list[int]]:
    return [one.allowed[0].argmax(axis=1).tolist() for one in label_sentences([text], Lexicon([]))]


def test_skillspan_labels_become_spans_of_the_doc(tmp_path: Path) -> None:
    row = {
        "id": "s1",
        "doc": "d1",
        "text": "weld pipes with MIG",
        "spans": [{"start": 0, "end": 10, "label": "Skill"}, {"start": 16, "end": 19, "label": "Knowledge"}],
    }
    _write(tmp_path / "s.jsonl", row)
    (text,) = read_skillspan(tmp_path / "s.jsonl", NLP)
    assert text.group == "d1"
    assert [text.doc.text[start:end] for start, end in text.spans["skill"]] == ["weld pipes"]
    assert [text.doc.text[start:end] for start, end in text.spans["knowledge"]] == ["MIG"]


def test_postings_give_skills_optional_ones_apart(tmp_path: Path) -> None:
    row = _posting(
        "Weld pipes and tidy up. Use MIG.",
        {"quote": "Weld pipes"},
        {"quote": "pipes"},
        {"quote": "tidy up", "optional": True},
        {"quote": "MIG", "kind": "technology"},
    )
    (text,) = read_postings(_shared(tmp_path, row), NLP)
    assert [text.doc.text[start:end] for start, end in text.spans["posting"]] == ["Weld pipes"]
    assert [text.doc.text[start:end] for start, end in text.optional["posting"]] == ["tidy up"]
    assert text.is_posting


def test_postings_give_names_by_kind(tmp_path: Path) -> None:
    row = _posting(
        "BS in physics, or MS. Use MIG or TIG, CDL a plus, secret clearance.",
        {"quote": "BS in physics", "kind": "degree"},
        {"quote": "MS", "kind": "degree", "optional": True},
        {"quote": "MIG", "kind": "technology"},
        {"quote": "CDL", "kind": "license"},
        {"quote": "secret clearance", "kind": "clearance"},
    )
    (text,) = read_postings(_shared(tmp_path, row), NLP)
    found = {head: [text.doc.text[start:end] for start, end in places] for head, places in text.spans.items()}
    assert found == {
        "posting": [],
        "technology": ["MIG"],
        "certification": [],
        "license": ["CDL"],
        "degree": ["BS in physics"],
    }
    (place,) = text.optional["degree"]
    assert text.doc.text[slice(*place)] == "MS"


def test_optional_quotes_inside_wanted_ones_are_no_matter_of_choice(tmp_path: Path) -> None:
    row = _posting("Weld thick pipes", {"quote": "Weld thick pipes"}, {"quote": "pipes", "optional": True})
    (text,) = read_postings(_shared(tmp_path, row), NLP)
    assert [text.doc.text[start:end] for start, end in text.spans["posting"]] == ["Weld thick pipes"]
    assert text.optional["posting"] == []


def test_heads_that_were_not_labelled_are_missing(tmp_path: Path) -> None:
    row = _posting("Weld.", kinds=["technology", "certification", "license", "degree", "clearance"])
    (text,) = read_postings(_shared(tmp_path, row), NLP)
    assert set(text.spans) == set(NAME_HEADS)
    (sentence,) = label_sentences([text], Lexicon([]))
    assert sentence.weights.tolist() == [0, 0, 0, 1, 1, 1, 1]


def test_only_wanted_postings_are_read(tmp_path: Path) -> None:
    shared = _shared(tmp_path, _posting("Weld."), _posting("Read plans.") | {"id": "p2"})
    assert [text.group for text in read_postings(shared, NLP, lambda name: name == "p2")] == ["p2"]
    assert [text.group for text in read_postings(shared, NLP)] == ["p1", "p2"]


def test_spans_become_tags() -> None:
    assert _tags(labelled_text("must weld thick pipes and read", ["weld thick pipes", "read"])) == [
        [OUTSIDE, BEGIN, INSIDE, LAST, OUTSIDE, UNIT]
    ]


def test_neighbouring_spans_stay_apart_and_sentences_cut_spans() -> None:
    assert _tags(labelled_text("weld pipes read", ["weld", "pipes read"])) == [[UNIT, BEGIN, LAST]]
    assert _tags(labelled_text("weld\npipes", ["weld\npipes"])) == [[UNIT], [UNIT]]


def test_titles_are_not_learnt_from() -> None:
    sentences = label_sentences([labelled_text("weld pipes", [], title="Welder of pipes")], Lexicon([]))
    assert [len(one.ids) for one in sentences] == [2]


def test_optional_characters_and_unlabelled_heads_allow_every_tag() -> None:
    doc = make_doc(NLP, PostingInput("1", "Welder", "tidy up"))
    text = LabelledText("g", doc, {"posting": [], "degree": []}, {"posting": [(7, 11)]})
    (sentence,) = label_sentences([text], Lexicon([]))
    assert sentence.weights.tolist() == [0, 0, 1, 0, 0, 0, 1]
    assert sentence.allowed[2, 0].all()
    assert sentence.allowed[2, 1].tolist() == [1, 0, 0, 0, 0]
    assert sentence.allowed[0].all()
    assert sentence.allowed[HEADS.index("degree"), 0].tolist() == [1, 0, 0, 0, 0]


def test_a_sentence_of_skillspan_is_no_posting(tmp_path: Path) -> None:
    _write(tmp_path / "s.jsonl", {"id": "s1", "doc": "d1", "text": "weld pipes", "spans": []})
    (text,) = read_skillspan(tmp_path / "s.jsonl", NLP)
    assert not text.is_posting
    (sentence,) = label_sentences([text], Lexicon([]))
    assert sentence.weights.tolist() == [1, 1, 0, 0, 0, 0, 0]


def test_candidates_are_the_last_feature_of_a_token() -> None:
    text = labelled_text("weld pipes", [])
    mention = token_places(text.doc).mention(6, 11, "technology", "", "sure")
    assert mention is not None
    write_mentions(text.doc, [mention])
    (sentence,) = label_sentences([text], Lexicon([]))
    assert sentence.ids.shape == (2, 7)
    assert sentence.ids[:, 6].tolist() == [0, 1 + 2 * HINTED_KINDS.index("technology")]


@pytest.mark.parametrize(
    ("ranges", "kept"),
    [([], []), ([(0, 3), (2, 9)], [(2, 9)]), ([(5, 6), (0, 3), (0, 3)], [(0, 3), (5, 6)])],
)
def test_the_longest_of_overlapping_ranges_stays(
    ranges: list[tuple[int, int]], kept: list[tuple[int, int]]
) -> None:
    assert without_overlaps(ranges) == kept


def test_unlabelled_postings_are_not_the_labelled_ones(tmp_path: Path) -> None:
    shared = _shared(tmp_path, _posting("File letters of usajobs. File letters."))
    names = {doc._.posting.posting_id for doc in read_unlabelled(shared, NLP, seed=1)}
    assert "usajobs" not in names
    assert len(names) == 5


def test_sentences_are_taken_once(tmp_path: Path) -> None:
    lexicon = Lexicon(["letters"])
    sentences = distinct_sentences(read_unlabelled(_shared(tmp_path), NLP, seed=1), lexicon)
    assert len(sentences) == 7
    assert all(isinstance(one, np.ndarray) and one.shape[1] == 7 for one in sentences)


def test_plain_text_of_onet_and_esco(tmp_path: Path) -> None:
    onet = tmp_path / "data/reference/onet_29_2"
    onet.mkdir(parents=True)
    (onet / "Task Statements.txt").write_text("Task ID\tTask\n1\tFile letters.\n", encoding="utf-8")
    (onet / "DWA Reference.txt").write_text("DWA ID\tDWA Title\n1\tSort mail.\n", encoding="utf-8")
    (onet / "Technology Skills.txt").write_text("Code\tExample\n1\tWriter\n2\tWriter\n", encoding="utf-8")
    esco = tmp_path / "data/reference/esco/esco_1_1_1_labels.csv"
    esco.parent.mkdir()
    esco.write_text("id,description\n1,fold letters\n", encoding="utf-8")
    assert list(read_plain_text(tmp_path)) == ["File letters.", "Sort mail.", "Writer", "fold letters"]
