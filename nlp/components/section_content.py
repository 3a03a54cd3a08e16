"""What a segment speaks of, by its words: for text that no heading governs.

A linear model over words, pairs and triples of words, trained on segments that stand below clear headings
(`nlp.training.sections`). The artifact is `models/sections.npz`.
"""

from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation
from numpy.typing import NDArray

from nlp.errors import ModelError
from nlp.types import SectionKind

MODEL_PATH = Path(__file__).parents[1] / "models" / "sections.npz"
MODEL_VERSION = 1
CONTENT_KINDS: tuple[SectionKind, ...] = (
    "duties",
    "required",
    "preferred",
    "benefits",
    "company",
    "eeo",
    "application",
    "pay",
)


class ContentModel:
    """Scores segments of a text by kind.

    Args:
        phrases: folded words and runs of words, each with one space on either side.
        weights: shape (phrases, kinds); what each occurrence adds to the score of each kind.
        bias: shape (kinds,).
    """

    def __init__(self, phrases: list[str], weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        self._automaton = AhoCorasick(phrases, implementation=Implementation.ContiguousNFA)
        self._weights = weights
        self._bias = bias

    def scores(self, folded: str, starts: list[int]) -> NDArray[np.float32]:
        """Score of every kind for every segment.

        Args:
            folded: `phrase_scan.fold(text)`.
            starts: first characters of the segments, ascending.

        Returns:
            Shape (segments, kinds), log odds scaled by the root of the number of phrases, so that a long
            segment is not surer than its words; kinds as in CONTENT_KINDS.
        """
        matches = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        if not matches:
            return np.tile(self._bias, (len(starts), 1))
        # Matches come in the order of their ends, so the sums of segments are differences of a running sum.
        table = np.fromiter(chain.from_iterable(matches), dtype=np.int64, count=3 * len(matches))
        ends = table[2::3]
        edges = np.append(np.searchsorted(ends - 1, np.asarray(starts)), len(matches))
        running = np.zeros((len(matches) + 1, len(self._bias)), dtype=np.float32)
        np.cumsum(self._weights[table[::3]], axis=0, out=running[1:])
        sums = running[edges[1:]] - running[edges[:-1]]
        counts = 1 + np.diff(edges).astype(np.float32)
        scores: NDArray[np.float32] = sums / np.sqrt(counts)[:, None] + self._bias
        return scores


@lru_cache(maxsize=1)
def load_content_model(path: Path = MODEL_PATH) -> ContentModel:
    """The trained model of the package.

    Raises:
        ModelError: it is missing or of another version.
    """
    if not path.is_file():
        raise ModelError("sections", f"{path} is missing")
    with np.load(path, allow_pickle=False) as arrays:
        if int(arrays["version"]) != MODEL_VERSION or tuple(arrays["kinds"].tolist()) != CONTENT_KINDS:
            raise ModelError("sections", "another version of the artifact")
        phrases = str(arrays["phrases"]).split("\n")
        return ContentModel(phrases, arrays["weights"].astype(np.float32), arrays["bias"].astype(np.float32))
