from itertools import islice

import numpy as np
import pytest

from nlp.components.phrase_decoding import OUTSIDE
from nlp.components.phrase_features import Lexicon
from nlp.components.phrase_network import HEADS
from nlp.training.phrase_data import label_sentences
from nlp.training.phrase_learner import Learner
from nlp.training.phrase_teaching import (
    Labelled,
    belief_lessons,
    believe,
    draw_batches,
    hidden_word_lessons,
    label_lessons,
    mixed_lessons,
    run_lessons,
)
from tests.nlp.phrase_networks import WORDS, lesson_texts, small_learner

_TAUGHT = [HEADS.index(head) for head in ("skill", "knowledge", "posting", "technology")]


def _labelled() -> list[Labelled]:
    return label_sentences(lesson_texts(), Lexicon(WORDS))


def _error(learner: Learner, sentences: list[Labelled]) -> float:
    """Mean probability of tags that the labels forbid, of the heads that the lessons hold phrases of."""
    beliefs = believe([learner], [one.ids for one in sentences])
    wrong = [
        float((one.belief * (1 - label.allowed))[_TAUGHT].sum(axis=2).mean())
        for one, label in zip(beliefs, sentences, strict=True)
    ]
    return float(np.mean(wrong))


def test_labels_are_learnt() -> None:
    learner, sentences = small_learner(), _labelled()
    before = _error(learner, sentences)
    run_lessons(label_lessons(learner, sentences), 120, 0.02)
    assert before > 0.3
    assert _error(learner, sentences) < 0.05


def test_heads_without_labels_learn_nothing() -> None:
    learner = small_learner()
    weights = np.array([1, 1, 0, 1, 1, 1, 0], dtype=np.float32)
    muted = [Labelled(one.ids, one.allowed, weights) for one in _labelled()]
    run_lessons(label_lessons(learner, muted), 20, 0.02)
    assert learner.averages["transitions"].any(axis=(1, 2)).tolist() == weights.astype(bool).tolist()


def test_open_tags_leave_the_choice_to_the_network() -> None:
    learner, sentences = small_learner(), _labelled()
    opened = [Labelled(one.ids, np.ones_like(one.allowed), one.weights) for one in sentences]
    before = {name: value.copy() for name, value in learner.weights.items()}
    run_lessons(label_lessons(learner, opened), 1, 0.02)
    moved = [
        float(np.abs(learner.weights[name] - before[name]).max()) for name in ("out_bias", "transitions")
    ]
    assert moved == [0, 0]


def test_a_student_comes_to_believe_its_teacher() -> None:
    teacher, sentences = small_learner(), _labelled()
    run_lessons(label_lessons(teacher, sentences), 120, 0.02)
    student = small_learner(9)
    run_lessons(belief_lessons(student, believe([teacher], [one.ids for one in sentences])), 200, 0.02)
    assert _error(student, sentences) < 0.15


def test_beliefs_are_probabilities_in_the_order_of_the_sentences() -> None:
    sentences = [one.ids for one in _labelled()]
    beliefs = believe([small_learner(1), small_learner(2)], sentences)
    assert [one.ids.tolist() for one in beliefs] == [one.tolist() for one in sentences]
    assert [one.belief.shape for one in beliefs] == [(len(HEADS), len(one), 5) for one in sentences]
    for one in beliefs:
        np.testing.assert_allclose(one.belief.sum(axis=2), 1, atol=0.01)


def test_beliefs_do_not_depend_on_the_batch() -> None:
    learner, sentences = small_learner(4), [one.ids for one in _labelled()]
    together = believe([learner], sentences)[0].belief
    alone = believe([learner], sentences[:1])[0].belief
    np.testing.assert_allclose(together, alone, atol=1e-3)


def test_hidden_words_are_guessed() -> None:
    learner = small_learner()
    sentences = [one.ids for one in _labelled()] * 20
    run_lessons(hidden_word_lessons(learner, sentences), 60, 0.02)
    assert learner.weights["guess"].shape == (16, len(WORDS) + 1)
    # The bias has learnt which words are common: "pipes" is, the unknown word is never asked for.
    bias = learner.averages["guess_bias"]
    assert bias[WORDS.index("pipes") + 1] > bias[0]


def test_every_sentence_comes_once_per_round() -> None:
    batches = draw_batches([5] * 7, 10, np.random.default_rng(0))
    first = [index for batch in islice(batches, 4) for index in batch]
    assert sorted(first) == list(range(7))


def test_rates_rise_and_fall() -> None:
    rates: list[float] = []
    run_lessons(iter([rates.append] * 200), 200, 1.0)
    assert rates[0] < rates[49]
    assert rates[-1] == pytest.approx(0.005, abs=1e-4)


def test_lessons_are_mixed_evenly() -> None:
    seen: list[str] = []
    first, second = iter([lambda _: seen.append("a")] * 400), iter([lambda _: seen.append("b")] * 400)
    run_lessons(mixed_lessons(first, second, np.random.default_rng(0)), 200, 1.0)
    assert 70 < seen.count("a") < 130


def test_labels_of_a_sentence_without_phrases_are_all_outside() -> None:
    (sentence,) = label_sentences(lesson_texts()[3:4], Lexicon(WORDS))
    assert sentence.allowed[:, :, OUTSIDE].all()
    assert sentence.allowed.sum() == sentence.allowed[:, :, OUTSIDE].sum()
