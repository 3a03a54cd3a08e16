"""Component `signalpost.education.v1`: the lowest level of education that qualifies by any path.

Every path of an either/or counts, so the lowest named level stands; levels that are only preferred, or told
of the company, do not. A degree that a number of years of experience replaces is no minimum at all.
"""

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

import nlp.types  # noqa: F401 - registers the extensions of Doc
from nlp.components.education_levels import LEVEL_PHRASES, LEVELS, LevelPhrase
from nlp.components.phrase_scan import PhraseScan, fold
from nlp.components.segments import doc_segments, segment_at
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from nlp.types import Education

_SCAN = PhraseScan(LEVEL_PHRASES)
_PHRASES = tuple(LEVEL_PHRASES.values())
_CREDITS = re.compile(
    r"(?i)(?:\bor|minimum of|at least|possess) \d{2,3} "
    r"(?:\(\d{2,3} quarter\) |semester |college |quarter |\(\d\d\) ){0,3}"
    r"(?:college )?(?:credits?|hours) (?:of college|from an? (?:accredited )?(?:college|university))|"
    r"\bor \d{2,3} (?:semester |college )?credits"
)
_NO_LEVEL = re.compile(
    r"(?i)substitut|credit will be given|school district|"
    r"high school (?:students?|teacher|sports|children|coach)|elementary|"
    r"middle school|school students|may be accepted in lieu|tuition|in lieu of|our graduates|"
    r"from high school to|graduate study leading|homeschool|post-high school|school-age|"
    r"students (?:in|from|at) |degree of (?!doctor)|secondary school teach|tutor|"
    r"scholarship|financial aid|student loan"
)
_PREFERRED = re.compile(
    r"(?i)\b(?:preferr?ed|preferably|prefer|desired|desirable|desire|advantage\w{0,4}|ideally|nice to have|"
    r"(?:a|an|big|huge|definite|strong|major|real) plus|beneficial|bonus|helpful|an asset|welcome|"
    r"strongly considered|favou?red)\b"
)
_REQUIRED = re.compile(
    r"(?i)\b(?:requir\w{1,6}|must|minimum|mandatory|essential|necessary|at least|possess)\b"
)
_YEARS_INSTEAD = re.compile(
    r"(?i)^[^.;\n]{0,90}?[;,]? ?\bor (?:at least |a minimum of |minimum )?"
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|ten)\+? ?(?:-LRB-\d{1,2}-RRB- |\(\d{1,2}\) )?"
    r"(?:or more )?years?['’]? (?:of )?(?:[\w/-]{2,20} ){0,4}experience"
)
_SILENT_SECTIONS = frozenset({"company", "benefits", "eeo", "pay"})


@dataclass(frozen=True, slots=True)
class EducationMention:
    """One level named at [start, end); `is_preferred`: wished for; `is_required`: said so."""

    start: int
    end: int
    level: Education
    is_preferred: bool
    is_required: bool


@component_factory("signalpost.education.v1", assigns=["doc._.education"], requires=["doc.spans"])
def create_education(nlp: Language, name: str) -> "EducationLevel":
    """Make the component.

    Args:
        nlp: the pipeline.
        name: under which it stands in the pipeline.

    Returns:
        The component.
    """
    del nlp
    return EducationLevel(name)


class EducationLevel:
    """Sets `doc._.education` to an `Education`; null when none is required or said."""

    def __init__(self, name: str = "education") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read the description; sections tell what is preferred and what is not about the worker."""
        sections = [(span.start_char, span.end_char, span.label_) for span in doc.spans.get("sections", ())]
        mentions = find_education(doc_text(doc), doc_segments(doc), doc._.description_start)
        doc._.education = lowest_education(doc_text(doc), mentions, sections)
        return doc


def lowest_education(
    text: str, mentions: list[EducationMention], sections: list[tuple[int, int, str]]
) -> Education | None:
    """The lowest level that qualifies.

    Args:
        text: the posting.
        mentions: of levels, as `find_education` gives them.
        sections: (start, end, kind) in order; [] when nothing is known of them.

    Returns:
        One of LEVELS; null when no level is required.
    """
    levels: list[Education] = []
    for mention in mentions:
        kind = section_at(sections, mention.start)
        if mention.is_preferred or kind == "preferred":
            continue
        if kind in _SILENT_SECTIONS and not mention.is_required:
            continue
        if _YEARS_INSTEAD.match(text[mention.end : mention.end + 220]):
            return None
        levels.append(mention.level)
    return min(levels, key=LEVELS.index) if levels else None


def find_education(text: str, starts: list[int], start: int = 0) -> list[EducationMention]:
    """Levels named in a text, in its order, each told apart from mere wishes by the words of its sentence.

    Args:
        text: the posting.
        starts: of its segments (`segments.segment_starts`).
        start: character from which on to read.
    """
    named = _named_levels(text, start)
    if not named:
        return []
    segments = [segment_at(starts, begin) for begin, _, _ in named]
    by_segment: dict[int, list[tuple[int, int, LevelPhrase]]] = {}
    for number, entry in zip(segments, named, strict=True):
        by_segment.setdefault(number, []).append(entry)
    mentions: list[EducationMention] = []
    for position, (begin, end, phrase) in enumerate(named):
        number = segments[position]
        stop = starts[number + 1] if number + 1 < len(starts) else len(text)
        if _NO_LEVEL.search(text, max(starts[number], begin - 110), min(stop, end + 420)):
            continue
        others = [other for other in by_segment[number] if other is not named[position]]
        if phrase.is_generic and any(not other[2].is_generic for other in others):
            continue
        if _is_outranked(text, end, phrase, others):
            continue
        later = [other[0] for other in others if other[0] > begin and other[2].level != phrase.level]
        after, before = text[end : min([stop, *later])], text[starts[number] : begin]
        wish, need = _PREFERRED.search(after[:160]), _REQUIRED.search(after[:160])
        is_preferred = _is_preferred(wish, need, before[-90:])
        mentions.append(EducationMention(begin, end, phrase.level, is_preferred, need is not None))
    return mentions


def _named_levels(text: str, start: int) -> list[tuple[int, int, LevelPhrase]]:
    """(start, end, phrase) in the order of the text, those whose check fails left out."""
    named = []
    for number, begin, end in _SCAN.find_edged(text, fold(text), start):
        phrase = _PHRASES[number]
        if phrase.check is None or phrase.check.match(text, begin):
            named.append((begin, end, phrase))
    credits_phrase = LevelPhrase("some_college")
    if "credit" in text or "hours" in text:
        named += [(match.start(), match.end(), credits_phrase) for match in _CREDITS.finditer(text, start)]
    return sorted(named, key=lambda entry: entry[:2])


def _is_outranked(
    text: str, end: int, phrase: LevelPhrase, others: list[tuple[int, int, LevelPhrase]]
) -> bool:
    """Whether a higher level is asked for on top: "a bachelor's degree ... and a master's degree"."""
    for other_begin, _, other in others:
        if 0 < other_begin - end < 70 and LEVELS.index(other.level) > LEVELS.index(phrase.level):  # noqa: PLR2004
            between = text[end:other_begin]
            if between.endswith((" and a ", " and an ")) and " or " not in between:
                return True
    return False


def _is_preferred(wish: re.Match[str] | None, need: re.Match[str] | None, before: str) -> bool:
    if wish:
        return need is None or wish.start() < need.start()
    if need:
        return False
    wishes = [match.end() for match in _PREFERRED.finditer(before)]
    needs = [match.end() for match in _REQUIRED.finditer(before)]
    return bool(wishes) and (not needs or wishes[-1] > needs[-1]) and ";" not in before[wishes[-1] :]


def section_at(sections: list[tuple[int, int, str]], offset: int) -> str:
    """Kind of the section that holds the character `offset`; "" when none does."""
    for start, end, kind in sections:
        if start <= offset < end:
            return kind
    return ""
