"""Which of the lengths of experience that a posting names is that of its main path.

Of several paths ("a master's and one year, or a bachelor's and three") the first is the main one; of several
grades the lowest; of several demands on one path the longest counts.
"""

import re
from dataclasses import dataclass

from nlp.components.education import EducationMention
from nlp.components.education_levels import LEVELS

NEXT_PATH = re.compile(
    # It begins with two letters, so that the search skips all others in C.
    r"[oO][rR](?:(?:(?<=[.;,)\"”]OR)|(?<=[.;,)\"”] OR)|(?<=[.;,)\"”]  OR))[ ,](?!higher|more)"
    r"|(?<=-OR)-(?: [B-F]\.)?|(?<=; or) (?=[A-Za-z(])|(?:(?<=[ \n]OR)|(?<=\nor))[ :]?\n"
    r"|(?:(?<=\bor)|(?<=\bOR))[,:]?[\s\u00a0-]{1,20}[\"“(]{0,3}(?:[2-9]|[B-F]|[b-f]|ii|iii|two|three)"
    r"[.)]{1,2}\s{0,20}(?=[A-Z\"“(]))"
)
LONGEST_LIST = 3500
_INSTEAD_BEFORE = re.compile(r"\b(?:or|OR)[ ,-]{1,3}(?:at least |a minimum of |minimum |an additional )?$")
_MUST_BEFORE = re.compile(r"\bmust (?:have|possess)[^.;\n]{0,20}$", re.IGNORECASE)
_ALL_BEFORE = re.compile(r"\ball candidates\b[^.;\n]{0,110}$", re.IGNORECASE)
_HIGHER_LEVEL = re.compile(
    r"\b(?:appointed|[Aa]ssign(?:ed|ment)|eligible|[Pp]lacement|placed)\b[^.;\n]{0,40}? Assignment Levels? +"
    r"(?:\(AL\) )?(?:II|III|IV|B|C)\b|\bRequirements for (?:Assignment )?Level +(?:II|III|[23])\b"
)
_GRADE = re.compile(r"\bGS-? ?0?(\d{1,2})(?: (?:grade|level|LEVEL))? ?:(?! ?(?:Salary|\$))")
_NEW_PARAGRAPH = re.compile(r"\n\n[^a-z]")
_WITH_DEGREE = re.compile(
    r"[^.;\n]*\b(?:plus|and|with)\b(?: (?:at least|a minimum of|minimum))? ", re.IGNORECASE
)
_OR_DEGREE = re.compile(
    r"(?i:['’]?s?)(?= degree\b| in )[^.;]{2,120}?\b(?:or|OR)\b[ ,'\"\n]{1,6}(?:an? )?", re.IGNORECASE
)
_DEGREE_REACH, _SENTENCE = 130, 120
_AND_END = re.compile(r" and (?:\(\d{1,2}\) )?$", re.IGNORECASE)
_AND_EITHER = re.compile(r"\band,? either\b[: ]{1,4}\(?(?:1|[AaIi])\b")
_COURSE_BEFORE = re.compile(r"\bcourse\b[^.;\n]{0,60}\bor $")
_LONGEST_LEVEL = 1500
_GRADE_EXPERIENCE = re.compile(r" of specialized (?:\w+ )?experience", re.IGNORECASE)
_LIST_END = re.compile(r"\bAND SPECIALIZED EXPERIENCE|\n\n|\bIn addition|\bNote\b|NOTE|LEVEL:|\bGS-\d")
_SENTENCE_END = re.compile(r"(?<![A-Z])\.\)?[ \u00a0\"]{1,3}[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class ExperienceDemand:
    """Years asked for at [start, end); the lower end of a range.

    `is_aside`: told among the duties, so a formal list of paths counts instead.
    `is_required`: a word of need stands beside it, so it counts beside a formal list.
    """

    start: int
    end: int
    years: float
    is_aside: bool = False
    is_required: bool = False


def main_years(text: str, demands: list[ExperienceDemand], education: list[EducationMention]) -> float | None:
    """Years of the main path.

    Args:
        text: the posting.
        demands: in the order of the text.
        education: levels that the text names; they tell which path asks for less schooling.

    Returns:
        The longest demand of the first path; null when there is none.
    """
    years: list[float] = []
    main: ExperienceDemand | None = None
    list_start: ExperienceDemand | None = None
    for position, demand in enumerate(demands):
        if _is_instead(text, demand, demands[:position], education) or _is_higher_grade(text, demand):
            continue
        if _is_lower_degree_path(text, demand, education):
            continue
        if list_start is not None and _is_other_path(text, list_start, demand):
            continue
        if main is not None and _ALL_BEFORE.search(text, max(0, demand.start - 130), demand.start):
            continue
        if list_start is None and _is_later_path(text, demand, education):
            continue
        if main is not None and _is_sum(text, main, demand):
            years[-1] += demand.years
            continue
        years.append(demand.years)
        main = demand
        if list_start is None or _LIST_END.search(text, list_start.end, demand.start):
            list_start = demand
    return max(years, default=None)


def _is_higher_grade(text: str, demand: ExperienceDemand) -> bool:
    """Whether a grade above the first one asks for it: "At the GS-12: two years", "placement in Level II"."""
    begin = max(0, demand.start - _LONGEST_LEVEL)
    if text.find(" Level", begin, demand.start) >= 0:
        levels = [level.end() for level in _HIGHER_LEVEL.finditer(text, begin, demand.start)]
        if levels and _NEW_PARAGRAPH.search(text, levels[-1], demand.start) is None:
            return True
    if "GS" not in text:
        return False
    grades = [
        int(grade) for grade in _GRADE.findall(text, text.rfind("\n\n", 0, demand.start) + 1, demand.start)
    ]
    return bool(grades) and grades[-1] > grades[0]


def _is_lower_degree_path(text: str, demand: ExperienceDemand, education: list[EducationMention]) -> bool:
    """Whether it comes with a lower degree than the one named first: "MS degree, or BS plus three years"."""
    ahead = [mention for mention in education if 0 <= demand.start - mention.end < _DEGREE_REACH]
    for own in ahead:
        if _WITH_DEGREE.fullmatch(text, own.end, demand.start) is None:
            continue
        for other in education:
            is_higher = LEVELS.index(other.level) > LEVELS.index(own.level) and not other.is_preferred
            if is_higher and _OR_DEGREE.fullmatch(text, other.end, own.start):
                return True
    return False


def _is_sum(text: str, first: ExperienceDemand, later: ExperienceDemand) -> bool:
    """Two lengths in one breath: "6 months of general and 6 months of specialized experience".

    "One year as a supervisor, and either 1. a degree and two years ...; or 2. ..." asks for both as well.
    """
    between = text[first.end : later.start]
    if len(between) < 40 and _AND_END.search(between):  # noqa: PLR2004 - a few words
        return True
    either = _AND_EITHER.search(between)
    return either is not None and NEXT_PATH.search(between, either.end()) is None


def _is_instead(
    text: str,
    demand: ExperienceDemand,
    earlier: list[ExperienceDemand],
    education: list[EducationMention],
) -> bool:
    """Years in the place of others: "a bachelor's or ten years", "one year at level I or two of ..."."""
    if not _INSTEAD_BEFORE.search(text[max(0, demand.start - 30) : demand.start]):
        return False
    if _COURSE_BEFORE.search(text, max(0, demand.start - 80), demand.start):
        return True
    near = [mention for mention in education if 0 <= demand.start - mention.end < _SENTENCE]
    if near and _GRADE_EXPERIENCE.match(text, demand.end) and not earlier:
        # Graduate studies stand in for the experience of a federal grade, not the other way round.
        return min(LEVELS.index(mention.level) for mention in near) < LEVELS.index("master")
    return bool(near) or any(0 <= demand.start - other.end < _SENTENCE for other in earlier)


def _is_other_path(text: str, first: ExperienceDemand, demand: ExperienceDemand) -> bool:
    """Whether an "or 2." parts the demand from the first one and the list has not ended since."""
    if demand.start - first.end > LONGEST_LIST:
        return False
    if _LIST_END.search(text, first.end, demand.start):
        return False
    return NEXT_PATH.search(text, first.end, demand.start) is not None


def _is_later_path(text: str, demand: ExperienceDemand, education: list[EducationMention]) -> bool:
    """Whether an earlier path, without any years, asks for no more schooling than the path of this demand."""
    if _MUST_BEFORE.search(text, max(0, demand.start - 40), demand.start):
        return False
    begin = max(0, demand.start - LONGEST_LIST)
    marks = [match.end() for match in NEXT_PATH.finditer(text, begin, demand.start)]
    if not marks or _LIST_END.search(text, marks[-1], demand.start):
        return False
    if _SENTENCE_END.search(text, marks[-1], demand.start + 2):
        return False
    own = [mention.level for mention in education if marks[-1] <= mention.start < demand.start]
    earlier = [mention.level for mention in education if begin <= mention.start < marks[-1]]
    if not earlier:
        return False
    least = min(map(LEVELS.index, earlier))
    return bool(own) or least < LEVELS.index("master")
