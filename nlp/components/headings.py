"""Where the headings of a posting stand, also when line breaks, colons and spaces were lost."""

import re
from dataclasses import dataclass

from nlp.components.phrase_scan import PhraseScan, has_edges, is_glued_behind
from nlp.components.section_headings import HEADINGS, INHERITING
from nlp.types import SectionKind

_KIND_OF: dict[str, SectionKind] = dict.fromkeys(sorted(INHERITING), "required")
_KIND_OF.update({phrase: kind for kind, phrases in HEADINGS.items() for phrase in phrases})
_SCAN = PhraseScan(_KIND_OF)
_KINDS: tuple[SectionKind, ...] = tuple(_KIND_OF.values())
_IS_INHERITING = tuple(phrase in INHERITING for phrase in _KIND_OF)
_IS_SINGLE = tuple(" " not in phrase for phrase in _KIND_OF)
_IS_WEAK = tuple(
    phrase in INHERITING or (kind in {"other", "pay", "application", "eeo"} and " " not in phrase)
    for phrase, kind in _KIND_OF.items()
)
_SAFE_UNMARKED = frozenset({"duties", "required", "preferred"})

_LINE_LEAD = re.compile(r"[\s•●▪■◦∙·*#>\-–—_\"'“(\d.]{0,12}$")
_COLON_TAIL = re.compile(r"[ \u00a0]{0,3}(?:[A-Za-z&/,'’()\u00a0 -]{0,60}):")
_LINE_TAIL = re.compile(r"[ \u00a0]{0,4}[:.!?…\-–—)*\"”]{0,3}[ \u00a0]{0,4}(?:[\r\n]|$|[:.]?['\"], ?['\"])")
_DASH_TAIL = re.compile(r"[ \u00a0]{0,3}[-–—]{1,3}[ \u00a0]")
_STOP_TAIL = re.compile(r"\.(?:[ \u00a0]|$)")
_INCLUDE_TAIL = re.compile(
    r"[ \u00a0]{1,2}(?:include|includes|including|are|may include|will include)\b[^.\n]{0,40}:"
)
_BULLET_TAIL = re.compile(r"[ \u00a0]{0,3}:[ \u00a0]{0,4}(?:[•●▪■◦*]|[€Ââ][¢€·])")
_LIST_LEAD = re.compile(r"['\"], ?['\"][\s•*-]{0,3}$")
_BREAK_LEAD = re.compile(r"(?:[.!?:;)•*…\]\"”-]|[\u00a0 ]{2}|\n|â€¢|€¢)[ \u00a0]{0,6}$")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: its characters, the kind of section it opens, and whether it is a part of a larger one.

    Attributes:
        start: first character of the heading.
        end: the character after it.
        kind: of the section that it opens.
        is_inheriting: "Education:" below "Preferred qualifications" is preferred.
    """

    start: int
    end: int
    kind: SectionKind
    is_inheriting: bool


def find_headings(text: str, folded: str, start: int = 0) -> list[Heading]:
    """Headings in the order of the text.

    Args:
        text: the posting.
        folded: `fold(text)`.
        start: the character from which on headings count (the title is none).

    Returns:
        Those that are told from running text by what stands around them: a line of their own, a colon,
        capitals or a lost line break.
    """
    found: list[Heading] = []
    done = start
    for number, begin, end in sorted(_SCAN.find_all(folded), key=lambda match: (match[1], -match[2])):
        if begin < done or _is_in_sentence(text, begin):
            continue
        if has_edges(text, begin, end) and _is_heading(text, number, begin, end, start):
            found.append(Heading(begin, end, _KINDS[number], _IS_INHERITING[number]))
            done = end
    return found


def _is_in_sentence(text: str, begin: int) -> bool:
    """Whether a small letter follows a word or a comma: the shortest way to most that are no headings."""
    if begin < 2 or text[begin].isupper():  # noqa: PLR2004 - a space and what is before it
        return False
    before = text[begin - 1]
    return before.isalpha() or (before == " " and (text[begin - 2].isalpha() or text[begin - 2] == ","))


def _is_heading(text: str, number: int, begin: int, end: int, start: int) -> bool:
    lead = text[max(start, begin - 14) : begin]
    tail = text[end : end + 72]
    is_line = _is_line_start(lead, is_first=begin - len(lead) == start)
    has_colon = _has_colon(tail, is_long_allowed=not _IS_WEAK[number])
    if is_line and (has_colon or _LINE_TAIL.match(tail) or _DASH_TAIL.match(tail)):
        return True
    is_glued = lead[-1:].isalpha() and text[begin].isupper()
    is_behind_break = is_line or is_glued or _BREAK_LEAD.search(lead) is not None
    is_capital = text[begin].isupper()
    if has_colon and (is_behind_break or (is_capital and not _IS_SINGLE[number])):
        return True
    if is_capital and _BULLET_TAIL.match(tail):
        return True
    if is_behind_break and _INCLUDE_TAIL.match(tail):
        return True
    if _IS_WEAK[number]:
        return False
    return _is_unmarked_heading(text, number, begin, end, is_behind_break=is_behind_break)


def _is_line_start(lead: str, *, is_first: bool) -> bool:
    """Only bullets and numbers stand before it on its line; a printed list, "', '", parts lines too."""
    if "\n" in lead:
        return _LINE_LEAD.match(lead[lead.rfind("\n") + 1 :]) is not None
    return (is_first and _LINE_LEAD.match(lead) is not None) or _LIST_LEAD.search(lead) is not None


def _has_colon(tail: str, *, is_long_allowed: bool) -> bool:
    match = _COLON_TAIL.match(tail)
    if match is None:
        return False
    return is_long_allowed or match.end() <= 3  # noqa: PLR2004 - " :" at most


def _is_unmarked_heading(text: str, number: int, begin: int, end: int, *, is_behind_break: bool) -> bool:
    """Neither a line nor a colon: capitals, a glued word or a sentence of its own must tell."""
    written = text[begin:end]
    is_safe = _KINDS[number] in _SAFE_UNMARKED
    if is_glued_behind(text, end) and written[0].isupper():
        return is_behind_break or (not _IS_SINGLE[number] and written.istitle()) or written.isupper()
    if written.isupper() and len(written) > 5:  # noqa: PLR2004 - "APPLY" and "EEO" also stand in sentences
        return is_behind_break or (is_safe and not text[end : end + 3].strip().isupper())
    if not is_behind_break:
        return False
    if _STOP_TAIL.match(text[end : end + 2]):
        return not _IS_SINGLE[number] or written[0].isupper()
    is_stop_without_space = begin > 0 and text[begin - 1] in ".!?"
    if is_stop_without_space and is_safe and written[0].islower():
        return True
    is_capital_next = text[end : end + 2].strip()[:1].isupper()
    return (
        is_safe
        and written.istitle()
        and is_capital_next
        and (is_stop_without_space or not _IS_SINGLE[number])
    )
