"""Where experience does in the place of schooling: "or four years of experience", "OR C. Experience: ..."."""

import re
from typing import NamedTuple

_COUNT = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|ten|twelve)\+? ?"
    r"(?:(?:-LRB-|\()\d{1,2}(?:-RRB-|\)) )?"
)
_YEARS_INSTEAD = re.compile(
    rf"(?i)^[^.;\n]{{0,90}}?[;,]? ?\bor (?:at least |a minimum of |minimum )?{_COUNT}(?:or more )?"
    r"years?['’]? (?:of )?(?:[\w/-]{2,20},? ){0,8}?(?:experience|work history)"
    r"(?! (?:with|and|plus) an? (?:advanced|master|bachelor|associate|ph|high|graduate|doctor))"
)
_YEARS_AS_PATH = re.compile(
    rf"OR(?<=\WOR)[ -]{{1,3}}(?:[B-E]\.? ?)?(?:Experience ?[:-]{{0,2}} ?)?(?i:{_COUNT})years? of "
    r"(?:[\w/-]{2,20} ){0,3}(?i:experience)|"
    rf"OR(?<=\WOR)[ -]{{1,3}}(?:[B-E]\.? ?)?(?:General |GENERAL )?E(?:xperience|XPERIENCE) ?(?:General|:)"
)
_ONE_YEAR = re.compile(r"(?i)\byear of")
_EXPERIENCE_FIRST = re.compile(
    rf"(?i)\b{_COUNT}(?:full )?(?:years?|months)['’]? (?:of )?(?:[\w-]{{2,20}},? ){{0,4}}experience\b"
)
_OR_BEFORE = re.compile(
    r"(?:\bOR\b(?:[ -]{0,3}[B-E] ?[.)])?|\bexperience,? or\b|;? or\b {1,6}[B-E2][.)])"
    r"(?!.* and an? |.*', ')[^.;\n]{0,160}$"
    r"|; ?or\s{1,20}\(?2[.)].{0,500}$",
    re.DOTALL,
)
_BASIC_REQUIREMENT = re.compile(
    r"(?i)\bbasic education|\bbasic (?:\w+ ){0,2}requirement[^.]{0,80}\b(?:degree|major|education)\b"
)
_INSTEAD_OF_SCHOOL = re.compile(r"\bsubstituted for (?:the )?high school\b")
_FIRST_PATH = 1500
_YEARS_AS_DEGREE = re.compile(
    r"(?i)^[^.;\n]{0,60}?,? ?\bor (?:at least )?(?:\d{1,2}|two|three|four|five|six|seven|eight|ten)\+? years?"
    r"(?=\.(?:\s|$)|;|$| (?:in|on|as|leading|managing|working|doing) (?!college|school|university))"
)
_EXPERIENCE_FOR_DEGREE = re.compile(
    r"(?i)[^\n]{0,110}(?<!and )(?<!or )\b(?:experience|years)\b[^.;\n]{0,60}"
    r"\b(?:may|can|will|could|accept\w{0,4}|consider\w{0,4})\b[^.;\n]{0,40}"
    r"\b(?:substituted? for|substitution for|in lieu of|in place of|instead of|off ?set (?:to|for)) "
    r"(?:(?:an?|the|any|this|minimal|minimum|formal|college|required|educational) ){0,3}"
    r"(?:degree|education|diploma|bachelor|requirement)"
)
_INSTEAD = (_YEARS_INSTEAD, _YEARS_AS_DEGREE, _EXPERIENCE_FOR_DEGREE)


class PathOfYears(NamedTuple):
    """A path that asks for experience alone.

    Attributes:
        start: its first character.
        is_one_year: it asks for one year, as each grade of the federal service does.
    """

    start: int
    is_one_year: bool


def is_replaced_by_years(text: str, end: int) -> bool:
    """Whether the words behind a level that ends at `end` let experience stand in for it."""
    behind = text[end : end + 220]
    return any(pattern.match(behind) for pattern in _INSTEAD)


def is_school_replaced(text: str) -> bool:
    """Whether years of experience may stand in for years of high school."""
    return _INSTEAD_OF_SCHOOL.search(text) is not None


def find_path_of_years(text: str, first: int, last: int) -> PathOfYears | None:
    """The first path without schooling among the levels between `first` and `last`, or soon behind them."""
    path = _YEARS_AS_PATH.search(text, first, last + _FIRST_PATH)
    return None if path is None else PathOfYears(path.start(), _ONE_YEAR.search(path.group()) is not None)


def is_behind_experience(text: str, begin: int) -> bool:
    """Whether it stands in the place of experience: "one year of experience OR a bachelor's degree"."""
    before = text[max(0, begin - _FIRST_PATH) : begin]
    if "xperience" not in before:
        return False
    mark = _OR_BEFORE.search(before, max(0, len(before) - 520))
    if mark is None or _BASIC_REQUIREMENT.search(text):
        return False
    years = _EXPERIENCE_FIRST.search(before, 0, mark.start() + len("experience"))
    return years is not None and "degree" not in before[max(0, years.start() - 300) : mark.start()]
