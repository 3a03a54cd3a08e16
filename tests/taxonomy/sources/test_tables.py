from pathlib import Path

import pyarrow.parquet as pq

from taxonomy.sources.tables import Origin, build_table, write_table

ORIGIN = Origin("a file", "a publisher", "2031", "public domain", "https://example.org", "a note")
ROWS = [
    {"cip_code": "02.0000", "title": "Second", "definition": "never kept"},
    {"cip_code": "01.0000", "title": "First"},
    {"cip_code": "02.0000", "title": "Second"},
    {"cip_code": "03.0000"},
]


def test_rows_are_sorted_unique_and_cut_to_the_schema() -> None:
    table = build_table("cip", ROWS, ORIGIN).table
    assert table.to_pylist() == [
        {"cip_code": "01.0000", "title": "First"},
        {"cip_code": "02.0000", "title": "Second"},
        {"cip_code": "03.0000", "title": None},
    ]


def test_the_origin_is_kept_in_the_file(tmp_path: Path) -> None:
    path = write_table(build_table("cip", ROWS, ORIGIN), tmp_path)
    metadata = pq.read_schema(path).metadata
    assert (metadata[b"vintage"], metadata[b"note"]) == (b"2031", b"a note")


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    first = write_table(build_table("cip", ROWS, ORIGIN), tmp_path).read_bytes()
    second = write_table(build_table("cip", reversed(ROWS), ORIGIN), tmp_path).read_bytes()
    assert first == second
