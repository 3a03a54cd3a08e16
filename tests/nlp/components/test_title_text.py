"""Titles read into words."""

import pytest

from nlp.components.title_lexicon import ABBREVIATIONS, SPANISH_WORDS
from nlp.components.title_text import (
    MAX_TITLE_CHARS,
    fold_title,
    head_words,
    split_words,
    stem_word,
    strip_noise,
    title_key,
    title_words,
)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("RN - Med/Surg Nights $5K Sign-On", ["rn", "med", "surg", "nights"]),
        ("Cook $18 - $21 per hour", ["cook"]),
        ("Welder (2nd Shift) #12345", ["welder"]),
        ("Data Analyst [72362] - Remote", ["data", "analyst"]),
        ("CDL A OTR Driver - Home Weekly", ["cdl", "a", "otr", "driver"]),
        ("C++ / C# / .NET Developer", ["c++", "c#", ".net", "developer"]),
        ("Electrician GS-2805-10", ["electrician"]),
        ("Multiple Positions", ["multiple", "positions"]),
    ],
)
def test_pay_shifts_and_numbers_are_taken_out(title: str, words: list[str]) -> None:
    assert split_words(strip_noise(fold_title(title))) == words


@pytest.mark.parametrize(("title", "folded"), [("Técnico", "tecnico"), ("NURSE’S AIDE", "nurses aide")])
def test_case_accents_and_apostrophes_are_folded(title: str, folded: str) -> None:
    assert fold_title(title) == folded


def test_long_titles_are_cut() -> None:
    assert len(fold_title("a" * 10_000)) == MAX_TITLE_CHARS


def test_abbreviations_and_spanish_words_are_spelt_out_beside_themselves() -> None:
    assert title_words("RN") == ["rn", "registered", "nurse"]
    assert title_words("Soldador") == ["soldador", "welder"]


@pytest.mark.parametrize(
    ("title", "head"),
    [("Cook - Nights", ["cook"]), ("Welder (TIG)", ["welder"]), (" - Cook", ["cook"]), ("", []), ("-", [])],
)
def test_head_stands_before_the_first_separator(title: str, head: list[str]) -> None:
    assert head_words(title) == head


@pytest.mark.parametrize(
    ("word", "stem"),
    [("nurses", "nurse"), ("secretaries", "secretary"), ("class", "class"), ("bus", "bus"), ("ties", "tie")],
)
def test_plural_endings_are_cut(word: str, stem: str) -> None:
    assert stem_word(word) == stem


def test_near_identical_titles_share_a_key() -> None:
    assert title_key("Nurses, Registered") == title_key("REGISTERED NURSE")
    assert title_key("Registered Nurse") != title_key("Nurse")


def test_lexicon_says_something_about_each_entry() -> None:
    assert all(ABBREVIATIONS.values())
    assert not set(ABBREVIATIONS) & set(SPANISH_WORDS)
