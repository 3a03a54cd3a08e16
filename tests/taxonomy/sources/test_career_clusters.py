from pathlib import Path

import pytest

from taxonomy.sources import career_clusters
from taxonomy.sources.files import SourceFiles
from tests.taxonomy.sources.official_files import write_workbook

SHEET = "SOC - CC - Sub-Clusters"


@pytest.fixture
def files(tmp_path: Path) -> SourceFiles:
    soc = [
        ["SOC Code", "Occupation Title", "Career Cluster", "Sub-Cluster"],
        ["31-1120", "Aides", "Healthcare & Human Services", "Personal Care Services"],
        ["19-2043", "Hydrologists", "Agriculture", "water systems"],
        ["19-2043", "Hydrologists", "Agriculture", "Water Systems"],
        ["15-2051", "Data Scientists", "Digital Technology", "Data Science & AI"],
        ["25-1072", "Teachers", "Education", "Teaching, Training, & Facilitation"],
    ]
    overview = [["National Career Clusters Framework"]]
    write_workbook(tmp_path / "SOC_Career_Clusters_Crosswalk.xlsx", {"Overview": overview, SHEET: soc})
    cip = [
        ["CIP Code (2020)", "CIP Title (2020)", "Career Cluster", "Sub-Cluster"],
        ["01.0207", "Irrigation.", "Agriculture", "water systems"],
        ["99.9999", "NO MATCH", "Construction", "Skilled Trades"],
    ]
    write_workbook(
        tmp_path / "CIP_Career_Clusters_Crosswalk.xlsx",
        {"Overview": overview, "CIP - CC - Sub-Clusters": cip},
    )
    naics = [
        ["Career Cluster", "Sub-Cluster", "2-Digit NAICS", "NAICS title"],
        ["Advanced Manufacturing", "Robotics", "31-33", "Manufacturing"],
        [None, None, None, None],
        ["Advanced Manufacturing", None, None, None],
    ]
    write_workbook(
        tmp_path / "NAICS_Subclusters_Crosswalk.xlsx",
        {"Overview": overview, "CC - Sub-Cluster - NAICS": naics},
    )
    return SourceFiles(tmp_path)


def test_the_misprint_of_water_systems_makes_no_second_sub_cluster(files: SourceFiles) -> None:
    names = career_clusters.build_clusters(files).table["sub_cluster"].to_pylist()
    assert names.count("Water Systems") == 1
    assert "water systems" not in names


def test_unmanned_vehicle_technology_is_there_without_a_link(files: SourceFiles) -> None:
    assert (
        "Unmanned Vehicle Technology"
        in career_clusters.build_clusters(files).table["sub_cluster"].to_pylist()
    )
    assert (
        "Unmanned Vehicle Technology"
        not in career_clusters.build_cluster_soc(files).table["sub_cluster"].to_pylist()
    )


def test_groupings_cover_fourteen_clusters_and_three_are_cross_cutting(files: SourceFiles) -> None:
    clusters = [cluster for group in career_clusters.GROUPINGS.values() for cluster in group]
    assert len(clusters) == len(set(clusters)) == 14
    assert {
        "Digital Technology",
        "Management & Entrepreneurship",
        "Marketing & Sales",
    } == career_clusters.CROSS_CUTTING
    rows = career_clusters.build_clusters(files).table.to_pylist()
    assert {row["cluster"] for row in rows if row["is_cross_cutting"]} == {"Digital Technology"}


def test_a_hybrid_is_resolved_to_the_codes_it_stands_for(files: SourceFiles) -> None:
    rows = career_clusters.build_cluster_soc(files).table.to_pylist()
    hybrid = [(row["soc_code"], row["source_code"]) for row in rows if row["is_hybrid"]]
    assert hybrid == [("31-1121", "31-1120"), ("31-1122", "31-1120")]


def test_aliases_spell_out_and_drop_the_serial_comma(files: SourceFiles) -> None:
    aliases = {
        row["alias"]: row["sub_cluster"]
        for row in career_clusters.build_cluster_aliases(files).table.to_pylist()
    }
    assert aliases["Teaching, Training and Facilitation"] == "Teaching, Training, & Facilitation"
    assert aliases["Data Science and Artificial Intelligence"] == "Data Science & AI"
    assert not set(aliases) & set(aliases.values())


def test_programs_and_industries(files: SourceFiles) -> None:
    assert career_clusters.build_cluster_cip(files).table["sub_cluster"].to_pylist() == ["Water Systems"]
    assert career_clusters.build_cluster_naics(files).table["naics_code"].to_pylist() == ["31-33"]
