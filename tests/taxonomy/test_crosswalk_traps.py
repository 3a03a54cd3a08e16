"""The known defects and traps of the official files, one by one, on the tables as they ship.

The misprints are made in tests/taxonomy/sources/, the groupings are tested in test_groupings.py, the
cross-cutting Clusters in test_clusters.py, OEWS areas in test_tables.py.
"""

import pytest

from taxonomy.cards import soc_card
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
from taxonomy.occupations import detailed_codes, oews_figures, soc_entries

HYBRIDS = {
    "13-1020": ("13-1021", "13-1022", "13-1023"),
    "13-2020": ("13-2022", "13-2023"),
    "21-1018": ("21-1011", "21-1014"),
    "25-2052": ("25-2055", "25-2056"),
    "25-9045": ("25-9042", "25-9043", "25-9049"),
    "29-2010": ("29-2011", "29-2012"),
    "31-1120": ("31-1121", "31-1122"),
    "39-7010": ("39-7011", "39-7012"),
    "47-4090": ("47-4091", "47-4099"),
    "51-2028": ("51-2022", "51-2023"),
    "51-2090": ("51-2092", "51-2099"),
    "53-1047": ("53-1042", "53-1043", "53-1044", "53-1049"),
}
NO_SOC_CODES = ("21-1018", "25-2052", "25-9045", "51-2028", "53-1047")
DETAILED = [code for code, entry in soc_entries().items() if entry.level == "detailed"]
SUB_CLUSTERS = load_table("clusters")["sub_cluster"].to_pylist()


@pytest.mark.parametrize(("oews_code", "parts"), HYBRIDS.items())
def test_a_hybrid_and_its_parts_lead_to_each_other(oews_code: str, parts: tuple[str, ...]) -> None:
    assert oews_to_soc(oews_code) == parts
    assert {soc_to_oews(part) for part in parts} == {(oews_code,)}


@pytest.mark.parametrize(("oews_code", "parts"), HYBRIDS.items())
def test_every_part_has_the_clusters_and_figures_of_its_hybrid(
    oews_code: str, parts: tuple[str, ...]
) -> None:
    rows = [row for row in load_table("cluster_soc").to_pylist() if row["source_code"] == oews_code]
    of_hybrid = {ClusterLink(row["cluster"], row["sub_cluster"]) for row in rows}
    assert of_hybrid
    for part in parts:
        assert set(soc_to_clusters(part)) == of_hybrid
        figures = oews_figures(part)
        assert figures is not None
        assert figures["soc_code"] == oews_code


@pytest.mark.parametrize("oews_code", sorted(set(HYBRIDS) - set(NO_SOC_CODES)))
def test_a_hybrid_that_is_a_broad_code_too_means_the_same_in_both_systems(oews_code: str) -> None:
    assert detailed_codes(oews_code) == oews_to_soc(oews_code)


@pytest.mark.parametrize("oews_code", NO_SOC_CODES)
def test_a_hybrid_that_is_no_soc_code_is_refused_with_what_it_stands_for(oews_code: str) -> None:
    with pytest.raises(UnknownCodeError, match=f"OEWS hybrid of {', '.join(HYBRIDS[oews_code])}"):
        list(soc_card(oews_code))


@pytest.mark.parametrize("table", ["cluster_soc", "cip_soc", "soc2010_soc2018", "onet_soc", "projections"])
def test_no_crosswalk_to_soc_holds_a_hybrid(table: str) -> None:
    assert set(load_table(table)["soc_code"].to_pylist()) <= set(DETAILED)


def test_the_misprinted_water_systems_keep_their_links() -> None:
    # 49-3041 and 01.0207 stand under "water systems" in the workbooks.
    water = ClusterLink("Agriculture", "Water Systems")
    assert water in soc_to_clusters("49-3041")
    assert water in cip_to_clusters("01.0207")
    assert cluster_to_soc("water systems") == cluster_to_soc("Water Systems")
    assert SUB_CLUSTERS.count("Water Systems") == 1
    assert "water systems" not in SUB_CLUSTERS


def test_unmanned_vehicle_technology_is_known_to_every_crosswalk_and_linked_by_none() -> None:
    assert len(SUB_CLUSTERS) == 72
    walks = [to_system for from_system, to_system in CROSSWALKS if from_system == "clusters"]
    assert set(walks) == {"soc", "cip", "naics"}
    assert [cross("clusters", to_system, "Unmanned Vehicle Technology") for to_system in walks] == [
        [],
        [],
        [],
    ]
    without_links = [name for name in SUB_CLUSTERS if not (cluster_to_soc(name) or cluster_to_cip(name))]
    assert without_links == ["Unmanned Vehicle Technology"]


def test_many_occupations_are_in_several_clusters() -> None:
    # 125 codes of the workbook; a hybrid counts once there and once per part here
    several = [code for code in DETAILED if len({link.cluster for link in soc_to_clusters(code)}) > 1]
    assert len(several) == 127
    assert {link.cluster for link in soc_to_clusters("15-1252")} == {
        "Arts, Entertainment, & Design",
        "Digital Technology",
    }


@pytest.mark.parametrize("name", SUB_CLUSTERS)
def test_every_sub_cluster_is_found_in_the_spellings_of_other_publications(name: str) -> None:
    spelt = {
        name,
        name.upper(),
        name.replace("&", "and"),
        name.replace(", &", " &"),
        name.replace(", &", " and"),
    }
    assert {find_cluster(spelling)[1] for spelling in spelt} == {name}


def test_a_longer_name_is_found_too() -> None:
    assert find_cluster("Data Science & Artificial Intelligence")[1] == "Data Science & AI"
    assert find_cluster("Data Science and Artificial Intelligence")[1] == "Data Science & AI"


def test_onet_codes_are_soc_codes_at_00_and_splits_of_onet_elsewhere() -> None:
    codes = load_table("onet_soc")["onet_soc_code"].to_pylist()
    assert {onet_to_soc(code) for code in codes if code.endswith(".00")} == {(code,) for code in DETAILED}
    splits = [code for code in codes if not code.endswith(".00")]
    assert len(splits) == 1016 - 867
    for code in splits:
        assert onet_to_soc(code) == (code[:7],)
        assert {code, f"{code[:7]}.00"} <= set(soc_to_onet(code[:7]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("15-1132", ("15-1252", "15-1253")),  # split
        ("15-1133", ("15-1252", "15-1253")),  # split and merged with the one above
        ("39-9021", ("31-1122",)),  # moved to another major group
        ("29-1141", ("29-1141",)),  # as it was
    ],
)
def test_soc_2010_codes_split_merge_and_move(old: str, new: tuple[str, ...]) -> None:
    assert soc2010_to_soc(old) == new


def test_soc_2010_reaches_every_code_of_2018() -> None:
    old = set(load_table("soc2010_soc2018")["soc2010_code"].to_pylist())
    assert {code for soc2010_code in old for code in soc2010_to_soc(soc2010_code)} == set(DETAILED)


def test_soc_2010_reaches_oews_through_the_hybrids() -> None:
    (soc_code,) = soc2010_to_soc("39-9021")
    assert soc_to_oews(soc_code) == ("31-1120",)


def test_soc_cluster_cip_and_back() -> None:
    for soc_code in DETAILED:
        for link in soc_to_clusters(soc_code):
            assert soc_code in cluster_to_soc(link.sub_cluster)
            assert soc_code in cluster_to_soc(link.cluster)
        for cip_code in soc_to_cip(soc_code):
            assert soc_code in cip_to_soc(cip_code)


def test_cluster_cip_and_back() -> None:
    for name in SUB_CLUSTERS:
        for cip_code in cluster_to_cip(name):
            assert name in {link.sub_cluster for link in cip_to_clusters(cip_code)}
        assert "99.9999" not in cluster_to_cip(name)  # "no match" is no program


def test_sectors_of_clusters_are_sectors_of_naics() -> None:
    sectors = {code for name in SUB_CLUSTERS for code in cluster_to_naics(name)}
    assert {"31-33", "44-45", "48-49"} <= sectors
    assert all(cross("naics", "clusters", code) for code in sectors)
