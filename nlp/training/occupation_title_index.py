"""Compiles known titles into the arrays of a `TitleIndex`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_features import match_features
from nlp.components.title_text import fold_title, spell_out, split_words, stem_word, strip_noise
from nlp.training.occupation_data import FiledTitle

_FILED_WEIGHT = 3.0
_MIN_WORD_TITLES = 4


@dataclass(frozen=True, slots=True)
class TitleIndexData:
    """What a `TitleIndex` is made of."""

    arrays: dict[str, npt.NDArray[np.generic]]
    titles: list[str]
    words: list[str]


def compile_title_index(
    known: Sequence[tuple[str, str]], filed: Sequence[FiledTitle], onet_index: Mapping[str, int]
) -> TitleIndexData:
    """Merge titles with the same words and invert them.

    Args:
        known: (title, O*NET-SOC code) pairs.
        filed: filed titles; their SOC codes stand at the ".00" level and count `_FILED_WEIGHT`-fold.
        onet_index: position of each O*NET-SOC code.
    """
    votes: dict[tuple[int, ...], Counter[int]] = {}
    names: dict[tuple[int, ...], str] = {}
    word_titles: Counter[str] = Counter()
    rows = [(title, (code,), 1.0) for title, code in known]
    rows += [(t.title, tuple(f"{code}.00" for code in t.soc_codes), _FILED_WEIGHT) for t in filed]
    for title, codes, weight in rows:
        words = split_words(strip_noise(fold_title(title)))
        features = tuple(sorted(match_features(spell_out(words))))
        if not features:
            continue
        word_titles.update({stem_word(word) for word in words if word.isalpha()})
        names.setdefault(features, title)
        for code in codes:
            if code in onet_index:
                votes.setdefault(features, Counter())[onet_index[code]] += weight / len(codes)
    kept = [features for features in names if features in votes]
    arrays = _invert(kept) | _flatten_votes([votes[features] for features in kept])
    words = sorted(word for word, count in word_titles.items() if count >= _MIN_WORD_TITLES)
    return TitleIndexData(arrays, [names[features] for features in kept], words)


def _invert(rows: list[tuple[int, ...]]) -> dict[str, npt.NDArray[np.generic]]:
    lengths = [len(row) for row in rows]
    flat = np.fromiter((value for row in rows for value in row), np.uint32, sum(lengths))
    owner = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
    order = np.argsort(flat, kind="stable")
    hashes, counts = np.unique(flat, return_counts=True)
    return {
        "feature_hashes": hashes,
        "feature_pointers": np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
        "feature_rows": owner[order],
    }


def _flatten_votes(votes: list[Counter[int]]) -> dict[str, npt.NDArray[np.generic]]:
    """One title casts as many votes as sources list it, at most two for O*NET, shared between its codes."""
    pointers, onet, values = [0], [], []
    for counter in votes:
        total = sum(counter.values())
        strength = max(min(total, 2 * _FILED_WEIGHT), 1.0) / total
        for code, value in sorted(counter.items()):
            onet.append(code)
            values.append(value * strength)
        pointers.append(len(onet))
    return {
        "title_pointers": np.array(pointers, np.int32),
        "title_onet": np.array(onet, np.int16),
        "title_votes": np.array(values, np.float16),
    }
