"""The narrow softmax."""

import numpy as np
import pytest

from nlp.components.occupation_model import LowRankSoftmax, log_softmax


@pytest.fixture
def model() -> LowRankSoftmax:
    return LowRankSoftmax(
        hashes=np.array([10, 20, 30], np.uint32),
        weights=np.array([1.0, 2.0, 1.0], np.float32),
        embeddings=np.array([[100, 0], [0, 50], [-100, 0]], np.int8),
        scales=np.array([0.01, 0.02, 0.01], np.float32),
        output=np.array([[2.0, 0.0, -2.0], [0.0, 3.0, 0.0]], np.float32),
        bias=np.zeros(3, np.float32),
    )


def test_embedding_is_the_weighted_sum_over_the_length(model: LowRankSoftmax) -> None:
    hidden, counts = model.embed([[10, 20], [99], []])
    # 1 * (1, 0) + 2 * (0, 1) over sqrt(1 + 4)
    assert hidden[0] == pytest.approx([1 / 5**0.5, 2 / 5**0.5])
    assert hidden[1].tolist() == [0.0, 0.0]
    assert counts.tolist() == [2, 0, 0]


def test_probabilities_sum_to_one_and_follow_the_features(model: LowRankSoftmax) -> None:
    logs, _ = model.log_probabilities([[10], [30], [20]])
    assert np.exp(logs).sum(axis=1) == pytest.approx([1.0, 1.0, 1.0])
    assert logs.argmax(axis=1).tolist() == [0, 2, 1]


def test_unknown_features_leave_the_bias(model: LowRankSoftmax) -> None:
    logs, _ = model.log_probabilities([[12345]])
    assert np.exp(logs[0]) == pytest.approx([1 / 3] * 3)


def test_find_tells_known_from_unknown(model: LowRankSoftmax) -> None:
    at, is_known = model.find([20, 21, 4_000_000_000])
    assert is_known.tolist() == [True, False, False]
    assert at[0] == 1


def test_arrays_round_trip(model: LowRankSoftmax) -> None:
    again = LowRankSoftmax.from_arrays(model.to_arrays("x"), "x")
    before, _ = model.log_probabilities([[10, 20]])
    after, _ = again.log_probabilities([[10, 20]])
    assert after == pytest.approx(before, abs=1e-2)


def test_log_softmax_survives_large_logits() -> None:
    logs = log_softmax(np.array([[1e4, 0.0]], np.float32))
    assert logs[0, 0] == 0.0
    assert np.isfinite(logs).all()
