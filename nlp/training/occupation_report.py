"""Figures for the model card: accuracy by major group, worst confusions, calibration plot."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
import numpy.typing as npt

from nlp.components.occupation_model import Floats
from nlp.training.occupation_combine import accuracy_at, expected_calibration_error

mpl.use("Agg")
from matplotlib import pyplot as plt

Bools = npt.NDArray[np.bool_]
_N_CONFUSIONS = 20


def write_figures(
    folder: Path, name: str, probabilities: Floats, admissible: Bools, soc_codes: Sequence[str]
) -> None:
    """Write `<name>.json` and `<name>_calibration.png`.

    Args:
        folder: where to; made when missing.
        name: of what was measured.
        probabilities: (n_rows, n_soc), of rows that nothing was fitted on.
        admissible: (n_rows, n_soc).
        soc_codes: the codes, for the tables by group; () leaves them out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    figures: dict[str, object] = {
        "n": len(admissible),
        "accuracy_at_1": round(accuracy_at(probabilities, admissible, 1), 4),
        "accuracy_at_3": round(accuracy_at(probabilities, admissible, 3), 4),
        "expected_calibration_error": round(expected_calibration_error(probabilities, admissible), 4),
    }
    if soc_codes:
        figures["by_major_group"] = measure_major_groups(probabilities, admissible, soc_codes)
        figures["worst_confusions"] = count_confusions(probabilities, admissible, soc_codes)
    text = json.dumps(figures, indent=1, sort_keys=True)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    plot_calibration(folder / f"{name}_calibration.png", probabilities, admissible)


def measure_major_groups(
    probabilities: Floats, admissible: Bools, soc_codes: Sequence[str]
) -> dict[str, list[float]]:
    """Major group of the first admissible code -> [rows, right at six digits, right major group]."""
    majors = np.array([code[:2] for code in soc_codes])
    truth = majors[admissible.argmax(axis=1)]
    best = probabilities.argmax(axis=1)
    right = admissible[np.arange(len(best)), best]
    table = {}
    for major in sorted(set(truth.tolist())):
        rows = truth == major
        in_group = float((majors[best[rows]] == major).mean())
        table[major] = [int(rows.sum()), round(float(right[rows].mean()), 3), round(in_group, 3)]
    return table


def count_confusions(
    probabilities: Floats, admissible: Bools, soc_codes: Sequence[str]
) -> list[tuple[str, str, int]]:
    """(filed code, code given, rows), most frequent first; the first admissible code stands for all."""
    best = probabilities.argmax(axis=1)
    wrong = ~admissible[np.arange(len(best)), best]
    truth = admissible.argmax(axis=1)
    pairs = zip(truth[wrong].tolist(), best[wrong].tolist(), strict=True)
    counts = Counter((soc_codes[a], soc_codes[b]) for a, b in pairs)
    return [(a, b, n) for (a, b), n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))][
        :_N_CONFUSIONS
    ]


def plot_calibration(path: Path, probabilities: Floats, admissible: Bools) -> None:
    """Said against true probability of the best code in ten bins."""
    said = probabilities.max(axis=1)
    right = admissible[np.arange(len(said)), probabilities.argmax(axis=1)]
    bins = np.minimum((said * 10).astype(int), 9)
    filled = [b for b in range(10) if (bins == b).any()]
    figure, axes = plt.subplots(figsize=(4.5, 4.5))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    axes.plot([said[bins == b].mean() for b in filled], [right[bins == b].mean() for b in filled], marker="o")
    for b in filled:
        at = (float(said[bins == b].mean()), float(right[bins == b].mean()))
        axes.annotate(
            str(int((bins == b).sum())), at, textcoords="offset points", xytext=(6, -10), fontsize=8
        )
    axes.set(xlabel="probability said", ylabel="share right", xlim=(0, 1), ylim=(0, 1))
    figure.tight_layout()
    figure.savefig(path, dpi=90, metadata={"Software": None})
    plt.close(figure)
