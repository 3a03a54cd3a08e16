"""Small networks of the phrase tagger for tests: random ones, and one that was taught an easy task."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from nlp.components.open_skills import FORMAT, Weights
from nlp.components.open_skills_selection import N_FACTS
from nlp.components.phrase_features import Lexicon
from nlp.components.phrase_network import HEADS, NAME_HEADS, POSTING_HEADS, SENTENCE_HEADS, Network, Networks
from nlp.extractor import make_doc
from nlp.pipeline import build_pipeline
from nlp.training.phrase_data import LabelledText, label_sentences
from nlp.training.phrase_learner import Learner, Settings, create_learner, export_weights
from nlp.training.phrase_teaching import label_lessons, run_lessons
from nlp.types import PostingInput

NLP = build_pipeline(())
WORDS = ["weld", "pipes", "read", "plans", "we", "offer", "lunch", "must", "and", "use", "zylos", "brontech"]
SMALL = Settings(width=16, reaches=(1, 2), dropout=0.0, word_dropout=0.0, average=0.9)


def small_learner(seed: int = 0) -> Learner:
    """Random weights, vectors of 8 dimensions."""
    vectors = np.random.default_rng(seed).normal(size=(len(WORDS) + 1, 8)).astype(np.float32)
    vectors[0] = 0
    return create_learner(vectors, np.arange(1, 4), SMALL, seed)


def selection_weights() -> Weights:
    """A selection of open skills that trusts the weakest token of a phrase."""
    coefficients = np.zeros(N_FACTS + 1, dtype=np.float32)
    coefficients[0] = 1
    return {
        "format": np.array(FORMAT),
        "coefficients": coefficients,
        "threshold": np.array(0.5),
        "sentence_coefficients": np.array([1, 0, 0], dtype=np.float32),
        "sentence_threshold": np.array(0.5),
    }


def labelled_text(
    text: str, phrases: Sequence[str], group: str = "g", title: str = "", technologies: Sequence[str] = ()
) -> LabelledText:
    """A text labelled for every head: each phrase is marked once for both label sets of SkillSpan and as skill."""
    doc = make_doc(NLP, PostingInput("1", title, text))

    def places(quotes: Sequence[str]) -> list[tuple[int, int]]:
        starts = [doc.text.index(quote, doc._.description_start) for quote in quotes]
        return [(start, start + len(quote)) for start, quote in zip(starts, quotes, strict=True)]

    names = {head: places(technologies if head == "technology" else ()) for head in NAME_HEADS}
    return LabelledText(group, doc, dict.fromkeys((*SENTENCE_HEADS, "posting"), places(phrases)) | names)


def lesson_texts(title: str = "") -> list[LabelledText]:
    """An easy language: a verb and the noun behind it are a skill, what is used is a system, what is offered neither.

    The texts are of the groups "p0", "p1", ...
    """
    lessons: list[tuple[str, list[str], list[str]]] = [
        ("We must weld pipes", ["weld pipes"], []),
        ("We must read plans", ["read plans"], []),
        ("must weld plans and read pipes", ["weld plans", "read pipes"], []),
        ("We offer lunch", [], []),
        ("We offer lunch and pipes", [], []),
        ("read pipes and plans", ["read pipes"], []),
        ("We use Zylos", [], ["Zylos"]),
        ("must use Brontech and weld pipes", ["weld pipes"], ["Brontech"]),
    ]
    return [
        labelled_text(text, phrases, f"p{number}", title, technologies)
        for number, (text, phrases, technologies) in enumerate(lessons)
    ]


@lru_cache(maxsize=1)
def taught_learner() -> Learner:
    """A learner of `lesson_texts` to which all hints are alike; do not change it."""
    learner = small_learner()
    lessons = label_lessons(learner, label_sentences(lesson_texts(), Lexicon(WORDS)))
    run_lessons(lessons, 200, 0.02)
    learner.averages["hints"][:] = learner.averages["hints"][0]
    return learner


def taught_network(heads: Sequence[str] = HEADS) -> Network:
    """A network that has learnt `lesson_texts`."""
    return Network(export_weights(taught_learner(), WORDS, heads))


def taught_networks() -> Networks:
    """The same for postings and for lone sentences."""
    return Networks(taught_network(POSTING_HEADS), taught_network(SENTENCE_HEADS))


def silent_networks() -> Networks:
    """Networks that mark nothing."""
    learner = small_learner()
    learner.averages["out_bias"][::5] = 20
    return Networks(
        *(Network(export_weights(learner, WORDS, heads)) for heads in (POSTING_HEADS, SENTENCE_HEADS))
    )
