from pathlib import Path

import pytest

from taxonomy.sources.files import SourceFiles
from taxonomy.sources.projections import build_education, build_projections
from tests.taxonomy.sources.official_files import write_lines

HEADER = (
    "soc,title,employment_2024,employment_2034,employment_change,employment_change_pct,growth_rate,"
    "annual_openings,median_annual_wage,typical_education,work_experience,typical_training"
)


@pytest.fixture
def files(tmp_path: Path) -> SourceFiles:
    write_lines(
        tmp_path / "employment_projections_2024_34_table1.2.csv",
        HEADER,
        "27-2011,Actors,57.0,57.1,0.1,0.3,0.0017,6.3,,Some college,None,Long-term",
        "31-1120,Aides,4000.0,4700.0,700.0,17.5,0.17,765.8,35800.0,High school diploma,None,Short-term",
        "Total,All,1,1,1,1,1,1,1,,,",
    )
    return SourceFiles(tmp_path)


def test_a_hybrid_gives_each_code_the_figures_of_the_whole(files: SourceFiles) -> None:
    rows = {row["soc_code"]: row for row in build_projections(files).table.to_pylist()}
    assert set(rows) == {"27-2011", "31-1121", "31-1122"}
    assert rows["31-1121"]["source_code"] == "31-1120"
    assert (
        rows["31-1121"]["annual_openings_thousands"] == rows["31-1122"]["annual_openings_thousands"] == 765.8
    )


def test_an_unpublished_wage_is_null(files: SourceFiles) -> None:
    rows = {row["soc_code"]: row for row in build_projections(files).table.to_pylist()}
    assert rows["27-2011"]["wage_median_usd_annual"] is None
    assert rows["31-1122"]["wage_median_usd_annual"] == 35800.0


def test_typical_education_follows_the_same_codes(files: SourceFiles) -> None:
    rows = {row["soc_code"]: row for row in build_education(files).table.to_pylist()}
    assert rows["31-1122"] == {
        "soc_code": "31-1122",
        "source_code": "31-1120",
        "typical_education": "High school diploma",
        "work_experience": "None",
        "typical_training": "Short-term",
    }
