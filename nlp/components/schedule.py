"""Component `signalpost.schedule.v1`: shift, travel, number of openings; additive facts beside the contract.

Sets `doc._.shift` (one of SHIFTS), `doc._.travel_pct` (0-100) and `doc._.openings` (1 or more); each null
when not said.
"""

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias, get_args

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.folded_text import doc_folded
from nlp.components.phrase_scan import PhraseScan
from nlp.doc_text import doc_text
from nlp.factories import component_factory

Shift: TypeAlias = Literal["day", "evening", "night", "rotating", "weekend"]
SHIFTS: tuple[Shift, ...] = get_args(Shift)

for _name in ("shift", "travel_pct", "openings"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)

_SHIFT = re.compile(
    r"(?P<rotating>rotating (?:\w{2,10} )?(?:shifts?|schedule)|shifts? rotat\w{1,4}|swing shifts?|"
    r"varying shifts|"
    r"variable shifts?|any shift|all shifts)|"
    r"(?P<night>(?:night|overnight|graveyard|3rd|third|noc) ?shifts?|\(nights?\)|\bovernights\b|"
    r"shift: ?nights?)|"
    r"(?P<evening>(?:evening|2nd|second|afternoon) ?shifts?|\(evenings?\)|shift: ?evenings?)|"
    r"(?P<weekend>weekend(?:s)? (?:shifts?|only)|\(weekends?\)|shift: ?weekends?)|"
    r"(?P<day>(?:day|1st|first|daytime|morning) ?shifts?|\(days?\)|shift: ?days?)",
    re.IGNORECASE,
)
_TRAVEL = re.compile(
    r"(?:travel\w{0,3}[^.;\n%]{0,50}?(?P<before>\d{1,3})(?: ?% ?)?(?: ?(?:-|–|to) ?(?P<upto>\d{1,3}))? ?"
    r"(?:%|percent)|(?P<after>\d{1,3})(?: ?% ?)?(?: ?(?:-|–|to) ?(?P<after_to>\d{1,3}))? ?(?:%|percent)"
    r"[^.;\n]{0,25}?travel)",
    re.IGNORECASE,
)
_NO_TRAVEL = re.compile(r"\b(?:no travel|travel (?:is )?not required|travel: ?(?:no|none)\b)", re.IGNORECASE)
_OPENINGS = re.compile(
    r"(?:number of (?:positions|openings|vacancies)|(?:openings|vacancies|positions available|# of openings))"
    r"[ \u00a0]{0,2}[:\-–] ?(?P<field>\d{1,3})\b|"
    r"\((?P<title>\d{1,3}) (?:positions|openings|vacancies)\)|"
    r"\b(?:hiring|recruiting|seeking|fill|have|looking for) (?:for )?(?:\w{2,10} )?\(?(?P<text>\d{1,3})\)? "
    r"(?:[a-z-]{3,20} ){0,3}?(?:positions|openings|vacancies)\b",
    re.IGNORECASE,
)
_SHIFT_WORDS = PhraseScan(("shift", "schedule", "overnights", "night", "evening", "weekend", "days"))
_TRAVEL_WORDS = PhraseScan(("travel",))
_OPENING_WORDS = PhraseScan(("openings", "vacancies", "positions"))
_AROUND = 80


@component_factory("signalpost.schedule.v1", assigns=["doc._.shift", "doc._.travel_pct", "doc._.openings"])
def create_schedule(nlp: Language, name: str) -> "Schedule":
    """Make the component.

    Args:
        nlp: the pipeline.
        name: under which it stands in the pipeline.

    Returns:
        The component.
    """
    del nlp
    return Schedule(name)


class Schedule:
    """Sets `doc._.shift`, `doc._.travel_pct`, `doc._.openings`."""

    def __init__(self, name: str = "schedule") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read title and description as one text."""
        text = doc_text(doc)
        folded = doc_folded(doc)
        doc._.shift = read_shift(text, folded)
        doc._.travel_pct = read_travel_pct(text, folded)
        doc._.openings = read_openings(text, folded)
        return doc


def read_shift(text: str, folded: str) -> Shift | None:
    """The shift; null when none or several different ones are named, "rotating" when the text says so."""
    found = {
        match.lastgroup
        for window in _windows(text, folded, _SHIFT_WORDS)
        for match in _SHIFT.finditer(window)
    }
    if "rotating" in found:
        return "rotating"
    named = [shift for shift in SHIFTS if shift in found]
    return named[0] if len(named) == 1 else None


def read_travel_pct(text: str, folded: str) -> int | None:
    """Share of the time spent travelling, in per cent, the upper end of a range; 0 when none is needed."""
    is_ruled_out = False
    for window in _windows(text, folded, _TRAVEL_WORDS):
        match = _TRAVEL.search(window)
        if match:
            low, high = match["before"] or match["after"], match["upto"] or match["after_to"]
            share = int(high or low)
            if share <= 100:  # noqa: PLR2004 - per cent
                return share
        is_ruled_out = is_ruled_out or _NO_TRAVEL.search(window) is not None
    return 0 if is_ruled_out else None


def read_openings(text: str, folded: str) -> int | None:
    """Number of openings that the posting advertises; null when it does not say."""
    for window in _windows(text, folded, _OPENING_WORDS):
        match = _OPENINGS.search(window)
        if match:
            count = int(match["field"] or match["title"] or match["text"])
            return count if count > 0 else None
    return None


def _windows(text: str, folded: str, words: PhraseScan) -> Iterator[str]:
    """What stands around each of the words; words close together share a window."""
    done = 0
    for _, start, end in words.find_all(folded):
        if start >= done:
            done = end + _AROUND // 2
            yield text[max(0, start - _AROUND) : done + _AROUND // 2]
