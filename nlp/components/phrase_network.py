"""The network behind the phrase tagger: summed token features, window convolutions, scores of tags.

Source of the shape: Collobert and others (2011), window convolutions over features of words. Each layer is
`normalise(x + relu(x[t-d] A + x[t] B + x[t+d] C + c))`, so that a token sees a few words to either side.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.components.phrase_decoding import N_TAGS, Floats
from nlp.components.phrase_features import BUCKETS, Lexicon, Sentences
from nlp.errors import ModelError

MODEL_PATH = Path(__file__).parent.parent / "models" / "phrase_tagger.npz"
FORMAT = 2
# One label set each: SkillSpan's "Skill" and "Knowledge"; in whole postings, skills and names of things.
SENTENCE_HEADS = ("skill", "knowledge")
NAME_HEADS = ("technology", "certification", "license", "degree")
POSTING_HEADS = ("posting", *NAME_HEADS)
HEADS = (*SENTENCE_HEADS, *POSTING_HEADS)
POSTING_HEAD = HEADS.index("posting")
# Rows of zeros between sentences, at least the widest reach of a layer.
PADDING = 2
_ROWS_AT_ONCE = 1200
_EPSILON = np.float32(1e-5)


@dataclass(frozen=True, slots=True)
class Layer:
    """One convolution: `kernel` of shape (3, width, width), its reach in tokens, the rest (width,)."""

    kernel: Floats
    reach: int
    bias: Floats
    gain: Floats
    shift: Floats


class Network:
    """Trained weights, ready to score; `heads` are the indices into HEADS of what it marks.

    Args:
        weights: as `nlp.training.phrase_learner.export_weights` gives them.
    """

    def __init__(self, weights: dict[str, NDArray[np.generic]]) -> None:
        if int(weights.get("format", np.array(0))) != FORMAT:
            raise ModelError("phrase_tagger", f"is not of format {FORMAT}")
        self.weights = weights
        self.heads = tuple(int(head) for head in weights["heads"])
        self.words = bytes(weights["words"].astype(np.uint8)).decode().split("\n")
        self.transitions = weights["transitions"].astype(np.float32)
        names = ("words", "first3", "last3", "last2", "shape")
        self._tables = [_widen(weights[f"rows_{name}"], weights[f"scale_{name}"]) for name in names]
        self._joints = weights["joints"].astype(np.float32)
        self._normal = (weights["gain"].astype(np.float32), weights["shift"].astype(np.float32))
        self._layers = [
            Layer(kernel.astype(np.float32), int(reach), bias, gain, shift)
            for kernel, reach, (bias, gain, shift) in zip(
                weights["kernels"],
                weights["reaches"],
                weights["layer_vectors"].astype(np.float32),
                strict=True,
            )
        ]
        self._out = weights["out"].astype(np.float32), weights["out_bias"].astype(np.float32)
        self._rows: Floats = np.zeros((0, self._joints.shape[1]), dtype=np.float32)
        self._rows_of: tuple[Lexicon | None, int] = (None, -1)

    def score(self, sentences: Sentences, lexicon: Lexicon) -> Floats:
        """Scores of tags for every token, shape (tokens, heads, tags); no unit, higher is likelier."""
        rows = self._lexeme_rows(lexicon)
        heads = self._out[0].shape[1] // N_TAGS
        result = np.empty((len(sentences.lexemes), heads, N_TAGS), dtype=np.float32)
        ends = np.cumsum(sentences.lengths)
        first = begin = 0
        while first < len(ends):
            last = int(np.searchsorted(ends, begin + _ROWS_AT_ONCE, side="right"))
            last = max(last, first + 1)
            end = int(ends[last - 1])
            piece = rows[sentences.lexemes[begin:end]] + self._joints[sentences.joints[begin:end]]
            result[begin:end] = self._score_piece(piece, sentences.lengths[first:last]).reshape(
                -1, heads, N_TAGS
            )
            first, begin = last, end
        return result

    def _score_piece(self, tokens: Floats, lengths: NDArray[np.int64]) -> Floats:
        """Scores of a run of whole sentences, shape (tokens, heads * tags)."""
        places = np.arange(len(tokens)) + PADDING * np.repeat(np.arange(1, len(lengths) + 1), lengths)
        width = tokens.shape[1]
        state = np.zeros((len(tokens) + PADDING * (len(lengths) + 1), width), dtype=np.float32)
        state[places] = normalise(tokens, *self._normal)
        is_padding = np.ones(len(state), dtype=bool)
        is_padding[places] = False
        padding = np.flatnonzero(is_padding)
        floor = np.zeros(width, dtype=np.float32)  # twice as fast as the number 0
        for layer in self._layers:
            update = convolve(state, layer.kernel, layer.reach)
            update += layer.bias
            np.maximum(update, floor, out=update)
            update += state
            state = normalise(update, layer.gain, layer.shift)
            state[padding] = 0
        scores: Floats = state[places] @ self._out[0] + self._out[1]
        return scores

    def _lexeme_rows(self, lexicon: Lexicon) -> Floats:
        """Sum of the feature rows of every lexeme, worked out once."""
        features = lexicon.features
        known = len(self._rows) if self._rows_of == (lexicon, lexicon.generation) else 0
        if known < len(features):
            new = features[known:]
            rows = np.sum([table[new[:, column]] for column, table in enumerate(self._tables)], axis=0)
            self._rows = np.concatenate([self._rows[:known], rows])
        self._rows_of = lexicon, lexicon.generation
        return self._rows


def convolve(state: Floats, kernel: Floats, reach: int) -> Floats:
    """Window convolution over rows: row t sees rows t - reach, t and t + reach."""
    update: Floats = state @ kernel[1]
    update[reach:] += state[:-reach] @ kernel[0]
    update[:-reach] += state[reach:] @ kernel[2]
    return update


def normalise(state: Floats, gain: Floats, shift: Floats) -> Floats:
    """Each row to mean 0 and variance 1, then scaled and shifted (Ba and others, 2016)."""
    centred: Floats = state - state.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", centred, centred)[:, None] / np.float32(state.shape[1])
    centred *= 1 / np.sqrt(variance + _EPSILON)
    centred *= gain
    centred += shift
    return centred


def _widen(rows: NDArray[np.generic], scale: NDArray[np.generic]) -> Floats:
    """Rows kept as whole numbers -127..127, back in their scale."""
    return rows.astype(np.float32) * scale.astype(np.float32)[:, None]


@dataclass(frozen=True, slots=True)
class Networks:
    """A narrow network for whole postings, with POSTING_HEADS, and a wide one for lone sentences."""

    postings: Network
    sentences: Network

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Arrays to save; the words, which both share, once."""
        return {
            f"{name}/{key}" if key != "words" else key: value
            for name, network in (("postings", self.postings), ("sentences", self.sentences))
            for key, value in network.weights.items()
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "Networks":
        """The reverse of `to_arrays`.

        Raises:
            ModelError: they are of another format.
        """
        return cls(*(Network(_with_prefix(arrays, name)) for name in ("postings", "sentences")))


def _with_prefix(arrays: Mapping[str, NDArray[np.generic]], name: str) -> dict[str, NDArray[np.generic]]:
    own = {key.removeprefix(f"{name}/"): value for key, value in arrays.items() if key.startswith(f"{name}/")}
    return own | {"words": arrays["words"]}


def read_networks(path: Path = MODEL_PATH) -> Networks:
    """Read a model file.

    Raises:
        ModelError: it is missing or of another format.
    """
    if not path.exists():
        raise ModelError("phrase_tagger", f"{path} is missing")
    with np.load(path, allow_pickle=False) as archive:
        return Networks.from_arrays({name: archive[name] for name in archive.files})


def table_sizes(n_words: int) -> tuple[int, ...]:
    """Rows of the tables of token features, the words' first; row 0 of it is the unknown word."""
    return (n_words + 1, *BUCKETS)
