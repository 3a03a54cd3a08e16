"""Known titles inside the text of a posting: "seeks an experienced case worker" speaks for the case worker.

Titles of two to four words are looked for; the longest one at a place counts, each title once per posting.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_features import TextWords
from nlp.components.occupation_model import Floats

PHRASE_SIZES = (4, 3, 2)
_SIEVE_MASK = np.uint64(2**21 - 1)
_MIX = np.uint64(0x9E3779B97F4A7C15)


class PhraseIndex:
    """Titles as sequences of stems, and the occupations that they speak for.

    Args:
        hashes: sorted hashes of the sequences, uint64, (n_phrases,).
        pointers: where the occupations of a phrase begin, (n_phrases + 1,).
        soc: index of the SOC code of each vote, (n_votes,).
        shares: strength of each vote; those of one phrase sum to 1.
    """

    def __init__(
        self,
        hashes: npt.NDArray[np.uint64],
        pointers: npt.NDArray[np.int64],
        soc: npt.NDArray[np.int64],
        shares: Floats,
    ) -> None:
        self.hashes = hashes
        self.pointers = pointers
        self.soc = soc
        self.shares = shares
        # most word sequences are no title: a table of bits says so faster than a search
        self._sieve = np.zeros(int(_SIEVE_MASK) + 1, bool)
        self._sieve[hashes & _SIEVE_MASK] = True

    def find(self, texts: Sequence[TextWords]) -> list[list[int]]:
        """Distinct phrases in each text, as rows of this index, ascending."""
        found: list[set[int]] = [set() for _ in texts]
        stems = np.concatenate([np.zeros(0, np.uint32), *(text.stems for text in texts)])
        text_of = np.repeat(np.arange(len(texts)), [len(text.stems) for text in texts])
        is_covered = np.zeros(len(stems), bool)
        for size in PHRASE_SIZES:
            if not len(self.hashes) or len(stems) < size:
                continue
            hashes = hash_windows(stems, size)
            is_open = ~is_covered[: len(hashes)] & (text_of[: len(hashes)] == text_of[size - 1 :])
            starts = np.flatnonzero(self._sieve[hashes & _SIEVE_MASK] & is_open)
            at = np.minimum(np.searchsorted(self.hashes, hashes[starts]), len(self.hashes) - 1)
            is_phrase = self.hashes[at] == hashes[starts]
            starts = starts[is_phrase]
            for text, row in zip(text_of[starts].tolist(), at[is_phrase].tolist(), strict=True):
                found[text].add(row)
            for offset in range(size):
                is_covered[starts + offset] = True
        return list(map(sorted, found))

    def vote(self, texts: Sequence[TextWords], n_soc: int) -> Floats:
        """Share of the votes per SOC code, (n_texts, n_soc); zeros when no title was found."""
        votes = np.zeros((len(texts), n_soc), np.float32)
        found = self.find(texts)
        for own, rows in zip(votes, found, strict=True):
            for row in rows:
                cells = slice(int(self.pointers[row]), int(self.pointers[row + 1]))
                own[self.soc[cells]] += self.shares[cells]
        return votes / np.array([[max(len(rows), 1)] for rows in found], np.float32).reshape(-1, 1)

    def name(self, text: TextWords, soc: int) -> list[str]:
        """The distinct titles in the text that speak for the code of this index, as they are written."""
        rows = self.find([text])[0]
        speaking = [row for row in rows if soc in self.soc[self.pointers[row] : self.pointers[row + 1]]]
        wanted = self.hashes[speaking]
        sizes = [size for size in PHRASE_SIZES if speaking and size <= len(text.words)]
        found: list[str] = []
        for size in sizes:
            starts = np.flatnonzero(np.isin(hash_windows(text.stems, size), wanted)).tolist()
            found += [" ".join(text.words[start : start + size]) for start in starts]
        return list(dict.fromkeys(found))


def hash_windows(stems: npt.NDArray[np.uint32], size: int) -> npt.NDArray[np.uint64]:
    """Hash of each run of `size` stems, (n_stems - size + 1,)."""
    n_windows = len(stems) - size + 1
    hashes = np.full(n_windows, size, np.uint64)
    for offset in range(size):
        hashes = (hashes ^ stems[offset : offset + n_windows]) * _MIX
        hashes ^= hashes >> np.uint64(29)
    return hashes
