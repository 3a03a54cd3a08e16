"""One pass over a text for thousands of phrases, on a folded copy whose offsets are those of the text."""

from bisect import bisect_left
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation

_LETTERS = bytes(
    byte if chr(byte).isascii() and chr(byte).isalnum() else (byte + 32 if 65 <= byte <= 90 else 32)  # noqa: PLR2004 - A to Z
    for byte in range(256)
).lower()


def fold(text: str) -> str:
    """Lower-case letters and digits, everything else a space; as long as `text`, character by character."""
    return text.encode("latin-1", "replace").translate(_LETTERS).decode("ascii")


class PhraseScan:
    """Finds phrases in folded text; they may begin or end inside a word.

    Args:
        phrases: as people write them; they are folded, so "What you'll do" also finds "WHAT YOU’LL DO".
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(phrases)
        self._automaton = AhoCorasick(
            [fold(phrase) for phrase in self.phrases], implementation=Implementation.DFA
        )

    def find_all(self, folded: str) -> list[tuple[int, int, int]]:
        """Every match as (number of the phrase, start, end), overlapping ones too, in the order of ends."""
        matches: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(
            folded, overlapping=True
        )
        return matches

    def find_edged(self, text: str, folded: str, start: int = 0) -> list[tuple[int, int, int]]:
        """Those from `start` on that begin and end where a word does, the longest at each place.

        A lost line break counts as an edge ("skillsBachelor's", "EXPERIENCERequired").
        """
        edged = [
            match
            for match in self.find_all(folded)
            if match[1] >= start and has_edges(text, match[1], match[2])
        ]
        edged.sort(key=lambda match: (match[1], -match[2]))
        kept: list[tuple[int, int, int]] = []
        for match in edged:
            if not kept or match[1] >= kept[-1][2]:
                kept.append(match)
        return kept


class CueIndex:
    """Phrases found in one text, for questions such as "is there a wish between these two places?".

    Args:
        cues: (class, start, end) in the order of the text.
    """

    def __init__(self, cues: list[tuple[int, int, int]]) -> None:
        self._cues = cues
        self._starts = [start for _, start, _ in cues]

    def between(self, begin: int, end: int) -> list[tuple[int, int, int]]:
        """Those that begin in [begin, end)."""
        return self._cues[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]

    def first(self, cue_class: int, begin: int, end: int) -> int | None:
        """Where the first of its class begins in [begin, end); null when there is none."""
        for found, start, _ in self.between(begin, end):
            if found == cue_class:
                return start
        return None

    def last(self, cue_class: int, begin: int, end: int) -> int | None:
        """Where the last of its class begins in [begin, end); null when there is none."""
        for found, start, _ in reversed(self.between(begin, end)):
            if found == cue_class:
                return start
        return None


def has_edges(text: str, begin: int, end: int) -> bool:
    """Whether [begin, end) begins and ends at the edge of a word or at a lost line break."""
    if (
        begin > 0
        and text[begin - 1].isalnum()
        and not (text[begin].isupper() and not text[begin - 1].isupper())
    ):
        return False
    if end >= len(text) or not text[end].isalnum() or is_glued_behind(text, end):
        return True
    return text[end].isdigit() and text[end - 1].isalpha()


def is_glued_behind(text: str, end: int) -> bool:
    """Whether the line break behind `end` was lost: "RequirementsBachelor", "RESPONSIBILITIESDesign"."""
    if end >= len(text) or not text[end].isupper():
        return False
    return text[end - 1].islower() or (end + 1 < len(text) and text[end + 1].islower())
