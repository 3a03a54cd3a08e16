"""Remote, hybrid and on site; and remote things that are no place of work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.remote import RemoteReader, read_remote
from tests.nlp.components.posting_docs import posting_doc


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("This is a fully remote position.", "remote"),
        ("Software Engineer (Remote)", "remote"),
        ("Nurse - Remote\nWe care.", "remote"),
        ("You will work from home.", "remote"),
        ("Ability to work in a home office environment", "remote"),
        ("open to remote for the right candidate", "remote"),
        ("Work Remotely:\nYes", "remote"),
        ("We offer a hybrid schedule.", "hybrid"),
        ("3 days a week in the office", "hybrid"),
        ("This position is eligible for telework.", "hybrid"),
        ("the selectee may be allowed to telework", "hybrid"),
        ("This is not a remote position.", "on_site"),
        ("Telework is not available", "on_site"),
        ("The job is on-site in Boise.", "on_site"),
        ("Work Location: In person", "on_site"),
        ("Work Location: Client Site in Alexandria, VA", "on_site"),
        ("You will be located at our client's site.", "on_site"),
        ("Work Remotely: No", "on_site"),
        ("working from our office in Carlton", "on_site"),
    ],
)
def test_reads(text: str, verdict: str) -> None:
    assert read_remote(text) == verdict


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Travel to client sites is needed.",
        "Knowledge of GIS and remote sensing",
        "Travel to remote areas and remote sites",
        "Hybrid cloud service deployment",
        "Remote desktop support for staff",
        "Enjoy our on-site gym and on-site training",
        "Work at a nursing home or group home",
        "Repairs hybrid vehicles",
    ],
)
def test_other_senses_are_left_out(text: str) -> None:
    assert read_remote(text) is None


@pytest.mark.parametrize(
    ("location", "verdict"),
    [("Remote - US", "remote"), ("Boise, ID (Hybrid)", "hybrid"), ("Boise, ID", None)],
)
def test_the_location_goes_first(location: str, verdict: str | None) -> None:
    assert read_remote("We bake.", location) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Type letters from the comfort of their own homes.", "remote"),
        ("You can do it all from home, whenever you like.", "remote"),
        ("Home  based typist", "remote"),
        ("Provides onsite help to the crew", "on_site"),
    ],
)
def test_reads_where_the_work_is_done(text: str, verdict: str) -> None:
    assert read_remote(text) == verdict


def test_contradictions_stay_open() -> None:
    filler = "We bake bread and cakes for the whole county every single morning of the year. " * 3
    assert read_remote(f"This is a remote position. {filler} The job is on-site in Boise.") is None


def test_the_component_reads_text_and_location() -> None:
    assert RemoteReader()(posting_doc("We bake.", location="Remote"))._.remote == "remote"
    assert RemoteReader()(posting_doc("We offer a hybrid schedule."))._.remote == "hybrid"


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    assert read_remote(text, text) in {None, "remote", "hybrid", "on_site"}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["remote ", "hybrid", "in person ", "work from "])
def test_long_repeats_are_answered(piece: str) -> None:
    assert read_remote(piece * (300_000 // len(piece))) in {None, "remote", "hybrid", "on_site"}
