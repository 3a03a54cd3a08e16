"""The network of the phrase tagger while it learns: the same function with dropout, gradients and Adam.

The word vectors are fixed and pass through a learnt projection; words that the labelled sets hold often also
learn a correction. Both are added up into one row per word when the weights are exported.
Sources: Adam (Kingma and Ba, 2015); averaged weights (Polyak, 1992); dropout (Srivastava and others, 2014).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

from nlp.components.phrase_decoding import N_TAGS, Floats
from nlp.components.phrase_features import BUCKETS, N_HINTS, N_JOINTS
from nlp.components.phrase_network import FORMAT, HEADS, PADDING, convolve

_EPSILON = np.float32(1e-5)
_BETA1, _BETA2 = 0.9, 0.98
_LARGEST_GRADIENT = 1.0
# Column of the features of a token that each table is looked up by.
_TABLES = {"first3": 1, "last3": 2, "last2": 3, "shape": 4, "joints": 5, "hints": 6}
N_COLUMNS = 7
Ids = NDArray[np.int32]
Cache = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Settings:
    """Shape and regularisation of the network."""

    width: int = 96
    reaches: tuple[int, ...] = (1, 1, 2)
    dropout: float = 0.35
    word_dropout: float = 0.1
    average: float = 0.995


@dataclass(slots=True)
class Learner:
    """Parameters, their running averages and the state of the optimiser.

    Attributes:
        vectors: fixed word vectors, shape (words + 1, dimensions); row 0 is the unknown word.
        correction: row of the learnt corrections of each word, 0 = none, shape (words + 1,).
        settings: shape and regularisation.
        weights: what is learnt, by name; `averages` are what is used and exported.
    """

    vectors: Floats
    correction: NDArray[np.int32]
    settings: Settings
    rng: np.random.Generator
    weights: dict[str, Floats] = field(default_factory=dict)
    averages: dict[str, Floats] = field(default_factory=dict)
    steps: int = 0
    _first: dict[str, Floats] = field(default_factory=dict)
    _second: dict[str, Floats] = field(default_factory=dict)

    def add_weight(self, name: str, value: NDArray[np.floating]) -> None:
        """Take a parameter into the set that is learnt."""
        self.weights[name] = value.astype(np.float32)
        self.averages[name] = self.weights[name].copy()
        self._first[name] = np.zeros_like(self.weights[name])
        self._second[name] = np.zeros_like(self.weights[name])

    def drop_weight(self, name: str) -> None:
        """Forget a parameter, e.g. of a pretext task."""
        for group in (self.weights, self.averages, self._first, self._second):
            del group[name]

    def restart(self) -> None:
        """Go on from the averages with a fresh optimiser."""
        self.steps = 0
        for name, value in self.averages.items():
            self.add_weight(name, value)

    def update(self, gradients: dict[str, Floats], rate: float) -> None:
        """One step of Adam with clipped gradients; parameters without a gradient rest."""
        size = float(np.sqrt(sum(float(np.vdot(part, part)) for part in gradients.values())))
        clip = np.float32(min(1.0, _LARGEST_GRADIENT / (size + 1e-6)))
        self.steps += 1
        rate1 = np.float32(rate / (1 - _BETA1**self.steps))
        rate2 = np.float32(1 / np.sqrt(1 - _BETA2**self.steps))
        blend = np.float32(1 - min(self.settings.average, (1 + self.steps) / (10 + self.steps)))
        for name, part in gradients.items():
            gradient = part * clip
            first, second = self._first[name], self._second[name]
            first += np.float32(1 - _BETA1) * (gradient - first)
            second += np.float32(1 - _BETA2) * (gradient * gradient - second)
            step = first / (np.sqrt(second) * rate2 + np.float32(1e-8))
            weight = self.weights[name]
            weight -= rate1 * step
            self.averages[name] += blend * (weight - self.averages[name])


def create_learner(vectors: Floats, corrected: NDArray[np.int64], settings: Settings, seed: int) -> Learner:
    """A learner with random weights.

    Args:
        vectors: shape (words + 1, dimensions), row 0 zero.
        corrected: words that learn a correction.
        settings: shape and regularisation.
        seed: of everything random in it.
    """
    rng = np.random.default_rng(seed)
    correction = np.zeros(len(vectors), dtype=np.int32)
    correction[corrected] = np.arange(1, len(corrected) + 1)
    learner = Learner(vectors, correction, settings, rng)
    width = settings.width
    learner.add_weight(
        "projection", rng.standard_normal((vectors.shape[1], width)) / np.sqrt(vectors.shape[1])
    )
    learner.add_weight("corrections", np.zeros((len(corrected) + 1, width)))
    sizes = dict(zip(_TABLES, (*BUCKETS, N_JOINTS, N_HINTS), strict=True))
    for name, size in sizes.items():
        learner.add_weight(name, rng.standard_normal((size, width)) * 0.3)
    for layer in range(len(settings.reaches) + 1):
        learner.add_weight(f"gain{layer}", np.ones(width))
        learner.add_weight(f"shift{layer}", np.zeros(width))
    for layer in range(1, len(settings.reaches) + 1):
        learner.add_weight(
            f"kernel{layer}", rng.standard_normal((3, width, width)) * np.sqrt(2 / (3 * width))
        )
        learner.add_weight(f"bias{layer}", np.zeros(width))
    learner.add_weight("out", rng.standard_normal((width, len(HEADS) * N_TAGS)) * 0.02)
    learner.add_weight("out_bias", np.zeros(len(HEADS) * N_TAGS))
    learner.add_weight("transitions", np.zeros((len(HEADS), N_TAGS, N_TAGS)))
    return learner


def flatten(sentences: list[Ids]) -> tuple[Ids, Floats, NDArray[np.int64]]:
    """Sentences in one table with rows of padding between them.

    Returns:
        Features, shape (rows, 7); 1 for a token, 0 for padding, shape (rows, 1); first row of each sentence.
    """
    lengths = [len(sentence) for sentence in sentences]
    starts = PADDING + np.cumsum([0, *(length + PADDING for length in lengths[:-1])])
    ids = np.zeros((int(starts[-1]) + lengths[-1] + PADDING, N_COLUMNS), dtype=np.int32)
    mask = np.zeros((len(ids), 1), dtype=np.float32)
    for start, sentence in zip(starts.tolist(), sentences, strict=True):
        ids[start : start + len(sentence)] = sentence
        mask[start : start + len(sentence)] = 1
    return ids, mask, starts.astype(np.int64)


def drop_words(learner: Learner, ids: Ids) -> Ids:
    """The same features with some words unknown, so that the others learn to speak for them."""
    dropped = ids.copy()
    dropped[learner.rng.random(len(ids)) < learner.settings.word_dropout, 0] = 0
    return dropped


def encode(learner: Learner, ids: Ids, mask: Floats, *, learning: bool) -> tuple[Floats, Cache]:
    """State of every row after the last layer, shape (rows, width), and what the gradients need.

    Args:
        learner: its weights are used while learning, else its averages.
        ids: shape (rows, 7), as `flatten` gives them.
        mask: shape (rows, 1).
        learning: with dropout.
    """
    weights = learner.weights if learning else learner.averages
    settings, rng = learner.settings, learner.rng
    words = ids[:, 0]
    cache: Cache = {"vectors": learner.vectors[words]}
    state = cache["vectors"] @ weights["projection"] + weights["corrections"][learner.correction[words]]
    for name, column in _TABLES.items():
        state += weights[name][ids[:, column]]
    state = _normalise(state, weights, 0, cache)
    if learning:
        cache["drop0"] = _dropout(rng, state.shape, settings.dropout)
        state *= cache["drop0"]
    state *= mask
    for layer, reach in enumerate(settings.reaches, start=1):
        cache[f"in{layer}"] = state
        update = convolve(state, weights[f"kernel{layer}"], reach) + weights[f"bias{layer}"]
        cache[f"on{layer}"] = (update > 0).astype(np.float32)
        if learning:
            cache[f"on{layer}"] *= _dropout(rng, update.shape, settings.dropout)
        state = _normalise(state + update * cache[f"on{layer}"], weights, layer, cache) * mask
    return state, cache


def backpropagate(learner: Learner, ids: Ids, mask: Floats, above: Floats, cache: Cache) -> dict[str, Floats]:
    """Gradients of every weight below the last layer.

    Args:
        learner: as in `encode`.
        ids: as in `encode`.
        mask: as in `encode`.
        above: gradient of the loss by the state, shape (rows, width).
        cache: of the same `encode(..., learning=True)`.
    """
    weights = learner.weights
    gradients: dict[str, Floats] = {}
    for layer in range(len(learner.settings.reaches), 0, -1):
        reach = learner.settings.reaches[layer - 1]
        below = _normalise_back(above * mask, weights, layer, cache, gradients)
        update = below * cache[f"on{layer}"]
        kernel, state = weights[f"kernel{layer}"], cache[f"in{layer}"]
        gradients[f"bias{layer}"] = update.sum(axis=0)
        gradients[f"kernel{layer}"] = np.stack(
            [state[:-reach].T @ update[reach:], state.T @ update, state[reach:].T @ update[:-reach]]
        )
        above = below + update @ kernel[1].T
        above[:-reach] += update[reach:] @ kernel[0].T
        above[reach:] += update[:-reach] @ kernel[2].T
    below = _normalise_back(above * mask * cache["drop0"], weights, 0, cache, gradients) * mask
    gradients["projection"] = cache["vectors"].T @ below
    corrections = learner.correction[ids[:, 0]]
    gradients["corrections"] = _sum_rows(below, corrections, len(weights["corrections"]))
    gradients["corrections"][0] = 0
    for name, column in _TABLES.items():
        gradients[name] = _sum_rows(below, ids[:, column], len(weights[name]))
    return gradients


def _sum_rows(values: Floats, rows: NDArray[np.integer], size: int) -> Floats:
    """Sum of the values by row, shape (size, width)."""
    ones = np.ones(len(rows), dtype=np.float32)
    picked = scipy.sparse.csr_matrix((ones, rows, np.arange(len(rows) + 1)), shape=(len(rows), size))
    total: Floats = picked.T @ values
    return total


def _dropout(rng: np.random.Generator, shape: tuple[int, ...], share: float) -> Floats:
    kept = rng.random(shape, dtype=np.float32) >= share
    return kept.astype(np.float32) / np.float32(1 - share)


def _normalise(state: Floats, weights: dict[str, Floats], layer: int, cache: Cache) -> Floats:
    """`phrase_network.normalise` that remembers what its gradient needs."""
    centred = state - state.mean(axis=1, keepdims=True)
    spread = 1 / np.sqrt(np.mean(centred * centred, axis=1, keepdims=True) + _EPSILON)
    cache[f"normal{layer}"], cache[f"spread{layer}"] = centred * spread, spread
    result: Floats = cache[f"normal{layer}"] * weights[f"gain{layer}"] + weights[f"shift{layer}"]
    return result


def _normalise_back(
    above: Floats, weights: dict[str, Floats], layer: int, cache: Cache, gradients: dict[str, Floats]
) -> Floats:
    normal = cache[f"normal{layer}"]
    gradients[f"gain{layer}"] = (above * normal).sum(axis=0)
    gradients[f"shift{layer}"] = above.sum(axis=0)
    scaled = above * weights[f"gain{layer}"]
    along = (scaled * normal).mean(axis=1, keepdims=True)
    result: Floats = (scaled - scaled.mean(axis=1, keepdims=True) - normal * along) * cache[f"spread{layer}"]
    return result


def export_weights(
    learner: Learner, words: list[str], heads: Sequence[str] = HEADS
) -> dict[str, NDArray[np.generic]]:
    """What `phrase_network.Network` reads: feature rows as int8 with scales, the rest as float16.

    Args:
        learner: its averages are exported.
        words: as its vectors stand for them.
        heads: out of HEADS, those that the network is to mark.
    """
    weights = learner.averages
    chosen = [HEADS.index(head) for head in heads]
    columns = np.concatenate([np.arange(N_TAGS) + N_TAGS * head for head in chosen])
    rows = {"words": learner.vectors @ weights["projection"] + weights["corrections"][learner.correction]}
    rows |= {name: weights[name] for name in _TABLES if name not in {"joints", "hints"}}
    joints = weights["hints"][:, None] + weights["joints"][None]
    exported: dict[str, NDArray[np.generic]] = {
        "format": np.array(FORMAT),
        "words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        "heads": np.array(chosen),
        "transitions": weights["transitions"][chosen],
    }
    for name, table in rows.items():
        scale = np.maximum(np.abs(table).max(axis=1), 1e-6).astype(np.float16)
        exported[f"rows_{name}"] = np.rint(table / scale.astype(np.float32)[:, None] * 127).astype(np.int8)
        exported[f"scale_{name}"] = (scale.astype(np.float32) / 127).astype(np.float32)
    layers = range(1, len(learner.settings.reaches) + 1)
    vectors = [[weights[f"{name}{layer}"] for name in ("bias", "gain", "shift")] for layer in layers]
    exported |= {
        "joints": joints.reshape(N_HINTS * N_JOINTS, -1).astype(np.float16),
        "gain": weights["gain0"].astype(np.float16),
        "shift": weights["shift0"].astype(np.float16),
        "kernels": np.stack([weights[f"kernel{layer}"] for layer in layers]).astype(np.float16),
        "reaches": np.array(learner.settings.reaches),
        "layer_vectors": np.array(vectors, dtype=np.float16),
        "out": weights["out"][:, columns].astype(np.float16),
        "out_bias": weights["out_bias"][columns].astype(np.float16),
    }
    return exported
