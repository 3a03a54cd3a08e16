"""Requirement levels: sections, cues and their scope, negation, what the employer provides."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from nlp.components.requirement_level import LEVELS, RequirementLevel, load_weights
from nlp.components.section_content import load_content_model
from nlp.components.sections import Sections
from nlp.errors import ModelError
from nlp.mentions import read_mentions, write_spans
from tests.nlp.components.posting_docs import posting_doc

SECTIONS = Sections(load_content_model())
JUDGE = RequirementLevel(*load_weights(), load_content_model())


def judged(text: str, phrase: str, kind: str = "technology") -> Doc:
    doc = posting_doc(text)
    SECTIONS(doc)
    start = doc._.description_start + text.index(phrase)
    span = doc.char_span(start, start + len(phrase), label=kind, alignment_mode="expand")
    assert isinstance(span, Span)
    doc.spans["mentions"] = [span]
    return write_spans(JUDGE(doc))


def level(text: str, phrase: str, kind: str = "technology") -> str:
    doc = judged(text, phrase, kind)
    (span,) = doc.spans["mentions"]
    return str(span._.requirement)


DUTIES = "What you'll do:\nPrepare invoices in Excel and answer the phone.\nOrder paper.\n\n"
NEEDS = "Requirements:\nHigh school diploma\n"


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "expected"),
    [
        (NEEDS + "Experience with Excel", "Excel", "technology", "required"),
        (NEEDS + "Must have a valid driver's license", "driver's license", "license", "required"),
        (NEEDS + "Ability to obtain a CDL within 6 months", "CDL", "license", "required"),
        (
            NEEDS + "Bachelor's degree in accounting or equivalent experience",
            "Bachelor's",
            "degree",
            "required",
        ),
        ("Applicants must possess a current RN license and BLS card.", "RN license", "license", "required"),
        (NEEDS + "Excel required; SAP preferred", "Excel", "technology", "required"),
        (NEEDS + "Excel required; SAP preferred", "SAP", "technology", "preferred"),
        (NEEDS + "Experience with SAP is a plus", "SAP", "technology", "preferred"),
        (NEEDS + "SAP experience strongly preferred", "SAP", "technology", "preferred"),
        (NEEDS + "CPA desirable", "CPA", "license", "preferred"),
        (NEEDS + "\nNice to have:\nKnowledge of Tableau\nSome Python", "Tableau", "technology", "preferred"),
        (NEEDS + "\nNice to have:\nKnowledge of Tableau\nSome Python", "Python", "technology", "preferred"),
        (NEEDS + "Master of Science in Nursing required, DNP preferred.", "Master", "degree", "required"),
        (NEEDS + "Master of Science in Nursing required, DNP preferred.", "DNP", "degree", "preferred"),
        (NEEDS + "CDL Class A, tanker endorsement preferred.", "CDL Class A", "license", "required"),
        (NEEDS + "SQL, Excel and a WMS. APICS a plus.", "WMS", "technology", "required"),
        (NEEDS + "\nWhat you get:\n- Classes for the CRCST", "CRCST", "certification", "offered"),
        (DUTIES + NEEDS, "Excel", "technology", "mentioned"),
    ],
)
def test_levels(text: str, phrase: str, kind: str, expected: str) -> None:
    assert level(text, phrase, kind) == expected


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("No CDL required.", "CDL"),
        ("A bachelor's degree is not required.", "bachelor's degree"),
        ("SAP experience is not necessary.", "SAP"),
        ("You do not need a CDL.", "CDL"),
        ("We don't require a bachelor's degree here.", "bachelor's degree"),
    ],
)
def test_what_is_not_asked_for_is_no_mention(text: str, phrase: str) -> None:
    assert list(judged(text, phrase, "license").spans["mentions"]) == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Forklift certification preferred but not required.", "Forklift certification"),
        ("No one works without a valid CDL.", "CDL"),
        ("SAP is not required, though helpful.", "SAP"),
        ("Must know Excel. Travel is not required.", "Excel"),
    ],
)
def test_a_negation_of_something_else_leaves_the_mention(text: str, phrase: str) -> None:
    assert len(judged(text, phrase, "license").spans["mentions"]) == 1


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("We will sponsor your CDL.", "CDL"),
        ("Paid training towards your forklift certification is provided.", "forklift certification"),
        ("We will train you to become a certified nursing assistant.", "certified nursing assistant"),
    ],
)
def test_what_the_employer_provides_is_offered(text: str, phrase: str) -> None:
    assert level(text, phrase, "certification") == "offered"


def test_mentions_of_the_title_stay_mentioned() -> None:
    doc = posting_doc(NEEDS, title="CDL driver")
    SECTIONS(doc)
    doc.spans["mentions"] = [Span(doc, 0, 1, label="license")]
    assert [mention.requirement for mention in read_mentions(JUDGE(doc))] == ["mentioned"]


def test_a_doc_without_mentions_is_left_alone() -> None:
    doc = posting_doc(NEEDS)
    assert read_mentions(JUDGE(doc)) == []


def test_works_without_the_sections_component() -> None:
    doc = posting_doc("Must have a valid CDL.")
    start = doc._.description_start + len("Must have a valid ")
    span = doc.char_span(start, start + 3, label="license")
    assert isinstance(span, Span)
    doc.spans["mentions"] = [span]
    (mention,) = read_mentions(JUDGE(doc))
    assert mention.requirement == "required"


def test_a_missing_artifact_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere\.npz is missing"):
        load_weights(tmp_path / "nowhere.npz")


def test_other_features_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    np.savez(path, version=1, features=np.array("one\ntwo"))
    with pytest.raises(ModelError, match="other features"):
        load_weights(path)


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=300))
def test_any_text_is_answered(text: str) -> None:
    doc = posting_doc(text)
    SECTIONS(doc)
    doc.spans["mentions"] = [Span(doc, position, position + 1, label="skill") for position in range(len(doc))]
    assert all(mention.requirement in LEVELS for mention in read_mentions(JUDGE(doc)))


ITEMS = (
    "Minimum Qualifications:\nA baccalaureate degree and one year of experience in budget administration; "
    "or in personnel, labor relations or staff development; or in fiscal management.\n"
)


@pytest.mark.parametrize("phrase", ["budget administration", "labor relations", "fiscal management"])
def test_items_behind_a_semicolon_have_the_level_of_the_first(phrase: str) -> None:
    assert level(ITEMS, phrase, "skill") == "required"


def test_items_of_duties_stay_mentioned() -> None:
    text = "Duties:\nPrepares budgets; and handles labor relations; and advises on fiscal management.\n"
    assert level(text, "fiscal management", "skill") == "mentioned"


def test_a_wish_in_brackets_leaves_what_stands_before_them_required() -> None:
    text = (
        NEEDS + "1-2 years of experience with data visualization software (Tableau certification preferred)"
    )
    assert level(text, "data visualization", "skill") == "required"
    assert level(NEEDS + "Experience with Tableau (preferred)", "Tableau") == "preferred"
