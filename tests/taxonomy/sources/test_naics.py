from pathlib import Path

from taxonomy.sources.files import SourceFiles
from taxonomy.sources.naics import build_naics
from tests.taxonomy.sources.official_files import write_lines, write_workbook

EXPECTED = [
    {"naics_code": "111", "title": "Crop Production", "level": 3},
    {"naics_code": "31-33", "title": "Manufacturing", "level": 2},
    {"naics_code": "541511", "title": "Custom IT", "level": 6},
]


def test_ranges_are_sectors_and_unknown_is_left_out(tmp_path: Path) -> None:
    write_lines(
        tmp_path / "naics2022_all.csv",
        "code,title,Level",
        "31-33,Manufacturing,2",
        "111,Crop Production,3",
        "541511,Custom IT,6",
        "99,Unknown,2",
    )
    assert build_naics(SourceFiles(tmp_path)).table.to_pylist() == EXPECTED


def test_the_census_workbook_gives_the_same_without_its_trilateral_mark(tmp_path: Path) -> None:
    rows = [
        ["Seq. No.", "2022 NAICS US   Code", "2022 NAICS US Title"],
        [None, None, None],
        [1, 111, "Crop ProductionT"],
        [2, "31-33", "ManufacturingT"],
        [3, 541511, "Custom IT"],
    ]
    write_workbook(tmp_path / "2-6 digit_2022_Codes.xlsx", {"tbl_2022_title": rows})
    assert build_naics(SourceFiles(tmp_path)).table.to_pylist() == EXPECTED
