import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from nlp.components.open_skills import FORMAT, OpenSkills, read_selection
from nlp.components.open_skills_selection import N_FACTS
from nlp.components.phrase_network import POSTING_HEAD
from nlp.components.phrase_tagger import PhraseTagger
from nlp.errors import ModelError
from nlp.mentions import read_mentions, token_places, write_mentions
from nlp.pipeline import build_pipeline
from nlp.training import open_skills
from nlp.training.open_skills import (
    THRESHOLDS,
    choose_threshold,
    count_skills,
    f1,
    fit_coefficients,
    judge_postings,
    judge_sentences,
    read_folds,
    score_sentences,
    train,
)
from nlp.training.phrase_data import LabelledText
from nlp.training.phrase_tagger import N_FOLDS, fold_of
from tests.nlp.phrase_networks import labelled_text, silent_networks, taught_networks

TAGGER = PhraseTagger(taught_networks())


def _read(text: LabelledText) -> LabelledText:
    """The text once the phrase tagger has read it."""
    TAGGER(text.doc)
    return text


def _texts() -> list[LabelledText]:
    """What the network marks is right in the first and wrong in the second."""
    return [
        _read(labelled_text("must weld pipes\nWe offer lunch", ["weld pipes"], group="1", title="Fitter")),
        _read(labelled_text("must read plans\nWe offer lunch", ["offer lunch"], group="2", title="Clerk")),
    ]


def test_phrases_are_right_where_an_expert_marked_something() -> None:
    judged = judge_postings(_texts())
    assert judged.is_right.tolist() == [True, False]
    assert judged.facts.shape == (2, N_FACTS)


def test_optional_labels_count_as_right() -> None:
    text = _texts()[1]
    optional = LabelledText(text.group, text.doc, {"posting": []}, {"posting": [(6, 21)]})
    assert judge_postings([optional]).is_right.tolist() == [True]
    of_names = LabelledText(text.group, text.doc, {"posting": []}, {"technology": [(6, 21)]})
    assert judge_postings([of_names]).is_right.tolist() == [False]


def test_titles_are_not_judged() -> None:
    text = _read(labelled_text("We offer lunch", [], title="must weld pipes"))
    assert len(judge_postings([text]).is_right) == 0


def test_names_are_not_judged() -> None:
    text = _read(labelled_text("We use Zylos and weld pipes", ["weld pipes"], title="Fitter"))
    assert judge_postings([text]).phrases.heads.tolist() == [POSTING_HEAD]


def test_postings_must_have_been_read() -> None:
    with pytest.raises(ModelError, match="phrase_tagger"):
        judge_postings([labelled_text("must weld pipes", ["weld pipes"], title="Fitter")])


def test_sentences_are_judged_without_the_head_of_postings() -> None:
    judged = judge_sentences([_read(labelled_text("must weld pipes", ["weld pipes"]))])
    assert judged.phrases.heads.tolist() == [0, 1]
    assert judged.facts.shape == (2, 2)
    assert judged.is_right.all()


def test_sentences_that_were_not_read_are_left_out() -> None:
    texts = [labelled_text("must weld pipes", []), _read(labelled_text("must read plans", ["read plans"]))]
    judged = judge_sentences(texts)
    assert judged.texts == texts[1:]
    assert judged.phrases.docs.tolist() == [0, 0]


def test_scores_of_sentences_by_hand() -> None:
    texts = [
        _read(labelled_text("must weld pipes", ["weld pipes"])),
        _read(labelled_text("must read plans", ["plans"])),
        _read(labelled_text("We offer lunch", ["lunch"])),
    ]
    judged = judge_sentences(texts)
    everything = np.zeros(3, dtype=np.float32)
    relaxed, strict = score_sentences(judged, everything, 0.4)
    # Two ranges are marked, both overlap a label, one has its bounds; two of three labels are found.
    assert relaxed == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))
    assert strict == pytest.approx(2 * 0.5 * (1 / 3) / (0.5 + 1 / 3))
    assert score_sentences(judged, everything, 0.6) == (0, 0)


def test_counts_join_open_phrases_with_known_skills() -> None:
    texts = _texts()
    doc = texts[1].doc
    known = token_places(doc).mention(doc.text.index("offer"), len(doc.text), "skill")
    assert known is not None
    write_mentions(doc, [*read_mentions(doc), known])
    judged = judge_postings(texts)
    everything = np.zeros(N_FACTS + 1, dtype=np.float32)
    assert count_skills(judged, everything, 0.4).tolist() == [2, 3, 2, 2]
    assert count_skills(judged, everything, 0.6).tolist() == [1, 1, 1, 2]


def test_f1_by_hand() -> None:
    assert f1(np.array([3, 4, 2, 4])) == pytest.approx(2 * 0.75 * 0.5 / 1.25)
    assert f1(np.zeros(4, dtype=np.int64)) == 0


def test_the_threshold_parts_right_from_wrong() -> None:
    judged = judge_postings(_texts())
    coefficients = np.zeros(N_FACTS + 1, dtype=np.float32)
    judged.facts[:, 0] = np.where(judged.is_right, 1, -1)
    coefficients[0] = 0.4
    threshold = choose_threshold([judged], [coefficients])
    assert 1 / (1 + np.exp(0.4)) < threshold <= 1 / (1 + np.exp(-0.4))
    assert threshold in THRESHOLDS


def test_coefficients_learn_what_is_right() -> None:
    judged = judge_postings(_texts() * 5)
    judged.facts[:] = 0
    judged.facts[:, 4] = np.where(judged.is_right, 1, -1)
    coefficients = fit_coefficients([judged])
    assert coefficients.shape == (N_FACTS + 1,)
    assert coefficients[4] > 0.1


def _write(path: Path, *rows: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def shared(tmp_path: Path, own_labels: Path) -> Path:
    """Twelve postings with labelled skills, one without, and two sentences of SkillSpan dev."""
    item = {"quote": "weld pipes", "kind": "skill", "requirement": "required"}
    text = "must weld pipes\nmust read plans"
    postings = [
        {"id": f"p{number}", "title": "Fitter", "description": text, "gold": {"items": [item]}}
        for number in range(12)
    ]
    names_only = {"items": [], "kinds": ["technology", "certification", "license", "degree", "clearance"]}
    evaluation = tmp_path / "data/evaluation"
    _write(evaluation / "postings_gold_dev.jsonl", *postings)
    _write(evaluation / "credentials_gold_dev.jsonl", postings[0] | {"id": "c1", "gold": names_only})
    spans = [{"start": 5, "end": 15, "label": "Skill"}]
    _write(
        evaluation / "skillspan_dev.jsonl",
        {"id": "s1", "doc": "d1", "text": "must weld pipes", "spans": spans},
        {"id": "s2", "doc": "d1", "text": "must read plans", "spans": []},
    )
    return tmp_path


def test_every_fold_is_read_by_the_networks_that_have_not_seen_it(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.components.phrase_tagger.read_networks", silent_networks)
    nlp = build_pipeline(("phrase_tagger",))
    teachers = [silent_networks(), taught_networks(), silent_networks()]
    folds = read_folds(shared, nlp, teachers)
    assert len(folds) == N_FOLDS
    for number, texts in enumerate(folds):
        assert [text.group for text in texts] == [
            name for name in map("p{}".format, range(12)) if fold_of(name) == number
        ]
        found = len(judge_postings(texts).is_right) if texts else 0
        assert found == (2 * len(texts) if number == 1 else 0)


def test_training_writes_a_selection_that_the_component_reads(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("nlp.components.phrase_tagger.read_networks", taught_networks)
    monkeypatch.setattr(open_skills, "COMPONENTS", ("phrase_tagger", "open_skills"))
    monkeypatch.setattr(open_skills, "read_teachers", lambda: [taught_networks()] * N_FOLDS)
    monkeypatch.setattr(open_skills, "MODEL_PATH", tmp_path / "open_skills.npz")
    train(shared)
    weights = read_selection(tmp_path / "open_skills.npz")
    OpenSkills(weights)
    assert int(weights["format"]) == FORMAT
    assert weights["coefficients"].shape == (N_FACTS + 1,)
    assert weights["sentence_coefficients"].shape == (3,)
    assert float(weights["threshold"]) in THRESHOLDS
    assert "precision" in capsys.readouterr().out
