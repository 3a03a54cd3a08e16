"""Figures for the model card."""

import json
from pathlib import Path

import numpy as np
import pytest

from nlp.training.occupation_report import count_confusions, measure_major_groups, write_figures

CODES = ("11-1011", "11-1021", "29-1141")
PROBABILITIES = np.array([[0.7, 0.2, 0.1], [0.6, 0.3, 0.1], [0.1, 0.2, 0.7], [0.8, 0.1, 0.1]], np.float32)
ADMISSIBLE = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]], bool)


def test_major_groups_by_hand() -> None:
    assert measure_major_groups(PROBABILITIES, ADMISSIBLE, CODES) == {
        "11": [2, 0.5, 1.0],
        "29": [2, 0.5, 0.5],
    }


def test_confusions_by_hand() -> None:
    assert count_confusions(PROBABILITIES, ADMISSIBLE, CODES) == [
        ("11-1021", "11-1011", 1),
        ("29-1141", "11-1011", 1),
    ]


def test_figures_and_plot_are_written(tmp_path: Path) -> None:
    write_figures(
        tmp_path, "x", np.tile(PROBABILITIES, (1, 2)) / np.float32(2), np.tile(ADMISSIBLE, (1, 2)), ()
    )
    figures = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert figures["n"] == 4
    assert figures["accuracy_at_1"] == pytest.approx(0.5)
    assert (tmp_path / "x_calibration.png").stat().st_size > 1000
