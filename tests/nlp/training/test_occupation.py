"""Training of the occupation coder: the parts that need no development material."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from nlp.components.occupation import N_ALTERNATIVES
from nlp.components.occupation_levels import DETAILED_THRESHOLD
from nlp.components.occupation_model_file import pack_strings
from nlp.components.occupation_scores import SocStructure
from nlp.errors import ModelError
from nlp.training import occupation
from nlp.training.occupation import (
    GOLD_TITLE_WEIGHT,
    Material,
    _label_shares,
    drop_copies,
    mark_admissible,
    read_unseen,
    read_unseen_occupations,
    title_entries,
)
from nlp.training.occupation_data import ListedTitle, TrainingPosting, load_soc_codes

STRUCTURE = SocStructure.build(["11-1011", "11-1021", "29-1141"], ["11-1011.00", "11-1021.00", "29-1141.00"])


def _posting(posting_id: str, *soc_codes: str, description: str = "") -> TrainingPosting:
    return TrainingPosting(posting_id, f"Title {posting_id}", description, None, soc_codes, None, None)


def _material() -> Material:
    none: npt.NDArray[np.int64] = np.zeros(0, np.int64)
    gold = [_posting("a", "11-1011"), _posting("b", "29-1141"), _posting("c", "11-1021")]
    listed = [ListedTitle("Nurse", "29-1141.00", 1.0)]
    folds = np.array([0, 1, 0], np.int64)
    return Material(STRUCTURE, listed, [], gold, folds, none, np.zeros(3, np.float32))


def test_a_fold_is_fitted_without_its_postings_and_their_titles() -> None:
    material = _material()
    assert [one.posting_id for one in material.gold_without(0)] == ["b"]
    assert [one.posting_id for one in material.gold_without(-1)] == ["a", "b", "c"]
    assert [one.title for one in material.titles_without(0)] == ["Nurse", "Title b"]
    assert [one.title for one in material.titles_without(1)] == ["Nurse", "Title a", "Title c"]


def test_titles_of_postings_stand_under_their_first_code() -> None:
    assert title_entries([_posting("a", "29-1141", "11-1011")]) == [
        ListedTitle("Title a", "29-1141.00", GOLD_TITLE_WEIGHT)
    ]


def test_the_first_code_of_a_posting_weighs_twice() -> None:
    shares = _label_shares(_posting("a", "29-1141", "11-1011"), STRUCTURE)
    assert shares.tolist() == pytest.approx([1 / 3, 0, 2 / 3])
    assert _label_shares(_posting("a", "99-9999"), STRUCTURE).tolist() == [0, 0, 0]


def test_defensible_codes_are_marked() -> None:
    marked = mark_admissible([_posting("a", "29-1141", "11-1011"), _posting("b", "99-9999")], STRUCTURE)
    assert marked.tolist() == [[True, False, True], [False, False, False]]


def test_copies_of_labelled_postings_and_of_each_other_are_dropped() -> None:
    text = "Weld steel pipes, read blueprints, cut metal, grind seams and inspect finished joints"
    other = "Answer phones, greet visitors, file letters and order paper"
    gold = [_posting("g", description=text)]
    postings = [
        _posting("g", description=other),
        _posting("copy", description=text + " daily"),
        _posting("new", description=other),
        _posting("again", description=other),
    ]
    assert [one.posting_id for one in drop_copies(postings, gold)] == ["new"]


def test_unseen_distributions_become_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occupation, "WORK", tmp_path)
    with pytest.raises(ModelError, match="train the occupation coder first"):
        read_unseen()
    codes = load_soc_codes()
    probabilities = np.zeros((2, len(codes)), np.float32)
    probabilities[0, 7], probabilities[0, 3] = 0.75, 0.125
    probabilities[1, 5] = DETAILED_THRESHOLD / 2
    np.savez_compressed(
        tmp_path / "occupation_unseen.npz", ids=pack_strings(["sure", "unsure"]), probabilities=probabilities
    )
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
