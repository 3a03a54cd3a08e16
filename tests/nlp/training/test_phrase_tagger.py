import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from nlp.components.phrase_features import Lexicon
from nlp.components.phrase_network import HEADS, POSTING_HEAD, POSTING_HEADS, SENTENCE_HEADS, read_networks
from nlp.errors import ModelError
from nlp.training import phrase_tagger
from nlp.training.phrase_data import LabelledText, label_sentences
from nlp.training.phrase_learner import Learner, Settings
from nlp.training.phrase_tagger import (
    N_FOLDS,
    Effort,
    Ground,
    _distinct_lines,
    begin,
    fold_of,
    prepare_ground,
    read_teachers,
    save_networks,
    teach_student,
    teach_teachers,
    teacher_path,
    train,
)
from nlp.training.phrase_teaching import Labelled, believe
from tests.nlp.phrase_networks import (
    NLP,
    SMALL,
    WORDS,
    labelled_text,
    lesson_texts,
    silent_networks,
    small_learner,
    taught_networks,
)

QUICK = Effort(hidden_words=1, teacher_steps=60, student_steps=80, rate=0.02, student_dropout=0.1)


def _ground(texts: Sequence[LabelledText]) -> Ground:
    lexicon, beginner = Lexicon(WORDS), small_learner()
    unlabelled = [one.ids for one in label_sentences(texts, lexicon)]
    return Ground(WORDS, beginner.vectors, np.arange(1, 4), lexicon, unlabelled)


def _sentence() -> LabelledText:
    return LabelledText("s", labelled_text("read", []).doc, {"skill": [], "knowledge": []})


def _note_lessons(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Groups of the texts that are turned into lessons, call by call."""
    seen: list[set[str]] = []

    def note(texts: Sequence[LabelledText], lexicon: Lexicon) -> list[Labelled]:
        seen.append({text.group for text in texts})
        return label_sentences(texts, lexicon)

    monkeypatch.setattr(phrase_tagger, "label_sentences", note)
    return seen


def _error(learner: Learner, labelled: Sequence[Labelled], head: int) -> float:
    """Mean probability of tags that the labels of a head forbid."""
    beliefs = believe([learner], [one.ids for one in labelled])
    wrong = [
        float((one.belief[head] * (1 - label.allowed[head])).sum(axis=1).mean())
        for one, label in zip(beliefs, labelled, strict=True)
    ]
    return float(np.mean(wrong))


def test_folds_are_stable_and_all_used() -> None:
    assert fold_of("usajobs-401823900") == fold_of("usajobs-401823900")
    assert {fold_of(f"p{number}") for number in range(60)} == set(range(N_FOLDS))


def test_teachers_see_all_texts_but_the_postings_of_their_fold(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [_sentence(), *lesson_texts("Fitter")]
    ground, seen = _ground(texts), _note_lessons(monkeypatch)
    teachers = teach_teachers(ground, texts, small_learner(), Effort(teacher_steps=1))
    assert len(teachers) == len(seen) == N_FOLDS
    for fold, groups in enumerate(seen):
        unseen = {text.group for text in texts if text.is_posting and fold_of(text.group) == fold}
        assert groups == {text.group for text in texts} - unseen
    assert all("s" in groups for groups in seen)


def test_teachers_differ_and_leave_the_beginner_alone() -> None:
    texts, beginner = lesson_texts("Fitter"), small_learner()
    before = {name: value.copy() for name, value in beginner.weights.items()}
    first, second, _ = teach_teachers(_ground(texts), texts, beginner, Effort(teacher_steps=2))
    assert first.averages["out"].tolist() != second.averages["out"].tolist()
    assert first.settings.dropout == Effort().teacher_dropout
    assert all(beginner.weights[name].tolist() == value.tolist() for name, value in before.items())


def test_a_beginner_has_guessed_hidden_words() -> None:
    texts = lesson_texts("Fitter")
    ground = _ground(texts)
    beginner = begin(ground, SMALL, Effort(hidden_words=3, rate=0.02))
    assert not {"guess", "guess_bias"} & {*beginner.weights, *beginner.averages}
    assert beginner.steps == 3
    assert beginner.settings.width == SMALL.width
    same = begin(ground, SMALL, Effort(hidden_words=3, rate=0.02))
    assert same.weights["kernel1"].tolist() == beginner.weights["kernel1"].tolist()


def test_a_student_learns_from_labels_and_teachers() -> None:
    texts, beginner = lesson_texts("Fitter"), small_learner()
    ground = _ground(texts)
    before = beginner.weights["out"].copy()
    believed = believe(teach_teachers(ground, texts, beginner, QUICK), ground.unlabelled)
    student = teach_student(ground, texts, believed, beginner, QUICK)
    labelled = label_sentences(texts, ground.lexicon)
    assert _error(student, labelled, POSTING_HEAD) < 0.2
    assert _error(student, labelled, HEADS.index("technology")) < 0.2
    assert beginner.weights["out"].tolist() == before.tolist()


def test_teachers_are_read_from_the_work_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrase_tagger, "WORK", tmp_path / "deep" / "work")
    with pytest.raises(ModelError, match=r"phrase_teacher_0\.npz is missing"):
        read_teachers()
    for fold in range(N_FOLDS):
        save_networks(teacher_path(fold), silent_networks() if fold else taught_networks())
    first, *others = read_teachers()
    taught, silent = taught_networks().postings, silent_networks().postings
    assert first.postings.weights["out"].tolist() == taught.weights["out"].tolist()
    assert [one.postings.weights["out"].tolist() for one in others] == [silent.weights["out"].tolist()] * 2


def test_lines_are_taken_once() -> None:
    assert _distinct_lines(["Read plans. Weld.", "Weld.\nRead plans."]) == ["Read plans.", "Weld."]


def _write(path: Path, *rows: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def shared(tmp_path: Path, own_labels: Path) -> Path:
    """Three labelled postings and three sentences, an unlabelled posting of every source, O*NET and ESCO."""
    gold = [
        {
            "id": f"p{number}",
            "title": "Fitter",
            "description": f"We must weld pipes.\nUse Zylos {number}.",
            "gold": {
                "items": [
                    {"quote": "weld pipes", "kind": "skill", "requirement": "required"},
                    {"quote": "Zylos", "kind": "technology", "requirement": "required"},
                ]
            },
        }
        for number in range(3)
    ]
    evaluation = tmp_path / "data/evaluation"
    _write(evaluation / "postings_gold_dev.jsonl", *gold)
    _write(evaluation / "credentials_gold_dev.jsonl")
    spans = [{"start": 3, "end": 13, "label": "Skill"}]
    sentences = [
        {"id": f"s{number}", "doc": f"d{number}", "text": "To weld pipes", "spans": spans}
        for number in range(3)
    ]
    _write(evaluation / "skillspan_train.jsonl", *sentences)
    for name in ("usajobs", "nyc_city_jobs", "emscad", "virginia_2016", "dol_seasonal", "technology_boards"):
        text = f"We weld pipes at {name}. We must read plans."
        _write(tmp_path / f"data/postings/{name}.jsonl", {"id": name, "title": "Clerk", "description": text})
    onet = tmp_path / "data/reference/onet_29_2"
    onet.mkdir(parents=True)
    for name, column in (
        ("Task Statements", "Task"),
        ("DWA Reference", "DWA Title"),
        ("Technology Skills", "Example"),
    ):
        (onet / f"{name}.txt").write_text(f"{column}\nWeld pipes and read plans.\n", encoding="utf-8")
    esco = tmp_path / "data/reference/esco/esco_1_1_1_labels.csv"
    esco.parent.mkdir()
    esco.write_text("id,description\n1,weld pipes\n", encoding="utf-8")
    return tmp_path


def test_the_ground_is_laid_from_all_text(shared: Path) -> None:
    ground = prepare_ground(shared, NLP, lesson_texts("Fitter"))
    assert {"weld", "pipes", "plans"} <= set(ground.words)
    assert ground.vectors.shape[0] == len(ground.words) + 1
    corrected = {ground.words[number - 1] for number in ground.corrected.tolist()}
    # Three and more times in the labelled texts; "plans" only there, "use" but twice.
    assert {"weld", "pipes", "we", "must"} <= corrected
    assert "use" not in corrected
    assert len(ground.unlabelled) >= 6 + 1


def test_training_writes_the_model_and_the_teachers(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrase_tagger, "WORK", tmp_path / "work")
    monkeypatch.setattr(phrase_tagger, "MODEL_PATH", tmp_path / "model.npz")
    monkeypatch.setattr(phrase_tagger, "CANDIDATE_COMPONENTS", ())
    monkeypatch.setattr(phrase_tagger, "Effort", lambda: QUICK)
    for name, width in (("NARROW", 16), ("WIDE", 24)):
        monkeypatch.setattr(phrase_tagger, name, Settings(width=width))
    train(shared)
    model = read_networks(tmp_path / "model.npz")
    assert model.postings.heads == tuple(HEADS.index(head) for head in POSTING_HEADS)
    assert model.sentences.heads == tuple(HEADS.index(head) for head in SENTENCE_HEADS)
    assert (len(model.postings.weights["out"]), len(model.sentences.weights["out"])) == (16, 24)
    for teacher in read_teachers():
        assert teacher.postings.heads == model.postings.heads
        assert len(teacher.postings.weights["out"]) == 16
        assert teacher.postings.words == model.postings.words
