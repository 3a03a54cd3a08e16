"""Training of the narrow softmax, on a toy problem."""

import numpy as np
import pytest
import scipy.sparse as sp

from nlp.training.low_rank import LowRankSettings, fit_ensemble, fit_low_rank, index_features, normalise_rows

ROWS = [[1, 9], [1, 8], [2, 9], [2, 8], [3, 9], [3, 8]] * 20
CLASSES = [0, 0, 1, 1, 2, 2] * 20
TARGETS = sp.csr_matrix((np.ones(len(ROWS), np.float32), (range(len(ROWS)), CLASSES)))
WEIGHTS = np.ones(len(ROWS), np.float32)
SETTINGS = LowRankSettings(n_dims=4, n_epochs=30, dropout=0.1, batch_size=16)


def test_a_telling_feature_is_learnt() -> None:
    model = fit_low_rank(ROWS, TARGETS, WEIGHTS, SETTINGS)
    logs, _ = model.log_probabilities([[1], [2], [3]])
    assert logs.argmax(axis=1).tolist() == [0, 1, 2]
    assert np.exp(logs.max(axis=1)).min() > 0.8


def test_training_is_reproducible() -> None:
    first = fit_low_rank(ROWS, TARGETS, WEIGHTS, SETTINGS)
    second = fit_low_rank(ROWS, TARGETS, WEIGHTS, SETTINGS)
    assert (first.embeddings == second.embeddings).all()


def test_several_admissible_classes_share_the_mass() -> None:
    targets = sp.csr_matrix(np.array([[1, 1, 0], [0, 0, 1]] * 40, np.float32))
    model = fit_low_rank([[1], [2]] * 40, targets, np.ones(80, np.float32), SETTINGS)
    shares = np.exp(model.log_probabilities([[1]])[0][0])
    assert shares[0] + shares[1] > 0.8


def test_ensemble_has_the_mean_logits_of_its_models() -> None:
    both = fit_ensemble(ROWS, TARGETS, WEIGHTS, SETTINGS, 2)
    assert both.embeddings.shape[1] == 2 * SETTINGS.n_dims
    logs, _ = both.log_probabilities([[1], [2], [3]])
    assert logs.argmax(axis=1).tolist() == [0, 1, 2]


def test_rare_features_are_left_out() -> None:
    matrix, hashes = index_features([[5, 6], [5], [7]], 2)
    assert hashes.tolist() == [5]
    assert matrix.toarray().tolist() == [[1.0], [1.0], [0.0]]


def test_rows_have_length_one_after_weighting() -> None:
    matrix = normalise_rows(
        sp.csr_matrix(np.array([[1, 1], [0, 0]], np.float32)), np.array([3, 4], np.float32)
    )
    assert matrix.toarray()[0] == pytest.approx([0.6, 0.8])
    assert matrix.toarray()[1].tolist() == [0.0, 0.0]
