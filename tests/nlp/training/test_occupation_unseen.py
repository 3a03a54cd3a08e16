"""The distributions that later training reads."""

from pathlib import Path

import numpy as np
import pytest

from nlp.components.occupation import N_ALTERNATIVES
from nlp.components.occupation_levels import DETAILED_THRESHOLD
from nlp.errors import ModelError
from nlp.training import occupation_unseen
from nlp.training.occupation_data import load_soc_codes
from nlp.training.occupation_unseen import read_unseen, read_unseen_occupations, save_unseen


def test_unseen_distributions_become_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occupation_unseen, "WORK", tmp_path)
    with pytest.raises(ModelError, match="train the occupation coder first"):
        read_unseen()
    codes = load_soc_codes()
    probabilities = np.zeros((2, len(codes)), np.float32)
    probabilities[0, 7], probabilities[0, 3] = 0.75, 0.125
    probabilities[1, 5] = DETAILED_THRESHOLD / 2
    save_unseen(["sure", "unsure"], probabilities)
    assert read_unseen()["sure"].tolist() == probabilities[0].tolist()
    records = read_unseen_occupations()
    sure, unsure = records["sure"], records["unsure"]
    assert (sure["soc_code"], sure["probability"]) == (codes[7], 0.75)
    alternatives = sure["alternatives"]
    assert isinstance(alternatives, list)
    assert len(alternatives) == N_ALTERNATIVES
    assert alternatives[:2] == [
        {"soc_code": codes[7], "probability": 0.75},
        {"soc_code": codes[3], "probability": 0.125},
    ]
    assert unsure["soc_code"] is None
    assert unsure["probability"] == pytest.approx(DETAILED_THRESHOLD / 2)
