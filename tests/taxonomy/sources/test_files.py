import gzip
from pathlib import Path

import pytest

from taxonomy.errors import SourceFileError
from taxonomy.sources.files import SourceFiles
from tests.taxonomy.sources.official_files import write_lines, write_onet, write_workbook, zip_folder

COLUMNS = {"code": "code", "title": "(job )?title"}
EXPECTED = [{"code": "1", "title": "Baker"}, {"code": "2", "title": "Cook, Head"}]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("jobs.csv", b'\xef\xbb\xbfCode,Job  Title\n1,Baker\n2,"Cook, Head"\n'),
        ("jobs.txt", b"Code\tTitle\n1\tBaker\n2\tCook, Head\n"),
        ("jobs.txt", b"CODE|TITLE|MORE\n1|Baker|x\n2|Cook, Head|y\n"),
        ("jobs.csv.gz", gzip.compress(b'code,title\n1,Baker\n2,"Cook, Head"\n')),
    ],
    ids=["csv with BOM", "tab", "pipe", "gzip"],
)
def test_text_files_give_the_same_records(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert list(SourceFiles(tmp_path).records("JOBS.*", columns=COLUMNS)) == EXPECTED


def test_a_workbook_is_read_below_its_title_lines(tmp_path: Path) -> None:
    rows = [["A publisher"], [None], ["Code", "Title"], [1, "Baker"], [None, None], [2, " Cook, Head "]]
    write_workbook(tmp_path / "jobs.xlsx", {"Overview": [["nothing"]], "Data": rows})
    assert list(SourceFiles(tmp_path).records("jobs.xlsx", columns=COLUMNS, sheet="^data$")) == EXPECTED


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    write_workbook(tmp_path / "jobs.xlsx", {"Overview": [["nothing"]]})
    with pytest.raises(SourceFileError, match="has no sheet"):
        list(SourceFiles(tmp_path).records("jobs.xlsx", columns=COLUMNS, sheet="data"))


def test_a_file_inside_an_official_zip_is_found(tmp_path: Path) -> None:
    write_onet(tmp_path / "unpacked")
    download = tmp_path / "download"
    download.mkdir()
    zip_folder(tmp_path / "unpacked", download / "db_99_1_text.zip", "db_99_1_text")
    records = SourceFiles(download).records("Job Zones.txt", columns={"zone": "job zone"})
    assert list(records) == [{"zone": "5"}]


def test_the_first_pattern_wins(tmp_path: Path) -> None:
    write_lines(tmp_path / "old.csv", "code,title", "1,old")
    write_lines(tmp_path / "new.csv", "code,title", "1,new")
    records = SourceFiles(tmp_path).records("new.csv", "old.csv", columns=COLUMNS)
    assert [record["title"] for record in records] == ["new"]


def test_windows_text_is_decoded(tmp_path: Path) -> None:
    write_lines(tmp_path / "jobs.csv", "code,title", "1,Café Manager", encoding="cp1252")
    assert next(SourceFiles(tmp_path).records("jobs.csv", columns=COLUMNS))["title"] == "Café Manager"


def test_an_optional_column_may_be_missing_and_a_short_row_is_padded(tmp_path: Path) -> None:
    write_lines(tmp_path / "jobs.csv", "code,title", "1")
    records = SourceFiles(tmp_path).records(
        "jobs.csv", columns={**COLUMNS, "more": "more"}, optional=("more",)
    )
    assert list(records) == [{"code": "1", "title": ""}]


def test_a_renamed_column_stops_the_build(tmp_path: Path) -> None:
    write_lines(tmp_path / "jobs.csv", "code,name", "1,Baker")
    with pytest.raises(SourceFileError, match="no row has the headings") as caught:
        list(SourceFiles(tmp_path).records("jobs.csv", columns=COLUMNS))
    assert caught.value.path == tmp_path / "jobs.csv"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match=r"holds no file a\.csv or b\.csv"):
        SourceFiles(tmp_path).find("a.csv", "b.csv")


def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="is not a directory"):
        SourceFiles(tmp_path / "nowhere")
