from pathlib import Path

import pytest

from taxonomy.errors import SourceFileError
from taxonomy.sources.areas import (
    build_cbsa_counties,
    build_cbsas,
    build_counties,
    build_states,
    build_zips,
)
from taxonomy.sources.files import SourceFiles
from tests.taxonomy.sources.official_files import write_geography, write_workbook


@pytest.fixture
def files(tmp_path: Path) -> SourceFiles:
    write_geography(tmp_path)
    return SourceFiles(tmp_path)


def test_states_with_capital_and_territories(files: SourceFiles) -> None:
    rows = {row["state"]: row for row in build_states(files).table.to_pylist()}
    assert len(rows) == 56
    assert rows["DC"] == {"state": "DC", "state_fips": "11", "name": "District of Columbia"}
    assert rows["PR"]["name"] == "Puerto Rico"


def test_recoded_counties_carry_the_new_code_and_name(files: SourceFiles) -> None:
    names = {row["county_fips"]: row["name"] for row in build_counties(files).table.to_pylist()}
    assert names["02158"] == "Kusilvak Census Area"
    assert names["46102"] == "Oglala Lakota County"
    assert names["51019"] == "Bedford County"
    assert not {"02270", "46113", "51515", "74300"} & set(names)


def test_connecticut_has_both_its_counties_and_its_planning_regions(files: SourceFiles) -> None:
    rows = [row for row in build_counties(files).table.to_pylist() if row["state"] == "CT"]
    assert [(row["county_fips"], row["is_planning_region"]) for row in rows] == [
        ("09003", False),
        ("09110", True),
    ]


def test_combined_county_equivalents_are_taken_apart(files: SourceFiles) -> None:
    rows = [row for row in build_cbsa_counties(files).table.to_pylist() if row["cbsa_code"] == "47900"]
    assert [row["county_fips"] for row in rows] == ["51059", "51600"]


def test_a_county_that_no_list_knows_stops_the_build(files: SourceFiles, tmp_path: Path) -> None:
    header = [
        "CBSA Code",
        "CBSA Title",
        "Metropolitan/Micropolitan Statistical Area",
        "County/County Equivalent",
    ]
    rows = [
        [*header, "FIPS State Code", "FIPS County Code"],
        ["1" * 5, "X, MN", "Metro", "Lost County", "27", "999"],
    ]
    write_workbook(tmp_path / "list1_2023.xlsx", {"List 1": rows})
    with pytest.raises(SourceFileError, match="Lost County"):
        build_cbsa_counties(SourceFiles(tmp_path))


def test_kinds_of_cbsas(files: SourceFiles) -> None:
    kinds = {row["cbsa_code"]: row["kind"] for row in build_cbsas(files).table.to_pylist()}
    assert kinds["33460"] == "metropolitan"
    assert kinds["99990"] == "micropolitan"


def test_a_zip_in_two_cbsas_belongs_to_the_larger_part(files: SourceFiles) -> None:
    zips = {row["postal_code"]: row for row in build_zips(files).table.to_pylist()}
    assert zips["55102"]["cbsa_code"] == "33460"
    assert zips["57770"] == {
        "postal_code": "57770",
        "city": "PINE RIDGE",
        "state": "SD",
        "county_fips": "46102",
        "cbsa_code": None,
    }
