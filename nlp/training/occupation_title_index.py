"""Compiles known titles into the arrays of a `TitleIndex`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_features import match_features
from nlp.components.title_text import fold_title, spell_out, split_words, stem_word, strip_noise
from nlp.training.occupation_data import FiledTitle, ListedTitle

_MAX_VOTES = 6.0
_MIN_WORD_TITLES = 4


@dataclass(frozen=True, slots=True)
class TitleIndexData:
    """What a `TitleIndex` is made of."""

    arrays: dict[str, npt.NDArray[np.generic]]
    titles: list[str]
    words: list[str]


def compile_title_index(
    listed: Sequence[ListedTitle], filed: Sequence[FiledTitle], onet_index: Mapping[str, int]
) -> TitleIndexData:
    """Merge titles with the same words and invert them.

    Args:
        listed: titles of O*NET, the direct match file and ours.
        filed: filed titles; their SOC codes stand at the ".00" level.
        onet_index: position of each O*NET-SOC code.
    """
    votes: dict[tuple[int, ...], dict[int, list[float]]] = {}
    names: dict[tuple[int, ...], str] = {}
    word_titles: Counter[str] = Counter()
    rows: list[tuple[str, tuple[str, ...], int, float]] = [
        (title.title, (title.onet_soc_code,), 0, title.weight) for title in listed
    ]
    rows += [(t.title, tuple(f"{code}.00" for code in t.soc_codes), 1, 1.0) for t in filed]
    for title, codes, channel, weight in rows:
        words = split_words(strip_noise(fold_title(title)))
        features = tuple(sorted(match_features(spell_out(words))))
        if not features:
            continue
        word_titles.update({stem_word(word) for word in words if word.isalpha()})
        names.setdefault(features, title)
        cells = votes.setdefault(features, {})
        for code in codes:
            cells.setdefault(onet_index[code], [0.0, 0.0])[channel] += weight / len(codes)
    arrays = _invert(list(names)) | _flatten_votes([votes[features] for features in names])
    words = sorted(word for word, count in word_titles.items() if count >= _MIN_WORD_TITLES)
    return TitleIndexData(arrays, list(names.values()), words)


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


def _flatten_votes(votes: list[dict[int, list[float]]]) -> dict[str, npt.NDArray[np.generic]]:
    pointers, onet, values = [0], [], []
    for cells in votes:
        for code, pair in sorted(cells.items()):
            onet.append(code)
            values.append(pair)
        pointers.append(len(onet))
    return {
        "title_pointers": np.array(pointers, np.int32),
        "title_onet": np.array(onet, np.int16),
        "title_votes": np.minimum(np.array(values, np.float16), _MAX_VOTES),
    }
