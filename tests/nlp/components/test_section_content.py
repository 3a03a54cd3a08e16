"""Scores of segments by their words, against sums by hand."""

from pathlib import Path

import numpy as np
import pytest

from nlp.components.phrase_scan import fold
from nlp.components.section_content import CONTENT_KINDS, ContentModel, load_content_model
from nlp.errors import ModelError

N = len(CONTENT_KINDS)


def small_model() -> ContentModel:
    weights = np.zeros((2, N), dtype=np.float32)
    weights[0, 0], weights[1, 1] = 2.0, 4.0
    return ContentModel([" bake ", " license "], weights, np.full(N, 0.5, dtype=np.float32))


def test_sums_by_hand() -> None:
    folded = fold("We bake. We bake; license it.")
    scores = small_model().scores(folded, [0, 9])
    # first segment: one phrase, 2 / sqrt(1 + 1) + 0.5; second: two phrases, each / sqrt(1 + 2) + 0.5
    assert scores[0, 0] == pytest.approx(2 / 2**0.5 + 0.5)
    assert scores[1, :2] == pytest.approx([2 / 3**0.5 + 0.5, 4 / 3**0.5 + 0.5])
    assert scores[1, 2] == pytest.approx(0.5)


def test_words_inside_words_do_not_count() -> None:
    assert small_model().scores(fold("rebake licensed"), [0])[0, 0] == pytest.approx(0.5)


def test_the_shipped_model_knows_all_kinds() -> None:
    scores = load_content_model().scores(fold("we offer paid time off and dental insurance"), [0])
    assert scores.shape == (1, N)
    assert CONTENT_KINDS[int(scores[0].argmax())] == "benefits"


def test_a_missing_artifact_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere\.npz is missing"):
        load_content_model(tmp_path / "nowhere.npz")


def test_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    np.savez(path, version=0, kinds=np.array(CONTENT_KINDS))
    with pytest.raises(ModelError, match="another version"):
        load_content_model(path)
