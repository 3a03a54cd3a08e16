import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from service.errors import UsageError
from service.jobs.import_mapping import load_mapping
from service.jobs.import_postings import ImportSummary, import_file
from storage.models import CrawlRun, PostingRow, Source
from storage.session import open_session


def _import(engine: Engine, path: Path) -> ImportSummary:
    return import_file(engine, path, {"slug": "partner"}, load_mapping(None), path.parent / "imports")


def _line(external_id: str, **fields: object) -> bytes:
    record = {"id": external_id, "title": "Cook", "description": "Food handler card required."} | fields
    return json.dumps(record).encode() + b"\n"


def test_ndjson_is_stored_with_a_run_record(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "extract.ndjson"
    path.write_bytes(_line("1", location="Reno, NV", date="2026-10-05") + b"\n" + _line("2"))
    summary = _import(engine, path)
    assert (summary.status, summary.counts.n_new, summary.rejected_path) == ("complete", 2, None)
    with open_session(engine) as session:
        row = session.query(PostingRow).filter_by(external_id="1").one()
        assert [(place.state, place.county_fips) for place in row.locations] == [("NV", "32031")]
        assert str(row.date_posted) == "2026-10-05"
        assert session.query(CrawlRun).one().status == "complete"
        assert session.query(Source).one().family == "import"


def test_importing_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "extract.jsonl"
    path.write_bytes(_line("1"))
    _import(engine, path)
    counts = _import(engine, path).counts
    assert (counts.n_seen, counts.n_new, counts.n_changed) == (1, 0, 0)


def test_bad_records_are_kept_aside_with_line_and_problem(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "extract.ndjson"
    bad = [b"{broken\n", b"[1, 2]\n", b'{"id": "9"}\n', b'{"id": "x\xff"}\n', b"[" * 100_000 + b"\n"]
    path.write_bytes(_line("1") + b"".join(bad) + _line("2"))
    summary = _import(engine, path)
    assert (summary.status, summary.counts.n_new, summary.counts.n_skipped) == ("partial", 2, 5)
    assert summary.rejected_path is not None
    rejected = [json.loads(line) for line in summary.rejected_path.read_text(encoding="utf-8").splitlines()]
    assert [entry["line"] for entry in rejected] == [2, 3, 4, 5, 6]
    assert [entry["problem"].split(":")[0] for entry in rejected] == [
        "not JSON in UTF-8",
        "not a JSON object",
        "title",
        "not JSON in UTF-8",
        "not JSON in UTF-8",
    ]


def test_csv_with_quotes_marks_and_bad_rows(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "extract.csv"
    path.write_bytes(
        b"\xef\xbb\xbfid,title,description\r\n"
        b'1,"Cook, line","Says ""hot"".\nTwo lines."\r\n'
        b"2,Cook,one,too many\r\n"
        b"3,Cook,caf\xe9\r\n"
        b"4,Baker,Bread.\r\n"
    )
    summary = _import(engine, path)
    assert (summary.status, summary.counts.n_new, summary.counts.n_skipped) == ("partial", 2, 2)
    with open_session(engine) as session:
        rows = session.query(PostingRow).order_by(PostingRow.external_id).all()
        assert [row.title for row in rows] == ["Cook, line", "Baker"]
        assert rows[0].description_text == 'Says "hot".\nTwo lines.'


@pytest.mark.parametrize(("content", "status"), [(b"", "empty"), (b"\n\n", "empty"), (b"{\n", "failed")])
def test_a_file_without_a_posting_is_told_apart(
    engine: Engine, tmp_path: Path, content: bytes, status: str
) -> None:
    path = tmp_path / "extract.ndjson"
    path.write_bytes(content)
    assert _import(engine, path).status == status


@pytest.mark.parametrize("name", ["absent.ndjson", "table.xlsx"])
def test_a_file_that_cannot_be_read_is_refused(sqlite_engine: Engine, tmp_path: Path, name: str) -> None:
    if name.endswith("xlsx"):
        (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(UsageError, match=name):
        _import(sqlite_engine, tmp_path / name)
