"""Hashed features of titles and descriptions, the same in training and at run time.

A feature is the CRC-32 of a short byte string with a one-letter prefix that names its kind; no dictionary of
strings is held.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from nlp.components.title_text import fold_title, head_words, spell_out, split_words, stem_word, strip_noise

MAX_TEXT_CHARS: Final = 20_000
_NGRAM_SIZES: Final = (3, 4, 5)
_TEXT_WORD = re.compile(r"[a-z][a-z+#]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
_FUNCTION_WORDS = frozenset(
    {"the", "and", "or", "of", "to", "in", "for", "with", "on", "at", "by", "is", "are", "be", "as", "that"}
    | {"this", "our", "your", "you", "we", "will", "from", "it", "their", "they", "who", "not", "all"}
    | {"other", "such", "may", "must", "can", "has", "have"}
)
"""Pairs of neighbours pass them over: "managing the projects" is "managing projects"."""


def title_features(title: str) -> list[int]:
    """Distinct hashes of words, word pairs, the last and the leading words, and letters inside words."""
    return [crc32(name.encode()) for name in _name_features(title)]


def filed_title_features(title: str) -> list[int]:
    """`title_features` and a second copy of the words that only filed titles have.

    What is peculiar to filings (their mix of occupations, outdated codes) is so learnt apart from what
    holds for all titles.
    """
    names = _name_features(title)
    own = [f"F{name}" for name in names if name[0] in "wb"]
    return [crc32(name.encode()) for name in (*names, "F", *own)]


def match_features(words: Sequence[str]) -> list[int]:
    """Distinct hashes of the stems of `words` (abbreviations spelt out) and of the pairs of neighbours."""
    stems = [stem_word(word) for word in words]
    names = ["w" + stem for stem in stems]
    names += ["b" + first + " " + second for first, second in pairwise(stems)]
    return [crc32(name.encode()) for name in dict.fromkeys(names)]


@dataclass(frozen=True, slots=True)
class TextWords:
    """Words of a text.

    Attributes:
        words: in order.
        stems: hashes of their stems, (n_words,).
        features: distinct hashes of the words, sorted.
        pairs: distinct hashes of neighbours, sorted; "the", "of" and the like are passed over.
    """

    words: list[str]
    stems: npt.NDArray[np.uint32]
    features: npt.NDArray[np.uint32]
    pairs: npt.NDArray[np.uint32]

    @property
    def all_features(self) -> npt.NDArray[np.uint32]:
        """Hashes of words and of pairs."""
        return np.concatenate([self.features, self.pairs])

    def join(self, other: "TextWords") -> "TextWords":
        """The words of both texts; neighbours across the border are not paired."""
        return TextWords(
            self.words + other.words,
            np.concatenate([self.stems, other.stems]),
            np.union1d(self.features, other.features),
            np.union1d(self.pairs, other.pairs),
        )

    def name_features(self) -> list[str]:
        """The words and pairs behind `all_features`."""
        telling = [word for word in self.words if word not in _FUNCTION_WORDS]
        hashes = np.array([crc32(word.encode()) for word in telling], np.uint64)
        names = {crc32(word.encode()): word for word in self.words}
        pairs = zip(_hash_pairs(hashes).tolist(), pairwise(telling), strict=True)
        pair_names = {value: " ".join(pair) for value, pair in pairs}
        return [names[value] for value in self.features.tolist()] + [
            pair_names[value] for value in self.pairs.tolist()
        ]


def read_words(text: str) -> TextWords:
    """Words of at least two letters, in lower case; at most MAX_TEXT_CHARS are read."""
    words = _TEXT_WORD.findall(text[:MAX_TEXT_CHARS].lower())
    both = np.fromiter(map(_hash_word, words), np.uint64, len(words))
    telling = [i for i, word in enumerate(words) if word not in _FUNCTION_WORDS]
    hashes = both >> _HALF
    features = np.unique(hashes.astype(np.uint32))
    pairs = np.unique(_hash_pairs(hashes[telling]))
    return TextWords(words, both.astype(np.uint32), features, pairs)


def _hash_pairs(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    """Hash of each of the hashes of words with its neighbour, (n_words - 1,)."""
    return ((hashes[:-1] * _MIX ^ hashes[1:]) * _MIX >> _HALF).astype(np.uint32)


@lru_cache(maxsize=100_000)
def _hash_word(word: str) -> int:
    """Hash of the word in the upper, of its stem in the lower 32 bits."""
    return crc32(word.encode()) << 32 | crc32(stem_word(word).encode())


@lru_cache(maxsize=4096)
def _name_features(title: str) -> tuple[str, ...]:
    words = split_words(strip_noise(fold_title(title)))
    if not words:
        return ()
    names = ["w" + word for word in spell_out(words)]
    names += ["b" + first + " " + second for first, second in pairwise(words)]
    names.append("l" + words[-1])
    head = head_words(title)
    names += ["h" + word for word in head]
    names.append("H" + head[-1])
    for word in words:
        padded = f"<{word}>"
        for size in _NGRAM_SIZES:
            names += ["c" + padded[i : i + size] for i in range(len(padded) - size + 1)]
    return tuple(dict.fromkeys(names))
