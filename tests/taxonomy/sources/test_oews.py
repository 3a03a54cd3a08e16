import gzip
from pathlib import Path

import pytest

from taxonomy.errors import SourceFileError
from taxonomy.schemas import OEWS_STATISTICS
from taxonomy.sources.files import SourceFiles
from taxonomy.sources.oews import build_oews, build_oews_areas
from tests.taxonomy.sources.official_files import write_workbook

HEAD = ["area_type", "area_code", "area_title", "state_fips", "occ_code", "employment", "location_quotient"]
WAGES = [f"wage_{statistic}_{unit}" for unit in ("hourly", "annual") for statistic in OEWS_STATISTICS]


def write(folder: Path, *rows: list[str]) -> SourceFiles:
    lines = [",".join([*HEAD, *WAGES]), *(",".join(row) for row in rows)]
    (folder / "oews_may_2031.csv.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    return SourceFiles(folder)


def line(
    area_type: str, area_code: str, occupation: str = "00-0000", employment: str = "10", wage: str = "20.5"
) -> list[str]:
    return [area_type, area_code, "A title", "27", occupation, employment, "1.25", *[wage] * len(WAGES)]


@pytest.mark.parametrize(
    ("area_type", "area_code", "expected"),
    [
        ("N", "0000000", ("nation", "US")),
        ("S", "2700000", ("state", "27")),
        ("M", "0033460", ("metropolitan", "33460")),
        ("M", "2700001", ("nonmetropolitan", "2700001")),
        ("1", "99", ("nation", "US")),
        ("2", "27", ("state", "27")),
        ("4", "33460", ("metropolitan", "33460")),
        ("6", "2700001", ("nonmetropolitan", "2700001")),
    ],
)
def test_area_codes_of_both_shapes(
    tmp_path: Path, area_type: str, area_code: str, expected: tuple[str, str]
) -> None:
    (row,) = build_oews(write(tmp_path, line(area_type, area_code))).table.to_pylist()
    assert (row["area_type"], row["area_code"]) == expected


def test_values_are_numbers_and_marks_are_null(tmp_path: Path) -> None:
    files = write(tmp_path, line("N", "0", "11-1011"), line("N", "0", "27-2042", employment="-", wage="#"))
    published, hidden = build_oews(files).table.to_pylist()
    assert (published["employment"], published["wage_p90_usd_hourly"], published["location_quotient"]) == (
        10,
        20.5,
        1.25,
    )
    assert (hidden["employment"], hidden["wage_median_usd_annual"]) == (None, None)


def test_an_unknown_mark_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="no number: '%%'"):
        build_oews(write(tmp_path, line("N", "0", wage="%%")))


def test_an_unknown_area_type_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="unknown area type 'Q'"):
        build_oews(write(tmp_path, line("Q", "0")))


def test_areas_are_listed_once_with_their_titles(tmp_path: Path) -> None:
    files = write(tmp_path, line("S", "2700000"), line("S", "2700000", "11-1011"))
    assert build_oews_areas(files).table.to_pylist() == [
        {"area_type": "state", "area_code": "27", "title": "A title", "state_fips": "27"}
    ]


def test_the_official_workbook_is_read_for_cross_industry_rows_only(tmp_path: Path) -> None:
    parts = ["MEAN", "PCT10", "PCT25", "MEDIAN", "PCT75", "PCT90"]
    wages = [f"{unit}_{part}" for unit in "HA" for part in parts]
    head = [
        "AREA",
        "AREA_TITLE",
        "AREA_TYPE",
        "PRIM_STATE",
        "I_GROUP",
        "OCC_CODE",
        "TOT_EMP",
        "LOC_QUOTIENT",
        *wages,
    ]
    kept = [99, "U.S.", 1, "US", "cross-industry", "11-1011", "1,234", "", *[30.5] * 12]
    other = [99, "U.S.", 1, "US", "sector", "11-1011", "99", "", *[1] * 12]
    write_workbook(tmp_path / "all_data_M_2031.xlsx", {"All May 2031 data": [head, kept, other]})
    (row,) = build_oews(SourceFiles(tmp_path)).table.to_pylist()
    assert (row["area_code"], row["employment"], row["wage_mean_usd_annual"]) == ("US", 1234, 30.5)
