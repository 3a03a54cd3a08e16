"""Types of employment from fields, titles and phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.employment_type import EmploymentTypeReader, read_employment_type
from tests.nlp.components.posting_docs import posting_doc


@pytest.mark.parametrize(
    ("title", "description", "kind"),
    [
        ("Clerk", "Job Type: Full-time", "FULL_TIME"),
        ("Clerk", "Employment type', 'Part-time', 'Job function", "PART_TIME"),
        ("Clerk", "Status: Full Time Exempt", "FULL_TIME"),
        ("Clerk", "Job Type: Contract", "CONTRACTOR"),
        ("Clerk (Part-Time)", "We file things.", "PART_TIME"),
        ("Marketing Intern", "We are a full-time team.", "INTERN"),
        ("Seasonal Gardener", "We plant things.", "TEMPORARY"),
        ("RN - PRN", "We care.", "PER_DIEM"),
        ("Driver", "This is a full-time position with benefits.", "FULL_TIME"),
        ("Driver", "We have an immediate part-time opening.", "PART_TIME"),
        ("Nurse", "ER nurse (per diem) in Reno", "PER_DIEM"),
        ("Analyst", "6 months contract with a bank", "CONTRACTOR"),
        ("Guide", "These positions are temporary and end in fall.", "TEMPORARY"),
        ("Sales", "This is a 1099 sales position", "CONTRACTOR"),
        ("Sales", "Reps are business owners operating under IRS W-9", "CONTRACTOR"),
        ("Nurse", "Assignment Length: 13 Weeks", "CONTRACTOR"),
        ("Nurse", "A 13 week travel assignment in Reno", "CONTRACTOR"),
        ("Driver", "Full- Time position", "FULL_TIME"),
        ("Ranger", "Career/Career-Conditional full-time appointment", "FULL_TIME"),
        ("Aide", "Apply to the Pathways Internship Program", "INTERN"),
        ("Aide", "An unpaid student internship", "INTERN"),
    ],
)
def test_reads(title: str, description: str, kind: str) -> None:
    assert read_employment_type(title, description) == kind


@pytest.mark.parametrize(
    "description",
    [
        "",
        "Three years of full-time experience in an office.",
        "Paid vacation for full-time employees.",
        "Full-time students may apply.",
        "5+ years full time employment or postdoctoral work",
        "Two years of professional, full-time employment",
        "Reviews contracts and manages contractors.",
        "Full time position or part time position, as you like.",
        "Position: Full time and part-time",
        "Employees may be employed full-time during vacation.",
    ],
)
def test_keeps_silent(description: str) -> None:
    assert read_employment_type("Clerk", description) is None


def test_a_field_goes_before_the_title() -> None:
    assert read_employment_type("Summer Intern", "Job type: Part-time") == "PART_TIME"


def test_the_component_fills_the_doc() -> None:
    doc = EmploymentTypeReader()(posting_doc("Job type: Temporary", title="Clerk"))
    assert doc._.employment_type == "TEMPORARY"


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    kinds = {None, "INTERN", "PER_DIEM", "VOLUNTEER", "CONTRACTOR", "TEMPORARY", "PART_TIME", "FULL_TIME"}
    assert read_employment_type(text, text) in kinds


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["full-time ", "contract ", "position: ", "status"])
def test_long_repeats_are_answered(piece: str) -> None:
    assert read_employment_type("", piece * (300_000 // len(piece))) in {None, "FULL_TIME", "CONTRACTOR"}
