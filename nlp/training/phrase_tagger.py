"""Trains the phrase tagger: `python -m nlp.training --shared DIR phrase_tagger`.

1. Word vectors from the text of postings and of O*NET and ESCO.
2. A network guesses hidden words of unlabelled postings of all trades.
3. Three teachers go on from there with SkillSpan train and two thirds of the labelled postings each. They
   stay in the work directory: what is trained on top of the tagger learns from what they say of the third
   that they have not seen.
4. A narrow student for postings learns all labels and the teachers' beliefs about unlabelled postings.
5. A wide one for lone sentences does the same with SkillSpan and a teacher of its own.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from nlp.components.phrase_decoding import Floats
from nlp.components.phrase_features import Lexicon, normalise_word
from nlp.components.phrase_network import (
    MODEL_PATH,
    POSTING_HEADS,
    SENTENCE_HEADS,
    Network,
    Networks,
    read_networks,
)
from nlp.pipeline import CANDIDATE_COMPONENTS, build_pipeline
from nlp.training.phrase_data import (
    LabelledText,
    distinct_sentences,
    label_sentences,
    read_plain_text,
    read_postings,
    read_skillspan,
    read_unlabelled,
)
from nlp.training.phrase_learner import Ids, Learner, Settings, create_learner, export_weights
from nlp.training.phrase_teaching import (
    Believed,
    Labelled,
    belief_lessons,
    believe,
    hidden_word_lessons,
    label_lessons,
    mixed_lessons,
    run_lessons,
)
from nlp.training.phrase_vectors import choose_words, fit_vectors
from nlp.training.work import WORK

SEED = 20261122
N_FOLDS = 3
NARROW = Settings(width=64)
WIDE = Settings(width=96)
_MIN_LABELLED = 3
_PRETEXT_DROPOUT = 0.1
_LINE_END = re.compile(r"\n|(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how fast each stage learns; a test uses a small one."""

    hidden_words: int = 1200
    teacher_steps: int = 1000
    student_steps: int = 1800
    rate: float = 2e-3
    teacher_dropout: float = 0.25
    student_dropout: float = 0.2
    wide_dropout: float = 0.35


@dataclass(slots=True)
class Ground:
    """What every network stands on: known words, their vectors, words to correct, unlabelled sentences."""

    words: list[str]
    vectors: Floats
    corrected: NDArray[np.int64]
    lexicon: Lexicon
    unlabelled: list[Ids]


def train(shared: Path) -> None:
    """Fit on SkillSpan train and the labelled postings; write the model and, to WORK, the teachers.

    Raises:
        FileNotFoundError: `shared` lacks a labelled set.
    """
    nlp = build_pipeline(CANDIDATE_COMPONENTS)
    effort = Effort()
    texts = read_labelled_texts(shared, nlp)
    ground = prepare_ground(shared, nlp, texts)
    narrow = begin(ground, NARROW, effort)
    teachers = teach_teachers(ground, texts, narrow, effort)
    believed = believe(teachers, ground.unlabelled)
    student = teach_student(ground, texts, believed, narrow, effort)
    wide = teach_sentences(ground, [text for text in texts if not text.is_posting], effort)
    sentences = Network(export_weights(wide, ground.words, SENTENCE_HEADS))
    save_networks(MODEL_PATH, Networks(_for_postings(student, ground), sentences))
    for fold, teacher in enumerate(teachers):
        save_networks(teacher_path(fold), Networks(_for_postings(teacher, ground), sentences))
    print(f"phrase_tagger: {len(ground.words)} words, {MODEL_PATH.stat().st_size} bytes")  # noqa: T201


def teacher_path(fold: int) -> Path:
    """Where the networks lie that have not seen the postings of a fold."""
    return WORK / f"phrase_teacher_{fold}.npz"


def read_teachers() -> list[Networks]:
    """One per fold: networks that have not learnt from the postings of the fold.

    Raises:
        ModelError: the phrase tagger has not been trained here.
    """
    return [read_networks(teacher_path(fold)) for fold in range(N_FOLDS)]


def fold_of(posting_id: str) -> int:
    """The fold, 0 to N_FOLDS - 1, of a labelled posting."""
    return crc32(posting_id.encode()) % N_FOLDS


def save_networks(path: Path, networks: Networks) -> None:
    """Write a model file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **networks.to_arrays())  # type: ignore[arg-type]


def _for_postings(learner: Learner, ground: Ground) -> Network:
    return Network(export_weights(learner, ground.words, POSTING_HEADS))


def read_labelled_texts(shared: Path, nlp: Language) -> list[LabelledText]:
    """SkillSpan train and the labelled postings, with their candidates."""
    path = shared / "data" / "evaluation" / "skillspan_train.jsonl"
    return read_skillspan(path, nlp) + read_postings(shared, nlp)


def prepare_ground(shared: Path, nlp: Language, texts: Sequence[LabelledText]) -> Ground:
    """Read the unlabelled text and fit word vectors.

    Args:
        shared: directory with `data/postings` and `data/reference`.
        nlp: the candidate components.
        texts: labelled; only their words are used here.
    """
    docs = [*read_unlabelled(shared, nlp, SEED), *(text.doc for text in texts)]
    lines = _distinct_lines([*(doc.text for doc in docs), *read_plain_text(shared)])
    tokens = [[normalise_word(token.text) for token in nlp.make_doc(line)] for line in lines]
    words = choose_words(tokens)
    lexicon = Lexicon(words)
    unlabelled = distinct_sentences(iter(docs), lexicon)
    corrected = _corrected_words(label_sentences(texts, lexicon))
    return Ground(words, fit_vectors(tokens, words, SEED), corrected, lexicon, unlabelled)


def begin(ground: Ground, settings: Settings, effort: Effort) -> Learner:
    """A network that has learnt to guess hidden words."""
    beginner = create_learner(
        ground.vectors, ground.corrected, replace(settings, dropout=_PRETEXT_DROPOUT), SEED
    )
    run_lessons(hidden_word_lessons(beginner, ground.unlabelled), effort.hidden_words, effort.rate)
    beginner.drop_weight("guess")
    beginner.drop_weight("guess_bias")
    return beginner


def _distinct_lines(texts: Sequence[str]) -> list[str]:
    """Sentences and lines, each once: what is copied from posting to posting must not shape the vectors."""
    return list(dict.fromkeys(line.strip() for text in texts for line in _LINE_END.split(text)))


def _corrected_words(labelled: Sequence[Labelled]) -> NDArray[np.int64]:
    """Words that the labelled sets hold often enough to learn more about them than their vector."""
    counts = np.bincount(np.concatenate([one.ids[:, 0] for one in labelled]))
    counts[0] = 0
    return np.flatnonzero(counts >= _MIN_LABELLED)


def teach_teachers(
    ground: Ground, texts: Sequence[LabelledText], beginner: Learner, effort: Effort
) -> list[Learner]:
    """One teacher per fold, which learns from all texts but the postings of its fold.

    Args:
        ground: gives the features of words.
        texts: all that may be learnt from.
        beginner: is not changed.
        effort: how long to learn.
    """
    teachers = []
    for number in range(N_FOLDS):
        seen = [text for text in texts if not text.is_posting or fold_of(text.group) != number]
        teacher = _pupil(beginner, effort.teacher_dropout, SEED + number)
        lessons = label_lessons(teacher, label_sentences(seen, ground.lexicon))
        run_lessons(lessons, effort.teacher_steps, effort.rate)
        teachers.append(teacher)
    return teachers


def teach_student(
    ground: Ground,
    texts: Sequence[LabelledText],
    believed: Sequence[Believed],
    beginner: Learner,
    effort: Effort,
) -> Learner:
    """A student of the labels and of what the teachers believe about unlabelled sentences.

    Args:
        ground: gives the features of words.
        texts: all that may be learnt from.
        believed: by the teachers.
        beginner: is not changed.
        effort: how long to learn.
    """
    labelled = label_sentences(texts, ground.lexicon)
    student = _pupil(beginner, effort.student_dropout, SEED)
    lessons = mixed_lessons(label_lessons(student, labelled), belief_lessons(student, believed), student.rng)
    run_lessons(lessons, effort.student_steps, effort.rate)
    return student


def teach_sentences(ground: Ground, sentences: Sequence[LabelledText], effort: Effort) -> Learner:
    """The network for lone sentences: a student of SkillSpan and of a teacher that has learnt from it alone.

    Args:
        ground: gives the features of words.
        sentences: of SkillSpan.
        effort: how long to learn.
    """
    beginner = begin(ground, WIDE, effort)
    teacher = _pupil(beginner, effort.wide_dropout, SEED)
    lessons = label_lessons(teacher, label_sentences(sentences, ground.lexicon))
    run_lessons(lessons, effort.teacher_steps, effort.rate)
    believed = believe([teacher], ground.unlabelled)
    wide = replace(effort, student_dropout=effort.wide_dropout)
    return teach_student(ground, sentences, believed, beginner, wide)


def _pupil(beginner: Learner, dropout: float, seed: int) -> Learner:
    """A copy of the beginner with its own dropout and dice."""
    pupil = deepcopy(beginner)
    pupil.settings = replace(pupil.settings, dropout=dropout)
    pupil.rng = np.random.default_rng(seed)
    pupil.restart()
    return pupil
