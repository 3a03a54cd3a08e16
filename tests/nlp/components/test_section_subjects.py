import time

import pytest

from nlp.components.section_subjects import is_of_organisation


@pytest.mark.parametrize(
    "sentence",
    [
        "The Bureau of Water and Sewer Operations (BWSO) is responsible for the operation of sewers.",
        "DEP protects public health and the environment by supplying clean drinking water.",
        "The ACCO's Office works cooperatively with operational bureaus to manage the procurement process.",
        "This unit conducts field surveys and interviews.",
        "Our company specializes in commercial roofing and gutter repair.",
        "The mission of the Division is to prevent injury through outreach and education.",
        "Dunson Harvesting, Inc. provides citrus harvesting and hauling.",
        "We design and build software for hospitals.",
        "SkyNet Managed Technology Services was founded in 2002 to support small businesses.",
        "Kingland is a leading provider of data management.",
        "In addition, the Bureau has overall responsibility for the inspection of sewers.",
        "With a staff of 1,000, the Division inspects restaurants and enforces rules.",
        "The primary responsibilities of the Bureau of Sewer Operations are: the operation of sewers.",
        "The Mayorâ€™s Office of Contract Services (MOCS) oversees the procurement of agencies.",
        "The school district serves 4,000 students and offers early intervention.",
    ],
)
def test_what_an_organisation_does(sentence: str) -> None:
    assert is_of_organisation(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Office Manager is responsible for payroll.",
        "The Program Coordinator manages a docket of cases.",
        "MUST have a tablet or a laptop.",
        "Our team is looking for a welder.",
        "The Department provides training; you will maintain the sewers.",
        "The company requires a valid driver's license.",
        "Provides support to the Department.",
        "We provide health insurance and a 401k.",
        "SAS is an equal opportunity employer.",
        "Working knowledge of Excel is required.",
        "Manages the procurement process.",
        "As the lead of the team, the Analyst manages the procurement process.",
        "Sales Engineer is a leader in the field.",
        "The responsibilities of the position include welding.",
        "The CNA provides care to residents.",
        "RN is responsible for patient care.",
        "The ideal candidate has experience in sales.",
        "",
    ],
)
def test_what_the_worker_does_or_needs(sentence: str) -> None:
    assert not is_of_organisation(sentence)


def test_long_texts_are_answered_at_once() -> None:
    begin = time.perf_counter()
    for text in ("The " + "Department of " * 400, "The department, " + "and " * 900, "Aa " * 900):
        assert not is_of_organisation(text)
    assert time.perf_counter() - begin < 1
