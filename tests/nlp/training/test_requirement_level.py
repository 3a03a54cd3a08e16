"""Training of the requirement levels on self-written postings, and its way of counting."""

from pathlib import Path

import numpy as np
import pytest

from nlp.components.requirement_features import FEATURES, MentionPlace, PostingLayout, active_features
from nlp.components.requirement_level import LEVELS
from nlp.training.gold import GoldItem, GoldPosting
from nlp.training.requirement_level import Examples, fit, item_accuracy, read_examples
from nlp.types import PostingInput

TEXT = "Requirements:\nExcel required\nSAP preferred\n"


def place(phrase: str) -> tuple[int, int]:
    start = TEXT.index(phrase)
    return start, start + len(phrase)


def posting(number: int) -> GoldPosting:
    items = (
        GoldItem("technology", "required", is_optional=False, places=(place("Excel"),)),
        GoldItem("technology", "preferred", is_optional=False, places=(place("SAP"),)),
        GoldItem("technology", "mentioned", is_optional=True, places=(place("SAP"),)),
        GoldItem("skill", "required", is_optional=False, places=()),
    )
    return GoldPosting(PostingInput(str(number), "Clerk", TEXT), items)


def test_examples_are_the_occurrences_of_items_that_count() -> None:
    examples = read_examples([posting(1), posting(2)])
    assert examples.features.shape == (4, len(FEATURES))
    assert examples.labels.tolist() == [0, 1, 0, 1]
    assert examples.items.tolist() == [1, 2, 3, 4]
    assert examples.postings.tolist() == [0, 0, 1, 1]


def test_learns_what_the_cues_say() -> None:
    examples = read_examples([posting(number) for number in range(10)])
    weights, bias = fit(examples, np.ones(len(examples.labels), dtype=bool))
    predicted = (examples.features @ weights + bias).argmax(axis=1)
    assert item_accuracy(examples, predicted, ~examples.is_skill) == 1.0
    assert weights.shape == (len(FEATURES), len(LEVELS))


def test_the_strongest_occurrence_of_an_item_counts() -> None:
    examples = Examples(
        features=np.zeros((3, 1), dtype=np.float32),
        labels=np.array([0, 0, 1]),
        items=np.array([1, 1, 2]),
        postings=np.array([0, 0, 0]),
        is_skill=np.zeros(3, dtype=bool),
        is_real=np.ones(3, dtype=bool),
    )
    # item 1: mentioned and required -> required, right; item 2: required for preferred -> wrong
    assert item_accuracy(examples, np.array([2, 0, 0]), ~examples.is_skill) == pytest.approx(0.5)


def test_features_by_hand() -> None:
    layout = PostingLayout(
        TEXT, 0, [0, 14, 29], np.zeros((3, 8), dtype=np.float32), [(0, len(TEXT), "required", True)]
    )
    active = active_features(layout, [MentionPlace(*place("SAP"), "technology")])
    (row,) = active.table()
    values = dict(zip(FEATURES, row.tolist(), strict=True))
    assert values["section:required"] == values["headed:required"] == values["kind:technology"] == 1.0
    assert values["right preferred touching"] == 1.0
    assert values["right required touching"] == values["section:preferred"] == 0.0
    weights = np.arange(2 * len(FEATURES), dtype=np.float32).reshape(-1, 2)
    assert active.weigh(weights) == pytest.approx(active.table() @ weights)


def test_the_features_have_names_of_their_own(tmp_path: Path) -> None:
    assert len(set(FEATURES)) == len(FEATURES)
