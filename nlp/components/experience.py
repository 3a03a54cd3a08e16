"""Component `signalpost.experience.v1`: years of experience that the main path asks for.

Of several paths ("a master's and one year, or a bachelor's and three") the first is the main one; of several
demands on one path the longest counts. Ages, the firm's own years, contract lengths and wishes are left out.
"""

import re
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

import nlp.types  # noqa: F401 - registers the extensions of Doc
from nlp.components.education import doc_education
from nlp.components.experience_paths import LONGEST_LIST, NEXT_PATH, ExperienceDemand, main_years
from nlp.components.experience_periods import find_periods, is_labelled, period_years
from nlp.components.segments import doc_segments, segment_at
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from nlp.section_places import read_sections

_EXPERIENCE_BEHIND = re.compile(
    r"^[^.;\n]{0,150}?(?:\b(?:experi[ea]n[cs]e|exp\b|experienced|background|expertise|track record|success|"
    r"required)|(?:sales|business|work)experience)",
    re.IGNORECASE,
)
_WORK_BEHIND = re.compile(
    r"^['’]?\.? {0,2}(?:or (?:greater|more|above),? )?"
    r"(?:minimum |hands[- ]on |knowledge |proficien|recent |relevant |of |in |as |with |working |developing |"
    r"using |building |managing |leading |doing |practicing |professional |supporting |driving |serving |on |"
    r"(?!growing|running|living|waiting|remaining)[a-z]{3,14}ing |"
    r"at |post)",
    re.IGNORECASE,
)
_DEMAND_BEFORE = re.compile(
    r"(?:\b(?:minimum|at least|requires?|must have|must possess|need|have|possess|experience|exp|plus|with|"
    r"and|got|bring)\b[^.;\n]{0,40}|[:•·*\-–—¢]\s{0,3}|(?:^|\n)\s{0,3}|[.;)] {0,2}|[a-z])$",
    re.IGNORECASE,
)
_SENTENCE_BEFORE = re.compile(r"(?:^|[.;!?)]|[\n•])[\s•*–-]{0,6}$")
_SENTENCE_BEHIND = re.compile(r"^(?:[.;](?:\s|$)|\n|$|,? (?:minimum|required)\b)")
_EXPERIENCE_BEFORE = re.compile(
    r"\bexperi[ea]n[cs]e(?: ?|(?: \w{1,12}){0,3} ?(?:[:\-–—(]| of| is)[^.;\n]{0,40})$", re.IGNORECASE
)
_NOT_BEHIND = re.compile(
    r"^['’s]{0,2}[ -]{0,2}(?:old|of age|ago|later|in business|anniversary|history|per|a year|each|contract|"
    r"term|appointment|assignment|probation|warranty|or older|high school|degree|college|university|course|"
    r"program|institution|accredited|undergraduate|graduate|academic|school|baccalaureate|diploma|bachelor|"
    r"(?:technical|technology|engineering|nursing|business|related|relevant|technical or \w+) "
    r"(?:degree|school|"
    r"college|program)|"
    r"from|after|following|and growing|strong|running|in a row|period|of (?:continuous |honorable )?active|"
    r"\(\d{2,3} (?:quarter|semester)|"
    r"of (?!(?:(?!and|or|plus|with)[\w/&,-]{1,20} ){1,4}experience)(?:successful |proud )?"
    r"(?:business|service to|growth|tradition|history|study|college|education|schooling|coursework|"
    r"academic(?! or )|undergraduate|graduate|post|progressively higher|higher|course|full-time study|"
    r"\w{1,12} study))\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:last|past|next|within|within the|every|for over|for more than|for nearly|for almost|over the|"
    r"aged|celebrating|age of|combined|our|we have|have been|has been|had been|founded|established|for the|"
    r"up to|about|approximately|not to exceed|duration:?|contract:?|length:?|term:?|first|each|previous|"
    r"(?:position|assignment|appointment|contract|temporary) for|after|after a minimum of|after at least|"
    r"until|valid for|(?<!who )has|total|totals|completion of|employees with|"
    r"provided (?:that )?the applicant has had(?: at least)?)|GS-|\$) ?"
    r"(?:over |more than |approximately |the last |an? |of )?$",
    re.IGNORECASE,
)
_COMPANY_BEFORE = re.compile(
    r"\b(?:our (?:team|company|firm|staff|clients)|we (?:have|bring|"
    r"are(?! (?:\w+ )?(?:accepting|looking|seeking|hiring)))|in business (?:for|since|over)|"
    r"company (?:with|has)|"
    r"with over|brings? (?:over|more than)|has (?:over|more than)|for over|has been|"
    r"have been)\b[^.;:\n]{0,60}$",
    re.IGNORECASE,
)
_PART_OF_BEFORE = re.compile(r"(?:of which|including|include|at least|, )\s?$", re.IGNORECASE)
_PART_OF_BEHIND = re.compile(
    r"^[^.;\n]{0,25}?\bof (?:which|this experience|whom|it)\b|^ (?:must|of which)", re.IGNORECASE
)
_WISH = re.compile(
    r"\b(?:preferr?ed|preferably|desired|desirable|ideally|ideal(?! candidate)|nice to have|"
    r"(?:a|an|big|huge|definite|strong) plus|advantage\w{0,4}|beneficial|bonus|helpful|an asset|"
    r"(?:given|have|get) (?:a )?(?:preference|priority))\b",
    re.IGNORECASE,
)
_NEED = re.compile(r"\b(?:required|mandatory|minimum|must)\b(?!\s?(?:or|/))", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(
    r"(?<=experience) (?=(?:Experience|Knowledge|Ability|Strong|Must|Proficien|Excellent))"
)
_WISH_AHEAD = re.compile(
    r"\b(?:preferably|ideally|ideal(?! candidate)|nice to have|optional|prefers?\b|"
    r"preference (?:is |will be )?given to|preference (?:to|for)\b|"
    r"(?:preferred|desired|desirable):|"
    r"(?:preferred|desired) (?:candidates?|applicants?|skills|qualifications))"
    r"|^\W{0,6}(?:preferred|desired|desirable)\b",
    re.IGNORECASE,
)
_BRACKET_BEHIND = re.compile(
    r"^[^.;\n(]{0,100}\b(?:experience|required)[^.;\n(]{0,12}"
    r"(?=\((?!(?:strongly |highly |is )?(?:preferr?ed|desired|a plus)\W))",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\((?!(?:strongly |highly |is |are )?(?:preferr?ed|preferably|desired|desirable|ideally|an? |nice)\W)"
    r"[^()]{1,90}\)",
    re.IGNORECASE,
)
_SEEKING_BEFORE = re.compile(
    r"\b(?:looking for|seeking|seeks|candidates?|applicants?|someone|accepting applications|openings? for|"
    r"you (?:have|bring|come|will have))\b[^.;\n]{0,110}$",
    re.IGNORECASE,
)
_SUBSTITUTE = re.compile(r"\b(?:substitut\w{1,6}|in lieu|credit (?:will|for)|make up)\b", re.IGNORECASE)
_EQUALS_BEFORE = re.compile(
    r"(?<!completion of the )\b(?:equivalent to|equals?|is equal to|equated (?:to|with)|counts? as|"
    r"equivalent of)[^.;\n]{0,25}$",
    re.IGNORECASE,
)
_STRONG_BEFORE = re.compile(
    r"\b(?:minimum|at least|must have|requires?|required)\b[^.;\n]{0,25}$", re.IGNORECASE
)
_SILENT_SECTIONS = frozenset({"company", "benefits", "eeo", "application", "pay"})
_SURE_ONLY_WITH_HEADING = frozenset({"benefits", "application", "eeo", "pay", "preferred"})
_SUBSTITUTE_BACK = 110
_MUST_HAVE_BEFORE = re.compile(r"\bmust (?:have|possess)[^.;:\n]{0,15}$", re.IGNORECASE)
_MARKED_REQUIRED = re.compile(r"(?:(?!prefer)[^.;\n]){0,50}\brequired\b", re.IGNORECASE)
_REQUIRED_BEHIND = re.compile(r"[^.;\n]{0,110}\b(?:required|minimum|must)\b", re.IGNORECASE)
_SHOULD_BEFORE = re.compile(r"\bshould (?:possess|have)\b[^.;\n]{0,40}$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\n\n\W{0,3}|Requirements\s{1,9})1\.\s[^\n]*\b2[.)]", re.IGNORECASE)
_GAP_IN_SENTENCE = re.compile(r"[a-z,] {3,40}[a-z(]$")
_MOST_YEARS = 30


@component_factory("signalpost.experience.v1", assigns=["doc._.experience_years_min"], requires=["doc.spans"])
def create_experience(nlp: Language, name: str) -> "Experience":
    """Make the component.

    Args:
        nlp: the pipeline.
        name: under which it stands in the pipeline.

    Returns:
        The component.
    """
    del nlp
    return Experience(name)


class Experience:
    """Sets `doc._.experience_years_min`, 0 or more; null when no length of experience is asked for."""

    def __init__(self, name: str = "experience") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read the description."""
        text, start = doc_text(doc), doc._.description_start
        segments = doc_segments(doc)
        sections = [
            section[:3]
            for section in read_sections(doc)
            if section.is_headed or section.kind not in _SURE_ONLY_WITH_HEADING
        ]
        demands = find_experience(text, segments, sections, start)
        education = doc_education(doc) if demands else []
        years = main_years(text, demands, education)
        doc._.experience_years_min = int(years) if years is not None and years == int(years) else years
        return doc


def find_experience(
    text: str, segments: list[int], sections: list[tuple[int, int, str]], start: int = 0
) -> list[ExperienceDemand]:
    """Lengths of experience that are asked for, in the order of the text.

    Args:
        text: the posting.
        segments: first characters of its segments.
        sections: (start, end, kind); [] when nothing is known of them.
        start: character from which on to read.

    Returns:
        Demands only; wishes ("preferred") and what the firm says of itself are left out.
    """
    text = text.replace("\u00a0", " ")
    found: list[ExperienceDemand] = []
    for match in find_periods(text, start):
        kind, section_end = _section(sections, match.start())
        if _is_silenced(text, match, kind):
            continue
        years = period_years(match)
        stop = _segment_end(text, segments, match.end() - 1)
        scope = (segments[segment_at(segments, match.start())], min(stop, section_end or stop))
        if years <= _MOST_YEARS and _is_demand(text, match, scope):
            is_aside = kind == "duties" and not _is_strong(text, match)
            is_required = _is_required(text, match)
            found.append(ExperienceDemand(match.start(), match.end(), years, is_aside, is_required))
    formal = [demand for demand in found if not demand.is_aside]
    if formal and NEXT_PATH.search(text, formal[0].end, formal[0].end + LONGEST_LIST):
        found = formal
    return _without_wishes_below(text, found)


def _is_strong(text: str, match: re.Match[str]) -> bool:
    return _STRONG_BEFORE.search(text, max(0, match.start() - 45), match.start()) is not None


def _is_required(text: str, match: re.Match[str]) -> bool:
    """Whether a word of need stands beside it, and not only what somebody "should have"."""
    if _SHOULD_BEFORE.search(text, max(0, match.start() - 60), match.start()):
        return False
    return _is_strong(text, match) or _REQUIRED_BEHIND.match(text, match.end()) is not None


def _is_silenced(text: str, match: re.Match[str], kind: str) -> bool:
    """Whether its section is about wishes or about the firm, and no word beside it says otherwise."""
    if kind == "preferred":
        must = _MUST_HAVE_BEFORE.search(text, max(0, match.start() - 30), match.start())
        return must is None and _MARKED_REQUIRED.match(text, match.end()) is None
    if kind not in _SILENT_SECTIONS or _is_strong(text, match):
        return False
    if _MARKED_REQUIRED.match(text, match.end()):
        return False
    return _SEEKING_BEFORE.search(text, max(0, match.start() - 150), match.start()) is None


def _without_wishes_below(text: str, demands: list[ExperienceDemand]) -> list[ExperienceDemand]:
    """Below a paragraph of numbered paths only what is said to be required counts.

    Cities print the paths of the civil service first and then, often without a heading, what they prefer.
    """
    if not demands:
        return []
    first = demands[0]
    begin, end = text.rfind("\n\n", 0, first.start), text.find("\n\n", first.end)
    begin = max(0, begin, first.start - LONGEST_LIST)
    if end < 0 or _NUMBERED.search(text, begin, end) is None:
        return demands
    return [demand for demand in demands if demand.start < end or demand.is_required]


def _segment_end(text: str, segments: list[int], offset: int) -> int:
    """Where the segment of `offset` ends; a run of spaces within a sentence does not end it."""
    for start in islice(segments, segment_at(segments, offset) + 1, None):
        if not _GAP_IN_SENTENCE.search(text, max(0, start - 42), start + 1):
            return start
    return len(text)


def _section(sections: list[tuple[int, int, str]], offset: int) -> tuple[str, int | None]:
    """Kind and end of the section that holds `offset`."""
    for start, end, kind in sections:
        if start <= offset < end:
            return kind, end
    return "", None


def _is_demand(text: str, match: re.Match[str], scope: tuple[int, int]) -> bool:
    begin, stop = scope
    before = text[max(begin, match.start() - 80) : match.start()]
    behind = text[match.end() : max(match.end(), min(stop, match.end() + 200))]
    if _NOT_BEHIND.match(behind) or _NOT_BEFORE.search(before) or _COMPANY_BEFORE.search(before):
        return False
    bracket = _BRACKET_BEHIND.match(behind) if "(" in behind else None
    end = match.end() + bracket.end() if bracket else stop
    substitute = _SUBSTITUTE.search(text, max(begin, match.start() - _SUBSTITUTE_BACK), end)
    if substitute and _NEED.search(text, match.end(), substitute.start()) is None:
        return False
    if _EQUALS_BEFORE.search(before):
        return False
    if _is_wish(
        behind[: bracket.end() if bracket else 110], text[max(begin, match.start() - 60) : match.start()]
    ):
        return False
    if _PART_OF_BEHIND.match(behind) and _PART_OF_BEFORE.search(before):
        return False
    if is_labelled(match) or _EXPERIENCE_BEFORE.search(before) or _EXPERIENCE_BEHIND.match(behind):
        return True
    if _SENTENCE_BEFORE.search(before) and _SENTENCE_BEHIND.match(behind):
        return True
    is_years = match["unit"].lower().startswith("y")
    return is_years and bool(_WORK_BEHIND.match(behind)) and bool(_DEMAND_BEFORE.search(before))


def _is_wish(behind: str, before: str) -> bool:
    """A wish ahead of it, or behind it unless about a later clause ("..., X experience is a plus")."""
    if _WISH_AHEAD.search(before):
        return True
    behind = _ASIDE.sub(" ", behind)
    wish = _WISH.search(behind)
    if (
        wish is None
        or _NEED.search(behind, 0, wish.start())
        or _NEXT_CLAUSE.search(behind, 0, wish.start())
        or wish.group().lower() in {"preferably", "ideally"}
    ):
        return False
    clauses = behind[: wish.start()].split(",")
    return len(clauses) == 1 or "experience" not in clauses[-1]
