from pathlib import Path

import pytest

from taxonomy.sources.cip import build_cip, build_cip_soc
from taxonomy.sources.files import SourceFiles
from tests.taxonomy.sources.official_files import write_lines, write_workbook


@pytest.fixture
def files(tmp_path: Path) -> SourceFiles:
    write_lines(
        tmp_path / "CIP2020_SOC2018_Crosswalk.csv",
        "CIP2020Code,CIP2020Title,SOC2018Code,SOC2018Title",
        '51.3801,"Registered Nursing.",29-1141,Registered Nurses',
        "01.0508,Taxidermy/Taxidermist.,99-9999,NO MATCH",
        "99.9999,NO MATCH,55-3011,Air Crew Members",
        encoding="utf-8-sig",
    )
    rows = [
        ["CIP Code (2020)", "CIP Title (2020)", "Career Cluster", "Sub-Cluster"],
        ["01.0207", "Irrigation.", "Agriculture", "Water Systems"],
    ]
    write_workbook(tmp_path / "CIP_Career_Clusters_Crosswalk.xlsx", {"CIP - CC - Sub-Clusters": rows})
    return SourceFiles(tmp_path)


def test_programs_of_both_files_without_the_final_stop(files: SourceFiles) -> None:
    assert build_cip(files).table.to_pylist() == [
        {"cip_code": "01.0207", "title": "Irrigation"},
        {"cip_code": "01.0508", "title": "Taxidermy/Taxidermist"},
        {"cip_code": "51.3801", "title": "Registered Nursing"},
    ]


def test_no_match_is_no_pair(files: SourceFiles) -> None:
    assert build_cip_soc(files).table.to_pylist() == [{"cip_code": "51.3801", "soc_code": "29-1141"}]
