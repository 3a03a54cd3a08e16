"""Trains the tagger of open skills: `python -m nlp.training --shared DIR open_skills`.

1. Word vectors from the text of postings and of O*NET and ESCO.
2. A network guesses hidden words of unlabelled postings of all trades.
3. Three teachers go on from there with SkillSpan train and two thirds of the labelled postings each.
4. A student goes on from there with all labels and the teachers' beliefs about unlabelled postings.
5. Confidence and thresholds are fitted to what the teachers mark in the third that they have not seen.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from nlp.components.open_skills_features import Lexicon, normalise_word
from nlp.components.open_skills_network import HEADS, MODEL_PATH, Network
from nlp.components.open_skills_tagger import Tagger
from nlp.mentions import read_mentions
from nlp.pipeline import COMPONENTS, build_pipeline
from nlp.training.open_skills_confidence import (
    POSTING_EAGERNESS,
    SENTENCE_EAGERNESS,
    SENTENCE_THRESHOLD,
    Judged,
    choose_threshold,
    count_skills,
    fit_coefficients,
    judge_postings,
    judge_sentences,
    score_sentences,
)
from nlp.training.open_skills_data import (
    LabelledText,
    distinct_sentences,
    label_sentences,
    read_plain_text,
    read_postings,
    read_skillspan,
    read_unlabelled,
)
from nlp.training.open_skills_learner import Ids, Learner, Settings, create_learner, export_weights
from nlp.training.open_skills_teaching import (
    Labelled,
    belief_lessons,
    believe,
    hidden_word_lessons,
    label_lessons,
    mixed_lessons,
    run_lessons,
)
from nlp.training.open_skills_vectors import choose_words, fit_vectors

SEED = 20261122
N_FOLDS = 3
_MIN_LABELLED = 3
_PRETEXT_DROPOUT = 0.1
_LINE_END = re.compile(r"\n|(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how fast each stage learns; a test uses a small one."""

    hidden_words: int = 2000
    teacher_steps: int = 800
    student_steps: int = 1800
    rate: float = 2e-3
    teacher_dropout: float = 0.35
    student_dropout: float = 0.3


@dataclass(slots=True)
class Ground:
    """What every network stands on: known words, their vectors, unlabelled sentences, a beginner."""

    words: list[str]
    lexicon: Lexicon
    unlabelled: list[Ids]
    beginner: Learner


def train(shared: Path) -> None:
    """Fit on SkillSpan train and the labelled postings, write the model to `nlp/models/`.

    Raises:
        FileNotFoundError: `shared` lacks a labelled set.
    """
    nlp = build_pipeline(COMPONENTS[: COMPONENTS.index("open_skills")])
    texts = read_labelled_texts(shared, nlp)
    ground = prepare_ground(shared, nlp, texts, Effort())
    folds = split_postings(texts)
    teachers = teach_teachers(ground, texts, folds, Effort())
    student = teach_student(ground, texts, teachers, Effort())
    weights = export_weights(student, ground.words)
    weights |= fit_confidence(nlp, shared, weights, judge_folds(nlp, ground, folds, teachers))
    np.savez_compressed(MODEL_PATH, **weights)  # type: ignore[arg-type]
    print(f"open_skills: {len(ground.words)} words, {MODEL_PATH.stat().st_size} bytes")  # noqa: T201


def split_postings(texts: Sequence[LabelledText], n_folds: int = N_FOLDS) -> list[list[LabelledText]]:
    """Labelled postings in folds, the same for the same postings."""
    postings = sorted((text for text in texts if "posting" in text.spans), key=lambda text: text.group)
    return [postings[number::n_folds] for number in range(n_folds)]


def read_labelled_texts(shared: Path, nlp: Language) -> list[LabelledText]:
    """SkillSpan train and the labelled postings."""
    path = shared / "data" / "evaluation" / "skillspan_train.jsonl"
    return read_skillspan(path, nlp) + read_postings(shared, nlp)


def prepare_ground(shared: Path, nlp: Language, texts: Sequence[LabelledText], effort: Effort) -> Ground:
    """Read the unlabelled text, fit word vectors and let a network guess hidden words.

    Args:
        shared: directory with `data/postings` and `data/reference`.
        nlp: gives the tokens.
        texts: labelled; only their words are used here.
        effort: how long to learn.
    """
    docs = [*read_unlabelled(shared, nlp, SEED), *(text.doc for text in texts)]
    lines = _distinct_lines([*(doc.text for doc in docs), *read_plain_text(shared)])
    tokens = [[normalise_word(token.text) for token in nlp.make_doc(line)] for line in lines]
    words = choose_words(tokens)
    vectors = fit_vectors(tokens, words, SEED)
    lexicon = Lexicon(words)
    unlabelled = distinct_sentences(iter(docs), lexicon)
    labelled = label_sentences(texts, lexicon)
    settings = Settings(dropout=_PRETEXT_DROPOUT)
    beginner = create_learner(vectors, _corrected_words(labelled), settings, SEED)
    run_lessons(hidden_word_lessons(beginner, unlabelled), effort.hidden_words, effort.rate)
    beginner.drop_weight("guess")
    beginner.drop_weight("guess_bias")
    return Ground(words, lexicon, unlabelled, beginner)


def _distinct_lines(texts: Sequence[str]) -> list[str]:
    """Sentences and lines, each once: what is copied from posting to posting must not shape the vectors."""
    return list(dict.fromkeys(line.strip() for text in texts for line in _LINE_END.split(text)))


def _corrected_words(labelled: Sequence[Labelled]) -> NDArray[np.int64]:
    """Words that the labelled sets hold often enough to learn more about them than their vector."""
    counts = np.bincount(np.concatenate([one.ids[:, 0] for one in labelled]))
    counts[0] = 0
    return np.flatnonzero(counts >= _MIN_LABELLED)


def teach_teachers(
    ground: Ground, texts: Sequence[LabelledText], folds: Sequence[Sequence[LabelledText]], effort: Effort
) -> list[Learner]:
    """One teacher per fold, which learns from all texts but those of its fold.

    Args:
        ground: as `prepare_ground` gives it; its network is not changed.
        texts: all that may be learnt from; leave out what is to be tested on.
        folds: of the labelled postings.
        effort: how long to learn.
    """
    teachers = []
    for number, fold in enumerate(folds):
        held = {text.group for text in fold}
        seen = label_sentences([text for text in texts if text.group not in held], ground.lexicon)
        teacher = _pupil(ground, effort.teacher_dropout, SEED + number)
        run_lessons(label_lessons(teacher, seen), effort.teacher_steps, effort.rate)
        teachers.append(teacher)
    return teachers


def teach_student(
    ground: Ground, texts: Sequence[LabelledText], teachers: Sequence[Learner], effort: Effort
) -> Learner:
    """A student of the labels and of what the teachers believe about unlabelled sentences.

    Args:
        ground: as `prepare_ground` gives it; its network is not changed.
        texts: all that may be learnt from.
        teachers: of one shape.
        effort: how long to learn.
    """
    labelled = label_sentences(texts, ground.lexicon)
    believed = believe(teachers, ground.unlabelled)
    student = _pupil(ground, effort.student_dropout, SEED)
    lessons = mixed_lessons(label_lessons(student, labelled), belief_lessons(student, believed), student.rng)
    run_lessons(lessons, effort.student_steps, effort.rate)
    return student


def judge_folds(
    nlp: Language, ground: Ground, folds: Sequence[Sequence[LabelledText]], teachers: Sequence[Learner]
) -> list[Judged]:
    """Each fold of postings as marked by the teacher that has not seen it.

    Args:
        nlp: the components before open skills; they are run over the postings here.
        ground: of the teachers.
        folds: of the labelled postings.
        teachers: one per fold.
    """
    judged = []
    for fold, teacher in zip(folds, teachers, strict=True):
        for text in fold:
            if not read_mentions(text.doc):
                nlp(text.doc)
        judged.append(judge_postings(Tagger(Network(export_weights(teacher, ground.words))), fold))
    return judged


def fit_confidence(
    nlp: Language, shared: Path, weights: dict[str, NDArray[np.generic]], judged: Sequence[Judged]
) -> dict[str, NDArray[np.generic]]:
    """Coefficients, thresholds and eagerness of the component, by name.

    Args:
        nlp: gives the tokens of SkillSpan dev.
        shared: directory with `data/evaluation`.
        weights: of the network that will be used.
        judged: folds of postings, each marked by a network that had not seen it.
    """
    by_fold = [fit_coefficients([*judged[:number], *judged[number + 1 :]]) for number in range(len(judged))]
    threshold = choose_threshold(judged, by_fold)
    counts = np.sum(
        [count_skills(one, own, threshold) for one, own in zip(judged, by_fold, strict=True)], axis=0
    )
    right, marked, found, wanted = counts.tolist()
    print(  # noqa: T201
        f"open_skills: teachers on postings they had not seen, precision {right / marked:.3f}, "
        f"recall {found / wanted:.3f}, threshold {threshold}"
    )
    dev = read_skillspan(shared / "data" / "evaluation" / "skillspan_dev.jsonl", nlp)
    sentences = judge_sentences(Tagger(Network(weights)), dev)
    relaxed, strict = score_sentences(sentences, fit_coefficients([sentences]), SENTENCE_THRESHOLD)
    print(f"open_skills: network alone on SkillSpan dev, relaxed F1 {relaxed:.3f}, strict F1 {strict:.3f}")  # noqa: T201
    return {
        "coefficients": fit_coefficients(judged),
        "threshold": np.array(threshold),
        "sentence_coefficients": fit_coefficients([sentences]),
        "sentence_threshold": np.array(SENTENCE_THRESHOLD),
        "eagerness": np.array([*POSTING_EAGERNESS, *(SENTENCE_EAGERNESS,) * len(HEADS)]),
    }


def _pupil(ground: Ground, dropout: float, seed: int) -> Learner:
    """A copy of the beginner with its own dropout and dice."""
    pupil = deepcopy(ground.beginner)
    pupil.settings = replace(pupil.settings, dropout=dropout)
    pupil.rng = np.random.default_rng(seed)
    pupil.restart()
    return pupil
