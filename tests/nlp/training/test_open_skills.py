import numpy as np
import pytest
from spacy.tokens import Span

from nlp.components.phrase_network import Network
from nlp.components.open_skills_selection import N_FACTS
from nlp.components.phrase_reading import Tagger
from nlp.training.open_skills import (
    THRESHOLDS,
    choose_threshold,
    count_skills,
    f1,
    fit_coefficients,
    judge_postings,
    judge_sentences,
    score_sentences,
)
from nlp.training.phrase_data import LabelledText
from tests.nlp.phrase_networks import labelled_text, taught_weights

TAGGER = Tagger(Network(taught_weights()))


def _texts() -> list[LabelledText]:
    """What the network marks is right in the first and wrong in the second."""
    return [
        labelled_text("must weld pipes\nWe offer lunch", ["weld pipes"], group="1", title="Fitter"),
        labelled_text("must read plans\nWe offer lunch", ["offer lunch"], group="2", title="Clerk"),
    ]


def test_phrases_are_right_where_an_expert_marked_something() -> None:
    judged = judge_postings(TAGGER, _texts())
    assert judged.is_right.tolist() == [True] * 3 + [False] * 3
    assert judged.facts.shape == (6, N_FACTS)


def test_optional_labels_count_as_right() -> None:
    text = _texts()[1]
    optional = LabelledText(text.group, text.doc, {"posting": []}, [(6, 21)])
    assert judge_postings(TAGGER, [optional]).is_right.all()


def test_titles_are_not_judged() -> None:
    text = labelled_text("We offer lunch", [], title="must weld pipes")
    assert len(judge_postings(TAGGER, [text]).is_right) == 0


def test_sentences_are_judged_without_the_head_of_postings() -> None:
    judged = judge_sentences(TAGGER, [labelled_text("must weld pipes", ["weld pipes"])])
    assert judged.phrases.heads.tolist() == [0, 1]
    assert judged.facts.shape == (2, 2)


def test_scores_of_sentences_by_hand() -> None:
    texts = [
        labelled_text("must weld pipes", ["weld pipes"]),
        labelled_text("must read plans", ["plans"]),
        labelled_text("We offer lunch", ["lunch"]),
    ]
    judged = judge_sentences(TAGGER, texts)
    everything = np.zeros(3, dtype=np.float32)
    relaxed, strict = score_sentences(judged, everything, 0.4)
    # Two ranges are marked, both overlap a label, one has its bounds; two of three labels are found.
    assert relaxed == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))
    assert strict == pytest.approx(2 * 0.5 * (1 / 3) / (0.5 + 1 / 3))
    assert score_sentences(judged, everything, 0.6) == (0, 0)


def test_counts_join_open_phrases_with_known_skills() -> None:
    texts = _texts()
    doc = texts[1].doc
    known = doc.char_span(doc.text.index("offer"), len(doc.text), label="skill")
    assert isinstance(known, Span)
    doc.spans["mentions"] = [known]
    judged = judge_postings(TAGGER, texts)
    everything = np.zeros(N_FACTS + 1, dtype=np.float32)
    assert count_skills(judged, everything, 0.4).tolist() == [2, 3, 2, 2]
    assert count_skills(judged, everything, 0.6).tolist() == [1, 1, 1, 2]


def test_f1_by_hand() -> None:
    assert f1(np.array([3, 4, 2, 4])) == pytest.approx(2 * 0.75 * 0.5 / 1.25)
    assert f1(np.zeros(4, dtype=np.int64)) == 0


def test_the_threshold_parts_right_from_wrong() -> None:
    judged = judge_postings(TAGGER, _texts())
    coefficients = np.zeros(N_FACTS + 1, dtype=np.float32)
    judged.facts[:, 0] = np.where(judged.is_right, 1, -1)
    coefficients[0] = 0.4
    threshold = choose_threshold([judged], [coefficients])
    assert 1 / (1 + np.exp(0.4)) < threshold <= 1 / (1 + np.exp(-0.4))
    assert threshold in THRESHOLDS


def test_coefficients_learn_what_is_right() -> None:
    judged = judge_postings(TAGGER, _texts() * 5)
    judged.facts[:] = 0
    judged.facts[:, 4] = np.where(judged.is_right, 1, -1)
    coefficients = fit_coefficients([judged])
    assert coefficients.shape == (N_FACTS + 1,)
    assert coefficients[4] > 0.1
