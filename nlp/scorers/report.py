"""`docs/EVALUATION.md`: the figures of every development set beside their goals."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.scorers.dev_sets import DevSet

MODELS = Path(__file__).parent.parent / "models"


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one set. `held_out`: what of the pipeline had not been fitted on it."""

    dev_set: DevSet
    figures: dict[str, Any]
    held_out: str


def model_versions(models: Path = MODELS) -> dict[str, str]:
    """File name -> first twelve digits of its SHA-256, for every trained artifact."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(models.iterdir())
        if path.is_file()
    }


def write_report(measured: Iterable[Measured], day: str, versions: dict[str, str]) -> str:
    """The report as Markdown.

    Args:
        measured: one entry per table.
        day: ISO 8601, of the measurement.
        versions: from `model_versions`.
    """
    lines = [
        "# Evaluation on the development sets",
        "",
        f"Written by `make evaluate` on {day}; not edited by hand. The goals are those of NLP.md and hold",
        "for sealed sets of the same kinds. `tools/score.py` of the shared material computed every figure.",
        "",
        "Trained artifacts (SHA-256): "
        + ", ".join(f"{name} `{digest}`" for name, digest in versions.items())
        + ".",
    ]
    for item in measured:
        lines += ["", f"## {item.dev_set.name}", "", item.held_out, "", *_table(item)]
    return "\n".join(lines) + "\n"


def _table(item: Measured) -> list[str]:
    rows = ["| figure | value | goal | first bar | reached |", "|---|--:|--:|--:|---|"]
    for goal in item.dev_set.goals:
        value = goal.value(item.figures)
        if value is not None:
            shown = f"{value:.3f} | {goal.goal:.2f} | {goal.first_bar:.2f} | {goal.verdict(value)}"
            rows.append(f"| {goal.name} | {shown} |")
    return rows
