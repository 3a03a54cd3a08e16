from pathlib import Path

from taxonomy.sources.files import SourceFiles
from taxonomy.sources.soc import build_soc, build_soc2010_soc2018, read_direct_match_titles
from tests.taxonomy.sources.official_files import write_direct_match, write_lines, write_workbook

STRUCTURE = [
    ["A publisher"],
    ["Major Group", "Minor Group", "Broad Group", "Detailed Occupation", None],
    ["11-0000", None, None, None, "Management Occupations"],
    [None, "11-1000", None, None, "Top Executives"],
    [None, None, "11-1010", None, "Chief Executives"],
    [None, None, None, "11-1011", "Chief Executives"],
    [None, None, "11-1020", None, "General and Operations Managers"],
    [None, None, None, "11-1021", "General and Operations Managers"],
]


def test_every_level_points_to_the_one_above(tmp_path: Path) -> None:
    write_workbook(tmp_path / "soc_structure_2018.xlsx", {"2018 Structure": STRUCTURE})
    rows = build_soc(SourceFiles(tmp_path)).table.to_pylist()
    assert [(row["soc_code"], row["level"], row["parent_code"]) for row in rows] == [
        ("11-0000", "major", None),
        ("11-1000", "minor", "11-0000"),
        ("11-1010", "broad", "11-1000"),
        ("11-1011", "detailed", "11-1010"),
        ("11-1020", "broad", "11-1000"),
        ("11-1021", "detailed", "11-1020"),
    ]


def test_direct_match_titles_skip_the_lines_above_the_header(tmp_path: Path) -> None:
    write_direct_match(tmp_path)
    assert read_direct_match_titles(SourceFiles(tmp_path)) == [
        ("Admiral of Everything", "11-1011"),
        ("Operations Boss", "11-1021"),
    ]


def test_a_split_code_keeps_every_successor(tmp_path: Path) -> None:
    write_lines(
        tmp_path / "soc2010_soc2018.csv",
        "soc2010,soc2010_title,soc2018,soc2018_title",
        "15-1132,Developers,15-1252,Software Developers",
        "15-1132,Developers,15-1253,Testers",
    )
    rows = build_soc2010_soc2018(SourceFiles(tmp_path)).table.to_pylist()
    assert [(row["soc2010_code"], row["soc_code"]) for row in rows] == [
        ("15-1132", "15-1252"),
        ("15-1132", "15-1253"),
    ]


def test_the_official_workbook_of_the_crosswalk_is_read_too(tmp_path: Path) -> None:
    rows = [
        ["Crosswalk"],
        ["2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title"],
        ["15-1132", "Developers", "15-1252", "Software Developers"],
    ]
    write_workbook(tmp_path / "soc_2010_to_2018_crosswalk.xlsx", {"Sorted by 2010": rows})
    assert build_soc2010_soc2018(SourceFiles(tmp_path)).table["soc_code"].to_pylist() == ["15-1252"]
