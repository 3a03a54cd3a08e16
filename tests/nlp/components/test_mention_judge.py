from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from nlp.components.mention_judge import (
    MODEL_PATH,
    MentionJudge,
    is_word_template,
    read_model,
    write_model,
)
from nlp.errors import ModelError
from nlp.mention_features import mention_features
from nlp.mentions import read_mentions
from nlp.tokenizer import PostingTokenizer

NLP = spacy.blank("en")
NLP.tokenizer = PostingTokenizer(NLP.vocab)
KINDS = ("skill", "technology", "certification", "license", "degree", "clearance")


def model(**changes: Any) -> dict[str, Any]:
    return {
        "format": 2,
        "bias": -1.0,
        "scale": 1.0,
        "offset": 0.0,
        "thresholds": dict.fromkeys(KINDS, 0.5),
        "priors": {},
        "weights": {"before.technology": {"in": 3.0}, "case": {"technology.ambiguous.lower": -2.0}},
    } | changes


def doc_with(text: str, quote: str) -> Doc:
    doc = NLP.make_doc(text)
    start = text.index(quote)
    span = doc.char_span(
        start, start + len(quote), label="technology", kb_id="technology:x", span_id="ambiguous"
    )
    assert span is not None
    doc.spans["mentions"] = [span]
    return doc


def kept(text: str, quote: str, **changes: Any) -> list[float]:
    doc = MentionJudge(model(**changes))(doc_with(text, quote))
    return [mention.confidence for mention in read_mentions(doc)]


def test_context_decides() -> None:
    assert kept("Proficient in Excel", "Excel") == [pytest.approx(1 / (1 + 2.718281828**-2), abs=1e-4)]
    assert kept("You will excel here", "excel") == []
    assert kept("Those who believe in excel", "excel") == [pytest.approx(0.5)]


def test_the_threshold_is_per_kind() -> None:
    thresholds = dict.fromkeys(KINDS, 0.5) | {"technology": 0.9}
    assert kept("Proficient in Excel", "Excel", thresholds=thresholds) == []


def test_scale_and_offset_calibrate() -> None:
    assert kept("Proficient in Excel", "Excel", scale=0.0, offset=1.0) == [pytest.approx(0.7311, abs=1e-4)]


def test_a_posting_without_candidates_stays_as_it_is() -> None:
    assert read_mentions(MentionJudge(model())(NLP.make_doc("Nothing here"))) == []


def test_what_the_phrase_tagger_says_is_evidence() -> None:
    weights = {"shape+tagged": {"technology.ambiguous.unread": 2.0}, "winner": {"technology.unread": 1.0}}
    assert kept("You will Excel here", "Excel") == []
    assert kept("You will Excel here", "Excel", weights=weights) == [pytest.approx(0.8808, abs=1e-4)]


def test_a_mention_is_scored_as_its_features_are() -> None:
    weights = {
        "before.technology": {"in": 3.0},
        "near.technology": {"proficient": 0.5},
        "tagged": {"technology.unread": -0.25},
        "case": {"technology.ambiguous.title": 0.125},
        "n_tokens": {"technology.1": 0.0625},
        "sides": {"ambiguous.aa": 0.5},
    }
    judge = MentionJudge(model(weights=weights))
    doc = doc_with("Proficient in Excel today", "Excel")
    (features,) = mention_features(doc, read_mentions(doc), {})
    (mention,) = read_mentions(judge(doc))
    assert judge.score(features) == pytest.approx(-1 + 3 + 0.5 - 0.25 + 0.125 + 0.0625 + 0.5)
    assert mention.confidence == pytest.approx(judge.probability(features))


def test_a_model_of_another_format_is_refused() -> None:
    with pytest.raises(ModelError, match="format 7"):
        MentionJudge(model(format=7))


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="make train"):
        read_model(tmp_path / "none.json.gz")


def test_files_bytes_and_directories_keep_the_model(tmp_path: Path) -> None:
    judge = MentionJudge(model())
    judge.to_disk(tmp_path / "judge")
    other = MentionJudge(model(bias=5.0)).from_disk(tmp_path / "judge")
    assert other.score([]) == -1.0
    assert MentionJudge(model(bias=5.0)).from_bytes(judge.to_bytes()).score([]) == -1.0


def test_the_same_model_gives_the_same_file(tmp_path: Path) -> None:
    write_model(model(), tmp_path / "a")
    write_model(dict(reversed(model().items())), tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    ("template", "is_word"),
    [
        ("before.skill", True),
        ("after2.degree", True),
        ("near.skill", True),
        ("form", False),
        ("lower+case", False),
    ],
)
def test_which_templates_hold_words(template: str, is_word: bool) -> None:
    assert is_word_template(template) == is_word


def test_the_packaged_model_is_small_and_complete() -> None:
    packaged = read_model(MODEL_PATH)
    assert set(packaged["thresholds"]) == set(KINDS)
    assert all(0.1 <= threshold <= 0.6 for threshold in packaged["thresholds"].values())
    assert MODEL_PATH.stat().st_size < 1_000_000
