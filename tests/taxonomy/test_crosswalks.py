import pytest

from taxonomy.crosswalks import (
    CROSSWALKS,
    ClusterLink,
    cip_to_clusters,
    cip_to_soc,
    cluster_to_cip,
    cluster_to_naics,
    cluster_to_soc,
    cross,
    find_cluster,
    naics_sector,
    naics_to_clusters,
    normalise_cip,
    oews_to_soc,
    onet_to_soc,
    soc2010_to_soc,
    soc_to_cip,
    soc_to_clusters,
    soc_to_oews,
    soc_to_onet,
)
from taxonomy.errors import UnknownCodeError
from taxonomy.loader import load_table

HOME_HEALTH = ("31-1121", "31-1122")


def test_both_parts_of_a_hybrid_have_its_clusters() -> None:
    links = [soc_to_clusters(code) for code in HOME_HEALTH]
    assert links[0] == links[1] == (ClusterLink("Healthcare & Human Services", "Personal Care Services"),)


@pytest.mark.parametrize(
    ("oews_code", "expected"),
    [
        ("31-1120", HOME_HEALTH),
        ("21-1018", ("21-1011", "21-1014")),
        ("25-9045", ("25-9042", "25-9043", "25-9049")),
        ("29-1141", ("29-1141",)),
    ],
)
def test_oews_codes_stand_for_soc_codes(oews_code: str, expected: tuple[str, ...]) -> None:
    assert oews_to_soc(oews_code) == expected


def test_every_oews_code_stands_for_something() -> None:
    codes = set(load_table("oews")["soc_code"].to_pylist()) - {"00-0000"}
    assert all(oews_to_soc(code) for code in codes)


def test_every_detailed_code_comes_back_from_oews() -> None:
    for code in load_table("cluster_soc")["soc_code"].to_pylist():
        (oews_code,) = soc_to_oews(code)
        assert code in oews_to_soc(oews_code)


def test_an_occupation_in_several_clusters_keeps_all() -> None:
    clusters = {link.cluster for link in soc_to_clusters("11-1021")}
    assert clusters == {"Energy & Natural Resources", "Management & Entrepreneurship"}


def test_unmanned_vehicle_technology_has_no_codes_but_is_known() -> None:
    assert find_cluster("unmanned vehicle technology") == (
        "Digital Technology",
        "Unmanned Vehicle Technology",
    )
    assert cluster_to_soc("Unmanned Vehicle Technology") == ()


@pytest.mark.parametrize(
    ("name", "sub_cluster"),
    [
        ("water systems", "Water Systems"),
        ("Data Science & Artificial Intelligence", "Data Science & AI"),
        ("Teaching, Training and Facilitation", "Teaching, Training, & Facilitation"),
        ("LOCAL STATE AND FEDERAL SERVICES", "Local, State, & Federal Services"),
        ("Digital Technology", None),
    ],
)
def test_spellings_of_other_publications(name: str, sub_cluster: str | None) -> None:
    assert find_cluster(name)[1] == sub_cluster


def test_a_cluster_holds_the_codes_of_its_sub_clusters() -> None:
    parts = [
        row["sub_cluster"] for row in load_table("clusters").to_pylist() if row["cluster"] == "Construction"
    ]
    assert set(cluster_to_soc("Construction")) == {code for part in parts for code in cluster_to_soc(part)}
    assert "47-2111" in cluster_to_soc("Skilled Trades")


def test_programs_and_occupations_lead_to_each_other() -> None:
    assert cip_to_soc("51.3801") == ("25-1072", "29-1141")
    assert "51.3801" in soc_to_cip("29-1141")
    assert ClusterLink("Healthcare & Human Services", "Physical Health") in cip_to_clusters("513801")
    assert "51.3801" in cluster_to_cip("Physical Health")


def test_a_program_without_an_occupation_has_none() -> None:
    assert cip_to_soc("01.0508") == ()


@pytest.mark.parametrize("code", ["332", "31", "31-33", "339999"])
def test_industries_of_manufacturing_share_its_clusters(code: str) -> None:
    assert naics_sector(code) == "31-33"
    assert {link.cluster for link in naics_to_clusters(code)} == {"Advanced Manufacturing"}


def test_a_cluster_has_sectors() -> None:
    assert cluster_to_naics("Advanced Manufacturing") == ("31-33",)


@pytest.mark.parametrize(
    ("old", "new"),
    [("15-1132", ("15-1252", "15-1253")), ("11-1011", ("11-1011",)), ("29-1141", ("29-1141",))],
)
def test_soc_2010_codes(old: str, new: tuple[str, ...]) -> None:
    assert soc2010_to_soc(old) == new


def test_onet_codes() -> None:
    assert onet_to_soc("29-1141.03") == ("29-1141",)
    assert "29-1141.03" in soc_to_onet("29-1141")


def test_cip_codes_get_their_dot() -> None:
    assert normalise_cip(" 010508 ") == normalise_cip("01.0508") == "01.0508"


@pytest.mark.parametrize(
    ("from_system", "code"),
    [
        ("soc", "99-9999"),
        ("cip", "99.9999"),
        ("naics", "99"),
        ("naics", ""),
        ("clusters", "Piracy"),
        ("soc2010", "15-1252"),
        ("oews", "00-0001"),
        ("onet", "29-1141"),
    ],
)
def test_unknown_codes_are_refused_by_every_crosswalk(from_system: str, code: str) -> None:
    for system, to_system in CROSSWALKS:
        if system == from_system:
            with pytest.raises(UnknownCodeError):
                cross(system, to_system, code)


def test_an_unknown_crosswalk_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="naics/soc"):
        cross("naics", "soc", "62")


@pytest.mark.parametrize(
    ("from_system", "to_system", "code", "first"),
    [
        (
            "cip",
            "soc",
            "51.3801",
            {"code": "25-1072", "title": "Nursing Instructors and Teachers, Postsecondary"},
        ),
        (
            "naics",
            "clusters",
            "23",
            {
                "cluster": "Construction",
                "sub_cluster": "Architecture & Civil Engineering",
                "is_cross_cutting": False,
            },
        ),
        ("soc", "oews", "31-1121", {"code": "31-1120", "title": "Home Health Aides; Personal Care Aides"}),
        ("clusters", "naics", "Robotics", {"code": "31-33", "title": "Manufacturing"}),
    ],
)
def test_crosswalks_give_titles(from_system: str, to_system: str, code: str, first: dict[str, str]) -> None:
    assert cross(from_system, to_system, code)[0] == first
