from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from storage.archive import Archive, Exchange, compute_body_digest
from storage.errors import ArchiveError
from storage.retention import Pruned, prune_archive
from storage.warc import read_compression

_FIRST = datetime(2026, 6, 1, 23, 59, tzinfo=UTC)


def _exchange(body: bytes, at: datetime, key: str = "key") -> Exchange:
    return Exchange(key, "acme", "https://acme.example/jobs", 200, (("ETag", '"1"'),), body, at)


def _fill(directory: Path, *bodies: tuple[bytes, datetime, str]) -> Archive:
    archive = Archive(directory)
    for body, at, key in bodies:
        archive.write(_exchange(body, at, key))
    return archive


def test_days_before_the_oldest_are_forgotten_and_others_kept(tmp_path: Path) -> None:
    archive = _fill(tmp_path, (b"old", _FIRST, "a"), (b"new", _FIRST + timedelta(days=1), "b"))
    n_bytes = (tmp_path / "2026-06-01" / "acme.warc.gz").stat().st_size
    assert prune_archive(tmp_path, date(2026, 6, 2)) == Pruned(1, n_bytes)
    assert not archive.has_body(compute_body_digest(b"old"))
    assert archive.latest("a") is None
    assert archive.read_body(compute_body_digest(b"new")) == b"new"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["2026-06-02"]
    archive.close()


def test_files_of_every_compression_are_deleted(tmp_path: Path) -> None:
    for compression in ("gzip", "zstd"):
        archive = Archive(tmp_path, read_compression(compression))
        archive.write(_exchange(compression.encode(), _FIRST, compression))
        archive.close()
    assert prune_archive(tmp_path, date(2026, 6, 2)).n_files == 2
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_what_is_still_shown_is_archived_anew_by_the_next_crawl(tmp_path: Path) -> None:
    archive = _fill(tmp_path, (b"same", _FIRST, "a"))
    prune_archive(tmp_path, date(2026, 7, 1))
    archive.write(_exchange(b"same", _FIRST + timedelta(days=40), "a"))
    assert archive.read_body(compute_body_digest(b"same")) == b"same"
    archive.close()


def test_a_prune_that_was_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    archive = _fill(tmp_path, (b"old", _FIRST, "a"))
    archive._index.execute("DELETE FROM bodies")
    archive._index.commit()
    assert prune_archive(tmp_path, date(2026, 7, 1)).n_files == 1
    assert not (tmp_path / "2026-06-01").exists()
    archive.close()


def test_directories_that_are_no_days_are_left_alone(tmp_path: Path) -> None:
    _fill(tmp_path).close()
    for name in ("20260101", "2026-1-01", "notes"):
        (tmp_path / name).mkdir()
    assert prune_archive(tmp_path, date(2026, 7, 1)) == Pruned(0, 0)
    assert (tmp_path / "20260101").exists()


def test_a_missing_archive_is_empty(tmp_path: Path) -> None:
    assert prune_archive(tmp_path / "none", date(2026, 7, 1)) == Pruned(0, 0)


def test_a_file_of_another_kind_stops_it_with_its_name(tmp_path: Path) -> None:
    _fill(tmp_path, (b"old", _FIRST, "a")).close()
    (tmp_path / "2026-06-01" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ArchiveError, match="2026-06-01"):
        prune_archive(tmp_path, date(2026, 7, 1))
