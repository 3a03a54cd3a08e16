"""Names that no vocabulary holds but whose place gives them away: "systems including PASSPort and CNNX".

A list is opened by a cue ("software such as", "certifications in"), by a technology or credential that the
matcher knows, or by a name that says itself that it is one ("Asset Tracking System (ATS)", "the CRASH
database"); its other members become candidates of the same kind with no concept, for the judge to decide on.
Beside a credential only abbreviations are taken: "CHC, CISA and CICA".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from nlp.anchors import AnchorWindows
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from nlp.mentions import Mention, place_of, read_mentions, token_places, write_mentions
from nlp.occupancy import Occupancy

_ITEM = (
    r"(?!(?:Must|Ability|Experience|Knowledge|Strong|The|This|We|You|Our|Required|Preferred|Candidates?|"
    r"Applicants?|Selectees?|Incumbents?|Employees?|Individuals?|Possession|None|Valid|Current|May|Not)\b)"
    r"[A-Z][\w+#.-]*[\w+#]"
    r"(?: (?:[A-Z][\w+#-]*|\d[\d.]*|of|for)(?= ?[\w,;/&().]|$)){0,3}"
)
_SUCH_AS = r",? ?(?:such as|including|like|e\.g\.|i\.e\.|\((?:i\.e\.|e\.g\.|such as|including|like)?|:"
_SEPARATOR = r"(?:\s?[,/;&(]\s?(?:and |or |and/or )?|\s(?:and|or|and/or)\s)"


class _Steps(NamedTuple):
    """How a list is walked: the next item and the one before."""

    after: re.Pattern[str]
    before: re.Pattern[str]


def _steps(item: str, stop: str, start: str) -> _Steps:
    return _Steps(
        re.compile(rf"{_SEPARATOR}(?P<item>{item})(?=\s?(?:[,/;&().\n]|$|(?:{stop})\b))"),
        re.compile(rf"(?:{start})(?P<item>{item}){_SEPARATOR}$"),
    )


_ANY = _steps(_ITEM, "and|or|etc", r"[\s(,/;]|^")
_ABBREVIATIONS = _steps(
    r"[A-Z]{3}[A-Z0-9+-]{0,3}",
    r"and|or|etc|certifi\w+|licens\w+|is|are|a|preferred|required|desired",
    r"[(,/;]\s?|\b(?:and|or) |^",
)
_SEPARATOR_ENDS = (",", "/", ";", "&", "(", "and", "or")
_SEPARATOR_REACH = 6
_CUES = {
    "technology": re.compile(
        r"\b(?:software|systems?|applications?|tools?|databases?|platforms?|packages?|programs?|frameworks?|"
        rf"technologies|languages?)(?: [a-z]+){{0,3}}?{_SUCH_AS})"
        rf"(?:,? but not limited to)?[:,]? ?(?:the )?(?P<item>{_ITEM})"
    ),
    "certification": re.compile(
        rf"\b[Cc]ertifi(?:(?:cations?|ed|cates?)(?: [a-z]+){{0,2}}?{_SUCH_AS})|(?:cations?|ed) (?:with|in))"
        rf"(?:,? but not limited to)?[:,]? ?(?:the )?(?P<item>{_ITEM})"
    ),
}
_SYSTEM = re.compile(
    r"(?<![\w-])(?:(?P<titled>(?:System|Database|Application|Portal))|"
    r"(?:systems?|databases?|software|applications?|portal|platform))(?![\w-])"
)
_SYSTEM_REACH = 80
_TITLED = re.compile(r"(?<![\w'’-])(?P<item>[A-Z][\w&'’-]*(?: (?:(?:and|of|for|&) )?[A-Z][\w&-]*){0,6} )$")
_KEEPS_DATA = re.compile(
    r"\b(?:Accounting|Asset|Automated|Billing|Budget|Case|Claims|Computing|Contracts?|Data|Dispatch|Electronic|"
    r"Financial|Information|Inventory|Licensing|Logistics|Management|Online|Ordering|Payroll|Permit|Personnel|"
    r"Procurement|Records?|Registration|Reporting|Retrieval|Scheduling|Timekeeping|Tracking|Travel)\b"
)
_NO_PRODUCT = re.compile(
    r"\b(?:Quality|Safety|Performance|Behaviou?r|Incident|Environmental|Emergency|Classification|Retirement|Merit|"
    r"School|Health|Hospital|Healthcare|Energy|Battery|Building)\b"
)
_CAPITALS = re.compile(r"(?<![\w/&.-])(?P<item>[A-Z][A-Z0-9]{3,9}) $")
_NO_NAME = frozenset(("HVAC", "COTS", "NYCHA", "USDA", "NASA", "DHHS", "NYPD", "FDNY", "USPS"))
# Where the patterns can match at all; a window ends with its line.
_WINDOWS = {
    "technology": AnchorWindows(
        (
            "software",
            "system",
            "application",
            "tool",
            "database",
            "platform",
            "package",
            "program",
            "framework",
            "technologies",
            "language",
        ),
        before=0,
        after=200,
    ),
    "certification": AnchorWindows(("certifi",), before=0, after=200),
}
_CREDENTIALS = frozenset(("certification", "license"))
_CREDENTIAL_TALK = re.compile(r"certif|licen|credential|designation", re.IGNORECASE)
_TALK_REACH = 120
_NAMED = frozenset(("technology", "certification", "license", "degree", "clearance"))
_REACH = 60
_MAX_STEPS = 12


class ListedNames:
    """Adds list members to the mentions with the origin "listed" and no concept."""

    def __call__(self, doc: Doc) -> Doc:
        """Walk outwards from every cue and every known technology and credential."""
        text = doc_text(doc)
        known = read_mentions(doc)
        taken = Occupancy(len(text))
        for mention in known:
            if mention.kind in _NAMED:
                taken.take(mention.start, mention.end)
        seeds = [seed for mention in known if (seed := _seed(mention, text)) is not None]
        found = dict(_walk(text, [*seeds, *_cued(text), *_systems(text)], taken))
        if not found:
            return doc
        places = token_places(doc)
        listed = [places.mention(start, end, kind, "", "listed") for (start, end), kind in found.items()]
        added = [mention for mention in listed if mention is not None]
        write_mentions(doc, sorted([*known, *added], key=place_of))
        return doc


class _Seed(NamedTuple):
    """Where a list is entered: at its first item behind a cue or at a known member."""

    start: int
    end: int
    kind: str
    steps: _Steps


def _seed(mention: Mention, text: str) -> _Seed | None:
    """A known member; a credential only where its form is sure and the text around speaks of credentials."""
    if mention.kind == "technology":
        return _Seed(mention.start, mention.end, mention.kind, _ANY)
    if mention.kind not in _CREDENTIALS or mention.origin == "ambiguous":
        return None
    around = max(0, mention.start - _TALK_REACH), mention.end + _TALK_REACH
    if _CREDENTIAL_TALK.search(text, *around) is None:
        return None
    return _Seed(mention.start, mention.end, mention.kind, _ABBREVIATIONS)


def _cued(text: str) -> list[_Seed]:
    """The first item behind every cue."""
    return [
        _Seed(match.start("item"), match.end("item"), kind, _ANY)
        for kind, cue in _CUES.items()
        for begin, end in _WINDOWS[kind].find(text)
        for match in cue.finditer(text, begin, end)
    ]


def _systems(text: str) -> Iterator[_Seed]:
    """Names that call themselves a system that keeps data, and names in capitals ahead of such a word."""
    for match in _SYSTEM.finditer(text):
        begin = max(0, match.start() - _SYSTEM_REACH)
        before = text[begin : match.start()]
        if match["titled"]:
            name = _TITLED.search(before)
            if name and _KEEPS_DATA.search(name["item"]) and not _NO_PRODUCT.search(name["item"]):
                yield _Seed(begin + name.start("item"), match.end(), "technology", _ANY)
        elif (name := _CAPITALS.search(before)) and name["item"] not in _NO_NAME:
            yield _Seed(begin + name.start("item"), begin + name.end("item"), "technology", _ANY)


def _walk(text: str, seeds: list[_Seed], taken: Occupancy) -> Iterator[tuple[tuple[int, int], str]]:
    """Items reached from the seeds, each yielded once unless it is taken by a known mention."""
    for begin, stop, kind, steps in seeds:
        if taken.is_free(begin, stop):
            taken.take(begin, stop)
            yield (begin, stop), kind
        end = stop
        for _ in range(_MAX_STEPS):
            match = steps.after.match(text, end, end + _REACH)
            if match is None:
                break
            if taken.is_free(*match.span("item")):
                taken.take(*match.span("item"))
                yield match.span("item"), kind
            end = match.end("item")
        start = begin
        for _ in range(_MAX_STEPS):
            if not _is_behind_separator(text, start):
                break
            match = steps.before.search(text, max(0, start - _REACH), start)
            if match is None or not taken.is_free(*match.span("item")):
                break
            taken.take(*match.span("item"))
            yield match.span("item"), kind
            start = match.start("item")


def _is_behind_separator(text: str, start: int) -> bool:
    """Whether a separator may end at `start`; spares the search for the item before it."""
    return text[max(0, start - _SEPARATOR_REACH) : start].rstrip().endswith(_SEPARATOR_ENDS)


@component_factory("signalpost.listed_names.v1", assigns=["doc.spans"], requires=["doc.spans"])
def create_listed_names(nlp: Language, name: str) -> ListedNames:
    """The cues are code: nothing is loaded."""
    del nlp, name
    return ListedNames()
