"""A folded copy of a text for matching, with the way back to the offsets of the original.

Folded: letter case, every dash and no-break space to a space, runs of spaces to one, typographic quotes, the
apostrophe of "bachelor's" away (also when its bytes were garbled on the way), a line break inside a sentence
to a space.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\f\v"
)
_DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u00b4`"
_PLAIN = {**dict.fromkeys(_SPACES + _DASHES, " "), **dict.fromkeys(_QUOTES, "'")}
_ODD = re.compile(f"[{re.escape(''.join(_PLAIN))}]")
_APOSTROPHE = r"(?:(?<=')|(?<=\u00e2)\u20ac\u2122|(?<=\u20ac)\u2122)(?=[sS]\b)"
_BREAK = r"(?<=[a-z,]\n)(?=[a-z])"
# The first character of an edit stands in front: the regular expression skips to it quickly.
_EDIT = re.compile(rf"['\u00e2\u20ac\n](?:{_APOSTROPHE}|{_BREAK})")
_EDIT_OR_SPACES = re.compile(rf"['\u00e2\u20ac \n](?:{_APOSTROPHE}|(?<=  ) *|{_BREAK})")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text and its map back.

    Attributes:
        lower: folded, lower case.
        cased: the same text in its own letter case, of the same length.
        starts: offsets in the folded text at which a shift begins, ascending; the first is 0.
        shifts: characters to add from there on to get the offset in the original.
    """

    lower: str
    cased: str
    starts: list[int]
    shifts: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of the half-open range [start, end), which must not be empty."""
        first = start + self.shifts[bisect_right(self.starts, start) - 1]
        last = end - 1
        return first, last + self.shifts[bisect_right(self.starts, last) - 1] + 1


def fold_text(text: str) -> FoldedText:
    """Fold `text` for matching; see the module for what is folded."""
    plain = _ODD.sub(_plain, text)
    pieces: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    edits = _EDIT_OR_SPACES if "  " in plain else _EDIT
    for edit in edits.finditer(plain):
        begin, end = edit.span()
        kept = plain[done:begin]
        replacement = " " if edit[0] == "\n" else ""
        pieces += (kept, replacement)
        length += len(kept) + len(replacement)
        done = end
        if not replacement:
            starts.append(length)
            shifts.append(end - length)
    pieces.append(plain[done:])
    cased = "".join(pieces)
    return FoldedText(lower_same_length(cased), cased, starts, shifts)


def _plain(odd: re.Match[str]) -> str:
    return _PLAIN[odd[0]]


def fold_form(form: str) -> str:
    """A surface form as it looks in folded text."""
    return fold_text(" ".join(form.split())).lower


def lower_same_length(text: str) -> str:
    """Lower case, leaving the few letters whose lower case has another length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
