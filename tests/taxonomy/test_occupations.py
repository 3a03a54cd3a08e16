import pytest

from taxonomy.errors import UnknownCodeError
from taxonomy.occupations import (
    detailed_codes,
    find_soc,
    first_row,
    oews_code_of,
    oews_figures,
    oews_hybrids,
    soc_ancestors,
    soc_entries,
)


def test_the_hierarchy_leads_from_the_major_group_down() -> None:
    assert [entry.soc_code for entry in soc_ancestors("29-1141")] == [
        "29-0000",
        "29-1000",
        "29-1140",
        "29-1141",
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [("29-1141", ("29-1141",)), ("29-1140", ("29-1141",)), ("13-1020", ("13-1021", "13-1022", "13-1023"))],
)
def test_detailed_codes_below(code: str, expected: tuple[str, ...]) -> None:
    assert detailed_codes(code) == expected


def test_the_major_groups_hold_all_detailed_codes() -> None:
    majors = [entry.soc_code for entry in soc_entries().values() if entry.level == "major"]
    assert sum(len(detailed_codes(code)) for code in majors) == 867


@pytest.mark.parametrize("code", ["99-9999", "29-1141.00", "", "21-1018"])
def test_what_is_no_soc_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        find_soc(code)
    assert (caught.value.system, caught.value.code) == ("soc", code)


def test_twelve_hybrids() -> None:
    assert len(oews_hybrids()) == 12
    assert oews_hybrids()["53-1047"] == ("53-1042", "53-1043", "53-1044", "53-1049")


@pytest.mark.parametrize(("soc_code", "oews_code"), [("31-1121", "31-1120"), ("29-1141", "29-1141")])
def test_oews_publishes_hybrids_under_their_own_code(soc_code: str, oews_code: str) -> None:
    assert oews_code_of(soc_code) == oews_code


def test_figures_of_a_part_are_those_of_its_hybrid_and_say_so() -> None:
    figures = oews_figures("31-1121")
    assert figures is not None
    assert figures["soc_code"] == "31-1120"
    assert figures["employment"] > 4_000_000


def test_figures_of_a_metropolitan_area_are_below_those_of_the_nation() -> None:
    chicago, nation = oews_figures("29-1141", "metropolitan", "16980"), oews_figures("29-1141")
    assert chicago is not None
    assert nation is not None
    assert 0 < chicago["employment"] < nation["employment"]


def test_an_area_without_the_occupation_has_no_figures() -> None:
    assert oews_figures("29-1141", "metropolitan", "00000") is None


def test_first_row_is_null_for_unknown_values() -> None:
    assert first_row("cbsas", "cbsa_code", "16980") is not None
    assert first_row("cbsas", "cbsa_code", "nope") is None
