import numpy as np
import pytest

from nlp.components.open_skills_features import Lexicon
from nlp.training.open_skills import (
    Effort,
    Ground,
    _distinct_lines,
    judge_folds,
    split_postings,
    teach_student,
    teach_teachers,
)
from nlp.training.open_skills_data import LabelledText, label_sentences
from nlp.training.open_skills_teaching import believe
from tests.nlp.open_skills_networks import NLP, WORDS, labelled_text, lesson_texts, small_learner

QUICK = Effort(hidden_words=1, teacher_steps=60, student_steps=80, rate=0.02, student_dropout=0.1)


def _ground(texts: list[LabelledText]) -> Ground:
    lexicon = Lexicon(WORDS)
    return Ground(WORDS, lexicon, [one.ids for one in label_sentences(texts, lexicon)], small_learner())


def _texts() -> list[LabelledText]:
    postings = [
        labelled_text(one.doc._.posting.description, [], group=f"p{number}", title="Fitter")
        for number, one in enumerate(lesson_texts())
    ]
    for posting, lesson in zip(postings, lesson_texts(), strict=True):
        shift = posting.doc._.description_start - lesson.doc._.description_start
        spans = [(start + shift, end + shift) for start, end in lesson.spans["posting"]]
        posting.spans["posting"] = spans  # type: ignore[index]
    return postings


def test_folds_hold_every_posting_once_and_no_sentences() -> None:
    sentence = LabelledText("s", labelled_text("read", []).doc, {"skill": [], "knowledge": []})
    folds = split_postings([sentence, *_texts()], 3)
    assert sorted(text.group for fold in folds for text in fold) == [f"p{number}" for number in range(6)]
    assert [len(fold) for fold in folds] == [2, 2, 2]


def test_teachers_do_not_see_their_fold(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[str]] = []

    def note(texts: list[LabelledText], lexicon: Lexicon) -> list[object]:
        seen.append({text.group for text in texts})
        return list(label_sentences(texts, lexicon))

    monkeypatch.setattr("nlp.training.open_skills.label_sentences", note)
    texts = _texts()
    folds = split_postings(texts, 3)
    teach_teachers(_ground(texts), texts, folds, Effort(teacher_steps=1))
    assert [groups & {text.group for text in fold} for groups, fold in zip(seen, folds, strict=True)] == [
        set()
    ] * 3
    assert all(len(groups) == 4 for groups in seen)


def test_a_student_learns_from_labels_and_teachers() -> None:
    texts = _texts()
    ground = _ground(texts)
    before = ground.beginner.weights["out"].copy()
    teachers = teach_teachers(ground, texts, split_postings(texts, 2), QUICK)
    student = teach_student(ground, texts, teachers, QUICK)
    labelled = label_sentences(texts, ground.lexicon)
    beliefs = believe([student], [one.ids for one in labelled])
    wrong = [
        float((one.belief[2] * (1 - label.allowed[2])).sum(axis=1).mean())
        for one, label in zip(beliefs, labelled, strict=True)
    ]
    assert np.mean(wrong) < 0.2
    assert ground.beginner.weights["out"].tolist() == before.tolist()


def test_folds_are_judged_by_the_teacher_that_has_not_seen_them() -> None:
    texts = _texts()
    ground, folds = _ground(texts), split_postings(texts, 2)
    judged = judge_folds(NLP, ground, folds, teach_teachers(ground, texts, folds, QUICK))
    assert [len(one.texts) for one in judged] == [3, 3]
    assert any(one.is_right.any() for one in judged)


def test_lines_are_taken_once() -> None:
    assert _distinct_lines(["Read plans. Weld.", "Weld.\nRead plans."]) == ["Read plans.", "Weld."]
