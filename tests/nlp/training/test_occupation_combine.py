"""The trained combination and its measures."""

import numpy as np
import pytest

from nlp.components.occupation_model import Floats
from nlp.training.occupation_combine import (
    Bools,
    Penalties,
    accuracy_at,
    expected_calibration_error,
    fit_combination,
)

LOOSE = Penalties(weights=0.1, offsets=10.0)


@pytest.fixture
def sample() -> tuple[Floats, Bools]:
    """A telling opinion and a random one about 400 rows of five codes."""
    rng = np.random.default_rng(3)
    truth = rng.integers(0, 5, 400)
    admissible = np.eye(5, dtype=bool)[truth]
    telling = admissible * 1.5 + rng.standard_normal((400, 5))
    noise = rng.standard_normal((400, 5))
    return np.stack([telling, noise]).astype(np.float32), admissible


def test_the_telling_opinion_gets_the_weight(sample: tuple[Floats, Bools]) -> None:
    opinions, admissible = sample
    fitted = fit_combination(opinions, admissible, [True, True], np.array([0.5, 0.5], np.float32), LOOSE)
    assert fitted.weights[0] > 1.0
    assert fitted.weights[1] == pytest.approx(0.0, abs=0.2)
    assert (fitted.weights >= 0).all()


def test_a_code_that_is_named_too_often_gets_a_negative_offset(sample: tuple[Floats, Bools]) -> None:
    opinions, admissible = sample
    opinions[:, :, 2] += 2.0
    fitted = fit_combination(opinions, admissible, [True, True], np.array([0.5, 0.5], np.float32), LOOSE)
    assert int(fitted.offsets.argmin()) == 2
    assert fitted.offsets[2] < -0.5
    stiff = Penalties(weights=0.1, offsets=1e9)
    held = fit_combination(opinions, admissible, [True, True], np.array([0.5, 0.5], np.float32), stiff)
    assert np.abs(held.offsets).max() < 1e-3
    assert accuracy_at(fitted.combine(opinions), admissible, 1) > accuracy_at(
        held.combine(opinions), admissible, 1
    )


def test_an_opinion_that_takes_no_part_has_no_weight(sample: tuple[Floats, Bools]) -> None:
    opinions, admissible = sample
    fitted = fit_combination(opinions, admissible, [False, True], np.array([0.5, 0.5], np.float32), LOOSE)
    assert fitted.weights[0] == 0.0


def test_combined_probabilities_are_calibrated_on_what_they_were_fitted_on(
    sample: tuple[Floats, Bools],
) -> None:
    opinions, admissible = sample
    fitted = fit_combination(opinions, admissible, [True, True], np.array([5.0, 5.0], np.float32), LOOSE)
    assert expected_calibration_error(fitted.combine(opinions), admissible) < 0.06


def test_calibration_error_by_hand() -> None:
    probabilities = np.array([[0.95, 0.05], [0.95, 0.05], [0.35, 0.65], [0.35, 0.65]], np.float32)
    admissible = np.array([[True, False], [False, True], [False, True], [False, True]])
    # bin 0.9: |1.9 - 1| = 0.9; bin 0.6: |1.3 - 2| = 0.7; over four rows
    assert expected_calibration_error(probabilities, admissible) == pytest.approx(0.4)


def test_accuracy_counts_any_admissible_code() -> None:
    probabilities = np.array([[0.5, 0.3, 0.2], [0.2, 0.3, 0.5]], np.float32)
    admissible = np.array([[False, True, False], [False, False, True]])
    assert accuracy_at(probabilities, admissible, 1) == 0.5
    assert accuracy_at(probabilities, admissible, 2) == 1.0
