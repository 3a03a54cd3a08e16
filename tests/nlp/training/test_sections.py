"""Distant labels of segments, and a small training run on self-written postings."""

import json
from pathlib import Path

import pytest

from nlp.components.phrase_scan import fold
from nlp.components.section_content import CONTENT_KINDS, load_content_model
from nlp.training.sections import SOURCES, labelled_segments, phrases_of, train


def test_segments_below_a_heading_carry_its_kind() -> None:
    text = "Requirements:\nA valid license for driving\nTwo years of baking bread\n\nBenefits:\nDental and vision insurance"
    assert list(labelled_segments(text)) == [
        ("a valid license for driving", "required"),
        ("two years of baking bread", "required"),
        ("dental and vision insurance", "benefits"),
    ]


def test_behind_a_blank_line_an_inline_heading_says_nothing() -> None:
    text = "Duties: Bake bread every single day.\n\nWe were founded in a small village."
    assert [kind for _, kind in labelled_segments(text)] == ["duties"]


def test_equal_opportunity_is_known_by_its_words() -> None:
    text = "Benefits:\nAll are considered without regard to race or religion"
    assert list(labelled_segments(text)) == [("all are considered without regard to race or religion", "eeo")]


def test_short_segments_are_left_out() -> None:
    assert list(labelled_segments("Requirements:\nExcel\n")) == []


def test_phrases_do_not_reach_across_punctuation() -> None:
    assert phrases_of(fold("bake bread, cakes")) == ["bake", "bread", "bake bread", "cakes"]


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_trains_on_small_data(tmp_path: Path) -> None:
    sentences = {
        "duties": "Prepare the dough and bake the bread every morning",
        "required": "Ability to lift heavy bags and a valid license",
        "preferred": "Knowledge of pastry would be nice to bring along",
        "benefits": "Dental insurance and paid vacation for all of us",
        "company": "Our bakery was founded by a family of millers",
        "eeo": "Applicants are considered without regard to race",
        "application": "Send a letter and two references to the office",
        "pay": "An hourly amount is paid every second week here",
    }
    headings = {
        "pay": "Pay range",
        "company": "About us",
        "application": "How to apply",
        "eeo": "EEO statement",
    }
    text = "\n\n".join(f"{headings.get(kind, kind.title())}:\n{line}" for kind, line in sentences.items())
    text = text.replace("Preferred:", "Nice to have:").replace("Required:", "Requirements:")
    postings = tmp_path / "data" / "postings"
    postings.mkdir(parents=True)
    for source in SOURCES:
        rows = [json.dumps({"description": text}) for _ in range(20)]
        (postings / f"{source}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    path = tmp_path / "sections.npz"
    figures = train(tmp_path, path)
    assert figures["accuracy"] == 1.0
    scores = load_content_model(path).scores(fold("bake the bread"), [0])[0]
    assert CONTENT_KINDS[int(scores.argmax())] == "duties"
