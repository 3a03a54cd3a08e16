"""Fits the combination of opinions and its calibration on data that the parts had not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression

from nlp.components.occupation_model import Floats, log_softmax
from nlp.components.occupation_scores import Combination

Bools = npt.NDArray[np.bool_]
_CURVE_POINTS = 12


@dataclass(frozen=True, slots=True)
class Penalties:
    """How strongly the fit is drawn, in rows: weights to where they start, offsets of codes to 0."""

    weights: float
    offsets: float


def fit_combination(
    opinions: Floats, admissible: Bools, active: Sequence[bool], start: Floats, penalties: Penalties
) -> Combination:
    """Maximum likelihood weights and offsets, then a rising curve from said to true probability.

    Args:
        opinions: (n_opinions, n_rows, n_soc).
        admissible: (n_rows, n_soc), the right codes of each row.
        active: which opinions take part; the others get weight 0.
        start: weights that the fit begins at and is drawn to.
        penalties: strength of that draw.
    """
    used = np.flatnonzero(active)
    stacked = opinions[used].astype(np.float32)
    origin = np.asarray(start, float)[used]

    def objective(point: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights, offsets = np.split(point, [len(used)])
        scores = np.tensordot(weights.astype(np.float32), stacked, axes=1) + offsets.astype(np.float32)
        logs = log_softmax(scores)
        shares = np.exp(logs)
        right = shares * admissible
        mass = np.maximum(right.sum(axis=1), 1e-12)
        excess = shares - right / mass[:, None]
        drawn = weights - origin
        loss = -float(np.log(mass).sum()) + penalties.weights * float(drawn @ drawn)
        loss += penalties.offsets * float(offsets @ offsets)
        of_weights = np.tensordot(stacked, excess, axes=([1, 2], [0, 1])) + 2 * penalties.weights * drawn
        of_offsets = excess.sum(axis=0) + 2 * penalties.offsets * offsets
        return loss, np.concatenate([of_weights, of_offsets]).astype(float)

    n_codes = opinions.shape[2]
    bounds = [(0.0, None)] * len(used) + [(None, None)] * n_codes  # no part speaks against what it says
    point = np.concatenate([origin, np.zeros(n_codes)])
    found = minimize(objective, point, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 80})
    weights = np.zeros(len(opinions), np.float32)
    weights[used] = found.x[: len(used)]
    identity = np.array([0.0, 1.0], np.float32)
    raw = Combination(weights, found.x[len(used) :].astype(np.float32), identity, identity)
    return fit_curve(raw, raw.combine(opinions), admissible)


def fit_curve(combination: Combination, probabilities: Floats, admissible: Bools) -> Combination:
    """The combination with a curve from the said probability of the best code to how often it is right."""
    best = probabilities.argmax(axis=1)
    said = probabilities.max(axis=1)
    right = admissible[np.arange(len(best)), best].astype(float)
    isotonic = IsotonicRegression(y_min=0.01, y_max=0.995, out_of_bounds="clip").fit(said, right)
    points = np.unique(np.quantile(said, np.linspace(0, 1, _CURVE_POINTS)))
    width = np.maximum(np.diff(points, prepend=0, append=1).max() / 2, 0.02)
    smoothed = [
        isotonic.predict(np.linspace(max(p - width, 0), min(p + width, 1), 21)).mean() for p in points
    ]
    rising = np.maximum.accumulate(smoothed)
    return Combination(
        combination.weights, combination.offsets, points.astype(np.float32), rising.astype(np.float32)
    )


def expected_calibration_error(probabilities: Floats, admissible: Bools) -> float:
    """Ten-bin error of the probability of the best code, as `score.py titles` computes it."""
    said = np.minimum(probabilities.max(axis=1), 0.999999)
    right = admissible[np.arange(len(said)), probabilities.argmax(axis=1)]
    bins = (said * 10).astype(int)
    gaps = [abs(float((said - right)[bins == b].sum())) for b in range(10)]
    return sum(gaps) / len(said)


def accuracy_at(probabilities: Floats, admissible: Bools, k: int) -> float:
    """Share of rows with an admissible code among the `k` best."""
    best = np.argpartition(-probabilities, k, axis=1)[:, :k]
    return float(np.take_along_axis(admissible, best, axis=1).any(axis=1).mean())
