from pathlib import Path

import pytest

from taxonomy.errors import SourceFileError
from taxonomy.sources import onet
from taxonomy.sources.files import SourceFiles
from tests.taxonomy.sources.official_files import write_direct_match, write_lines, write_onet, zip_folder


@pytest.fixture
def files(tmp_path: Path) -> SourceFiles:
    write_onet(tmp_path / "onet")
    write_direct_match(tmp_path)
    return SourceFiles(tmp_path)


def test_the_release_is_read_from_the_read_me(files: SourceFiles) -> None:
    assert onet.onet_origin(files, "x").vintage == "O*NET 99.1 (May 2031)"


def test_a_read_me_without_release_stops_the_build(tmp_path: Path) -> None:
    write_lines(tmp_path / "Read Me.txt", "Something else")
    with pytest.raises(SourceFileError, match="names no O"):
        onet.onet_origin(SourceFiles(tmp_path), "x")


def test_occupations_carry_their_soc_code_and_no_description(files: SourceFiles) -> None:
    assert onet.build_onet_soc(files).table.to_pylist() == [
        {"onet_soc_code": "11-1011.00", "soc_code": "11-1011", "title": "Chief Executives"},
        {"onet_soc_code": "11-1011.03", "soc_code": "11-1011", "title": "Chief Sustainability Officers"},
    ]


def test_titles_say_where_they_come_from(files: SourceFiles) -> None:
    rows = {row["title"]: row for row in onet.build_titles(files).table.to_pylist()}
    assert {title: row["origin"] for title, row in rows.items()} == {
        "Chief Executives": "occupation",
        "Chief Sustainability Officers": "occupation",
        "Agency Owner": "alternate",
        'Head "Boss" of Post': "alternate",
        "Green Chief": "reported",
        "Admiral of Everything": "direct_match",
        "Operations Boss": "direct_match",
    }
    assert rows['Head "Boss" of Post']["short_title"] == "HOP"
    assert rows["Agency Owner"]["short_title"] is None


def test_a_direct_match_has_an_onet_code_only_where_onet_has_the_level(files: SourceFiles) -> None:
    rows = {row["title"]: row["onet_soc_code"] for row in onet.build_titles(files).table.to_pylist()}
    assert rows["Admiral of Everything"] == "11-1011.00"
    assert rows["Operations Boss"] is None


def test_technologies_keep_both_flags_apart(files: SourceFiles) -> None:
    (row,) = onet.build_technologies(files).table.to_pylist()
    assert (row["name"], row["soc_code"], row["is_hot"], row["is_in_demand"]) == (
        "WordThing",
        "11-1011",
        True,
        False,
    )


def test_job_zones_and_commodities(files: SourceFiles) -> None:
    assert onet.build_job_zones(files).table.to_pylist() == [{"onet_soc_code": "11-1011.00", "job_zone": 5}]
    assert onet.build_unspsc(files).table.to_pylist() == [
        {"commodity_code": "43232104", "title": "Word processing software"}
    ]


def test_the_official_zip_gives_the_same_tables_as_the_folder(files: SourceFiles, tmp_path: Path) -> None:
    packed = tmp_path / "packed"
    packed.mkdir()
    zip_folder(tmp_path / "onet", packed / "db_99_1_text.zip", "db_99_1_text")
    write_direct_match(packed)
    assert onet.build_titles(SourceFiles(packed)).table.equals(onet.build_titles(files).table)
