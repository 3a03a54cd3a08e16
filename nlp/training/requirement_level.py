"""Trains `models/requirement_level.npz`: how much the employer wants what a mention names.

Softmax regression over `nlp.components.requirement_features`, on every occurrence of the items of the
labelled postings; an item that stands several times counts once.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from nlp.components.requirement_features import FEATURES, MentionPlace, PostingLayout, active_features
from nlp.components.requirement_level import LEVELS, MODEL_PATH, MODEL_VERSION
from nlp.components.section_content import load_content_model
from nlp.components.sections import outline_text, split_sections
from nlp.training.gold import GoldPosting, read_gold_postings
from nlp.training.labels import is_written

SEED = 20261122
N_FOLDS = 5
_STRENGTH = 1.0


@dataclass(frozen=True, slots=True)
class Examples:
    """One row per occurrence: its features, its label, the numbers of its item and its posting.

    `is_real` is false for ads that we wrote: nothing is measured on them.
    """

    features: NDArray[np.float32]
    labels: NDArray[np.int64]
    items: NDArray[np.int64]
    postings: NDArray[np.int64]
    is_skill: NDArray[np.bool_]
    is_real: NDArray[np.bool_]


def train(shared: Path, model_path: Path = MODEL_PATH) -> dict[str, float]:
    """Train on both labelled sets and write the artifact.

    Args:
        shared: the directory with data/evaluation.
        model_path: where the artifact goes.

    Returns:
        Item accuracy (0-1) by five folds of postings, for credentials and technologies and for skills.
    """
    examples = read_examples(read_gold_postings(shared))
    figures = cross_validate(examples)
    model = fit(examples, np.ones(len(examples.labels), dtype=bool))
    np.savez_compressed(
        model_path,
        version=MODEL_VERSION,
        features=np.array("\n".join(FEATURES)),
        weights=model[0].astype(np.float32),
        bias=model[1].astype(np.float32),
    )
    return figures


def read_examples(gold: list[GoldPosting]) -> Examples:
    """Features and labels of every occurrence of every item that is not optional."""
    content = load_content_model()
    rows, labels, items, postings, skills, real = [], [], [], [], [], []
    n_items = 0
    for number, posting in enumerate(gold):
        text = posting.posting.description
        outline = outline_text(text, content)
        sections = [
            (section.start, section.end, section.kind, section.is_headed)
            for section in split_sections(text, outline)
        ]
        layout = PostingLayout(text, 0, outline.segments, outline.scores, sections)
        places: list[MentionPlace] = []
        for item in posting.items:
            if item.is_optional or not item.places:
                continue
            n_items += 1
            places += [MentionPlace(start, end, item.kind) for start, end in item.places]
            labels += [LEVELS.index(item.requirement)] * len(item.places)
            items += [n_items] * len(item.places)
            postings += [number] * len(item.places)
            skills += [item.kind == "skill"] * len(item.places)
            real += [not is_written(posting.posting.posting_id)] * len(item.places)
        if places:
            rows.append(active_features(layout, places).table())
    return Examples(
        np.concatenate(rows),
        np.array(labels),
        np.array(items),
        np.array(postings),
        np.array(skills),
        np.array(real),
    )


def fit(examples: Examples, is_chosen: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights, shape (features, levels), and bias, shape (levels,)."""
    counts = np.bincount(examples.items)
    weights = np.where(examples.is_skill, 0.5, 1.0) / counts[examples.items]
    model = LogisticRegression(C=_STRENGTH, max_iter=500, random_state=SEED)
    model.fit(examples.features[is_chosen], examples.labels[is_chosen], sample_weight=weights[is_chosen])
    full = np.full((len(FEATURES), len(LEVELS)), 0.0)
    bias = np.full(len(LEVELS), -8.0)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # noqa: PLR2004 - scikit-learn then keeps one row for both levels
        coefficients = np.vstack([-coefficients, coefficients])
        intercepts = np.concatenate([-intercepts, intercepts])
    full[:, model.classes_] = coefficients.T
    bias[model.classes_] = intercepts
    return full, bias


def cross_validate(examples: Examples) -> dict[str, float]:
    """Item accuracy by folds of whole postings; the strongest level of an item's occurrences counts."""
    generator = np.random.default_rng(SEED)
    folds = generator.permutation(np.arange(examples.postings.max() + 1) % N_FOLDS)
    predicted = np.zeros(len(examples.labels), dtype=np.int64)
    for fold_number in range(N_FOLDS):
        is_test = folds[examples.postings] == fold_number
        weights, bias = fit(examples, ~is_test)
        predicted[is_test] = (examples.features[is_test] @ weights + bias).argmax(axis=1)
    return {
        "accuracy": item_accuracy(examples, predicted, examples.is_real & ~examples.is_skill),
        "skill_accuracy": item_accuracy(examples, predicted, examples.is_real & examples.is_skill),
    }


def item_accuracy(examples: Examples, predicted: NDArray[np.int64], is_counted: NDArray[np.bool_]) -> float:
    """Share of items whose strongest predicted level is the labelled one; LEVELS goes from strong to weak."""
    right = total = 0
    for item in np.unique(examples.items[is_counted]):
        rows = examples.items == item
        total += 1
        right += int(predicted[rows].min() == examples.labels[rows][0])
    return right / total
