"""A softmax over SOC codes behind a narrow layer of hashed features (as in fastText), in numpy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
FeatureRow = Sequence[int] | npt.NDArray[np.uint32]
_TINY = np.float32(1e-9)


@dataclass(frozen=True, slots=True)
class LowRankSoftmax:
    """Features -> mean of their embeddings -> log probabilities of classes.

    Attributes:
        hashes: sorted feature hashes, uint32, (n_features,).
        weights: inverse document frequency of each feature, (n_features,).
        embeddings: int8, (n_features, n_dims); multiply by `scales`.
        scales: (n_features,).
        output: (n_dims, n_classes).
        bias: (n_classes,).
    """

    hashes: npt.NDArray[np.uint32]
    weights: Floats
    embeddings: npt.NDArray[np.int8]
    scales: Floats
    output: Floats
    bias: Floats

    @classmethod
    def from_arrays(cls, arrays: dict[str, npt.NDArray[np.generic]], prefix: str) -> "LowRankSoftmax":
        """The model whose arrays were saved as `<prefix>_<attribute>`."""
        return cls(
            hashes=arrays[f"{prefix}_hashes"].astype(np.uint32),
            weights=arrays[f"{prefix}_weights"].astype(np.float32),
            embeddings=arrays[f"{prefix}_embeddings"].astype(np.int8),
            scales=arrays[f"{prefix}_scales"].astype(np.float32),
            output=arrays[f"{prefix}_output"].astype(np.float32),
            bias=arrays[f"{prefix}_bias"].astype(np.float32),
        )

    def to_arrays(self, prefix: str) -> dict[str, npt.NDArray[np.generic]]:
        """Arrays to save, half precision where that loses nothing that matters."""
        return {
            f"{prefix}_hashes": self.hashes,
            f"{prefix}_weights": self.weights.astype(np.float16),
            f"{prefix}_embeddings": self.embeddings,
            f"{prefix}_scales": self.scales.astype(np.float16),
            f"{prefix}_output": self.output.astype(np.float16),
            f"{prefix}_bias": self.bias.astype(np.float16),
        }

    def find(self, features: npt.ArrayLike) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
        """Position of each feature hash and whether the model knows it (else the position means nothing)."""
        wanted = np.asarray(features, np.uint32)
        at = np.searchsorted(self.hashes, wanted)
        at[at == len(self.hashes)] = 0
        return at, self.hashes[at] == wanted

    def embed(self, rows: Sequence[FeatureRow]) -> tuple[Floats, npt.NDArray[np.int64]]:
        """Embedding of each row of hashes and how many of its features are known.

        Returns:
            (n_rows, n_dims), zero for a row without known features; (n_rows,) counts.
        """
        lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        flat = np.concatenate([np.asarray(row, np.uint32) for row in rows])
        at, is_known = self.find(flat)
        known = at[is_known]
        owner = np.repeat(np.arange(len(rows)), lengths)[is_known]
        counts = np.bincount(owner, minlength=len(rows))
        weights = self.weights[known]
        norms = np.sqrt(np.bincount(owner, weights * weights, len(rows))).astype(np.float32)
        vectors = self.embeddings[known] * (weights * self.scales[known])[:, None]
        sums = np.zeros((len(rows), self.embeddings.shape[1]), np.float32)
        filled = np.flatnonzero(counts)
        if len(filled):
            starts = np.concatenate(([0], np.cumsum(counts[filled])[:-1]))
            sums[filled] = np.add.reduceat(vectors, starts, axis=0)
        lengths_one = np.asarray(sums / np.maximum(norms, _TINY)[:, None], np.float32)
        return lengths_one, counts.astype(np.int64)

    def log_probabilities(self, rows: Sequence[FeatureRow]) -> tuple[Floats, npt.NDArray[np.int64]]:
        """Log probability of each class, (n_rows, n_classes), and the count of known features, (n_rows,)."""
        hidden, counts = self.embed(rows)
        return log_softmax(hidden @ self.output + self.bias), counts


def log_softmax(logits: Floats) -> Floats:
    """Rows of logits as log probabilities."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    total = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return np.asarray(shifted - total, np.float32)
