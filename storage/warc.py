"""WARC files of one record after the other, each compressed by itself, so that any can be read by its offset.

`.warc.gz` has a gzip member per record, `.warc.zst` a Zstandard frame per record (IIPC's WARC-Zstd, without
dictionary); both are what the tools of web archives read.
"""

import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Literal, TypeAlias

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Compression: TypeAlias = Literal["gzip", "zstd"]

SUFFIXES: dict[Compression, str] = {"gzip": ".warc.gz", "zstd": ".warc.zst"}
_TRANSPORT = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_ZSTD_LEVEL = 10
_CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class WarcResponse:
    """One response record: the answer as it was received, its body decompressed."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime


def read_compression(name: str) -> Compression:
    """The compression of this name.

    Raises:
        ValueError: there is no such one.
    """
    for known in SUFFIXES:
        if name == known:
            return known
    raise ValueError(f"unknown compression {name!r}; known: {', '.join(SUFFIXES)}")


def append_response(path: Path, response: WarcResponse) -> int:
    """Write a record at the end of a file, whose name says how it is compressed.

    Returns:
        Where it begins. A record that cannot be written whole (disk full) is taken back as far as possible.

    Raises:
        OSError: the disk refuses.
    """
    packed = _pack(response, is_zstd=path.name.endswith(SUFFIXES["zstd"]))
    with path.open("ab", buffering=0) as stream:
        offset = stream.tell()
        try:
            _write_all(stream, packed)
        except OSError:
            with suppress(OSError):
                stream.truncate(offset)
            raise
    return offset


def read_response(path: Path, offset: int) -> WarcResponse:
    """The record that begins at an offset of a file.

    Raises:
        OSError: the file cannot be read.
        ValueError: no record begins there, or it is damaged.
    """
    with path.open("rb") as stream:
        stream.seek(offset)
        source = _unpack_frame(stream) if path.name.endswith(SUFFIXES["zstd"]) else stream
        try:
            record = next(ArchiveIterator(source))
            body = bytes(record.content_stream().read())
        except (ArchiveLoadFailed, StopIteration) as error:
            raise ValueError(str(error) or "no record") from error
    if record.http_headers is None or str(len(body)) != record.http_headers.get_header("Content-Length"):
        raise ValueError("the record is cut off")
    return WarcResponse(
        url=str(record.rec_headers.get_header("WARC-Target-URI")),
        status=int(record.http_headers.get_statuscode()),
        headers=tuple(record.http_headers.headers),
        body=body,
        fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
    )


def _pack(response: WarcResponse, *, is_zstd: bool) -> bytes:
    # The body is kept decompressed, so headers that describe its transport would be lies.
    kept = [(name, value) for name, value in response.headers if name.lower() not in _TRANSPORT]
    kept.append(("Content-Length", str(len(response.body))))
    packed = BytesIO()
    writer = WARCWriter(packed, gzip=not is_zstd, warc_version="1.1")
    record = writer.create_warc_record(
        response.url,
        "response",
        payload=BytesIO(response.body),
        length=len(response.body),
        http_headers=StatusAndHeaders(f"{response.status} -", kept, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": response.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ")},
    )
    writer.write_record(record)
    return zstd.compress(packed.getvalue(), level=_ZSTD_LEVEL) if is_zstd else packed.getvalue()


def _write_all(stream: IO[bytes], data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[stream.write(left) :]


def _unpack_frame(stream: IO[bytes]) -> BytesIO:
    decompressor = zstd.ZstdDecompressor()
    chunks: list[bytes] = []
    try:
        while not decompressor.eof and (chunk := stream.read(_CHUNK_BYTES)):
            chunks.append(decompressor.decompress(chunk))
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from error
    if not decompressor.eof:
        raise ValueError("the record is cut off")
    return BytesIO(b"".join(chunks))


def list_files(folder: Path) -> list[Path]:
    """The WARC files of a folder, by name."""
    return sorted(path for path in folder.iterdir() if path.name.endswith(tuple(SUFFIXES.values())))
