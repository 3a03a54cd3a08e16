"""Years of experience of the main path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.education import find_education
from nlp.components.experience import Experience, find_experience
from nlp.components.experience_paths import main_years
from nlp.components.segments import segment_starts
from tests.nlp.components.posting_docs import posting_doc


def years(text: str, sections: list[tuple[int, int, str]] | None = None) -> float | None:
    segments = segment_starts(text)
    demands = find_experience(text, segments, sections or [])
    return main_years(text, demands, find_education(text, segments))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-5 years of experience in sales", 3),
        ("three (3) years of experience", 3),
        ("Minimum of three -LRB-3-RRB- years' experience in a warehouse", 3),
        ("minimum of 2 yrs experience", 2),
        ("18 months of experience in a kitchen", 1.5),
        ("six months of full-time experience", 0.5),
        ("one year of specialized experience equivalent to the GS-05 level", 1),
        ("One year of full-time satisfactory experience", 1),
        ("2 - year minimum acute experience in a hospital", 2),
        ("5+ years developing web applications", 5),
        ("0-2 years of related experience", 0),
        ("Experience: 4 years", 4),
        ("Driving experience required: 5 years", 5),
        ("HS diploma0-2 years of related experience", 0),
        ("Minimum of five plus (5+) years of professional level experience", 5),
        ("3 to 6 years in growth or sales", 3),
        ("At least 3 year experience in managing\nOverall 10+ years of experience with data", 10),
        ("6 months of general and 6 months of specialized work experience", 1),
        ("Five years of experience within the last 10 years in a plant", 5),
        ("Map design. 2 years. Plotter a plus.", 2),
        ("- 3 years on heavy tractors; own tools", 3),
        ("7 years supporting directors", 7),
        ("Tanker endorsement preferred, 2 years of experience, drug screen", 2),
        ("four years of experience, 18 months of which must have been supervisory", 4),
        ("1-3 years of office experience (payroll experience preferred)", 1),
        ("Two years of experience is required (a graduate degree may substitute)", 2),
        ("Minimum 3 years of outside salesexperience", 3),
        ("Experience Required: 4+YearsTerms and conditions", 4),
        ("6 years or greater working proficiency in Go", 6),
        ("3+ years knowledge of Go", 3),
        ("degree in finance3-5 years audit experience Experience with ledgers preferred", 3),
        ("Completion of the equivalent of 1 year of experience at the next lower grade", 1),
        ("6 months of general experience and 6 months of specialized experience", 1),
        ("(6) Six months of general experience and (6) six months of specialized experience", 1),
        ("5+ years of experience in the job offered", 5),
        ("At least a year of retail experience", 1),
        ("between two and four years of experience", 2),
        ("zero to 2 years of experience", 0),
        ("Two-plus years of experience as a cook", 2),
        ("1 1/2 years of experience", 1.5),
        ("At least 1 yr. experience", 1),
        ("Years of Experience Required: 3-5", 3),
        ("52 weeks of specialized experience in a mill", 1),
        ("One full year (52 weeks) of specialized experience", 1),
        ("2-4 years of business analysis experience", 2),
        ("You bring 4+ years of product management", 4),
        ("2+ years shipping software", 2),
    ],
)
def test_reads_years(text: str, expected: float) -> None:
    assert years(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Must be 18 years or older.",
        "Must be at least 21 years of age.",
        "Our company has been in business for over 50 years.",
        "We have 25 years of experience in this market.",
        "Our team brings more than 40 years of experience.",
        "6 months contract with experience in banking preferred",
        "A four year high school diploma",
        "4-year degree from an accredited college",
        "We prefer 4 years of experience",
        "Brewing since 1998. 28 years and growing.",
        "This position is temporary, not to exceed 1 year.",
        "Security+ certification within six months of employment",
        "recent experience within 1 year",
        "5 years of experience preferred",
        "Ideally 3 years of experience",
        "30 credits are equivalent to 6 months of experience",
        "A degree may be substituted for one year of experience.",
        "Upon completion of one year of satisfactory experience you advance.",
        "4-year college degree or 8 years hospitality experience.",
        "Optional 6-12 months of sales experience",
        "One course in field work or three months of field experience",
        "Employees with one year of satisfactory experience move up.",
        "No experience required.",
        "No prior experience needed, we train you.",
        "4-year technical degree or 10 years of audit experience",
        "Education: 4 year engineering degree. Experience required.",
        "Veterans with 3 or more years of active duty; experience may be paid or unpaid",
        "a curriculum in physics, provided the applicant has had 1 year of engineering experience",
        "60 credits from a college are equated to one year of experience",
        "$30,000 a year depending on experience",
        "half a year of experience",
        "52 weeks per year, experience in catering",
        "Candidates with 3 years of experience will be given preference",
        "Preferred skills: 5 years of experience with looms",
        "The preferred candidate should possess two years of experience in a kennel",
        "Temporary position for 6 months, experience in billing required",
        "May be promoted after a minimum of 6 months of experience",
    ],
)
def test_keeps_silent(text: str) -> None:
    assert years(text) is None


def test_the_first_of_several_paths_counts() -> None:
    text = (
        "1. A baccalaureate degree and three years of experience; or 2. An associate degree and four years "
        "of experience; or 3. A high school diploma and five years of experience."
    )
    assert years(text) == 3


@pytest.mark.parametrize(
    "text",
    [
        "1. A master's degree in economics; or 2. A baccalaureate degree and two years of experience.",
        "Master's degree in botany or Bachelor's degree in botany plus three years of experience",
        "MS Degree in botany or BS Degree in a related field plus three (3) years of experience",
    ],
)
def test_a_first_path_without_years_is_the_main_one(text: str) -> None:
    assert years(text) is None


def test_two_degrees_in_one_breath_are_one_path() -> None:
    assert years("Master's or Bachelor's degree and 3 years of experience") == 3


def test_the_first_grade_counts() -> None:
    text = "GS-14: Salary: $99,785; GS-15: Salary: $117,376\n\nGS-09: one year of experience. GS-11: two years of experience."
    assert years(text) == 1


def test_a_higher_assignment_level_does_not_count() -> None:
    text = (
        "A bachelor's degree. To be appointed directly to Assignment Level II, candidates must have one year "
        "of experience."
    )
    assert years(text) is None


@pytest.mark.parametrize(
    "level", ["For Assignment to Assignment Level III:", "Additional Qualification Requirements for Level 2:"]
)
def test_a_higher_level_does_not_count_however_it_is_called(level: str) -> None:
    assert years(f"One year of experience as a guard. {level} A. Two years of experience as a guard.") == 1


def test_graduate_studies_stand_in_for_the_experience_of_a_grade() -> None:
    text = (
        "GS-11: Ph.D. or equivalent doctoral degree -OR- 1 year of specialized experience at the GS-9 level"
    )
    assert years(text) == 1
    assert years("A bachelor's degree -OR- 1 year of specialized experience at the GS-4 level") is None


def test_the_experience_of_a_grade_ends_the_basic_paths() -> None:
    text = (
        "Must have a degree: botany. OR Experience-four years of experience with plants. "
        "AND SPECIALIZED EXPERIENCE: At least one (1) year of specialized experience at the next lower grade."
    )
    assert years(text) == 1


def test_a_first_path_without_years_stands_when_the_next_asks_for_the_same_degree() -> None:
    text = "(1) A bachelor's degree in science. OR, (2) A bachelor's degree AND two years of laboratory experience."
    assert years(text) is None


def test_years_in_the_place_of_a_degree_are_not_on_top() -> None:
    text = "Bachelor's degree or ten years of experience. Eight years of logistics experience required."
    assert years(text) == 8


def test_a_wish_behind_a_comma_is_about_its_own_clause() -> None:
    text = "10+ years of experience with data, credit experience is a definite plus"
    assert years(text) == 10


def test_preferred_and_company_sections_do_not_count() -> None:
    text = "2 years of experience. 5 years of experience. 9 years of experience."
    sections = [(0, 23, "required"), (23, 46, "preferred"), (46, len(text), "company")]
    assert years(text, sections) == 2


def test_offsets_of_demands() -> None:
    text = "Needs 5 years of experience."
    (demand,) = find_experience(text, segment_starts(text), [])
    assert text[demand.start : demand.end] == "5 years"


@pytest.mark.parametrize(
    ("text", "expected"), [("2 years of experience", 2), ("18 months of experience", 1.5), ("We bake", None)]
)
def test_the_component_fills_the_doc(text: str, expected: float | None) -> None:
    found = Experience()(posting_doc(text))._.experience_years_min
    assert found == expected
    assert not (isinstance(found, float) and found.is_integer())


@given(st.text(max_size=400))
def test_any_text_is_answered(text: str) -> None:
    found = years(text)
    assert found is None or 0 <= found <= 60


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["5 years ", "one year of experience or ", "9", "year", "3-5 months, "])
def test_long_repeats_are_answered(piece: str) -> None:
    found = years(piece * (200_000 // len(piece)))
    assert found is None or found >= 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A minimum of 2 (two) years of technical experience", 2),
        ("Five to seven\u00a0years of software architecture in telecom", 5),
        ("1-2 years of experience preferably in construction", 1),
        ("Knowledge of fraud systems is a plus 3-10 years of experience as an analyst", 3),
        ("2-5 years Python development required", 2),
        ("Master's degree plus work experience (8+ years)", 8),
        ("1. A degree and three years of experience; or     2. A diploma and seven years of experience", 3),
        ("1. A degree and three years of experience; or 2.\tA diploma and seven years of experience", 3),
        ("A degree and five years of experience in mills OR\nA degree and eight years of experience", 5),
        ("three (3) or more years of full-time         experience in a bank", 3),
        ("Minimum of 3 yearsâ€™ experience in a shop", 3),
        ("3â€“5 years of experience", 3),
        ("3 5 years experience with lathes", 3),
        ("experience5 years", 5),
        ("Work is varied and requiresfive years experience.", 5),
        ("degree in a related fieldThree years of related experience", 3),
        ("3–5 years in a similar role (multi-site work a plus).", 3),
        ("3 years of experience required, 5 preferred", 3),
        ("10 years of experience is required, however, a degree may substitute for some", 10),
        ("A certificate in business and a minimum of four years related work experience", 4),
    ],
)
def test_reads_years_in_odd_spellings(text: str, expected: float) -> None:
    assert years(text) == expected


@pytest.mark.parametrize(
    "text", ["The institute has 20+ years of experience.", "Preferred: 5 years of experience"]
)
def test_keeps_silent_on_the_firm_and_on_wishes(text: str) -> None:
    assert years(text) is None


def test_someone_sought_counts_within_talk_of_the_company() -> None:
    text = "Our client is looking for an analyst with 2-5 years of experience to join the team."
    assert years(text, [(0, len(text), "company")]) == 2
    text = "We are accepting applications for bakers with 4+ years of experience."
    assert years(text, [(0, len(text), "company")]) == 4


def test_what_may_be_substituted_far_ahead_does_not_matter() -> None:
    text = (
        "(Credit is given for education that may substitute, see the table of the standard on the page of the "
        "office that is named below, for each of the grades that are open) You must have one year of experience."
    )
    assert years(text) == 1


def test_a_preamble_and_the_first_path_add_up() -> None:
    text = (
        "One year of experience in supervising crews, and either: 1. A baccalaureate degree and one year of "
        "experience in masonry; or 2. A high school diploma and five years of experience in masonry."
    )
    assert years(text) == 2


CITY = (
    "Mends boats.\n\n1. A degree and one year of experience; or 2. A diploma and six years of experience.\n\n"
)


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("Ten years of experience with sails.", 1),
        ("Candidates should possess a minimum of three years of experience.", 1),
        ("Minimum of 3 years of experience with sails.", 3),
        ("Two (2) years of full-time experience with sails required.", 2),
    ],
)
def test_below_the_paths_of_a_city_only_what_is_required_counts(below: str, expected: float) -> None:
    assert years(CITY + below) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The baker must have 1 year of experience.", 1),
        ("Baking: 4 years (Required)", 4),
        ("Baking: 4 years of experience (Preferred)", None),
        ("4 years of baking experience", None),
    ],
)
def test_among_the_wishes_a_word_of_need_is_needed(text: str, expected: float | None) -> None:
    assert years(text, [(0, len(text), "preferred")]) == expected
