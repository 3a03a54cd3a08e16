"""Component `signalpost.schedule.v1`: shift, travel and number of openings; additive facts beside the contract.

Sets `doc._.shift` (one of SHIFTS), `doc._.travel_pct` (0-100) and `doc._.openings` (1 or more); each null when
not said.
"""

import re
from typing import Literal, TypeAlias, get_args

from spacy.language import Language
from spacy.tokens import Doc

from nlp.factories import component_factory

Shift: TypeAlias = Literal["day", "evening", "night", "rotating", "weekend"]
SHIFTS: tuple[Shift, ...] = get_args(Shift)

for _name in ("shift", "travel_pct", "openings"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)

_SHIFT = re.compile(
    r"(?P<rotating>rotating (?:\w{2,10} )?(?:shifts?|schedule)|shifts? rotat\w{1,4}|swing shifts?|varying shifts|"
    r"variable shifts?|any shift|all shifts)|"
    r"(?P<night>(?:night|overnight|graveyard|3rd|third|noc) ?shifts?|\(nights?\)|\bovernights\b|shift: ?nights?|nights? position)|"
    r"(?P<evening>(?:evening|2nd|second|afternoon) ?shifts?|\(evenings?\)|shift: ?evenings?)|"
    r"(?P<weekend>weekend(?:s)? (?:shifts?|only)|\(weekends?\)|shift: ?weekends?)|"
    r"(?P<day>(?:day|1st|first|daytime|morning) ?shifts?|\(days?\)|shift: ?days?|\b\d{1,2}(?::\d\d)? ?a\.?m\.? ?(?:-|–|to) ?"
    r"[2-6](?::\d\d)? ?p\.?m)",
    re.IGNORECASE,
)
_TRAVEL = re.compile(
    r"(?:travel\w{0,3}[^.;\n%]{0,50}?(?P<before>\d{1,3})(?: ?% ?)?(?: ?(?:-|–|to) ?(?P<upto>\d{1,3}))? ?(?:%|percent)|"
    r"(?P<after>\d{1,3})(?: ?% ?)?(?: ?(?:-|–|to) ?(?P<after_to>\d{1,3}))? ?(?:%|percent)[^.;\n]{0,25}?travel)",
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
_TRIGGER = re.compile(
    r"shift|night|evening|weekend|travel|opening|vacanc|positions|\(days?\)|p\.?m", re.IGNORECASE
)


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
        text = doc.text
        if _TRIGGER.search(text):
            doc._.shift = read_shift(text)
            doc._.travel_pct = read_travel_pct(text)
            doc._.openings = read_openings(text)
        return doc


def read_shift(text: str) -> Shift | None:
    """The shift; null when none or several different ones are named, "rotating" when the text says so."""
    found = {match.lastgroup for match in _SHIFT.finditer(text)}
    if "rotating" in found:
        return "rotating"
    named = [shift for shift in SHIFTS if shift in found]
    return named[0] if len(named) == 1 else None


def read_travel_pct(text: str) -> int | None:
    """Share of the time spent travelling, in per cent, the upper end of a range; 0 when none is needed."""
    for match in _TRAVEL.finditer(text):
        low, high = match["before"] or match["after"], match["upto"] or match["after_to"]
        share = int(high or low)
        if share <= 100:  # noqa: PLR2004 - per cent
            return share
    return 0 if _NO_TRAVEL.search(text) else None


def read_openings(text: str) -> int | None:
    """Number of openings that the posting advertises; null when it does not say."""
    match = _OPENINGS.search(text)
    if match is None:
        return None
    count = int(match["field"] or match["title"] or match["text"])
    return count if count > 0 else None
