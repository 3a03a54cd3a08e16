"""The artifact on disk."""

from pathlib import Path

import numpy as np
import pytest

from nlp.components.occupation_model_file import (
    MODEL_PATH,
    load_occupation_model,
    pack_strings,
    unpack_strings,
)
from nlp.components.occupation_scores import OPINIONS
from nlp.errors import ModelError

MAX_BYTES = 13_000_000


def test_strings_round_trip_without_line_breaks() -> None:
    assert unpack_strings(pack_strings(["a b", "c\nd", "é"])) == ["a b", "c d", "é"]


def test_missing_artifact_says_how_to_train(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="make train"):
        load_occupation_model(tmp_path / "none.npz")


def test_other_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    np.savez(path, format=np.array(0), opinions=pack_strings(OPINIONS))
    with pytest.raises(ModelError, match="another version"):
        load_occupation_model(path)


def test_the_artifact_is_small_and_whole() -> None:
    model = load_occupation_model()
    assert MODEL_PATH.stat().st_size < MAX_BYTES
    assert len(model.judges.structure.soc_codes) == 867
    assert len(model.title_combination.weights) == len(OPINIONS)
    assert (model.posting_combination.weights >= 0).all()
    assert float(np.exp(model.employment).sum()) == pytest.approx(1.0, abs=0.05)
