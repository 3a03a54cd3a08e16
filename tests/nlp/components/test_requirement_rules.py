"""Clear wordings: negation, what is provided, and cues that close a clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.phrase_scan import fold
from nlp.components.requirement_rules import (
    WordingIndex,
    closed_level,
    is_benefit,
    is_credited,
    is_negated,
    is_offered,
    is_own_training,
    is_wish_in_brackets,
    is_wish_of_another,
    is_wished,
    runs_on,
)


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("No ", "? We train you.", True),
        ("No ", " required", True),
        ("", " is not required", True),
        ("Prior ", " experience isn't a prerequisite", True),
        ("", " is not a must", True),
        ("", " is a prerequisite", False),
        ("A ", " is not acceptable.", True),
        ("A ", " will not be accepted", True),
        ("", " not required but a plus", False),
        ("No ", " graduate is turned away", False),
        ("A valid ", " is required", False),
        ("Follow us on Facebook, ", " and LinkedIn.", True),
        ("Like us on ", "", True),
        ("call 311 or visit us online or on our social media sites, Facebook, ", " and X.", True),
        ("Writes posts for our social media channels: Facebook, ", "", False),
        ("Manages our presence on ", " and posts daily", False),
    ],
)
def test_negation(before: str, behind: str, expected: bool) -> None:
    assert is_negated(before, behind) is expected


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("Tuition help toward your ", " or MSN", True),
        ("We offer paid ", " and PALS classes", True),
        ("a free ", " renewal every two years", True),
        ("paid holidays. Current ", " class", False),
        ("A paid position; ", " required", False),
        ("Renew your ", " card", False),
    ],
)
def test_what_is_provided(before: str, behind: str, expected: bool) -> None:
    assert is_offered(before, behind, "certification") is expected


def test_only_credentials_are_offered_by_a_course() -> None:
    assert not is_offered("paid ", " classes", "skill")


@pytest.mark.parametrize(
    ("segment", "kind", "expected"),
    [
        ("- ACLS and PALS at our own campus", "certification", True),
        ("Health plan. A current BLS card", "certification", False),
        ("A degree is required for all", "degree", False),
        ("- Lessons in Spanish", "skill", False),
    ],
)
def test_credentials_among_the_benefits(segment: str, kind: str, expected: bool) -> None:
    assert is_benefit(segment, kind) is expected


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (" required, DNP preferred", "required"),
        (" or PhD preferred.", "preferred"),
        (" certification is strongly preferred", "preferred"),
        (" a big plus; typing", "preferred"),
        (" is a must", "required"),
        (" as needed", None),
        (" not required", None),
        (", DNP preferred", None),
        (" required skills of the team", None),
        (", required; typing", "required"),
        (" a Must! (three years)", "required"),
        (" preferred1-3 years", "preferred"),
        (" preferredMust lift", "preferred"),
        (" is highly recommended.", "preferred"),
        (" highly perferred", "preferred"),
        (" ideal;", "preferred"),
        ("", None),
        (" and needed and take part in rounds", None),
        (" as needed.", None),
    ],
)
def test_the_word_that_closes_the_clause(behind: str, expected: str | None) -> None:
    assert closed_level(behind) == expected


@pytest.mark.parametrize(
    ("behind", "kind", "expected"),
    [
        (", tanker endorsement preferred", "license", True),
        (", PALS a plus", "license", True),
        (", and PALS preferred", "license", False),
        (" preferred", "license", False),
        (", Go a plus", "technology", False),
    ],
)
def test_a_wish_for_the_last_of_a_list(behind: str, kind: str, expected: bool) -> None:
    assert is_wish_of_another(behind, kind) is expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Experience, preferably in ", True),
        ("Ideally you'll know ", True),
        ("Preference will be given to candidates who possess knowledge of the ", True),
        ("Nice to have: ", True),
        ("Bonus points if you've used ", True),
        ("Preferably in Java. Knowledge of ", False),
        ("Preference given to veterans who must hold a ", False),
        ("Experience in ", False),
    ],
)
def test_a_wish_opens_the_clause(before: str, expected: bool) -> None:
    assert is_wished(before) is expected
    assert WordingIndex(fold(f"{before}CDL")).may_be_wished(len(before)) or not expected


@pytest.mark.parametrize(
    ("before", "behind", "kind", "expected"),
    [
        ("One year of credit will be given for each 30 credits toward a ", " in nursing", "degree", True),
        ("credit may be granted for (a) a master's; or (b) a ", ".", "license", True),
        ("", " will be credited on the basis of 30 credits for one year", "degree", True),
        ("A ", " may be substituted for two years of experience.", "degree", True),
        ("A ", " may be required for certain posts.", "license", True),
        ("A ", " is required; study may be substituted", "degree", False),
        ("A ", " is required, and a master's may be substituted", "degree", False),
        ("", " may be required", "skill", False),
        ("30 credits toward a ", ".", "degree", True),
        ("24 semester hours towards a master's or ", ".", "degree", True),
        ("30 credits toward a master's; a ", " is required", "degree", False),
        ("Works toward a better city. A ", "", "degree", False),
        ("Extra credit for work. A ", " is on file", "degree", False),
    ],
)
def test_what_only_counts_as_experience(before: str, behind: str, kind: str, expected: bool) -> None:
    assert is_credited(before, behind, kind) is expected
    index = WordingIndex(fold(f"{before}CDL{behind}"))
    assert index.may_be_credited(len(before), len(before) + 3) or not expected


@given(before=st.text(max_size=60), behind=st.text(max_size=60))
def test_any_text_is_answered(before: str, behind: str) -> None:
    assert is_negated(before, behind) in {True, False}
    assert closed_level(behind) in {"required", "preferred", None}
    assert is_offered(before, behind, "license") in {True, False}


def test_long_repeats_are_answered() -> None:
    assert closed_level("a " * 100_000) is None
    assert not is_wish_of_another("a, " * 100_000, "license")


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("No ", " required"),
        ("We don't require an ", ""),
        ("we do not need any formal ", ""),
        ("without a ", ""),
        ("", " is not needed"),
        ("", " is unnecessary"),
        ("", " isn't required"),
        ("Connect with us on ", ""),
    ],
)
def test_the_index_lets_negations_through(before: str, behind: str) -> None:
    index = WordingIndex(fold(f"{before}CDL{behind}"))
    assert is_negated(before, behind)
    assert index.may_be_negated(len(before), len(before) + 3)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("The hospital will cover ", ""),
        ("We'll pay for your ", ""),
        ("We help you obtain ", ""),
        ("an opportunity to earn ", ""),
        ("Get your ", ""),
        ("complimentary ", " course"),
        ("", " card at no cost"),
        ("", " fees reimbursed"),
    ],
)
def test_the_index_lets_offers_through(before: str, behind: str) -> None:
    index = WordingIndex(fold(f"{before}CDL{behind}"))
    assert is_offered(before, behind, "license")
    assert index.may_be_offered(len(before), len(before) + 3)


@pytest.mark.parametrize("behind", [" a must", " would be a welcome asset", " desirable", " is essential"])
def test_the_index_lets_closing_words_through(behind: str) -> None:
    assert closed_level(behind) is not None
    assert WordingIndex(fold(f"CDL{behind}")).may_be_closed(3)


def test_the_index_spares_the_patterns_where_no_wording_stands() -> None:
    index = WordingIndex(
        fold("Drive with a CDL each day" + " and load" * 30 + " though a permit is not needed")
    )
    assert not index.may_be_negated(13, 16)
    assert not index.may_be_offered(13, 16)
    assert not index.may_be_closed(16)


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (" software (Tableau certification preferred)", True),
        (" deployments end-to-end (Epic strongly preferred)", True),
        (" projects (C, C++, Obj-C is a plus)", True),
        (" (preferred)", False),
        (" (experience strongly preferred)", False),
        (" (not required but preferred)", False),
        (" (2 years preferred)", False),
        (", Excel; charts (Tableau preferred)", False),
    ],
)
def test_a_wish_in_brackets_is_for_what_they_hold(behind: str, expected: bool) -> None:
    assert is_wish_in_brackets(behind) is expected


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ("Complete training (Example: OSHA 30 hour training)", True),
        ("- Attend safety training and maintain CPR", True),
        ("Obtain a CDL; training is paid", False),
        ("Obtain your license with our tuition help", False),
        ("We train you in CPR", False),
    ],
)
def test_a_duty_to_get_a_thing_is_no_offer(segment: str, expected: bool) -> None:
    assert is_own_training(segment) is expected


@pytest.mark.parametrize(
    ("before", "segment", "expected"),
    [
        ("budget administration;", " or in labor relations", True),
        ("budget administration; ", "and/or accounting", True),
        ("budget administration. ", "or in labor relations", False),
        ("budget administration;", " order entry", False),
        ("budget administration;", " and must drive", False),
    ],
)
def test_an_item_behind_a_semicolon_runs_on(before: str, segment: str, expected: bool) -> None:
    assert runs_on(before + segment, len(before)) is expected
