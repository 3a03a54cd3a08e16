"""Hashed features of titles and descriptions, the same in training and at run time.

A feature is the CRC-32 of a short byte string with a one-letter prefix that names its kind; no dictionary of
strings is held.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final
from zlib import crc32

from nlp.components.title_text import fold_title, head_words, spell_out, split_words, stem_word, strip_noise

MAX_DESCRIPTION_CHARS: Final = 20_000
_NGRAM_SIZES: Final = (3, 4, 5)
_DESCRIPTION_WORD = re.compile(r"[a-z][a-z+#]{2,}")


def title_features(title: str, *, as_filed: bool = False) -> list[int]:
    """Distinct hashes of words, word pairs, the last and the leading words, and letters inside words.

    Args:
        title: as posted.
        as_filed: add a second copy of the words that only filed titles have, so that what is peculiar to filings
            (their mix of occupations, outdated codes) is learnt apart from what holds for all titles.
    """
    words = split_words(strip_noise(fold_title(title)))
    if not words:
        return []
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
    if as_filed:
        names += ["F", *(f"F{name}" for name in names if name[0] in "wb")]
    return [crc32(name.encode()) for name in dict.fromkeys(names)]


def match_features(words: Sequence[str]) -> list[int]:
    """Distinct hashes of the stems of `words` (abbreviations spelt out) and of the pairs of neighbours."""
    stems = [stem_word(word) for word in words]
    names = ["w" + stem for stem in stems]
    names += ["b" + first + " " + second for first, second in pairwise(stems)]
    return [crc32(name.encode()) for name in dict.fromkeys(names)]


def description_words(description: str) -> list[str]:
    """Distinct words of a description, at most MAX_DESCRIPTION_CHARS read."""
    return list(dict.fromkeys(_DESCRIPTION_WORD.findall(description[:MAX_DESCRIPTION_CHARS].lower())))


def description_features(description: str) -> list[int]:
    """Distinct hashes of a description's words."""
    return [crc32(word.encode()) for word in description_words(description)]
