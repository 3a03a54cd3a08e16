"""Places where the form of a credential names something else: a unit of the employer, or other people."""

import re

_UNIT_BEHIND = re.compile(
    r" (?:[A-Z][\w-]+ ){0,2}(?:teams?|departments?|dept|divisions?|units?|organi[sz]ations?)\b"
)
_UNIT_BEFORE = re.compile(r"\b(?:within|across|throughout|outside(?: of)?) (?:the )?$", re.IGNORECASE)
_OTHERS_BEFORE = re.compile(
    r"\b(?:(?:performed|done|conducted|provided|installed|prepared|submitted|filed|owned|operated|staffed|"
    r"signed|employed|administered|supervised|delivered) by|employs|regulation of|network of|"
    r"(?:more than|over|nearly) [\d,]+)"
    r" (?:(?:the|our|its|their|all|other|private|local|independent|qualified|at least|two|three|[\d,]+) )*$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"(?:licensed|certified|registered|credentialed)\b.*[a-z]s\Z", re.IGNORECASE | re.DOTALL)
_BEFORE, _BEHIND = 70, 50


def is_other_sense(text: str, start: int, end: int) -> bool:
    """Whether the form at [start, end) is asked of nobody.

    An abbreviation may be a unit ("other EIT teams"); a trade in the plural may be a third party
    ("connections performed by licensed plumbers").
    """
    form = text[start:end]
    before = text[max(0, start - _BEFORE) : start]
    if form.isupper() and form.isalpha():
        behind = text[end : end + _BEHIND]
        return bool(_UNIT_BEHIND.match(behind) or _UNIT_BEFORE.search(before))
    return bool(_PEOPLE.match(form) and _OTHERS_BEFORE.search(before))
