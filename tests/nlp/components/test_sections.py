"""Sections by headings, by words, and by both."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from nlp.components.section_content import load_content_model
from nlp.components.sections import CONTENT_KEY, Section, Sections, outline_text, split_sections
from nlp.components.segments import SEGMENTS_KEY
from tests.nlp.components.posting_docs import posting_doc

MODEL = load_content_model()


def split(text: str) -> list[Section]:
    return split_sections(text, outline_text(text, MODEL))


def kind_of(text: str, phrase: str) -> str:
    offset = text.index(phrase)
    (kind,) = [section.kind for section in split(text) if section.start <= offset < section.end]
    return kind


LINES = """About us
We are a bakery that has served our town since 1950.

What you'll do
- Bake bread and cakes every morning
- Clean the ovens

Requirements
- High school diploma
- Ability to lift 50 pounds

Nice to have
- Food handler card

Benefits
- Health insurance and paid holidays
"""


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("bakery", "company"),
        ("Bake bread", "duties"),
        ("diploma", "required"),
        ("Food handler", "preferred"),
        ("Health insurance", "benefits"),
    ],
)
def test_headings_on_lines_govern(phrase: str, kind: str) -> None:
    assert kind_of(LINES, phrase) == kind


RUN_TOGETHER = (
    "Our shop fixes bicycles of every make.Responsibilities: Repair bicycles and greet customers."
    "QUALIFICATIONS: Two years as a mechanic and a valid driver's license.Preferred SkillsWelding of frames."
    "What We Offer: paid vacation, dental insurance, 401k"
)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [("Repair", "duties"), ("driver's", "required"), ("Welding", "preferred"), ("dental", "benefits")],
)
def test_headings_run_into_the_text_govern(phrase: str, kind: str) -> None:
    assert kind_of(RUN_TOGETHER, phrase) == kind


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("Must have a bachelor's degree and two years of experience with Excel.", "bachelor's", "required"),
        ("We offer health insurance, dental, vision, 401k and paid time off.", "dental", "benefits"),
        ("All applicants are considered without regard to race, color, religion or sex.", "race", "eeo"),
    ],
)
def test_words_tell_where_no_heading_stands(text: str, phrase: str, kind: str) -> None:
    assert kind_of(text, phrase) == kind


def test_a_numbered_paragraph_of_a_public_employer_is_required() -> None:
    text = (
        "The unit reviews contracts and maintains records of payments.\n\n"
        '"1. A baccalaureate degree and two years of experience; or 2. A high school diploma and four years."'
    )
    assert kind_of(text, "baccalaureate") == "required"


def test_education_below_preferred_stays_preferred() -> None:
    text = "Preferred qualifications:\nEducation: a master's degree\n"
    assert kind_of(text, "master's") == "preferred"


def test_a_field_interrupts_and_does_not_end_a_section() -> None:
    text = "Requirements:\nLocation: Boise\nA valid license\n"
    assert kind_of(text, "Boise") == "other"
    assert kind_of(text, "license") == "required"


def test_an_unknown_heading_ends_a_section() -> None:
    text = (
        "Nice to have:\n\n- A food handler card\n\nBakers At Our Shop Today\n\n"
        "Our bakers are a small team that has won many prizes and serves customers around the whole county."
    )
    assert kind_of(text, "prizes") != "preferred"


def test_an_empty_text_has_no_sections() -> None:
    assert split("") == []


@given(st.text(max_size=600))
def test_sections_cover_the_text_without_gap_or_overlap(text: str) -> None:
    sections = split(text)
    if text:
        assert (sections[0].start, sections[-1].end) == (0, len(text))
    assert all(first.end == second.start for first, second in pairwise(sections))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["Requirements: ", "\n\n1. A", "A Big Day Out\n"])
def test_long_repeats_are_answered(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    assert split(text)[-1].end == len(text)


def component(description: str, title: str = "Baker") -> Doc:
    return Sections(MODEL)(posting_doc(description, title))


def test_the_component_writes_spans_that_do_not_overlap() -> None:
    doc = component(LINES)
    spans = list(doc.spans["sections"])
    assert spans[0].label_ == "title"
    assert spans[0].text.strip() == "Baker"
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert {span.label_ for span in spans} >= {"duties", "required", "preferred", "benefits"}


BUREAU = (
    "Job Description\nThe Bureau of Sewer Operations (BSO) maintains the water mains and inspects connections "
    "made by licensed plumbers. The selected candidate will inspect catch basins and prepare reports."
)


def test_what_a_bureau_does_is_no_duty_below_the_heading_of_duties() -> None:
    assert kind_of(BUREAU, "maintains the water mains") == "company"
    assert kind_of(BUREAU, "inspect catch basins") == "duties"


def test_the_component_tells_headed_from_guessed() -> None:
    doc = component("We offer health insurance, dental and paid time off.\n\nRequirements:\nA license\n")
    by_label = {span.label_: span.id_ for span in doc.spans["sections"]}
    assert by_label["required"] == "headed"
    assert by_label["benefits"] == ""


def test_the_component_leaves_segments_and_scores_for_later_ones() -> None:
    doc = component(LINES)
    assert len(doc.user_data[CONTENT_KEY]) == len(doc.user_data[SEGMENTS_KEY])


def test_an_empty_description_has_only_a_title() -> None:
    doc = component("")
    assert [span.label_ for span in doc.spans["sections"]] == ["title"]
