"""Credentials that are named by a pattern: "Nevada State RN license", "licensed X", "certified X".

Regular expressions run only around anchor words, so most of a posting is never looked at twice. A pattern
match swallows the vocabulary's matches inside it and takes over the concept of the longest credential, when
there is one. No match runs over a break between segments, which parts words that a lost line break glued.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from nlp.anchors import AnchorWindows
from nlp.components.credential_slots import is_other_sense
from nlp.components.credential_words import (
    CERTIFIED_FIELD,
    CERTIFIED_ROLE,
    DRIVER,
    ENDING,
    FINRA_EXAM,
    IN_STATE,
    LICENSED_ROLE,
    LICENSED_WORK,
    NURSE,
    PROPER,
    STATE_NAME,
    SUBJECT,
    TOPIC,
    WORD,
)
from nlp.components.segments import doc_segments
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from nlp.mentions import Mention, TokenPlaces, place_of, read_mentions, token_places, write_mentions
from nlp.occupancy import Occupancy

_WINDOWS = AnchorWindows(
    (
        "licens",
        "licenc",
        "certif",
        "registered",
        "registration",
        " bar",
        "cdl",
        "endorsement",
        "clearance",
        "eligib",
        "journey",
        "background investigation",
        "medical ",
        "operator",
        "series ",
    ),
    before=70,
    after=90,
)
_AWARDED = frozenset(("certification", "license"))
_CREDENTIALS = _AWARDED | {"clearance"}


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`needs`: in lower case, what every match holds; where it does not stand, nothing is tried."""

    kind: str
    needs: str
    concept_id: str
    regex: re.Pattern[str]


def _pattern(kind: str, needs: str, *parts: str, concept_id: str = "") -> _Pattern:
    return _Pattern(kind, needs, concept_id, re.compile("".join(parts), re.IGNORECASE))


_CDL = "license:commercial-drivers-license"
_CDL_CLASS = re.compile(r"(?:class ?[\"“]?|cdl[ -]?(?=(?-i:[ABC])))([abc])\b(?!/| or )", re.IGNORECASE)
_PATTERNS = (
    _pattern(
        "license",
        "",
        r"(?:class ?[\"“]?[abc][\"”]? (?:or [abc] )?)?",
        r"(?<!non-)(?:\bCDL\b(?:[ -]?class ?[\"“]?[abc]\b[\"”]?(?: or [abc]\b)?|[ -]?(?-i:[ABC])\b)?|",
        rf"commercial {DRIVER} licen[sc]e)",
        rf"(?: \(CDL\))?(?:,? \(?class ?[\"“]?[abc]\b[\"”]?(?: or [abc]\b)?\)?)?"
        rf"(?: permit|(?: commercial)?(?: {DRIVER})? licen[sc]e)?(?:,? with (?:a |"
        r"an )?[\w/, -]{1,40}? endorsements?)?",
        concept_id=_CDL,
    ),
    _pattern(
        "license",
        "endorsement",
        r"\b(?:(?:hazmat|hazardous materials?|tanker?|doubles?(?:[/ ]triples?)?|triples?|"
        r"passenger|air ?brakes?|school bus|",
        r"[PSNTHX])(?:,? (?:and |or |& )?|/))+endorsements?",
    ),
    _pattern(
        "license",
        "licen",
        rf"{IN_STATE}(?:class ?[\"“]?[a-z][\"”]? )?\b{DRIVER} licen[sc]es?\b(?! requirement)",
        r"(?:,? class [a-z]\b)?",
        concept_id="license:drivers-license",
    ),
    _pattern(
        "license",
        "licen",
        rf"{IN_STATE}\b{NURSE}(?: \(?(?:RN|LPN|LVN)\)?)?(?: state)? licen(?:[sc]es?|sure)\b",
    ),
    _pattern(
        "license",
        "licen",
        rf"(?:\b{WORD} )?\b{LICENSED_WORK}{ENDING}(?: \([\w. ]{{1,8}}\))? licen(?:[sc]es?|sure)\b",
    ),
    _pattern(
        "license",
        "series ",
        rf"\b(?:FINRA )?series (?:{FINRA_EXAM}\b(?:,? (?:and|or|&) |, ?| ?/ ?| \((?:and|or)? ?)?)+",
        r"(?:(?: ?\))? ?licen[sc]es?\b)?",
    ),
    _pattern(
        "license",
        "licen",
        r"\bstate (?:(?:or|and|/) ?)?(?:(?:U\.? ?S\.? )?territor(?:y|ial) )?licen(?:[sc]e|sure)\b",
    ),
    _pattern(
        "license",
        "licensed",
        r"\b(?:currently |actively |duly )?licensed (?:in|by|with) (?:the )?",
        rf"(?:state(?! of the)\b(?: of {STATE_NAME})?|{STATE_NAME})\b",
    ),
    _pattern(
        "license",
        "",
        r"\b(?:licen(?:sed|[sc]e|sure) (?:by|with|from)|regist(?:ered|ration) with) (?:the |an? )?",
        r"(?:(?-i:[A-Z])[\w.]+ ){0,5}?(?:Board|Department|Commission|Bureau|Division)\b",
        r" (?:of|for)(?: the)?(?: (?-i:[A-Z])\w+| and| &){1,4}",
    ),
    _pattern(
        "license",
        "licens",
        r"\blicens(?:ed|ure) in (?:the (?:field|area) of )?(?!multiple|several|various|most)",
        rf"{TOPIC}(?: {TOPIC})?",
    ),
    _pattern(
        "license",
        "",
        rf"\b(?:{SUBJECT}[ /]){{0,2}}?{SUBJECT}(?: (?:education|teach(?:er|ing)))?(?: (?:p?k|\d)-\d{{1,2}})?",
        r" (?:certificat(?:ion|e)|licen(?:[sc]e|sure)|credential|endorsement)s?\b",
    ),
    _pattern(
        "license",
        "endorsement",
        rf"\bendorsements? in (?:{PROPER}|{TOPIC})(?: (?:{PROPER}|{TOPIC})){{0,2}}",
    ),
    _pattern("license", "professional registration", r"\bprofessional registration\b"),
    _pattern(
        "license",
        "state licen",
        rf"(?:{STATE_NAME}|{PROPER}) state licen[sc]e(?: as an? (?:{WORD} ){{0,2}}{LICENSED_ROLE})?\b",
    ),
    _pattern(
        "license",
        "licen",
        r"\b(?:licen[sc]ed (?:and registered )?(?:to practice )?(?:as an? )?|licen(?:[sc]e|"
        r"sure) (?:to practice )?as an? )",
        rf"(?:{WORD} ){{0,4}}?{LICENSED_ROLE}\b",
    ),
    _pattern(
        "license",
        "licen",
        r"\b(?:licen[sc]e[d]?|licensure) (?:to practice|in the practice of) (?:the profession of )?",
        r"[a-z]+(?: therapy| work| medicine)?",
    ),
    _pattern(
        "license",
        "regist",
        rf"\bregist(?:ration|ered) as an? (?:{WORD} ){{0,3}}?(?:professional )?{LICENSED_ROLE}\b",
    ),
    _pattern(
        "license",
        "registered",
        r"\bregistered (?:professional |landscape |dental |clinical )?(?:pharmacist|architect|"
        r"engineer|hygienist|dietitian|",
        rf"land surveyor|nurse(?= licen)|professional nurse|physician{ENDING} assistant)\b",
    ),
    _pattern(
        "license",
        "bar",
        r"\b(?:admi(?:ssion|tted)|members?(?:hip)?(?: in good standing)?) (?:to|of|in|"
        r"with) (?:practice law in )?",
        rf"(?:the |a |an )?(?:{WORD} ){{0,5}}?bar\b",
        concept_id="license:bar-admission",
    ),
    _pattern(
        "license",
        "grade",
        r"\bgrade [\dIV]{1,3}[A-D]? (?:[a-z]+ ){0,3}operator\b(?: of (?:[A-Z]\w+ ?){1,4})?",
    ),
    _pattern(
        "license", "medical", r"\b(?:DOT )?medical (?:examiner\S{0,4} |DOT )?(?:card|certificat(?:e|ion))\b"
    ),
    _pattern(
        "license",
        "certif",
        rf"\b(?:(?:State of )?{STATE_NAME}(?: State)?|NY[CS]|",
        r"(?-i:[A-Z])[a-z]+ County|City of (?-i:[A-Z])\w+)",
        r"(?: (?!(?:University|College|Institute|Association|Tech|Journey\w+)\b)",
        rf"(?:{PROPER}|Education|{CERTIFIED_ROLE}|{CERTIFIED_FIELD}|of|and|&)){{1,7}}?",
        r" certificat(?:ion|e)s?\b(?! of)",
    ),
    _pattern(
        "certification",
        "certif",
        rf"\b(?:(?:{PROPER}|{CERTIFIED_FIELD}) ){{1,6}}",
        r"(?:master |professional |industry )?certif(?:ications?|icate|ied)\b",
        r"(?! (?:of|program|company|organization|by|copy|copies|mail|check|minority|small|women|data))",
    ),
    _pattern(
        "certification",
        "certified",
        r"\bcertified (?:(?!in |to |by |and |as |for |with |that |copies |or |mail)[\w&./+-]+ ){0,4}?",
        rf"{CERTIFIED_ROLE}\b",
    ),
    _pattern(
        "certification",
        "certifi",
        rf"\bcertifi(?:ed|cations?) (?:in|with) (?:{PROPER}(?:,? (?:and |or |& )?)?){{1,6}}",
    ),
    _pattern(
        "certification",
        "certifi",
        rf"\bcertifi(?:ed|cations?) in (?:the (?:field|area|use|specialty) of )?{TOPIC}(?: {TOPIC}){{0,2}}",
    ),
    _pattern(
        "certification",
        "certifi",
        rf"\bcertifi(?:ed|cations?|cate) (?:as an? |to (?:be an? |operate |drive ))(?:{WORD} ){{0,5}}?",
        rf"(?:{CERTIFIED_ROLE}|forklifts?|equipment|trucks?|lifts?)\b",
    ),
    _pattern(
        "certification",
        "board",
        r"\bboard[- ](?:certifi(?:ed|cation)|eligib(?:le|ility))",
        rf"(?: in (?:the (?:field|area|specialty) of )?(?:(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+){{0,2}}|{TOPIC}"
        rf"(?: {TOPIC})?))?",
    ),
    _pattern(
        "certification",
        "journey",
        rf"\b(?:journey(?:man|worker|person|level)) (?:{WORD} )?",
        r"(?:card|certificat(?:e|ion)|electrician|plumber|licen[sc]e)\b",
    ),
    _pattern(
        "clearance",
        "clearance",
        r"\b(?:(?:active|current|DoD|DOE|U\.?S\.?|government|federal|interim|top|secret|"
        r"TS(?:/SCI)?|SCI|Q|L|public trust|",
        r"national) )*(?:secret|security|TS/SCI|TS|SCI|Q|L|DoD|top secret|public trust) clearances?\b",
    ),
    _pattern(
        "clearance",
        "background",
        r"\b(?:(?:favorable|national agency|criminal|full|extensive|pre-employment|public trust|"
        r"federal|NACI|",
        r"single scope) )*background investigations?\b(?! unit)",
    ),
)


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """A pattern found at [start, end); `concept_id` is "" when the pattern stands for no single concept."""

    start: int
    end: int
    kind: str
    concept_id: str


class CredentialPatterns:
    """Adds pattern matches to the mentions with the origin "pattern"."""

    def __call__(self, doc: Doc) -> Doc:
        """Join pattern matches with the vocabulary's credentials, the wider span winning."""
        text = doc_text(doc)
        matches = find_patterns(text, doc_segments(doc))
        known = read_mentions(doc)
        credentials = [mention for mention in known if mention.kind in _CREDENTIALS]
        starts = [mention.start for mention in credentials]
        places = token_places(doc)
        joined = Occupancy(len(text))
        added: list[Mention] = []
        for match in matches:
            first = max(0, bisect_left(starts, match.start) - 1)
            reach = credentials[first : bisect_left(starts, match.end)]
            inside = [mention for mention in reach if match.start < mention.end]
            if any(mention.end - mention.start >= match.end - match.start for mention in inside):
                continue
            mention = _join(places, match, inside)
            if mention is not None:
                added.append(mention)
                joined.take(mention.start, mention.end)
        kept = [mention for mention in known if not joined.is_full(mention.start, mention.end)]
        meant = [
            mention
            for mention in kept + added
            if mention.kind not in _AWARDED or not is_other_sense(text, mention.start, mention.end)
        ]
        write_mentions(doc, sorted(meant, key=place_of))
        return doc


def find_patterns(text: str, breaks: Sequence[int] = ()) -> list[PatternMatch]:
    """All pattern matches, longest first where they overlap, sorted by start.

    Args:
        text: any.
        breaks: characters that no match runs over, ascending.
    """
    found: list[PatternMatch] = []
    for piece, offset, begin, end in _pieces(text, breaks):
        lower = piece[begin:end].lower()
        for pattern in _PATTERNS:
            if pattern.needs in lower:
                found += [
                    PatternMatch(
                        offset + match.start(),
                        offset + match.end(),
                        pattern.kind,
                        _concept_of(pattern, match),
                    )
                    for match in pattern.regex.finditer(piece, begin, end)
                ]
    taken = Occupancy(len(text))
    kept: list[PatternMatch] = []
    for item in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if taken.is_free(item.start, item.end):
            taken.take(item.start, item.end)
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)


def _pieces(text: str, breaks: Sequence[int]) -> Iterator[tuple[str, int, int, int]]:
    """The windows around the anchor words, parted at the breaks: a text, its place, begin and end in it.

    A piece behind a break is a text of its own, so that it begins with a word; others keep what is ahead.
    """
    for begin, end in _WINDOWS.find(text):
        inside = breaks[bisect_right(breaks, begin) : bisect_left(breaks, end)]
        yield text, 0, begin, inside[0] if inside else end
        for start, stop in pairwise((*inside, end)):
            yield text[start:stop], start, 0, stop - start


def _concept_of(pattern: _Pattern, match: re.Match[str]) -> str:
    """The concept of the pattern; of a commercial license that names one class, that of the class."""
    if pattern.concept_id == _CDL:
        classes = {letter.lower() for letter in _CDL_CLASS.findall(match[0])}
        if len(classes) == 1 and " permit" not in match[0].lower():
            return f"license:class-{classes.pop()}-cdl"
    return pattern.concept_id


def _join(places: TokenPlaces, match: PatternMatch, inside: list[Mention]) -> Mention | None:
    """One mention over the pattern and the vocabulary's matches that it touches."""
    start = min([match.start, *(mention.start for mention in inside)])
    end = max([match.end, *(mention.end for mention in inside)])
    named = max(inside, key=lambda mention: mention.end - mention.start, default=None)
    kind, concept_id = match.kind, match.concept_id
    if named is not None and not concept_id:
        kind, concept_id = named.kind, named.concept_id
    return places.mention(start, end, kind, concept_id, "pattern")


@component_factory("signalpost.credential_patterns.v1", assigns=["doc.spans"], requires=["doc.spans"])
def create_credential_patterns(nlp: Language, name: str) -> CredentialPatterns:
    """The patterns are code: nothing is loaded."""
    del nlp, name
    return CredentialPatterns()
