"""Headings in real shapes: own lines, colons, capitals, glued, and words that only look like headings."""

import pytest

from nlp.components.headings import find_headings
from nlp.components.phrase_scan import fold
from nlp.components.section_headings import HEADINGS, INHERITING


def headings(text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.kind) for found in find_headings(text, fold(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Requirements\nA license", [("Requirements", "required")]),
        ("as asked Requirements: • A license", [("Requirements", "required")]),
        ("Ideally, you have:\n\nGo", [("Ideally, you have", "preferred")]),
        ("Recommended:\nGo", [("Recommended", "preferred")]),
        ("We grow.\n\nWhat You’ll Do\n\nCook", [("What You’ll Do", "duties")]),
        ("MINIMUM QUALIFICATIONS\nA license", [("MINIMUM QUALIFICATIONS", "required")]),
        ("reach our goals.Requirements: typing", [("Requirements", "required")]),
        ("IT experience Preferred SkillsExperience in Java", [("Preferred Skills", "preferred")]),
        ("to the office.RESPONSIBILITIESDesign things", [("RESPONSIBILITIES", "duties")]),
        (
            "for advancement.duties and responsibilities the purpose is",
            [("duties and responsibilities", "duties")],
        ),
        ("our staff. Job duties include, but are not limited to: cooking", [("Job duties", "duties")]),
        ("  * Benefits:\n  - dental", [("Benefits", "benefits")]),
        ("typing skills. DESIRED: a degree", [("DESIRED", "preferred")]),
        ("['Typing', 'Nice to have', 'Excel']", [("Nice to have", "preferred")]),
        ("Job Responsibilities. Manages the shop.", [("Job Responsibilities", "duties")]),
        ("How to apply: send a letter", [("How to apply", "application")]),
        ("About us - we cook", [("About us", "company")]),
    ],
)
def test_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We offer good benefits and a nice team.",
        "Skills and experience matter to us.",
        "You must have strong relationships. Must have strong will.",
        "The position is a manufacturing job.",
        "This exceeds the requirements of the law.",
        "An equal opportunity employer hires here.",
        "prerequirements: none",
    ],
)
def test_running_text_is_no_heading(text: str) -> None:
    assert headings(text) == []


def test_a_part_of_the_requirements_inherits() -> None:
    text = "Preferred qualifications:\nEducation: a degree"
    assert [found.is_inheriting for found in find_headings(text, fold(text))] == [False, True]


def test_a_lost_line_break_behind_a_stop_opens_a_heading_of_one_word() -> None:
    assert headings("Aligned with our strategy.Responsibilities Execute strategic plans.") == [
        ("Responsibilities", "duties")
    ]
    assert headings("Aligned with our strategy. Requirements Engineering is a plus.") == []


def test_the_title_is_no_heading() -> None:
    text = "Benefits\nWe cook."
    assert find_headings(text, fold(text), 9) == []


def test_every_phrase_opens_one_kind_of_section() -> None:
    owners: dict[str, str] = {}
    for kind, phrases in HEADINGS.items():
        for phrase in phrases:
            assert owners.setdefault(fold(phrase), kind) == kind, phrase


@pytest.mark.parametrize("phrase", sorted(INHERITING))
def test_every_inheriting_heading_is_found_on_its_own_line(phrase: str) -> None:
    text = f"{phrase.title()}:\nA license"
    assert headings(text)[0][0].lower() == phrase
