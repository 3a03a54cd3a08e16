from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from storage.archive import Archive, Exchange, compute_body_digest
from storage.errors import ArchiveError
from storage.warc import read_compression

_DAY = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def _exchange(body: bytes = b'{"jobs": []}', **fields: object) -> Exchange:
    values: dict[str, object] = {
        "request_key": "k1", "source": "acme", "url": "https://x.example/jobs", "status": 200, "body": body, "fetched_at": _DAY,
        "headers": (("ETag", '"v1"'), ("Content-Type", "application/json"), ("Content-Encoding", "gzip")),
    }  # fmt: skip
    return Exchange(**{**values, **fields})  # type: ignore[arg-type]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path / "archive")
    yield opened
    opened.close()


def test_a_body_is_found_by_its_digest(archive: Archive) -> None:
    digest = archive.write(_exchange(b"\x00\xff binary"))
    assert archive.read_body(digest) == b"\x00\xff binary"
    assert digest == compute_body_digest(b"\x00\xff binary")


def test_many_bodies_in_one_file_are_all_found(archive: Archive) -> None:
    digests = [
        archive.write(_exchange(f"body {number}".encode(), request_key=str(number))) for number in range(20)
    ]
    assert [archive.read_body(digest) for digest in digests] == [
        f"body {number}".encode() for number in range(20)
    ]


def test_files_are_by_day_and_source(archive: Archive, tmp_path: Path) -> None:
    archive.write(_exchange())
    archive.write(_exchange(b"other", source="we/ird ..", request_key="k2"))
    names = {path.name for path in (tmp_path / "archive" / "2026-11-22").iterdir()}
    assert names == {"acme.warc.gz", "we_ird_...warc.gz"}


def test_the_same_body_is_written_once(archive: Archive, tmp_path: Path) -> None:
    archive.write(_exchange())
    size = (tmp_path / "archive/2026-11-22/acme.warc.gz").stat().st_size
    archive.write(_exchange(request_key="k2"))
    assert (tmp_path / "archive/2026-11-22/acme.warc.gz").stat().st_size == size


def test_records_are_warc_with_what_was_said(archive: Archive, tmp_path: Path) -> None:
    archive.write(_exchange())
    with (tmp_path / "archive/2026-11-22/acme.warc.gz").open("rb") as stream:
        record = next(ArchiveIterator(stream))
        assert record.rec_headers.get_header("WARC-Target-URI") == "https://x.example/jobs"
        assert record.rec_headers.get_header("WARC-Date") == "2026-11-22T08:00:00Z"
        assert record.http_headers.get_header("ETag") == '"v1"'
        assert record.http_headers.get_header("Content-Encoding") is None


def test_the_latest_answer_has_its_validators(archive: Archive) -> None:
    archive.write(_exchange(b"old"))
    digest = archive.write(_exchange(b"new", headers=(("Last-Modified", "Sun, 22 Nov 2026 08:00:00 GMT"),)))
    latest = archive.latest("k1")
    assert latest is not None
    assert (latest.digest, latest.etag, latest.last_modified) == (
        digest,
        None,
        "Sun, 22 Nov 2026 08:00:00 GMT",
    )
    assert archive.latest("never asked") is None


def test_what_is_not_kept_cannot_be_read(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="not in the archive"):
        archive.read_body("sha256:0")


def test_a_damaged_file_is_told_of(archive: Archive, tmp_path: Path) -> None:
    digest = archive.write(_exchange())
    path = tmp_path / "archive/2026-11-22/acme.warc.gz"
    path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(ArchiveError, match=r"acme\.warc\.gz"):
        archive.read_body(digest)


def test_a_body_survives_reopening(tmp_path: Path) -> None:
    first = Archive(tmp_path / "a")
    digest = first.write(_exchange())
    first.close()
    second = Archive(tmp_path / "a")
    assert second.read_body(digest) == b'{"jobs": []}'
    second.close()


def test_a_disk_that_refuses_leaves_no_entry(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.archive.append_response", refuse)
    with pytest.raises(ArchiveError, match="No space left"):
        archive.write(_exchange())
    assert archive.latest("k1") is None
    assert not archive.has_body(compute_body_digest(b'{"jobs": []}'))


def test_a_place_that_is_no_directory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError):
        Archive(tmp_path / "file")


def test_the_compression_may_change_and_both_kinds_stay_readable(tmp_path: Path) -> None:
    digests = []
    for number, compression in enumerate(("gzip", "zstd", "gzip")):
        archive = Archive(tmp_path, read_compression(compression))
        digests.append(archive.write(_exchange(b"%d" % number, request_key=str(number))))
        archive.close()
    assert sorted(path.name for path in (tmp_path / "2026-11-22").iterdir()) == [
        "acme.warc.gz",
        "acme.warc.zst",
    ]
    archive = Archive(tmp_path, "zstd")
    assert [archive.read_body(digest) for digest in digests] == [b"0", b"1", b"2"]
    archive.close()
