"""Reasons in plain sentences."""

from dataclasses import replace

import pytest

from nlp.components.occupation import OccupationCoder
from nlp.components.occupation_corrections import Correction
from nlp.explain import code_title_alone, explain_codes
from nlp.types import ClusterCode, CodeCandidate, OccupationCode

PHYSICAL_HEALTH = ClusterCode("Healthcare & Human Services", "Physical Health", 0.97)
NURSE = OccupationCode("29-1141", "Registered Nurses", "29-1141.00", 0.999, ())


def test_a_coded_posting_names_code_title_and_runner_up() -> None:
    text = " ".join(explain_codes(OccupationCoder.load().code("Regsitered Nurse"), None))
    assert text.startswith("SOC 29-1141 Registered Nurses")
    assert "A known title has the same words: 'Registered Nurse" in text
    assert "'regsitered' was read as 'registered'" in text
    assert "Runner-up:" in text


def test_a_probability_is_never_said_to_be_certain_or_impossible() -> None:
    assert explain_codes(NURSE, None)[0] == (
        "SOC 29-1141 Registered Nurses (O*NET-SOC 29-1141.00), probability over 0.99."
    )
    doubtful = replace(NURSE, alternatives=(CodeCandidate("29-1171", 0.03), CodeCandidate("31-1131", 0.0004)))
    assert "Further candidates: 29-1171 Nurse Practitioners (0.03)." in explain_codes(doubtful, None)


@pytest.mark.parametrize(
    ("similarity", "sentence"),
    [
        (1.0, "A known title has the same words: 'Staff Nurse' of 29-1141.00 Registered Nurses."),
        (0.8, "Closest known title: 'Staff Nurse' of 29-1141.00 Registered Nurses (similarity 0.80)."),
        (0.4, "No known title is close; the nearest is 'Staff Nurse' of 29-1141.00 Registered Nurses"),
    ],
)
def test_a_distant_title_is_not_sold_as_a_match(similarity: float, sentence: str) -> None:
    matched: dict[str, object] = {
        "matched_title": "Staff Nurse",
        "matched_title_onet_soc_code": "29-1141.00",
        "matched_title_similarity": similarity,
    }
    assert any(found.startswith(sentence) for found in explain_codes(replace(NURSE, evidence=matched), None))


def test_title_and_text_in_disagreement_are_told() -> None:
    code = replace(NURSE, evidence={"basis": "title and description"})
    other = OccupationCode("43-4199", None, None, 0.61, ())
    weak = OccupationCode(None, None, None, 0.1, (CodeCandidate("43-4199", 0.1),))
    clerks = "43-4199 Information and Record Clerks, All Other"
    for title_alone, sentence in (
        (other, f"The title without the description would be {clerks} (0.61)."),
        (weak, f"The title without the description decides nothing; it leans to {clerks} (0.10)."),
        (NURSE, "The title without the description agrees (over 0.99)."),
    ):
        assert sentence in explain_codes(code, None, title_alone)


def test_without_a_description_there_is_nothing_to_compare() -> None:
    code = code_title_alone("Registered Nurse")
    assert not any("without the description" in found for found in explain_codes(code, None, code))


def test_the_cluster_comes_last_with_what_the_crosswalk_says() -> None:
    assert explain_codes(NURSE, PHYSICAL_HEALTH)[-2:] == [
        "Career Cluster: Healthcare & Human Services / Physical Health, probability 0.97.",
        "The crosswalk has 29-1141 nowhere else.",
    ]


@pytest.mark.parametrize(
    ("cluster", "end"),
    [
        (
            ClusterCode("Digital Technology", "Web & Cloud", 0.7),
            "the posting's words, employer and industry decided.",
        ),
        (
            ClusterCode("Digital Technology", "Unmanned Vehicle Technology", 0.85),
            "the posting's own words lead elsewhere.",
        ),
    ],
)
def test_one_of_several_clusters_says_what_decided(cluster: ClusterCode, end: str) -> None:
    code = OccupationCode("15-1252", "Software Developers", None, 0.9, ())
    *_, named, why = explain_codes(code, cluster)
    assert ", a cross-cutting Cluster, probability" in named
    assert why.startswith(
        "The crosswalk has 15-1252 in Arts, Entertainment, & Design / Design & Digital Arts; "
    )
    assert why.endswith(end)


def test_no_cluster_is_said() -> None:
    assert explain_codes(NURSE, None)[-1] == "No Career Cluster is likely enough to be given."


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        (OccupationCode(None, None, None, 0.12, ()), ["Not coded, at no level."]),
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
            [
                (
                    "Not coded at six digits; certain is the minor group 29-1000 Healthcare Diagnosing or Treating "
                    "Practitioners, probability 0.70."
                ),
                "Best candidate: 29-1141 Registered Nurses, probability 0.20, too low to be given.",
            ],
        ),
    ],
)
def test_what_is_not_coded_is_said(code: OccupationCode, sentences: list[str]) -> None:
    told = explain_codes(code, PHYSICAL_HEALTH)
    assert told[: len(sentences)] == sentences
    assert told[-1] == "The Cluster sums over all likely occupations."


@pytest.mark.parametrize(
    ("reason", "names", "sentence"),
    [
        (
            "asked",
            {"title_pattern": "wizard*"},
            "A reviewer decided so for titles like 'wizard*': reviewer on 2026-11-01: asked.",
        ),
        (
            "",
            {"posting_id": "7"},
            "A reviewer decided so for this posting: reviewer on 2026-11-01, without giving a reason.",
        ),
    ],
)
def test_a_decision_is_told_with_who_when_and_why(reason: str, names: dict[str, str], sentence: str) -> None:
    decided = Correction("15-1252", "reviewer", "2026-11-01", reason, **names)
    told = explain_codes(OccupationCoder.load([decided]).code("Wizard", posting_id="7"), None)
    assert told[0].startswith("SOC 15-1252 Software Developers")
    assert "probability" not in told[0]
    assert told[1] == sentence
    assert told[2].startswith("The model alone would say ")


def test_a_decision_with_which_the_model_agrees() -> None:
    decided = Correction("29-1141", "reviewer", "2026-11-01", title_pattern="registered nurse")
    told = explain_codes(OccupationCoder.load([decided]).code("Registered Nurse"), None)
    assert told[2] == "The model alone would say the same."
