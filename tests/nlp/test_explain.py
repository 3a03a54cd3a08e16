"""Reasons in plain sentences."""

import pytest

from nlp.components.occupation import OccupationCoder
from nlp.components.occupation_corrections import Correction
from nlp.explain import explain_codes
from nlp.types import ClusterCode, CodeCandidate, OccupationCode


def test_a_coded_posting_names_code_title_and_runner_up() -> None:
    text = " ".join(explain_codes(OccupationCoder.load().code("Regsitered Nurse"), None))
    assert text.startswith("SOC 29-1141 Registered Nurses")
    assert "Closest known title" in text
    assert "'regsitered' was read as 'registered'" in text
    assert "Runner-up:" in text


def test_the_cluster_comes_last() -> None:
    code = OccupationCode("29-1141", "Registered Nurses", None, 0.9, ())
    cluster = ClusterCode("Healthcare & Human Services", "Physical Health", 0.97)
    assert explain_codes(code, cluster)[-1] == (
        "Career Cluster: Healthcare & Human Services / Physical Health, probability 0.97."
    )


@pytest.mark.parametrize(
    ("code", "start"),
    [
        (
            OccupationCode(None, None, None, 0.12, ()),
            "Not coded: the best candidate reaches a probability of 0.12",
        ),
        (
            OccupationCode(
                None,
                None,
                None,
                0.2,
                (CodeCandidate("29-1141", 0.2),),
                "minor",
                "29-1000",
                {"level_probability": 0.7},
            ),
            "Not coded at six digits; the minor group 29-1000 is certain (0.7).",
        ),
    ],
)
def test_what_is_not_coded_is_said(code: OccupationCode, start: str) -> None:
    assert explain_codes(code, None)[0].startswith(start)


def test_a_decision_is_told_with_who_when_and_why() -> None:
    decided = Correction("15-1252", "reviewer", "2026-11-01", "asked", title_pattern="wizard*")
    sentences = explain_codes(OccupationCoder.load([decided]).code("Wizard"), None)
    assert "Decided by reviewer on 2026-11-01 for 'wizard*': asked." in sentences
