"""Trains a `LowRankSoftmax` with AdaGrad on mini-batches; seeded, one core."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from nlp.components.occupation_model import Floats, LowRankSoftmax

Rows = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class LowRankSettings:
    """How a model is trained: `dropout` hides that share of the features of each row in each step."""

    n_dims: int = 64
    n_epochs: int = 5
    dropout: float = 0.3
    learning_rate: float = 0.25
    min_rows: int = 2
    batch_size: int = 256
    seed: int = 0


def fit_low_rank(
    rows: Rows, targets: sp.csr_matrix, row_weights: Floats, settings: LowRankSettings
) -> LowRankSoftmax:
    """Fit on rows of hashed features.

    Args:
        rows: features of each example.
        targets: (n_rows, n_classes), non-negative. Nonzero classes of a row share its mass as the model
            sees fit, in proportion to the values (an example with several admissible codes is no
            contradiction).
        row_weights: (n_rows,).
        settings: how to train.
    """
    features, hashes = index_features(rows, settings.min_rows)
    document_counts = np.asarray((features > 0).sum(axis=0)).ravel()
    weights = np.log((len(rows) + 1) / document_counts).astype(np.float32)
    inputs = normalise_rows(features, weights)
    fitted = _Fit(inputs.shape[1], targets.shape[1], settings)
    rng = np.random.default_rng(settings.seed + 1)
    for epoch in range(settings.n_epochs):
        rate = settings.learning_rate * (1 - epoch / settings.n_epochs) + 0.02
        order = rng.permutation(len(rows))
        for start in range(0, len(rows), settings.batch_size):
            batch = order[start : start + settings.batch_size]
            inputs_batch = inputs[batch]
            keep = rng.random(inputs_batch.data.size) >= settings.dropout
            inputs_batch.data = inputs_batch.data * keep / (1 - settings.dropout)
            fitted.step(inputs_batch, targets[batch].toarray(), row_weights[batch], rate)
    return fitted.quantise(hashes, weights)


def fit_ensemble(
    rows: Rows, targets: sp.csr_matrix, row_weights: Floats, settings: LowRankSettings, n_models: int
) -> LowRankSoftmax:
    """Models that differ in their seed only, as one: its logits are the means of theirs."""
    models = [
        fit_low_rank(rows, targets, row_weights, replace(settings, seed=settings.seed + 10 * i))
        for i in range(n_models)
    ]
    embeddings = np.hstack([model.embeddings * model.scales[:, None] for model in models])
    scales = np.maximum(np.abs(embeddings).max(axis=1), 1e-6) / 127
    return LowRankSoftmax(
        hashes=models[0].hashes,
        weights=models[0].weights,
        embeddings=np.rint(embeddings / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
        output=np.vstack([model.output for model in models]) / np.float32(n_models),
        bias=np.asarray(np.mean([model.bias for model in models], axis=0), np.float32),
    )


def index_features(rows: Rows, min_rows: int) -> tuple[sp.csr_matrix, npt.NDArray[np.uint32]]:
    """Binary (n_rows, n_features) of the features in at least `min_rows` rows, and their hashes."""
    lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
    flat = np.fromiter((value for row in rows for value in row), np.uint32, int(lengths.sum()))
    hashes, inverse, counts = np.unique(flat, return_inverse=True, return_counts=True)
    pointers = np.concatenate(([0], np.cumsum(lengths)))
    data = np.ones(len(flat), np.float32)
    matrix = sp.csr_matrix((data, inverse, pointers), shape=(len(rows), len(hashes)))
    kept = np.flatnonzero(counts >= min_rows)
    return matrix[:, kept].tocsr(), hashes[kept]


def normalise_rows(features: sp.csr_matrix, weights: Floats) -> sp.csr_matrix:
    """Columns weighted, rows of length one."""
    weighted = features.multiply(weights).tocsr()
    norms = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return sp.diags(1 / np.maximum(norms, 1e-6)).dot(weighted).tocsr().astype(np.float32)


class _Fit:
    def __init__(self, n_features: int, n_classes: int, settings: LowRankSettings) -> None:
        rng = np.random.default_rng(settings.seed)
        self.embeddings = (rng.standard_normal((n_features, settings.n_dims)) * 0.05).astype(np.float32)
        self.output = (rng.standard_normal((settings.n_dims, n_classes)) * 0.05).astype(np.float32)
        self.bias = np.zeros(n_classes, np.float32)
        self._seen_embeddings = np.full(n_features, 1e-6, np.float32)
        self._seen_output = np.full_like(self.output, 1e-6)
        self._seen_bias = np.full_like(self.bias, 1e-6)

    def step(self, inputs: sp.csr_matrix, targets: Floats, row_weights: Floats, rate: float) -> None:
        columns, local = np.unique(inputs.indices, return_inverse=True)
        batch = sp.csr_matrix((inputs.data, local, inputs.indptr), shape=(inputs.shape[0], len(columns)))
        hidden = batch @ self.embeddings[columns]
        logits = hidden @ self.output + self.bias
        probabilities = np.exp(logits - logits.max(axis=1, keepdims=True))
        probabilities /= probabilities.sum(axis=1, keepdims=True)
        wanted = probabilities * targets
        wanted /= np.maximum(wanted.sum(axis=1, keepdims=True), 1e-12)
        error = (probabilities - wanted) * (row_weights / len(row_weights))[:, None]
        output_gradient, hidden_gradient = hidden.T @ error, error @ self.output.T
        self._seen_output += output_gradient**2
        self.output -= rate * output_gradient / np.sqrt(self._seen_output)
        self._seen_bias += error.sum(axis=0) ** 2
        self.bias -= rate * error.sum(axis=0) / np.sqrt(self._seen_bias)
        gradient = batch.T @ hidden_gradient
        self._seen_embeddings[columns] += (gradient**2).mean(axis=1)
        self.embeddings[columns] -= rate * gradient / np.sqrt(self._seen_embeddings[columns])[:, None]

    def quantise(self, hashes: npt.NDArray[np.uint32], weights: Floats) -> LowRankSoftmax:
        scales = np.maximum(np.abs(self.embeddings).max(axis=1), 1e-6) / 127
        codes = np.rint(self.embeddings / scales[:, None]).astype(np.int8)
        return LowRankSoftmax(hashes, weights, codes, scales.astype(np.float32), self.output, self.bias)
