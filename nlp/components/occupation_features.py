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
        first: where in `words` each feature occurs first.
    """

    words: list[str]
    stems: npt.NDArray[np.uint32]
    features: npt.NDArray[np.uint32]
    first: npt.NDArray[np.intp]


def read_words(text: str) -> TextWords:
    """Words of at least two letters, in lower case; at most MAX_TEXT_CHARS are read."""
    words = _TEXT_WORD.findall(text[:MAX_TEXT_CHARS].lower())
    both = np.fromiter(map(_hash_word, words), np.uint64, len(words))
    features, first = np.unique((both >> np.uint64(32)).astype(np.uint32), return_index=True)
    return TextWords(words, both.astype(np.uint32), features, first)


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
