"""Component `signalpost.education.v1`: the lowest level of education that qualifies by any path.

Every path of an either/or counts, so the lowest named level stands; levels that are only preferred, or told
of the company, do not. A degree that a number of years of experience replaces is no minimum at all.
"""

import re
from dataclasses import astuple, dataclass

from spacy.language import Language
from spacy.tokens import Doc

import nlp.types  # noqa: F401 - registers the extensions of Doc
from nlp.components.education_instead import (
    find_path_of_years,
    is_behind_experience,
    is_replaced_by_years,
    is_school_replaced,
)
from nlp.components.education_levels import EDUCATION_CUES, LEVEL_PHRASES, LEVELS, LevelPhrase
from nlp.components.phrase_scan import CueIndex, PhraseScan, fold
from nlp.components.segments import doc_segments, segment_at
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from nlp.section_places import read_sections
from nlp.types import Education

_SCAN = PhraseScan(LEVEL_PHRASES)
_PHRASES = tuple(LEVEL_PHRASES.values())
_CREDITS = re.compile(
    r"(?i)(?:\bor|minimum of|at least|possess) \d{2,3} "
    r"(?:\(\d{2,3} quarter\) |semester |college |quarter |\(\d\d\) ){0,3}"
    r"(?:college )?(?:credits?|hours) (?:of college|from an? (?:accredited )?(?:college|university))|"
    r"\bor \d{2,3} (?:semester |college )?credits|"
    r"\b(?:completion of|completed|minimum of|at least) (?:[3-9]\d|1\d\d) (?:semester |college )?credits\b|"
    # "A degree, or a combination of education and experience: at least 30 semester hours of ..., plus ..."
    r"\bcombination of (?!.{0,40}equivalent)[^.;]{0,45}?(?:at least|a minimum of) "
    r"(?:[3-9]\d|1\d\d) semester (?:\(\d\d quarter\) )?hours"
)
_CREDIT_UNITS = PhraseScan(("credit", "hours"))
_CUE_CLASSES = {
    phrase: number for number, kind in enumerate(EDUCATION_CUES) for phrase in EDUCATION_CUES[kind]
}
_CUE_SCAN = PhraseScan(_CUE_CLASSES)
_CUE_CLASS = tuple(_CUE_CLASSES.values())
_WISH, _NEED, _OTHER_SENSE, _ = range(len(EDUCATION_CUES))
_AHEAD, _BACK, _NEAR, _AND_REACH = 160, 90, 60, 300
_OR_LEVEL = re.compile(
    r"\bor (?!university|college|supplemented|related|equivalent|a related|other)", re.IGNORECASE
)
_CUES_BEFORE, _CUES_BEHIND = 140, 450
_MOST_LEVELS = 400
_EDUCATION_KEY = "signalpost.education"
_SECOND_PATH = re.compile(r"(?i)\bor,?\s{1,20}\(?2[.)]")
_REQUIRED_BEHIND = re.compile(r"(?i)\.?[^.;\n]{0,90}\brequired\b")
_LEAST_BEFORE = re.compile(r"(?i)\b(?:minimum|at least|must (?:have|possess))\b[^.;\n]{0,20}$")
_NEGATED_BEFORE = re.compile(
    r"(?i)(?:\bno|\bwithout an?|n['’]t (?:need|require)(?: an?)?|\bnot (?:need|require)(?: an?)?|"
    r"\bno need for an?) (?:formal |specific |particular |special |college |university |"
    r"[a-z]{2,10}[- ]year ){0,2}$"
)
_NEGATED_BEHIND = re.compile(
    r"(?i)^(?: (?:diploma|degree|or ged|or equivalent|education)){0,3} (?:is |are )?(?:n[o']?t|isn['’]t|"
    r"never) (?:required|needed|necessary|mandatory|a must|a requirement)\b"
)
_SCHOOL_BEHIND = re.compile(
    r"(?i)^(?:['’]s)?(?: degree)?(?:[- ]level)? (?:programs?|curricul\w{1,3}|courses?|class(?:es)?|students?|"
    r"faculty|cohorts?)\b"
)
_SUBSTITUTION_BEFORE = re.compile(
    r"(?i:\bsubstitution of education (?:for|to)\b|\beducation substitution:)"
    r"(?:[^.]|(?<=[A-Z])\.|\.(?=[A-Z])){0,230}$"
)
_THROUGH_SCHOOL = re.compile(
    r"(?i)\b(?:graduat\w{1,4}|complet\w{1,4}|enroll\w{0,5}|accepted|admitted|diploma|degree|attending)\b"
    r"[^.;\n]{0,50}$"
)
_ALL_CANDIDATES = re.compile(r"(?i)\ball candidates must (?:have|possess) $")
_EDUCATION_HEADING = re.compile(
    r"(?<!Preferred )(?<!Desired )\bE(?:ducation|DUCATION)(?: (?:and|&) \w+| [Rr]equire\w+| Level)?\W{0,12}"
    r"(?:(?:Must have |Possess )?[Aa]n? )?$"
)
_LINE_START = re.compile(r"(?:\n|[•·*>¢]|['\"], ?['\"])[\s–-]{0,3}(?:An? )?$")
_ASIDE = re.compile(r"(?i)\((?!(?:strongly|highly|very|is|are|an?) ?$)[^)]{1,80}$")
_ALTERNATIVE = re.compile(r"['’]?s?\.?(?: [Dd]egree)?(?: or |/| \()(?:an? )?")
_FOR_FIELD = re.compile(r"(?i)preferably|ideally")
_OTHER_CLAUSE = re.compile(
    r"(?i),(?! ?(?:and/)?(?:or|and)\b)[^,.;]{0,50}"
    r"\b(?:experience|certifications?|licen[cs]e|skills|knowledge|background)\b[^,.;]{0,12}$"
)
_GLUED = re.compile(r"[a-z]{2}\.?(?=\d|[A-Z]{2}|A )|[a-z]{2}\.(?=[A-Z])|\) ?[A-Z][a-z]+ [a-z]")
_SILENT_SECTIONS = frozenset({"company", "benefits", "eeo", "pay"})
_SURE_ONLY_WITH_HEADING = frozenset({"preferred", "benefits", "eeo", "pay"})


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
        sections = [
            section[:3]
            for section in read_sections(doc)
            if section.is_headed or section.kind not in _SURE_ONLY_WITH_HEADING
        ]
        text = doc_text(doc)
        doc._.education = lowest_education(text, doc_education(doc), sections)
        return doc


def doc_education(doc: Doc) -> list[EducationMention]:
    """`find_education` of the posting, computed once per `Doc` (kept in its `user_data` as plain tuples)."""
    kept = doc.user_data.get(_EDUCATION_KEY)
    if kept is not None:
        return [EducationMention(*values) for values in kept]
    mentions = find_education(doc_text(doc), doc_segments(doc), doc._.description_start)
    doc.user_data[_EDUCATION_KEY] = [astuple(mention) for mention in mentions]
    return mentions


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
    kept: list[EducationMention] = []
    for mention in mentions:
        if mention.is_preferred or _is_silenced(text, mention, section_at(sections, mention.start)):
            continue
        if is_replaced_by_years(text, mention.end):
            if any(LEVELS.index(level) < LEVELS.index(mention.level) for level in levels):
                continue
            return None
        if not levels and is_behind_experience(text, mention.start):
            return None
        levels.append(mention.level)
        kept.append(mention)
    if not levels:
        return None
    lowest = min(levels, key=LEVELS.index)
    if lowest == "high_school" and is_school_replaced(text):
        return None
    on_top = _level_on_top(text, kept[levels.index(lowest)], kept)
    if on_top is not None:
        return on_top
    path = find_path_of_years(text, mentions[0].end, mentions[-1].end)
    if path is None:
        return lowest
    # One year instead of graduate studies is a matter of the grade; the degree ahead of it stays.
    ahead = [mention.level for mention in mentions if mention.end <= path.start]
    is_of_grade = path.is_one_year and min(map(LEVELS.index, ahead)) < LEVELS.index("master")
    return lowest if is_of_grade else None


def _level_on_top(text: str, lowest: EducationMention, mentions: list[EducationMention]) -> Education | None:
    """The lowest level that another paragraph requires on top of the list of paths with the lowest of all.

    Cities print the paths of the civil service and below them what the office itself asks for.
    """
    begin, end = text.rfind("\n\n", 0, lowest.start) + 1, text.find("\n\n", lowest.end)
    end = len(text) if end < 0 else end
    if _SECOND_PATH.search(text, begin, end) is None:
        return None
    on_top = [
        mention.level
        for mention in mentions
        if not begin <= mention.start < end
        and (
            _REQUIRED_BEHIND.match(text, mention.end)
            or _LEAST_BEFORE.search(text, max(0, mention.start - 40), mention.start)
        )
    ]
    return min(on_top, key=LEVELS.index, default=None)


def _is_silenced(text: str, mention: EducationMention, kind: str) -> bool:
    """Whether its section is about something else, and it neither says "required" nor is below "Education".

    A line of its own among talk of the firm counts too.
    """
    if mention.is_required or kind not in {"preferred", *_SILENT_SECTIONS}:
        return False
    before = text[max(0, mention.start - 40) : mention.start]
    if _EDUCATION_HEADING.search(before):
        return False
    return kind == "preferred" or _LINE_START.search(before) is None


def find_education(text: str, starts: list[int], start: int = 0) -> list[EducationMention]:
    """Levels named in a text, in its order, each told apart from mere wishes by the words of its sentence.

    Args:
        text: the posting.
        starts: of its segments (`segments.segment_starts`).
        start: character from which on to read.
    """
    text = text.replace("\u00a0", " ")
    folded = fold(text)
    named = _named_levels(text, folded, start)
    if not named:
        return []
    cues = CueIndex(_cues_around(text, folded, named, start))
    segments = [segment_at(starts, begin) for begin, _, _ in named]
    by_segment: dict[int, list[tuple[int, int, LevelPhrase]]] = {}
    for number, entry in zip(segments, named, strict=True):
        by_segment.setdefault(number, []).append(entry)
    mentions: list[EducationMention] = []
    for position, (begin, end, phrase) in enumerate(named):
        number = segments[position]
        stop = starts[number + 1] if number + 1 < len(starts) else len(text)
        if cues.first(_OTHER_SENSE, max(starts[number], begin - 110), min(stop, end + 420)) is not None:
            continue
        others = [other for other in by_segment[number] if other is not named[position]]
        if phrase.is_generic and any(not other[2].is_generic and other[0] < end + _NEAR for other in others):
            continue
        if _is_outranked(text, end, phrase, others):
            continue
        later = [
            other[0]
            for other in others
            if other[0] > begin
            and not other[2].is_generic
            and other[2].level != phrase.level
            and not _ALTERNATIVE.fullmatch(text, end, other[0])
        ]
        ahead = min([stop, end + _AHEAD, *later])
        # "degree preferred" is both the name and the cue.
        behind = begin if phrase.is_generic else end
        wish, need = cues.first(_WISH, behind, ahead), cues.first(_NEED, behind, ahead)
        if wish is not None and _is_wish_for_else(text, end, wish):
            wish = None
        is_preferred = wish is not None and (need is None or wish < need)
        if wish is None and need is None:
            is_preferred = _is_wish_ahead(text, cues, max(starts[number], begin - _BACK), begin)
        mentions.append(EducationMention(begin, end, phrase.level, is_preferred, need is not None))
    return mentions


def _is_wish_for_else(text: str, end: int, wish: int) -> bool:
    """Whether the wish behind a level is for something else: its field, an aside, the next line or clause."""
    return any(pattern.search(text, end, wish) for pattern in (_ASIDE, _GLUED, _OTHER_CLAUSE)) or (
        _FOR_FIELD.match(text, wish) is not None
    )


def _cues_around(
    text: str, folded: str, named: list[tuple[int, int, LevelPhrase]], start: int
) -> list[tuple[int, int, int]]:
    """(class, start, end) of the cues within reach of the levels, in the order of the text."""
    cues: list[tuple[int, int, int]] = []
    done = start
    for begin, end, _ in named:
        first, stop = max(done, begin - _CUES_BEFORE), min(len(text), end + _CUES_BEHIND)
        if stop <= done:
            continue
        window = text[first:stop]
        for number, cue_start, cue_end in _CUE_SCAN.find_edged(window, folded[first:stop]):
            cues.append((_CUE_CLASS[number], first + cue_start, first + cue_end))
        done = stop
    return cues


def _named_levels(text: str, folded: str, start: int) -> list[tuple[int, int, LevelPhrase]]:
    """(start, end, phrase) in the order of the text, those whose check fails left out."""
    named = []
    for number, begin, end in _SCAN.find_edged(text, folded, start):
        phrase = _PHRASES[number]
        is_meant = phrase.check is None or phrase.check.match(text, begin)
        if is_meant and not _is_another_matter(text, begin, end):
            named.append((begin, end, phrase))
    credits_phrase = LevelPhrase("some_college")
    credit_places = {
        found.span()
        for _, begin, end in _CREDIT_UNITS.find_all(folded)
        for found in _CREDITS.finditer(text, max(start, begin - 110), end + 60)
        if _ALL_CANDIDATES.search(text, max(0, found.start() - 30), found.start()) is None
    }
    named += [(begin, end, credits_phrase) for begin, end in credit_places]
    return sorted(named, key=lambda entry: entry[:2])[:_MOST_LEVELS]


def _is_another_matter(text: str, begin: int, end: int) -> bool:
    """Whether it is ruled out ("no degree required") or the school's own ("teaches in the ADN program")."""
    before, behind = text[max(0, begin - 80) : begin], text[end : end + 60]
    if _NEGATED_BEFORE.search(before[-40:]) or _NEGATED_BEHIND.match(behind):
        return True
    if _SUBSTITUTION_BEFORE.search(text, max(0, begin - 300), begin):
        return True
    # "enrolled in a master's" holds the word itself
    before += text[begin : begin + len("enrolled")]
    return _SCHOOL_BEHIND.match(behind) is not None and _THROUGH_SCHOOL.search(before) is None


def _is_outranked(
    text: str, end: int, phrase: LevelPhrase, others: list[tuple[int, int, LevelPhrase]]
) -> bool:
    """Whether a higher level is asked for on top: "a bachelor's degree ... and a master's degree"."""
    for other_begin, _, other in others:
        if 0 < other_begin - end < _AND_REACH and LEVELS.index(other.level) > LEVELS.index(phrase.level):
            between = text[end:other_begin]
            if between.endswith((" and a ", " and an ")) and _OR_LEVEL.search(between) is None:
                return True
    return False


def _is_wish_ahead(text: str, cues: CueIndex, begin: int, end: int) -> bool:
    """Whether the last cue ahead is a wish ("Preferred: a bachelor's"), no semicolon between them."""
    wish = cues.last(_WISH, begin, end)
    if wish is None or ";" in text[wish:end]:
        return False
    need = cues.last(_NEED, begin, end)
    return need is None or need < wish


def section_at(sections: list[tuple[int, int, str]], offset: int) -> str:
    """Kind of the section that holds the character `offset`; "" when none does."""
    for start, end, kind in sections:
        if start <= offset < end:
            return kind
    return ""
