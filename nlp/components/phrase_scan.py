"""One pass over a text for thousands of phrases, on a folded copy whose offsets are those of the text."""

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
            [fold(phrase) for phrase in self.phrases], implementation=Implementation.ContiguousNFA
        )

    def find_all(self, folded: str) -> list[tuple[int, int, int]]:
        """Every match as (number of the phrase, start, end), overlapping ones too, in the order of ends."""
        matches: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(
            folded, overlapping=True
        )
        return matches

    def find_words(self, folded: str) -> list[tuple[int, int, int]]:
        """Those of `find_all` that begin and end at the edge of a word, the longest at each place."""
        last = len(folded)
        whole = [
            match
            for match in self.find_all(folded)
            if (match[1] == 0 or folded[match[1] - 1] == " ")
            and (match[2] == last or folded[match[2]] == " ")
        ]
        whole.sort(key=lambda match: (match[1], -match[2]))
        kept: list[tuple[int, int, int]] = []
        for match in whole:
            if not kept or match[1] >= kept[-1][2]:
                kept.append(match)
        return kept
