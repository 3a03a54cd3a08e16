"""The goals of the extraction engine, each with the place of its figure in the scorer's answer.

Source: NLP.md, "Goals" (a goal and a first bar for each figure).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure to reach.

    Attributes:
        name: as printed.
        path: keys that lead to the figure in the scorer's JSON.
        goal: to reach; first_bar: to pass at least. Both in the figure's unit (0-1).
        is_error: lower is better.
    """

    name: str
    path: tuple[str, ...]
    goal: float
    first_bar: float
    is_error: bool = False

    def value(self, figures: Mapping[str, Any]) -> float | None:
        """The figure; null when the set does not hold what it measures."""
        found: Any = figures
        for key in self.path:
            found = found.get(key) if isinstance(found, Mapping) else None
        return float(found) if isinstance(found, int | float) else None

    def verdict(self, value: float | None) -> str:
        """One of "goal", "first bar", "below"; a dash when there is no figure."""
        if value is None:
            return "-"
        sign = -1 if self.is_error else 1
        if sign * value >= sign * self.goal:
            return "goal"
        return "first bar" if sign * value >= sign * self.first_bar else "below"


POSTING_GOALS = (
    Goal("technology F1", ("technology", "f1"), 0.95, 0.82),
    Goal("certification + license F1", ("certification+license", "f1"), 0.95, 0.80),
    Goal("degree F1", ("degree", "f1"), 0.97, 0.88),
    Goal("requirement level accuracy", ("requirement_accuracy",), 0.95, 0.82),
    Goal("skill recall", ("skill", "r"), 0.80, 0.62),
    Goal("skill precision", ("skill", "p"), 0.75, 0.55),
    Goal("all kinds, kind ignored, F1", ("any", "f1"), 0.78, 0.62),
    Goal("SOC acceptable @1", ("soc", "top1"), 0.88, 0.70),
    Goal("SOC acceptable @3", ("soc", "top3"), 0.96, 0.85),
    Goal("Cluster", ("cluster", "cluster"), 0.93, 0.82),
    Goal("Sub-Cluster", ("cluster", "sub_cluster"), 0.85, 0.68),
    Goal("education", ("education_accuracy",), 0.95, 0.85),
    Goal("experience", ("experience_accuracy",), 0.95, 0.85),
    Goal("pay when stated", ("pay", "accuracy_when_stated"), 0.95, 0.85),
    Goal("no pay when none is stated", ("pay", "silent_when_not_stated"), 0.95, 0.85),
)
SPAN_GOALS = (
    Goal("spans relaxed F1", ("relaxed", "f1"), 0.78, 0.70),
    Goal("spans strict F1", ("strict", "f1"), 0.58, 0.42),
)
TITLE_GOALS = (
    Goal("SOC from title @1", ("6d@1",), 0.70, 0.62),
    Goal("SOC from title @3", ("6d@3",), 0.85, 0.78),
    Goal("expected calibration error", ("ece",), 0.03, 0.08, is_error=True),
)
