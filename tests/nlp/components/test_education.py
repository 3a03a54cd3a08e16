"""The lowest level of education that qualifies by any path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.education import EducationLevel, find_education, lowest_education
from nlp.components.education_levels import EDUCATION_CUES, LEVEL_PHRASES, LEVELS
from nlp.components.phrase_scan import fold
from nlp.components.segments import segment_starts
from tests.nlp.components.posting_docs import posting_doc


def lowest(text: str, sections: list[tuple[int, int, str]] | None = None) -> str | None:
    return lowest_education(text, find_education(text, segment_starts(text)), sections or [])


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("High school diploma or GED required.", "high_school"),
        ("HS diploma0-2 years of related work", "high_school"),
        ("Must have some college.", "some_college"),
        ("Matriculation at an accredited college is needed.", "some_college"),
        ("An associate degree or 60 semester credits from an accredited college", "some_college"),
        ("You are degree qualified or partially through your degree.", "some_college"),
        ("Associate's degree in nursing", "associate"),
        ("An ADN or BSN from an accredited school", "associate"),
        ("Bachelor’s or Associate’s degree", "associate"),
        ("HND/Degree or equivalent", "associate"),
        ("Bachelorâ€™s degree in accounting", "bachelor"),
        ("BA/BS in biology", "bachelor"),
        ("B.S. in physics or a related field", "bachelor"),
        ("A baccalaureate degree from an accredited college", "bachelor"),
        ("Skills and RequirementsBS in chemistry", "bachelor"),
        ("a 4-year degree", "bachelor"),
        ("College degree", "bachelor"),
        ("Degree: forestry; or a related field", "bachelor"),
        ("BS or MS in engineering", "bachelor"),
        ("MSEE with 5 years in design", "master"),
        ("Master's degree in statistics", "master"),
        ("A bachelor's degree in nursing and a master's degree in public health", "master"),
        ("Juris Doctor from an accredited law school", "professional"),
        ("Degree in dental surgery (D.D.S.)", "professional"),
        ("Ph.D. in chemistry", "doctorate"),
        ("Teaches in the ADN program. Master of Science in Nursing required.", "master"),
        ("Graduate of an ADN program", "associate"),
        ("Completion of a bachelor's degree program", "bachelor"),
        ("A degree is not needed but a high school diploma is required", "high_school"),
        ("Bachelor's degree in fire science or two years of college", "some_college"),
        ("1. A master's degree and one year; or 2. A high school diploma and six years", "high_school"),
        ("Graduation from an accredited United States law school", "professional"),
        ("Must be enrolled as a graduate student", "bachelor"),
        ("Pursuing a B.S. in botany", "some_college"),
        ("AA or BA in early childhood", "associate"),
        ("MS Degree in zoology, or BS Degree plus two years", "bachelor"),
        ("The lab is in Jackson, MS. A BS Degree in botany", "bachelor"),
        ("BA/BS/Undergraduate (degree in journalism is preferred)", "bachelor"),
        ("High school diploma, GED or higher6 months in a shop preferred", "high_school"),
        ("Bachelor's degree in logistics or a related fieldPMP certification is preferred", "bachelor"),
        (
            "Degree in physics or a similar discipline with work in optics; an advanced degree is a plus",
            "bachelor",
        ),
        ("1. BS in art; or 2. AAS. All candidates must have at least 60 credits from a college", "associate"),
        ("BASIC REQUIREMENT: Degree: botany. GS-9: one year of experience OR a master's degree", "bachelor"),
        ("A. Degree that included 15 semester hours in statistics", "bachelor"),
        ("Educated to degree level in a science", "bachelor"),
        ("Two-year technical degree", "associate"),
        ("Associate's or Bachelor's in nursing", "associate"),
        ("Minimum Education: Associates", "associate"),
        ("4 yr degree", "bachelor"),
        ("Must be enrolled in a Master's program", "bachelor"),
        ("Currently pursuing a Master's degree", "bachelor"),
        ("Completion of 60 semester credits", "some_college"),
        ("Minimum four years of college", "bachelor"),
        ("Requires a four (4) year degree in a human services field", "bachelor"),
        ("Pursuing an undergraduate degree in art", "some_college"),
        ("Bachelor's degree, preferably in finance", "bachelor"),
        ("BS degree ideally in botany or a related field", "bachelor"),
        ("Bachelor's degree in a related field, lab experience preferred", "bachelor"),
        ("Must have a bachelor's degree (in a similar discipline preferred)", "bachelor"),
        ("Bachelor's degree (Business or related field) Tableau certification is preferred", "bachelor"),
        ("Bachelor's degree.2+ years in retail preferred", "bachelor"),
        (
            "A degree in education, including or supplemented by student teaching, and a master's degree",
            "master",
        ),
        (
            "A. Degree: biology. OR A combination of (1) at least 35 semester hours of science and (2) experience",
            "some_college",
        ),
        (
            "A. Degree: physics. OR B. Combination of studies equivalent to a major of at least 30 semester hours",
            "bachelor",
        ),
        ("High school diploma. Bachelor's degree or four years of experience in sales", "high_school"),
        ("A bachelor's degree in law. GS-7: graduate study OR 1 year of specialized experience", "bachelor"),
        (
            "4 years of work experience with a Bachelor's degree or 2 years of experience with a master's",
            "bachelor",
        ),
        ("'4-7 years of experience or equivalent education', 'BA/BS degree in botany'", "bachelor"),
    ],
)
def test_reads_the_level(text: str, level: str) -> None:
    assert lowest(text) == level


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A bachelor's degree is preferred.",
        "BA or BS in business, marketing and/or supply chain is preferred",
        "Preferred: a master's degree",
        "An advanced degree is a plus",
        "Master's or PhD preferred",
        "MS/PhD in botany is a plus",
        "A high degree of accuracy and 360 degree feedback",
        "Works with elementary and high school students.",
        "Tuition assistance for a bachelor's degree",
        "A masters degree in engineering may be substituted for one year of experience.",
        "4-year college degree or 8 years hospitality experience.",
        "Reports to the associate director; manages master data and MS Office",
        "Office in Boston, MA or Baltimore, MD",
        "No degree required, no experience needed.",
        "No formal degree required",
        "High school diploma not required.",
        "High school diploma or GED is not necessary",
        "You don't need a degree to bake.",
        "Pastry degree preferred",
        "Coaches 28 associates and trains new associates.",
        "Advises students of the BSN program and the MBA students",
        "Associate degree or 3 years. Proofreading.",
        "Bachelor's degree in logistics, or four years leading in a depot",
        "4-year technical degree or 10 years of significant quality systems, audit or production experience",
        "High school diploma or 6 years of equivalent work history.",
        "A. Education: Bachelor's degree in geology. -OR- C. Experience: Six years of field experience",
        "Six months of general experience and six months of specialized experience OR 2 years above high school",
        "Two years of baking experience or an associate degree in culinary arts",
        "1. Five years of experience as a glazier; or 2. Three years plus training in a vocational high school",
        "A four-year high school diploma. Experience may be substituted for high school year by year.",
        "Six years of experience. Education in an accredited college leading to a bachelor's degree is credited.",
        "We are an EEO/AA employer. Serve as a scrum master.",
        "Education:\nBachelor's (Preferred)\nLocation:",
        "Recommended: Bachelor's degree",
        "Associate's or Bachelor's degree in accounting or a related field (preferred).",
        "GS-5: one year of specialized experience. OR Completion of a course of study leading to a bachelor's degree",
        "GS-11: Ph.D. -OR- 3 years of graduate education -OR- 1 year of Specialized Experience",
        "Degree in computer science. -OR- EXPERIENCE: Experience must be IT related.",
        "Training in a vocational school above high school is creditable as general experience",
        "SUBSTITUTION OF EDUCATION FOR EXPERIENCE: GS-11: studies leading to a Ph.D. or a doctoral degree",
        "High school diploma. Extensive experience acceptable as an offset to minimal education.",
        "Bachelor's degree required. Relevant experience may be considered in lieu of a degree.",
    ],
)
def test_keeps_silent(text: str) -> None:
    assert lowest(text) is None


def test_a_wish_behind_a_comma_is_about_its_own_level() -> None:
    assert lowest("High school diploma or GED, Associate's degree preferred") == "high_school"


def test_a_wish_for_more_does_not_raise_the_level() -> None:
    assert lowest("Bachelor's degree required, master's degree preferred.") == "bachelor"


def test_a_wish_for_less_does_not_lower_it() -> None:
    assert lowest("Bachelor's degree required; associate degree in art desirable.") == "bachelor"


def test_sections_decide() -> None:
    text = "High school graduates founded us. Bachelor's degree. Master's degree."
    sections = [(0, 34, "company"), (34, 53, "required"), (53, len(text), "preferred")]
    assert lowest(text, sections) == "bachelor"


def test_what_is_said_to_be_required_counts_among_the_benefits() -> None:
    text = "Weekly pay. Associates Degree in Nursing is required"
    assert lowest(text, [(0, len(text), "benefits")]) == "associate"


def test_a_heading_of_education_ends_the_wishes() -> None:
    text = "Optics is nice. Education: BS degree. Master's degree."
    assert lowest(text, [(0, len(text), "preferred")]) == "bachelor"


def test_a_line_of_its_own_counts_in_a_section_about_the_firm() -> None:
    assert lowest("We bake.\nHigh school diploma", [(0, 28, "company")]) == "high_school"
    assert lowest("Founded by two high school friends", [(0, 34, "company")]) is None


def test_offsets_and_wishes_of_mentions() -> None:
    text = "Bachelor's required; MBA preferred"
    mentions = find_education(text, segment_starts(text))
    assert [(text[found.start : found.end], found.is_preferred) for found in mentions] == [
        ("Bachelor's", False),
        ("MBA", True),
    ]


def test_every_phrase_has_a_level_that_exists() -> None:
    assert {phrase.level for phrase in LEVEL_PHRASES.values()} <= set(LEVELS)


def test_no_cue_belongs_to_two_classes() -> None:
    cues = [fold(cue) for phrases in EDUCATION_CUES.values() for cue in phrases]
    assert len(cues) == len(set(cues))


def test_the_component_fills_the_doc() -> None:
    component = EducationLevel()
    assert component(posting_doc("GED needed"))._.education == "high_school"
    assert component(posting_doc("We bake bread"))._.education is None


def test_the_title_does_not_count() -> None:
    assert (
        EducationLevel()(posting_doc("We teach.", title="High School Teacher, Bachelor"))._.education is None
    )


@given(st.text(max_size=400))
def test_any_text_is_answered(text: str) -> None:
    assert lowest(text) in {None, *LEVELS}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["bachelor ", "BS/", "or 60 credits "])
def test_one_megabyte_of_repeats_is_answered(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert lowest(text) in {None, *LEVELS}


def test_the_first_path_of_a_city_gives_way_to_what_the_office_requires() -> None:
    paths = "Sorts mail.\n\n1. A baccalaureate degree; or 2. A high school diploma and six years.\n\n"
    assert lowest(paths + "B.A. or B.S. required.") == "bachelor"
    assert lowest(paths + "A bachelor's degree in art.") == "high_school"


def test_a_section_of_wishes_counts_only_with_a_heading() -> None:
    text = "Education\nAn undergraduate degree in art"
    assert lowest(text, [(0, len(text), "preferred")]) == "bachelor"
    assert lowest("Bachelor's degree in art", [(0, 24, "preferred")]) is None
