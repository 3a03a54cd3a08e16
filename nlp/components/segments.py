"""Segments of a posting: sentences, bullets and lines, also where the line breaks were lost.

Real postings arrive with "...goals.Requirements", "skillsAbility to lift", "•" as "€¢" or "â€¢", and bullets
run into one line. A segment is the scope of a cue such as "preferred" or "a plus".
"""

import re
from bisect import bisect_right

from spacy.tokens import Doc

import nlp.types  # noqa: F401 - registers the extensions of Doc
from nlp.doc_text import doc_text

_CAMEL_TAILS = re.compile(
    r"Script|Point|Hub|Lab|Books|Works|Tube|Query|Base|Press|Soft|Cad|CAD|Flow|Ops|Stack|Note|Drive|"
    r"Force|Shift|Graph|Store|Stage|Strategy|Miner|Desk|Med|Care|Chart|Track|Serve|Safe|Sign|View|Maker|"
    r"Studio|Board|Form|Formation|Watch|Trail|Vision|Mail|Chimp|Suite|World|Share|Net|Kit|Bridge|Light|"
    r"Shop|Draw|Design|Source|Code|Time|Talk|Tree|Line|Ware|Bank|Wise|Pro|Plus|Space|Team|Health|Art|"
    r"Mark|Scape|One|Bot|Text"
)
"""Second halves of product names: "JavaScript" and "PowerPoint" are one word."""
_STARTERS = re.compile(
    r"Ability|Able|Experience|Experienced|Strong|Excellent|Knowledge|Must|Proven|Good|Working|Minimum|"
    r"Bachelor|Familiarity|Familiar|Understanding|Proficien|Demonstrated|Preferred|Responsib|"
    r"Requirements|Qualifications|Skills|Education|Benefits|Duties|Previous|Prior|High|Great|"
    r"Outstanding|Willing|Comfortable|Highly|Valid|Current|Self|Team|Attention|Effective|Exceptional|"
    r"Solid|Basic|Advanced|Degree|Associate|Master|Job|Position|Provide|Manage|Develop|Maintain|Assist|"
    r"Ensure|Work|Support|Perform|Prepare|Create|Design|Lead|Desired|Required|Nice|Bonus|Additional|"
    r"What|Who|About|We|You|Our|The|Some|Any|Fluen|Certif|Licens"
)
"""How bullets begin; glued behind a capitalised word ("MongoDBExperience") only these open a segment."""

# Both patterns begin with one set of characters, so that the search skips all others in C.
_MARK = re.compile(
    r"[\n\r;•●▪■◦‣⁃∙·*►➢✓✔€Ââ\-–—'\":.!?]"
    r"(?:(?<=[\n\r;])[\n\r;]*"
    r"|(?<=[•●▪■◦‣⁃∙·*►➢✓✔])[•●▪■◦‣⁃∙·*►➢✓✔]*"
    r"|(?<=[€Â])[¢·]|(?<=â)€¢"
    r"|(?<=-)-+|(?<=\s[–—-])(?=\s)"
    r"|(?<=['\"]), ?['\"]"
    r"|(?<=:)(?=[A-Z][a-z]{2})"
    r"|(?<=[a-z0-9)\]\"”’%+-][.!?])[\"”’)]{0,2}(?:\s{1,9}(?=[A-Z0-9\"“(•])|(?=[A-Z][a-z ]|[A-Z]{4}))"
    r"|(?<=[A-Z]{2}[.!?])\s{1,9}(?=[A-Z][A-Za-z]))"
)
_GAP = re.compile(r"[ \u00a0]{3,40}(?=[A-Za-z0-9])")
_GLUED = re.compile(r"[A-Z](?<=[A-Za-z)+][A-Z])[a-z]{1,12}")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|inc|st|sr|jr|dr|mr|ms|mrs|no|vs|u\.s|yrs?|hrs?|approx|min|max|dept)\.$",
    re.IGNORECASE,
)
_LONGEST = 600
SEGMENTS_KEY = "signalpost.segments"
"""Key of `doc.user_data`: first characters of the segments of the description."""


def segment_starts(text: str, start: int = 0) -> list[int]:
    """Characters at which segments begin, ascending, `start` first; a segment ends where the next begins.

    Args:
        text: any text; 1 MB takes well under a second.
        start: the character from which on to look.

    Returns:
        Never empty. Segments are cut at 600 characters when nothing else parts them.
    """
    breaks = [match.end() for match in _MARK.finditer(text, start) if not _is_abbreviation(text, match)]
    breaks += [match.start() for match in _GLUED.finditer(text, start) if _is_glued(text, match)]
    if "  " in text or "\u00a0" in text:
        breaks += [match.end() for match in _GAP.finditer(text, start)]
    breaks.sort()
    starts = [start]
    for end in breaks:
        _append(starts, end)
    _append(starts, len(text))
    if len(starts) > 1:
        starts.pop()
    return starts


def _is_abbreviation(text: str, mark: re.Match[str]) -> bool:
    start = mark.start()
    return text[start] == "." and _ABBREVIATION.search(text, max(0, start - 7), start + 1) is not None


def _is_glued(text: str, word: re.Match[str]) -> bool:
    start, end = word.span()
    before = text[max(0, start - 3) : start]
    is_behind_word = len(before) == 3 and before.isalpha() and before.islower()  # noqa: PLR2004 - three letters
    is_tail = _CAMEL_TAILS.fullmatch(word.group()) is not None
    if is_behind_word and end - start > 2 and not is_tail:  # noqa: PLR2004
        return True
    return (is_behind_word or not is_tail) and _STARTERS.match(word.group()) is not None


def _append(starts: list[int], end: int) -> None:
    while end - starts[-1] > _LONGEST:
        starts.append(starts[-1] + _LONGEST)
    if end > starts[-1]:
        starts.append(end)


def doc_segments(doc: Doc) -> list[int]:
    """`segment_starts` of the description, computed once per `Doc` (kept in its `user_data`)."""
    starts: list[int] | None = doc.user_data.get(SEGMENTS_KEY)
    if starts is None:
        starts = segment_starts(doc_text(doc), doc._.description_start)
        doc.user_data[SEGMENTS_KEY] = starts
    return starts


def segment_at(starts: list[int], offset: int) -> int:
    """Number of the segment that holds the character `offset`."""
    return max(0, bisect_right(starts, offset) - 1)
