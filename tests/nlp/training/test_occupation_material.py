"""What the occupation coder is trained on, and how it is split."""

import numpy as np
import numpy.typing as npt
import pytest

from nlp.components.occupation_scores import SocStructure
from nlp.training.occupation_data import ListedTitle, TrainingPosting
from nlp.training.occupation_material import (
    GOLD_TITLE_WEIGHT,
    NEVER_HELD_OUT,
    Material,
    drop_copies,
    label_shares,
    mark_admissible,
    title_entries,
)

STRUCTURE = SocStructure.build(["11-1011", "11-1021", "29-1141"], ["11-1011.00", "11-1021.00", "29-1141.00"])


def _posting(posting_id: str, *soc_codes: str, description: str = "") -> TrainingPosting:
    title = f"Title {posting_id}"
    return TrainingPosting(posting_id, title, description, description, "", None, soc_codes, None, None)


def _material() -> Material:
    none: npt.NDArray[np.int64] = np.zeros(0, np.int64)
    gold = [_posting("a", "11-1011"), _posting("b", "29-1141"), _posting("c", "11-1021")]
    listed = [ListedTitle("Nurse", "29-1141.00", 1.0)]
    folds = np.array([0, 1, NEVER_HELD_OUT], np.int64)
    return Material(STRUCTURE, listed, [], gold, folds, none, np.zeros(3, np.float32))


def test_a_fold_is_fitted_without_its_postings_and_their_titles() -> None:
    material = _material()
    assert [one.posting_id for one in material.gold_without(0)] == ["b", "c"]
    assert [one.posting_id for one in material.gold_without(-1)] == ["a", "b", "c"]
    assert [one.title for one in material.titles_without(0)] == ["Nurse", "Title b", "Title c"]
    assert [one.title for one in material.titles_without(1)] == ["Nurse", "Title a", "Title c"]


def test_what_is_never_held_out_is_not_measured_on() -> None:
    assert _material().mark_real().tolist() == [True, True, False]


def test_titles_of_postings_stand_under_their_first_code() -> None:
    assert title_entries([_posting("a", "29-1141", "11-1011")]) == [
        ListedTitle("Title a", "29-1141.00", GOLD_TITLE_WEIGHT)
    ]


def test_the_first_code_of_a_posting_takes_nearly_all() -> None:
    shares = label_shares(_posting("a", "29-1141", "11-1011"), STRUCTURE)
    assert shares.tolist() == pytest.approx([1 / 21, 0, 20 / 21])
    assert label_shares(_posting("a", "99-9999"), STRUCTURE).tolist() == [0, 0, 0]


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
