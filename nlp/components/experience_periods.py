"""How postings write lengths of time: "three (3) to five years", "2-4 yrs.", "18 months", "52 weeks"."""

import re
from collections.abc import Iterator

from nlp.components.phrase_scan import PhraseScan, fold

_WORDS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = rf"\d{{1,2}}(?:\.\d)?|{_WORD}"
# "at least a year of experience", not "$30,000 a year"
_A_YEAR = r"(?<!half )\ba(?= (?:full )?year(?:['’`]s|(?:['’`]s)? (?:worth )?of)\b)"
_COUNT = re.compile(rf"\d|{_WORD}|\ba ", re.IGNORECASE)
_BRACKET = rf"(?: ?(?:\(|-LRB-) ?(?:\d{{1,2}}|{_WORD}) ?\+? ?(?:\)|-RRB-))?"
# Garbled and lost dashes count too: "3â€“5 years", "3 5 years".
_TO = r"(?: ?(?:-|–|—|to|or|/|(?:â€|€)[“”]?|(?(between)and|(?!))) ?|(?<=\b\d) (?=\d\b))"
_PERIOD = re.compile(
    rf"(?P<between>\bbetween )?(?P<low>{_NUMBER}|{_A_YEAR}){_BRACKET}"
    r" ?(?P<half>and one-half |and a half |1/2 |½ ?)?[ -]?(?:\+|plus|or more|\(\+\))?"
    rf"(?:{_TO}(?P<high>{_NUMBER}){_BRACKET})? ?(?:\+|plus|or more|plus \(\d{{1,2}}\+\))?"
    r"[ \u00a0-]{0,12}(?:full |complete )?(?P<unit>years?|yrs?|months?|mos|(?<=52[ -])weeks?)"
    r"(?:\b|(?=â?€)|(?-i:(?<=s)(?=[A-Z])))(?P<possessive>(?:â?€™|['’`´])?s?['’]?)"
    r"(?:(?:(?<=yr)|(?<=yrs)|(?<=mos))\.)?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?P<unit>years?) of (?:\w{4,12} )?experience(?: required| needed)?: ?(?P<low>\d{1,2})(?P<half>)\b(?!%)",
    re.IGNORECASE,
)
_PER_YEAR = {"y": 1, "m": 12, "w": 52}
_UNITS = PhraseScan(("year", "yr", "month", "mos", "week"))
_BACK = 44
_WEEKS_BEHIND = re.compile(r" of (?:\w{1,15} ){0,2}experience", re.IGNORECASE)
_GLUED_BEHIND = re.compile(r"(?:requires?|required|minimum|least|have|with|experience)$", re.IGNORECASE)
_MOST_PERIODS = 300


def find_periods(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The first 300 lengths of time from `start` on, in the order of the text; they do not overlap."""
    done = start
    for _, unit_start, _ in _UNITS.find_all(fold(text))[:_MOST_PERIODS]:
        if unit_start < done:
            continue
        match = _last_period(text, max(done, unit_start - _BACK), unit_start)
        if match is not None:
            done = match.end()
            yield match


def period_years(match: re.Match[str]) -> float:
    """Years of a period, of the lower end of a range."""
    written = match["low"].lower()
    low = float(_WORDS[written]) if written in _WORDS else 1.0 if written == "a" else float(written)
    if match["half"]:
        low += 0.5
    return round(low / _PER_YEAR[match["unit"][0].lower()], 2)


def is_labelled(match: re.Match[str]) -> bool:
    """Whether the number stands behind a label that says what it is: "Years of experience: 5"."""
    return match.re is _LABELLED


def _last_period(text: str, begin: int, unit_start: int) -> re.Match[str] | None:
    """The period whose unit of time begins at `unit_start`."""
    if _COUNT.search(text, begin, unit_start) is None:
        return _LABELLED.match(text, unit_start)
    for match in _PERIOD.finditer(text, begin, min(len(text), unit_start + 12)):
        if match.start("unit") == unit_start:
            is_of_work = match["unit"][0] not in "wW" or _WEEKS_BEHIND.match(text, match.end())
            return match if is_of_work and not _is_inside_word(text, match) else None
    return None


def _is_inside_word(text: str, match: re.Match[str]) -> bool:
    """Whether the number is part of a longer word or number; a lost line break does not make it so."""
    before = text[max(0, match.start() - 10) : match.start()]
    if not before:
        return False
    if before[-1] in "$," or before[-1].isdigit():
        return True
    is_word = before[-1].isalpha() and match["low"][0].isalpha()
    is_glued = (before[-1].islower() and match["low"][0].isupper()) or _GLUED_BEHIND.search(before)
    return is_word and not is_glued
