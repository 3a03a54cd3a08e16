"""The occupation coder as the pipeline uses it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import spacy
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.components.occupation import (
    N_ALTERNATIVES,
    OccupationCoder,
    OccupationComponent,
    OccupationInput,
    create_occupation,
    read_input,
)
from nlp.components.occupation_corrections import Correction
from nlp.types import PostingInput

HARD_TITLES = Path(__file__).parents[1] / "hard_titles.yml"
TRUCK_TEXT = (
    "Haul freight over the road with a tractor trailer. Inspect the truck before each trip, secure loads, keep "
    "logs of hours, deliver to customers in several states. A class A commercial license is required."
)
CLERK_TEXT = (
    "Answer phones, greet visitors, file documents, enter data into spreadsheets and order office supplies. "
    "Schedule meetings and prepare correspondence for the office manager."
)


@pytest.fixture(scope="module")
def coder() -> OccupationCoder:
    return OccupationCoder.load()


def test_hard_titles_reach_the_floor(coder: OccupationCoder) -> None:
    cases = yaml.safe_load(HARD_TITLES.read_text(encoding="utf-8"))
    coded = coder.code_batch([OccupationInput(title) for title, _ in cases])
    firsts = [_ranked(result.code)[0] for result in coded]
    top_three = [_ranked(result.code)[:3] for result in coded]
    right = sum(first in codes for first, (_, codes) in zip(firsts, cases, strict=True))
    near = sum(bool(set(three) & set(codes)) for three, (_, codes) in zip(top_three, cases, strict=True))
    assert len(cases) >= 100
    assert right >= 0.90 * len(cases)
    assert near >= 0.95 * len(cases)


def test_same_title_is_told_apart_by_its_text(coder: OccupationCoder) -> None:
    truck, clerk = coder.code_batch(
        [OccupationInput("Associate", TRUCK_TEXT), OccupationInput("Associate", CLERK_TEXT)]
    )
    driver = coder.soc_codes.index("53-3032")
    assert truck.probabilities[driver] > 5 * clerk.probabilities[driver]
    office = np.array([code.startswith("43-") for code in coder.soc_codes])
    assert clerk.probabilities[office].sum() > 2 * truck.probabilities[office].sum()


def test_boilerplate_counts_less_than_the_duties(coder: OccupationCoder) -> None:
    clerk, mixed, truck = coder.code_batch(
        [
            OccupationInput("Associate", CLERK_TEXT, boilerplate=TRUCK_TEXT),
            OccupationInput("Associate", f"{CLERK_TEXT} {TRUCK_TEXT}"),
            OccupationInput("Associate", TRUCK_TEXT, boilerplate=CLERK_TEXT),
        ]
    )
    driver = coder.soc_codes.index("53-3032")
    assert clerk.probabilities[driver] < mixed.probabilities[driver] < truck.probabilities[driver]
    assert "haul" not in clerk.words.words


def test_the_code_carries_its_title_level_and_evidence(coder: OccupationCoder) -> None:
    code = coder.code("Registered Nurse - ICU")
    assert (code.soc_code, code.title, code.level) == ("29-1141", "Registered Nurses", "detailed")
    assert code.level_code == "29-1141"
    assert code.evidence["matched_title"]
    assert code.evidence["runner_up"] != {}
    assert code.evidence["basis"] == "title"
    assert code.evidence["model"] == {"soc_code": "29-1141", "title": "Registered Nurses"}


def test_text_is_named_as_basis_and_its_words_as_evidence(coder: OccupationCoder) -> None:
    evidence = coder.code("Associate", TRUCK_TEXT).evidence
    assert evidence["basis"] == "title and description"
    words = evidence["description_words"]
    assert isinstance(words, list)
    assert set(words) & {"truck", "tractor", "trailer", "freight", "haul", "loads"}


def test_titles_in_the_text_and_no_empty_words_are_evidence(coder: OccupationCoder) -> None:
    text = (
        "You will join them as a truck driver. Truck drivers with us haul freight and are home weekly. " * 2
    )
    evidence = coder.code("CDL Truck Driver", text).evidence
    titles, words = evidence["description_titles"], evidence["description_words"]
    assert isinstance(titles, list)
    assert isinstance(words, list)
    assert "truck driver" in titles
    assert not {"you", "will", "them", "and", "are", "with"} & set(words)


def test_a_decision_leaves_the_opinion_of_the_model_in_the_evidence(coder: OccupationCoder) -> None:
    decided = Correction("29-1171", "Ana", "2026-11-01", "she prescribes", posting_id="7")
    reviewed = OccupationCoder.load([decided]).code("Registered Nurse", posting_id="7")
    alone = coder.code("Registered Nurse")
    assert reviewed.soc_code == "29-1171"
    assert reviewed.evidence["model"] == alone.evidence["model"]


def test_nothing_is_coded_without_words(coder: OccupationCoder) -> None:
    code = coder.code("", "")
    assert code.soc_code is None
    assert code.title is None
    assert code.onet_soc_code is None
    assert len(code.alternatives) == N_ALTERNATIVES


def test_uncertain_code_keeps_the_best_candidate_among_alternatives(coder: OccupationCoder) -> None:
    code = coder.code("Xqzzt wvvk")
    assert code.soc_code is None
    assert code.alternatives[0].probability == code.probability


def test_alternatives_fall_and_leave_the_code_out(coder: OccupationCoder) -> None:
    code = coder.code("Truck Driver")
    probabilities = [candidate.probability for candidate in code.alternatives]
    assert probabilities == sorted(probabilities, reverse=True)
    assert code.probability >= probabilities[0]
    assert code.soc_code not in {candidate.soc_code for candidate in code.alternatives}


def test_misspelt_title_is_read_as_the_known_word(coder: OccupationCoder) -> None:
    code = coder.code("Regsitered Nurse")
    assert code.soc_code == "29-1141"
    assert code.evidence["read_as"] == {"regsitered": "registered"}


def test_onet_code_follows_the_soc_code(coder: OccupationCoder) -> None:
    assert coder.code("Welder").onet_soc_code == "51-4121.00"
    specialised = coder.code("Nuclear Medicine Technologist")
    assert specialised.onet_soc_code is not None
    assert specialised.onet_soc_code[:7] == specialised.soc_code


def test_correction_wins_and_is_evidence() -> None:
    decided = Correction("15-1252", "reviewer", "2026-11-01", "asked the employer", title_pattern="wizard*")
    coder = OccupationCoder.load([decided])
    code = coder.code("Wizard of Light Bulb Moments")
    assert (code.soc_code, code.probability) == ("15-1252", 1.0)
    assert code.evidence["correction"] == {
        "of": "title",
        "names": "wizard*",
        "by": "reviewer",
        "on": "2026-11-01",
        "reason": "asked the employer",
    }
    assert coder.code("Welder").soc_code == "51-4121"


def test_batches_and_single_postings_agree(coder: OccupationCoder) -> None:
    inputs = [OccupationInput("Cook"), OccupationInput("Associate", TRUCK_TEXT), OccupationInput("")]
    batch = [result.code.probability for result in coder.code_batch(inputs)]
    single = [coder.code(posting.title, posting.description).probability for posting in inputs]
    assert batch == pytest.approx(single, abs=1e-3)


def test_evidence_is_written_only_when_it_is_asked_for(coder: OccupationCoder) -> None:
    inputs = [OccupationInput("Welder"), OccupationInput("Associate", TRUCK_TEXT), OccupationInput("Xqzzt")]
    plain = [result.code for result in coder.code_batch(inputs)]
    explained = [result.code for result in coder.code_batch(inputs, with_evidence=True)]
    for code, other in zip(plain, explained, strict=True):
        assert set(code.evidence) <= {"level_probability"}
        assert {"basis", "title_words", "runner_up"} <= set(other.evidence)
        assert replace(code, evidence={}) == replace(other, evidence={})


def test_a_correction_is_evidence_in_any_case() -> None:
    decided = Correction("15-1252", "reviewer", "2026-11-01", "asked", title_pattern="wizard*")
    (coded,) = OccupationCoder.load([decided]).code_batch([OccupationInput("Wizard")])
    assert set(coded.code.evidence) == {"correction"}


def test_empty_batch_is_empty(coder: OccupationCoder) -> None:
    assert coder.code_batch([]) == []


def test_distribution_is_a_distribution(coder: OccupationCoder) -> None:
    result = coder.code_batch([OccupationInput("Accountant", CLERK_TEXT)])[0]
    assert result.probabilities.shape == (len(coder.soc_codes),)
    assert float(result.probabilities.sum()) == pytest.approx(1.0, abs=0.05)
    assert float(result.probabilities.max()) <= 1.0


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=200), description=st.text(max_size=400))
def test_hostile_text_never_raises(title: str, description: str) -> None:
    code = OccupationCoder.load().code(title, description)
    assert 0.0 <= code.probability <= 1.0


@pytest.mark.parametrize(
    "title",
    [
        "\x00\x00",
        "$" * 5000,
        "(((((((",
        "a" * 100_000,
        "-" * 300,
        "𝕹𝖚𝖗𝖘𝖊",
        "<b>RN</b>",
        "\u202eRN",
        "N/A",
        "1234567",
    ],
)
def test_odd_titles_are_coded_or_left_alone(coder: OccupationCoder, title: str) -> None:
    code = coder.code(title, "")
    assert np.isfinite(code.probability)


def test_component_reads_title_and_duties_but_not_the_employers_praise() -> None:
    nlp = spacy.blank("en")
    description = TRUCK_TEXT + "\nWe are a caring hospital group with nurses."
    doc = nlp.make_doc("Associate\n" + description)
    doc._.description_start = len("Associate\n")
    doc._.posting = PostingInput("1", "Associate", description)
    end = doc.text.index("We are")
    duties = doc.char_span(10, end - 1, label="duties", alignment_mode="expand")
    praise = doc.char_span(end, len(doc.text), label="company", alignment_mode="expand")
    assert duties is not None
    assert praise is not None
    doc.spans["sections"] = [duties, praise]
    read = read_input(doc)
    assert read.title == "Associate"
    assert read.posting_id == "1"
    assert "tractor trailer" in read.description
    assert "hospital" not in read.description
    assert read.boilerplate == "We are a caring hospital group with nurses."


def test_component_sets_the_code_in_order(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    header = "posting_id,title_pattern,soc_code,decided_by,decided_on,reason\n"
    path.write_text(header + "7,,11-1011,me,2026-01-01,\n", encoding="utf-8")
    nlp = spacy.blank("en")
    component = create_occupation(nlp, "occupation", str(path))
    assert isinstance(component, OccupationComponent)
    docs = []
    for number, title in (("6", "Welder"), ("7", "Welder")):
        doc = nlp.make_doc(title + "\n")
        doc._.description_start = len(title) + 1
        doc._.posting = PostingInput(number, title, "")
        docs.append(doc)
    codes = [doc._.occupation.soc_code for doc in component.pipe(docs)]
    assert codes == ["51-4121", "11-1011"]
    assert "matched_title" not in docs[0]._.occupation.evidence
    explained = [component.explain(doc) for doc in docs]
    assert [code.soc_code for code in explained] == codes
    assert [code.probability for code in explained] == [doc._.occupation.probability for doc in docs]
    assert explained[0].evidence["matched_title"]
    assert set(explained[1].evidence) >= {"matched_title", "correction"}


def _ranked(code: object) -> list[str]:
    alternatives = [candidate.soc_code for candidate in code.alternatives]  # type: ignore[attr-defined]
    soc_code = code.soc_code  # type: ignore[attr-defined]
    return [soc_code, *alternatives] if soc_code else alternatives
