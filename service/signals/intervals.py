"""Uncertainty and suppression of every published figure (METHOD.md 8 and 9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Literal, TypeAlias

Z90 = 1.645

_MIN_CLUSTERS = 2

PostingsByEmployer: TypeAlias = Mapping[str, int]
"""Postings per employer, each >= 1."""

SuppressionReason: TypeAlias = Literal["small_n", "few_employers", "dominance"]
Quality: TypeAlias = Literal["A", "B", "C", "D", "E"]
_QUALITY_BOUNDS: tuple[tuple[float, Quality], ...] = ((0.05, "A"), (0.10, "B"), (0.20, "C"), (0.33, "D"))


@dataclass(frozen=True, slots=True)
class SuppressionRule:
    """A figure is withheld below these bounds; each state sets its own (service.settings).

    Attributes:
        min_postings: fewest postings, >= 1.
        min_employers: fewest employers, >= 1.
        max_top_employer_share: a cell in which one employer has this share or more is withheld, 0-1.
    """

    min_postings: int = 10
    min_employers: int = 3
    max_top_employer_share: float = 0.8

    def reason(self, n_postings: int, n_employers: int, n_top_employer: int) -> SuppressionReason | None:
        """Why a figure on this cell is withheld; null when it may be published."""
        if n_postings < self.min_postings:
            return "small_n"
        if n_employers < self.min_employers:
            return "few_employers"
        if n_top_employer >= self.max_top_employer_share * n_postings:
            return "dominance"
        return None


def kish_effective_n(universe: PostingsByEmployer) -> float:
    """Effective number of draws if every employer's postings were copies of one another: the cautious bound.

    Args:
        universe: postings of each employer, each >= 1.

    Returns:
        (sum n)^2 / sum n^2: between 1 and the number of employers; 0 for an empty cell.

    Source: METHOD.md 8; Kish (1965).
    """
    squares = sum(n * n for n in universe.values())
    return sum(universe.values()) ** 2 / squares if squares else 0.0


def effective_n(having: PostingsByEmployer, universe: PostingsByEmployer) -> float:
    """Effective number of independent draws behind a share, employers taken as clusters.

    The design effect is the variance of the ratio estimator over employers, linearised, over that of as many
    independent draws. Where employers agree it is small, where each employer has all or nothing it is large.

    Args:
        having: postings of each employer that have the thing, each >= 1.
        universe: postings of each employer, each >= 1; holds every employer of `having`.

    Returns:
        n / design effect, never under Kish's bound and never over n; Kish's bound for a share of 0 or 1, and
        for a single employer, where there is nothing to estimate the design effect from.

    Source: METHOD.md 8 (n_eff = n / deff); Cochran (1977), 6.3 and 9A.
    """
    n, bound = sum(universe.values()), kish_effective_n(universe)
    share = sum(having.values()) / n if n else 0.0
    employers = len(universe)
    if employers < _MIN_CLUSTERS or not 0 < share < 1:
        return bound
    residuals = sum((having.get(name, 0) - share * size) ** 2 for name, size in universe.items())
    variance = residuals / n**2 * employers / (employers - 1)
    simple_variance = share * (1 - share) / n
    return min(float(n), max(bound, n * simple_variance / variance)) if variance else float(n)


def wilson_interval(share: float, n_effective: float) -> tuple[float, float]:
    """90% interval of a share, both bounds 0-1; (0, 1) when nothing is known.

    Source: METHOD.md 8; Wilson (1927).
    """
    if n_effective <= 0:
        return (0.0, 1.0)
    z2 = Z90 * Z90
    centre = share + z2 / (2 * n_effective)
    half = Z90 * sqrt(share * (1 - share) / n_effective + z2 / (4 * n_effective * n_effective))
    scale = 1 + z2 / n_effective
    return (max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale))


def count_interval(universe: PostingsByEmployer) -> tuple[float, float]:
    """90% interval of a count in which employers post in batches.

    Each employer's batch is one draw of a compound Poisson process: variance is the sum of squared batches.
    """
    n = sum(universe.values())
    half = Z90 * sqrt(sum(k * k for k in universe.values()))
    return (max(0.0, n - half), n + half)


def quality_letter(estimate: float, interval: tuple[float, float]) -> Quality:
    """Letter from the coefficient of variation that the interval implies.

    A <= .05, B <= .10, C <= .20, D <= .33, else E.

    Source: METHOD.md 9.
    """
    if estimate <= 0:
        return "E"
    variation = (interval[1] - interval[0]) / (2 * Z90) / estimate
    return next((letter for bound, letter in _QUALITY_BOUNDS if variation <= bound), "E")
