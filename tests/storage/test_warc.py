import gzip
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from storage.warc import (
    SUFFIXES,
    Compression,
    WarcResponse,
    append_response,
    list_files,
    read_compression,
    read_response,
)

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_AT = datetime(2026, 11, 22, 8, 0, 1, tzinfo=UTC)


def _response(body: bytes = b"body", status: int = 200) -> WarcResponse:
    headers = (("ETag", '"1"'), ("Content-Encoding", "gzip"), ("Content-Length", "3"))
    return WarcResponse("https://x.example/jobs", status, headers, body, _AT)


@pytest.fixture(params=["gzip", "zstd"])
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    compression: Compression = request.param
    return tmp_path / f"acme{SUFFIXES[compression]}"


def test_records_are_read_back_by_their_offsets(path: Path) -> None:
    bodies = [b"", b"\x00\xff", b"x" * 500_000]
    offsets = [append_response(path, _response(body, 200 + number)) for number, body in enumerate(bodies)]
    read = [read_response(path, offset) for offset in offsets]
    assert [response.body for response in read] == bodies
    assert [response.status for response in read] == [200, 201, 202]
    assert {(response.url, response.fetched_at) for response in read} == {("https://x.example/jobs", _AT)}


def test_headers_of_the_transport_are_left_out(path: Path) -> None:
    append_response(path, _response())
    assert read_response(path, 0).headers == (("ETag", '"1"'), ("Content-Length", "4"))


def test_other_tools_can_read_the_files(path: Path) -> None:
    for body in (b"one", b"two"):
        append_response(path, _response(body))
    unpack = gzip.open if path.suffix == ".gz" else zstd.open
    with unpack(path) as stream:
        assert [record.content_stream().read() for record in ArchiveIterator(stream)] == [b"one", b"two"]


@pytest.mark.parametrize("cut", [1, 40, 200, -5])
def test_a_record_that_is_cut_off_is_told_of(path: Path, cut: int) -> None:
    append_response(path, _response(os.urandom(200)))
    path.write_bytes(path.read_bytes()[:cut])
    if path.suffix == ".gz" and cut == -5:  # the body is whole: only the check sum is gone
        assert len(read_response(path, 0).body) == 200
        return
    with pytest.raises((ValueError, EOFError)):
        read_response(path, 0)


@pytest.mark.parametrize("offset", [3, 10_000])
def test_an_offset_between_records_is_told_of(path: Path, offset: int) -> None:
    append_response(path, _response())
    with pytest.raises(ValueError, match=r".+"):
        read_response(path, offset)


def test_a_full_disk_refuses(tmp_path: Path) -> None:
    path = tmp_path / "acme.warc.zst"
    path.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        append_response(path, _response())


def test_compressions_are_known_by_name(tmp_path: Path) -> None:
    assert [read_compression(name) for name in ("gzip", "zstd")] == ["gzip", "zstd"]
    with pytest.raises(ValueError, match="unknown compression 'rar'; known: gzip, zstd"):
        read_compression("rar")


def test_only_warc_files_are_listed(tmp_path: Path) -> None:
    for name in ("b.warc.gz", "a.warc.zst", "notes.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in list_files(tmp_path)] == ["a.warc.zst", "b.warc.gz"]
