import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from nlp.components.mention_judge import MentionJudge
from nlp.pipeline import build_pipeline
from nlp.training import mention_judge
from nlp.training.gold import GoldItem, GoldPosting
from nlp.training.mention_judge import (
    N_FOLDS,
    Example,
    _without_fold,
    best_threshold,
    collect_examples,
    cross_calibrate,
    fit_judge,
    fold_of,
    hashed_features,
    posting_examples,
    scale_of,
    take_excerpts,
)
from nlp.training.phrase_tagger import N_FOLDS as N_TEACHERS
from nlp.training.phrase_tagger import fold_of as tagger_fold_of
from nlp.types import PostingInput
from tests.nlp.phrase_networks import silent_networks, taught_networks


def example(number: int, kind: str, is_wanted: bool) -> Example:
    word = "using" if is_wanted else "never"
    features: list[tuple[str, str | int]] = [("shape", f"{kind}.sure"), (f"before.{kind}", word)]
    return Example(f"p{number}", True, kind, f"form{number}", features, is_wanted, 1.0)


EXAMPLES = [
    example(number, kind, is_wanted=number % 2 == 0)
    for number in range(60)
    for kind in ("skill", "technology", "certification", "license", "degree", "clearance")
]


def test_folds_are_stable_and_all_used() -> None:
    assert fold_of("em-bf98395608") == fold_of("em-bf98395608")
    assert {fold_of(f"p{number}") for number in range(60)} == set(range(N_FOLDS))


def test_a_fitted_judge_tells_the_contexts_apart() -> None:
    judge = MentionJudge(fit_judge(EXAMPLES, cross_calibrate(EXAMPLES) | {"priors": {}}))
    wanted = judge.probability(hashed_features(EXAMPLES[0].features))
    unwanted = judge.probability(hashed_features(EXAMPLES[6].features))
    assert wanted > 0.9
    assert unwanted < 0.1


def test_fitting_twice_gives_the_same_model() -> None:
    calibration = cross_calibrate(EXAMPLES) | {"priors": {}}
    assert fit_judge(EXAMPLES, calibration) == fit_judge(EXAMPLES, calibration)


def test_a_threshold_parts_the_wanted_from_the_others() -> None:
    judged = [
        (example(number, "skill", is_wanted=number < 5), 0.45 if number < 5 else 0.25) for number in range(10)
    ]
    assert 0.25 < best_threshold(judged, 0.5) <= 0.45
    assert best_threshold(judged, 0.3) == 0.3


def test_words_count_less_than_shapes() -> None:
    assert scale_of("near.skill") < scale_of("before.skill") < scale_of("shape") == 1.0


def test_examples_are_labelled_by_kind_and_weighted() -> None:
    nlp = build_pipeline(("concept_matcher",))
    text = "Uses PowerPoint and QuickBooks"
    items = (
        GoldItem("technology", "required", is_optional=False, places=((5, 15),)),
        GoldItem("technology", "required", is_optional=True, places=((20, 30),)),
    )
    gold = GoldPosting(PostingInput("1", "Python", text), items, frozenset(("technology",)))
    found = posting_examples(nlp, [gold], {})
    assert [(item.text, item.is_wanted, item.weight) for item in found] == [
        ("powerpoint", True, 1.0),
        ("quickbooks", True, 0.5),
    ]
    (first, _) = posting_examples(nlp, [gold], {}, sentence_weight=0.1)
    assert (first.is_posting, first.weight) == (False, 0.1)


def _write(path: Path, *rows: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def shared(tmp_path: Path, own_labels: Path) -> Path:
    """Nine labelled postings and a sentence of SkillSpan; no unlabelled postings."""
    item = {"quote": "Zylos", "kind": "technology", "requirement": "required"}
    postings = [
        {"id": f"p{number}", "title": "Fitter", "description": "We use Zylos", "gold": {"items": [item]}}
        for number in range(9)
    ]
    _write(tmp_path / "data/evaluation/postings_gold_dev.jsonl", *postings)
    _write(tmp_path / "data/evaluation/credentials_gold_dev.jsonl")
    spans = [{"start": 5, "end": 15, "label": "Knowledge"}]
    sentence = {"id": "s1", "text": "Uses PowerPoint", "spans": spans}
    _write(tmp_path / "data/evaluation/skillspan_train.jsonl", sentence)
    return tmp_path


def test_every_posting_is_read_by_the_tagger_that_has_not_seen_it(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.components.phrase_tagger.read_networks", silent_networks)
    monkeypatch.setattr(mention_judge, "read_networks", silent_networks)
    monkeypatch.setattr(mention_judge, "sample_postings", lambda *_: iter(()))
    nlp = build_pipeline(("concept_matcher", "phrase_tagger"))
    # Only the networks of fold 1 know the name, so only its postings hold a candidate.
    teachers = [taught_networks() if fold == 1 else silent_networks() for fold in range(N_TEACHERS)]
    examples = collect_examples(nlp, shared, {}, teachers)
    postings = [one for one in examples if one.is_posting]
    assert {one.group for one in postings} == {
        name for name in map("p{}".format, range(9)) if tagger_fold_of(name) == 1
    }
    for one in postings:
        assert (one.kind, one.text, one.is_wanted) == ("technology", "zylos", True)
        features = dict(one.features)
        assert features["shape"] == "technology.tagged"
        assert features["winner"] == "technology.technology"
    (sentence,) = (one for one in examples if not (one.is_posting or one.is_excerpt))
    assert (sentence.text, sentence.is_wanted, sentence.weight) == (
        "powerpoint",
        True,
        mention_judge.SENTENCE_WEIGHT,
    )
    assert dict(sentence.features)["winner"] == "technology.unread"


def test_excerpts_are_short_texts_with_the_labels_that_lie_in_them() -> None:
    lines = [f"Line {number} asks for PowerPoint." for number in range(12)]
    text = "\n".join(lines)
    places = tuple((text.index(line) + len(line) - 11, text.index(line) + len(line) - 1) for line in lines)
    gold = GoldPosting(
        PostingInput("1", "Clerk", text), (GoldItem("technology", "required", False, places),), frozenset()
    )
    excerpts = take_excerpts(gold)
    assert len(excerpts) == 3
    for excerpt in excerpts:
        (item,) = excerpt.items
        assert [excerpt.posting.description[a:b] for a, b in item.places] == ["PowerPoint"] * len(item.places)
        assert excerpt.posting.description in text
        assert (excerpt.posting.posting_id, excerpt.posting.title) == ("1", "Clerk")


def test_excerpts_stay_in_the_fold_of_their_posting() -> None:
    nlp = build_pipeline(("concept_matcher",))
    gold = GoldPosting(
        PostingInput("1", "Clerk", "Uses PowerPoint"),
        (GoldItem("technology", "required", False, ((5, 15),)),),
        frozenset(("technology",)),
    )
    (excerpt,) = posting_examples(nlp, [gold], {}, excerpt_weight=0.25)
    assert (excerpt.is_posting, excerpt.is_excerpt, excerpt.weight) == (False, True, 0.25)
    fold = fold_of("1")
    assert _without_fold([excerpt], fold) == []
    assert _without_fold([excerpt], (fold + 1) % N_FOLDS) == [excerpt]
