"""Small networks of open skills for tests: random ones, and one that was taught an easy task."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.components.open_skills_features import Lexicon
from nlp.components.open_skills_network import HEADS
from nlp.components.open_skills_selection import N_FACTS
from nlp.extractor import make_doc
from nlp.pipeline import build_pipeline
from nlp.training.open_skills_data import LabelledText, label_sentences
from nlp.training.open_skills_learner import Learner, Settings, create_learner, export_weights
from nlp.training.open_skills_teaching import label_lessons, run_lessons
from nlp.types import PostingInput

NLP = build_pipeline(())
WORDS = ["weld", "pipes", "read", "plans", "we", "offer", "lunch", "must", "and"]
SMALL = Settings(width=16, reaches=(1, 2), dropout=0.0, word_dropout=0.0, average=0.9)
Weights = dict[str, NDArray[np.generic]]


def small_learner(seed: int = 0) -> Learner:
    """Random weights, vectors of 8 dimensions."""
    vectors = np.random.default_rng(seed).normal(size=(len(WORDS) + 1, 8)).astype(np.float32)
    vectors[0] = 0
    return create_learner(vectors, np.arange(1, 4), SMALL, seed)


def component_weights(learner: Learner) -> Weights:
    """The weights with a selection that trusts the weakest token of a phrase."""
    coefficients = np.zeros(N_FACTS + 1, dtype=np.float32)
    coefficients[1 : 3 * len(HEADS) : 3] = 1
    return export_weights(learner, WORDS) | {
        "coefficients": coefficients,
        "threshold": np.array(0.5),
        "sentence_coefficients": np.array([1, 0, 0], dtype=np.float32),
        "sentence_threshold": np.array(0.5),
        "eagerness": np.zeros(2 * len(HEADS)),
    }


def labelled_text(text: str, phrases: list[str], group: str = "g", title: str = "") -> LabelledText:
    """A text in which each phrase is marked once for every head."""
    doc = make_doc(NLP, PostingInput("1", title, text))
    places = []
    for phrase in phrases:
        start = doc.text.index(phrase, doc._.description_start)
        places.append((start, start + len(phrase)))
    return LabelledText(group, doc, dict.fromkeys(HEADS, places))


def lesson_texts() -> list[LabelledText]:
    """An easy language: a verb and the noun behind it are a skill, what is offered is none."""
    return [
        labelled_text("We must weld pipes", ["weld pipes"]),
        labelled_text("We must read plans", ["read plans"]),
        labelled_text("must weld plans and read pipes", ["weld plans", "read pipes"]),
        labelled_text("We offer lunch", []),
        labelled_text("We offer lunch and pipes", []),
        labelled_text("read pipes and plans", ["read pipes"]),
    ]


@lru_cache(maxsize=1)
def taught_weights() -> Weights:
    """Weights of a network that has learnt `lesson_texts`; do not change them."""
    learner = small_learner()
    lessons = label_lessons(learner, label_sentences(lesson_texts(), Lexicon(WORDS)))
    run_lessons(lessons, 150, 0.02)
    return component_weights(learner)
