"""Known job titles and how close a new one comes to them.

A kernel over the words of O*NET, direct match and filed titles: each known title votes for its occupations
with the squared cosine of its words and those of the new title. The nearest title is the evidence that
people understand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from nlp.components.occupation_features import match_features
from nlp.components.occupation_model import Floats
from nlp.components.title_text import fold_title, spell_out, split_words, stem_word, strip_noise

EXACT_COSINE: Final = 0.999
_MIN_COSINE: Final = 0.1
_FUZZY_MIN_CHARS: Final = 5
_FUZZY_MIN_SIMILARITY: Final = 0.8


@dataclass(frozen=True, slots=True)
class TitleVotes:
    """What the known titles say about one new title.

    Attributes:
        onet_shares: share of the votes of listed titles per O*NET-SOC code, (n_onet,), sums to 1; zeros
            when no word is known.
        filed_shares: the same of titles filed with the US Department of Labor.
        nearest: the closest known title, null when no word is known.
        nearest_onet: index of the O*NET-SOC code that the closest title speaks most for; -1 when null.
        cosine: how close it is, 0-1.
        exact_shares: as `onet_shares`, of the listed title with the same words; null when there is none.
        corrected: (word as written, word as read) for each misspelt word.
    """

    onet_shares: Floats
    filed_shares: Floats
    nearest: str | None
    nearest_onet: int
    cosine: float
    exact_shares: Floats | None = None
    corrected: tuple[tuple[str, str], ...] = ()


class TitleIndex:
    """Votes of known titles.

    Args:
        arrays: as saved by `nlp.training.occupation_title_index`: `feature_hashes` (sorted),
            `feature_pointers`, `feature_rows` (which titles hold a feature), `title_pointers`,
            `title_onet`, `title_votes` (listed, filed).
        titles: one per row.
        words: stems known well enough to correct misspelt ones to.
        n_onet: number of O*NET-SOC codes.
    """

    def __init__(
        self,
        arrays: dict[str, npt.NDArray[np.generic]],
        titles: Sequence[str],
        words: Sequence[str],
        n_onet: int,
    ) -> None:
        self._hashes = arrays["feature_hashes"].astype(np.uint32)
        self._pointers = arrays["feature_pointers"].astype(np.int64)
        self._rows = arrays["feature_rows"].astype(np.int64)
        self._title_pointers = arrays["title_pointers"].astype(np.int64)
        self._title_onet = arrays["title_onet"].astype(np.int32)
        self._title_votes = arrays["title_votes"].astype(np.float32)
        self._titles = titles
        self._n_onet = n_onet
        counts = np.diff(self._pointers)
        self._weights = np.log((len(titles) + 1) / np.maximum(counts, 1)).astype(np.float32)
        squares = np.bincount(self._rows, np.repeat(self._weights**2, counts), len(titles))
        self._norms = np.sqrt(np.maximum(squares, 1e-6)).astype(np.float32)
        self._known_words = frozenset(words)
        self._words_by_start: dict[str, list[str]] = {}
        for word in words:
            self._words_by_start.setdefault(word[0], []).append(word)
        self._squares = self._weights.astype(np.float64) ** 2
        # the same titles come again and again
        self.vote = lru_cache(maxsize=1024)(self._vote)
        self._correct = lru_cache(maxsize=20_000)(self._find_correction)

    def _vote(self, title: str) -> TitleVotes:
        """Votes for one title as posted."""
        words = split_words(strip_noise(fold_title(title)))
        read = [self._correct(word) or word for word in words]
        corrected = tuple((word, fixed) for word, fixed in zip(words, read, strict=True) if word != fixed)
        return self.vote_words(spell_out(read), corrected)

    def vote_words(self, words: Sequence[str], corrected: tuple[tuple[str, str], ...] = ()) -> TitleVotes:
        """Votes for a title given as words, abbreviations spelt out."""
        cosines = self._cosines(match_features(words))
        close = np.flatnonzero(cosines > _MIN_COSINE)
        if not len(close):
            nothing = np.zeros(self._n_onet, np.float32)
            return TitleVotes(nothing, nothing, None, -1, 0.0, corrected=corrected)
        starts, stops = self._title_pointers[close], self._title_pointers[close + 1]
        lengths = stops - starts
        offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        cells = np.arange(int(lengths.sum())) + offsets
        strength = np.repeat(cosines[close] ** 2, lengths)
        onet = self._title_onet[cells]
        listed = np.bincount(onet, strength * self._title_votes[cells, 0], self._n_onet)
        filed = np.bincount(onet, strength * self._title_votes[cells, 1], self._n_onet)
        best = int(close[np.argmax(cosines[close])])
        cosine = float(cosines[best])
        mine = slice(int(self._title_pointers[best]), int(self._title_pointers[best + 1]))
        own = np.bincount(self._title_onet[mine], self._title_votes[mine, 0], self._n_onet)
        is_listed = cosine >= EXACT_COSINE and own.sum() > 0
        return TitleVotes(
            onet_shares=_share(listed),
            filed_shares=_share(filed),
            nearest=self._titles[best],
            nearest_onet=int(self._title_onet[mine][np.argmax(self._title_votes[mine].sum(axis=1))]),
            cosine=cosine,
            exact_shares=_share(own) if is_listed else None,
            corrected=corrected,
        )

    def _cosines(self, features: Sequence[int]) -> Floats:
        hashes = np.array(features, np.uint32)
        at = np.searchsorted(self._hashes, hashes)
        at[at == len(self._hashes)] = 0
        is_known = self._hashes[at] == hashes
        unknown_weight = float(np.log(len(self._titles) + 1.0))
        known = at[is_known]
        norm = float(
            np.sqrt((self._weights[known] ** 2).sum() + unknown_weight**2 * 0.25 * (~is_known).sum())
        )
        if not len(known):
            return np.zeros(len(self._titles), np.float32)
        spans = [self._rows[self._pointers[i] : self._pointers[i + 1]] for i in known]
        weights = np.repeat(self._squares[known], [len(span) for span in spans])
        sums = np.bincount(np.concatenate(spans), weights, len(self._titles))
        return np.asarray(np.minimum(sums / (norm * self._norms), 1.0), np.float32)

    def _find_correction(self, word: str) -> str | None:
        """The known word that a misspelt one stands for; null when it is known, short or unlike all."""
        stem = stem_word(word)
        if len(word) < _FUZZY_MIN_CHARS or stem in self._known_words or not word.isalpha():
            return None
        candidates = [w for w in self._words_by_start.get(word[0], ()) if abs(len(w) - len(stem)) <= 1]
        found = process.extractOne(
            stem,
            candidates,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=_FUZZY_MIN_SIMILARITY,
        )
        return found[0] if found else None


def _share(votes: npt.NDArray[np.generic]) -> Floats:
    counts = votes.astype(np.float32)
    return np.asarray(counts / max(float(counts.sum()), 1e-9), np.float32)
