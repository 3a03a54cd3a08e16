"""Labelled postings of a test's own in the place of ours."""

from functools import partial
from pathlib import Path

import pytest

from nlp.training.labels import read_labels, read_written


@pytest.fixture
def own_labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that `read_gold_rows` takes for that of our own labels; it is empty."""
    folder = tmp_path / "own_labels"
    folder.mkdir()
    monkeypatch.setattr("nlp.training.gold.read_labels", partial(read_labels, folder=folder))
    monkeypatch.setattr("nlp.training.gold.read_written", partial(read_written, folder=folder))
    return folder
