"""Degrees: heads that no list holds, and the field of study that belongs to each head.

"Bachelor's or Master's degree in X, Y or a related field" gives "Bachelor's" and "Master's degree in X, Y or
a related field": the field goes to the head next to it.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from nlp.anchors import AnchorWindows
from nlp.components.degree_links import DegreeLinks
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from nlp.mentions import place_of, read_mentions, token_places, write_mentions
from nlp.occupancy import Occupancy
from taxonomy.types import Concept
from taxonomy.vocabulary import load_vocabulary

_APOSTROPHE = r"(?:[’'`´]|â€™|€™|â\S{1,2})?"
_LEVEL = (
    r"(?:associate|bachelor|master|doctor(?:al|ate)?|graduate|undergraduate|post-?graduate)"
    rf"{_APOSTROPHE}s?{_APOSTROPHE}"
)
_HEAD = re.compile(
    rf"""\b(?:
      (?:(?:four|two|five|six|[2456])[- ]?years?\ )?
        (?:{_LEVEL}|advanced|college|university|professional|technical|terminal|baccalaureate|doctoral)
        (?:[- ]level)?(?:\ (?:college|university))?\ degrees?
    | (?:four|two|five|six|[2456])[- ]?years?\ (?:college\ |university\ )?degrees?
    | (?:four[- ]year\ )?high[- ]school\ (?:diploma|graduat(?:e|ion)|degree|equivalency)
    | (?:bachelor|master|associate|doctor){_APOSTROPHE}s?\ of\ (?:applied\ )?
        (?:science|arts|fine\ arts|engineering|business\ administration|public\ administration|public\ health|
        social\ work|education|laws?|philosophy|medicine|pharmacy|nursing\ practice|dental\ \w+)(?:\
        degrees?)?
    | degrees?(?=:?\ (?:in\ )[a-zA-Z])
    | Degree(?=:\ [A-Za-z])
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_AMOUNT = (
    r"(?:\d+|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|at\ least|a\ minimum|minimum|"
    r"approximately|about|around|roughly|over|up\ to|more\ than|less\ than)"
)
_EXPERIENCE = (
    r"(?:(?:related|relevant|prior|previous|comparable|commensurate|professional|practical|significant|"
    r"extensive|direct|industry|job|work|working|hands-on|clinical|supervisory|management|nursing)"
    r"(?:\ |/))*(?:experience|practice/experience)"
)
_STOP = (
    r"(?:from|with|plus|is|are|was|required|preferred|desired|strongly|highly|You|Must|Applicants?|Candidates?|"
    rf"and\ (?:{_AMOUNT}|a\ (?:minimum|valid|current|strong|proven|passion)|no|some|have|has|possess\w*|hold|"
    r"proven|demonstrated|progressive(?:ly)?|strong|excellent|knowledge|ability|currently|must|eligib\w+|"
    rf"licens\w+|certifi\w+|{_EXPERIENCE})|"
    rf"or\ (?:{_AMOUNT}|meets?|has|have|holds?|possess\w*|(?:an?\ )?equivalent|higher|above|more|"
    r"substantially|education|any\ (?:equivalent|combination)|a\ (?:satisfactory|combination)|combination|"
    rf"{_EXPERIENCE})|"
    r"that|which|including|may|must|will|can|coupled|combined|appropriate|acceptable|obtained|accredited|AND|OR)\b"
)
_FIELD = re.compile(
    rf"""(?P<noun>\ ?(?:degrees?|diploma))?(?P<colon>:)?
    (?P<field>\ (?:in|of)\ (?:an?\ |the\ )?
      (?!{_STOP})[\w&/’'-]+
      (?:(?:\ ?\([^()\n]{{1,120}}\))|,?\ (?!{_STOP})[\w&/’'-]+){{0,18}})?""",
    re.VERBOSE,
)
_COLON_FIELD = re.compile(rf":\ (?!{_STOP})[\w&/’'-]+(?:,?\ (?!{_STOP})[\w&/’'-]+){{0,18}}", re.VERBOSE)
_MORE_FIELDS = re.compile(
    rf"""(?:,\ (?!{_STOP})[\w&’'-]+(?:\ (?!{_STOP}|or\b|and/or\b)[\w&’'-]+){{0,3}}){{0,6}},?
    \ (?!{_STOP})(?:or|and/or)\ (?!{_STOP}|(?:[\w&/’'-]+\ ){{0,3}}(?:licen|certif|experience|years?\b))
    [\w&/’'-]+(?:\ (?!{_STOP}|(?:or|and|in)\b)[\w&/’'-]+){{0,3}}""",
    re.VERBOSE,
)
"""What goes on behind a form that ends with a field: "BS in computer science" + " or Physics"."""
_ENDS_IN_FIELD = re.compile(r"\bin [\w ]{2,}$", re.IGNORECASE)
_WINDOWS = AnchorWindows(
    (
        "degree",
        "high school",
        "high-school",
        " of science",
        " of applied",
        " of arts",
        " of fine",
        " of engineering",
        " of business",
        " of public",
        " of social",
        " of education",
        " of law",
        " of philosophy",
        " of medicine",
        " of pharm",
        " of nursing",
        " of dental",
    ),
    before=60,
    after=60,
)
_BAD_DEGREE = re.compile(r"\bdegrees? of\b", re.IGNORECASE)
_MAX_FIELD_CHARACTERS = 260
_AWARDED = frozenset(("certification", "license"))


class _Head(NamedTuple):
    start: int
    end: int
    concept_id: str
    certainty: str


class DegreeFields:
    """Adds heads to the mentions, widens degrees over the field of study and links what they name then.

    Args:
        concepts: of a vocabulary.
    """

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self._links = DegreeLinks(concepts)

    def __call__(self, doc: Doc) -> Doc:
        """Widen every degree mention; skills and technologies inside a field of study stay."""
        text = doc_text(doc)
        mentions = read_mentions(doc)
        heads = [
            _Head(mention.start, mention.end, mention.concept_id, mention.origin)
            for mention in mentions
            if mention.kind == "degree"
        ]
        heads = _with_pattern_heads(text, heads)
        if not heads:
            return doc
        places = token_places(doc)
        degrees = []
        for position, (start, end, head_id, certainty) in enumerate(heads):
            limit = heads[position + 1][0] if position + 1 < len(heads) else len(text)
            wide = field_end(text, end, limit)
            if wide == end and _ENDS_IN_FIELD.search(text, start, end):
                wide = _more_fields_end(text, end, limit)
            elif wide == end:
                wide = start + _without_school(text[start:end])
            concept_id = self._links.concept_of(text[start:wide], head_id)
            degree = places.mention(start, wide, "degree", concept_id, certainty)
            if degree is not None:
                degrees.append(degree)
        taken = Occupancy(len(text))
        for degree in degrees:
            taken.take(degree.start, degree.end)
        kept = [
            mention
            for mention in mentions
            if mention.kind != "degree"
            and (mention.kind not in _AWARDED or not taken.is_full(mention.start, mention.end))
        ]
        write_mentions(doc, sorted(kept + degrees, key=place_of))
        return doc


def field_end(text: str, end: int, limit: int) -> int:
    """Where the degree whose head ends at `end` ends with its field of study.

    `limit` is where the next head begins.
    """
    stop = min(limit, end + _MAX_FIELD_CHARACTERS)
    match = _FIELD.match(text, end, stop)
    if match is None:
        return end
    if match["field"] is None and (
        colon := _COLON_FIELD.match(text, match.end("noun") if match["noun"] else end, stop)
    ):
        return _without_tail(text, end, colon.end())
    if match["field"] is None:
        return match.end("noun") if match["noun"] else end
    return _without_tail(text, end, match.end("field"))


def _more_fields_end(text: str, end: int, limit: int) -> int:
    """Where the fields end that go on behind a form which ends with its first field."""
    more = _MORE_FIELDS.match(text, end, min(limit, end + _MAX_FIELD_CHARACTERS))
    return _without_tail(text, end, more.end()) if more else end


def _without_school(head: str) -> int:
    """Length of "baccalaureate degree" in "baccalaureate degree from an accredited college"."""
    degree, school, _ = head.partition(" from ")
    return len(degree) if school and "degree" in degree.lower() else len(head)


def _without_tail(text: str, head_end: int, end: int) -> int:
    """Cut a dangling "or", "and", "a" that led to the next head."""
    tail = re.search(r"(?:[ ,/]+(?:or|and|and/or|a|an|the|either|in))+[ ,]*$|[ ,]+$", text[head_end:end])
    return head_end + tail.start() if tail else end


def _with_pattern_heads(text: str, heads: list[_Head]) -> list[_Head]:
    """Heads of the vocabulary and of the pattern, joined where they overlap, sorted by start.

    A joined head keeps the concept of the longest vocabulary head in it.
    """
    joined: list[_Head] = []
    found = [match for begin, end in _WINDOWS.find(text) for match in _HEAD.finditer(text, begin, end)]
    patterns = [
        _Head(*match.span(), "", "pattern") for match in found if not _BAD_DEGREE.match(text, match.start())
    ]
    for head in sorted([*heads, *patterns]):
        if not joined or head.start >= joined[-1].end:
            joined.append(head)
            continue
        last = joined.pop()
        named = max((last, head), key=lambda one: (bool(one.concept_id), one.end - one.start))
        joined.append(_Head(last.start, max(last.end, head.end), named.concept_id, named.certainty))
    return joined


@component_factory("signalpost.degree_fields.v1", assigns=["doc.spans"], requires=["doc.spans"])
def create_degree_fields(nlp: Language, name: str) -> DegreeFields:
    """The patterns are code; the links are those of the packaged vocabulary."""
    del nlp, name
    return DegreeFields(load_vocabulary())
