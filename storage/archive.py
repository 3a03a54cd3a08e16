"""The raw archive: every response body in WARC files by day and source, found again by digest or request key.

    <directory>/2026-11-22/<source>.warc.gz    WARC 1.1, or .warc.zst (see warc.py)
    <directory>/index.sqlite                   digest -> file and offset; request key -> digest and validators

A record is on disk before the index names it, so a killed process leaves at worst a record without an entry.
"""

import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from storage.errors import ArchiveError
from storage.warc import SUFFIXES, Compression, WarcResponse, append_response, read_response

_SCHEMA = """
CREATE TABLE IF NOT EXISTS bodies (
    digest TEXT PRIMARY KEY, file TEXT NOT NULL, offset INTEGER NOT NULL, n_bytes INTEGER NOT NULL,
    source TEXT NOT NULL, url TEXT NOT NULL, fetched_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS latest (
    request_key TEXT PRIMARY KEY, digest TEXT NOT NULL, etag TEXT, last_modified TEXT,
    content_type TEXT, fetched_at TEXT NOT NULL
) WITHOUT ROWID;
"""
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_BUSY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """One response as it was received, its body already decompressed.

    Attributes:
        request_key: the same for the same request at any time (method, URL and body).
        headers: response headers, in order.
    """

    request_key: str
    source: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime

    def header(self, name: str) -> str | None:
        """The first header of this name, any case; null when there is none."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class LatestBody:
    """What is known of the latest answer to one request; validators are null when the server gave none."""

    digest: str
    etag: str | None
    last_modified: str | None
    content_type: str | None


def compute_body_digest(body: bytes) -> str:
    """Digest of a body: "sha256:" and 64 hexadecimal digits."""
    return "sha256:" + sha256(body).hexdigest()


class Archive:
    """Writes and reads one archive directory. Several processes may write to it, each its own sources.

    What is already there stays readable when the compression changes.
    """

    def __init__(self, directory: Path, compression: Compression = "gzip") -> None:
        self._directory = directory
        self._suffix = SUFFIXES[compression]
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self._index = sqlite3.connect(directory / "index.sqlite", timeout=_BUSY_SECONDS)
            self._index.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise ArchiveError(str(directory), str(error)) from error

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    def write(self, exchange: Exchange) -> str:
        """Keep a response. A body that is already there is not written twice.

        Returns:
            The digest of the body.

        Raises:
            ArchiveError: the disk refuses (full, read-only).
        """
        digest = compute_body_digest(exchange.body)
        try:
            if not self.has_body(digest):
                self._append(exchange, digest)
            with self._index:
                self._index.execute(
                    "INSERT OR REPLACE INTO latest VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        exchange.request_key,
                        digest,
                        exchange.header("etag"),
                        exchange.header("last-modified"),
                        exchange.header("content-type"),
                        exchange.fetched_at.isoformat(),
                    ),
                )
        except (OSError, sqlite3.Error) as error:
            raise ArchiveError(exchange.url, str(error)) from error
        return digest

    def has_body(self, digest: str) -> bool:
        """Whether a body of this digest is kept."""
        return self._index.execute("SELECT 1 FROM bodies WHERE digest = ?", (digest,)).fetchone() is not None

    def forget(self, digest: str) -> None:
        """No longer say that a body is kept, because it cannot be read; the next one like it is written."""
        with self._index:
            self._index.execute("DELETE FROM bodies WHERE digest = ?", (digest,))

    def latest(self, request_key: str) -> LatestBody | None:
        """The latest answer to a request; null when none is kept."""
        row = self._index.execute(
            "SELECT digest, etag, last_modified, content_type FROM latest WHERE request_key = ?",
            (request_key,),
        ).fetchone()
        return None if row is None else LatestBody(*row)

    def read_body(self, digest: str) -> bytes:
        """The body of this digest.

        Raises:
            ArchiveError: it is not kept, or the file does not hold what the index says.
        """
        row = self._index.execute("SELECT file, offset FROM bodies WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise ArchiveError(digest, "not in the archive")
        try:
            body = read_response(self._directory / row[0], row[1]).body
        except (OSError, ValueError) as error:
            raise ArchiveError(digest, f"{row[0]} at {row[1]}: {error}") from error
        if compute_body_digest(body) != digest:
            raise ArchiveError(digest, f"{row[0]} at {row[1]} holds another body")
        return body

    def _append(self, exchange: Exchange, digest: str) -> None:
        day = exchange.fetched_at.strftime("%Y-%m-%d")
        name = f"{day}/{_UNSAFE.sub('_', exchange.source)}{self._suffix}"
        path = self._directory / name
        path.parent.mkdir(exist_ok=True)
        response = WarcResponse(
            exchange.url, exchange.status, exchange.headers, exchange.body, exchange.fetched_at
        )
        offset = append_response(path, response)
        with self._index:
            self._index.execute(
                "INSERT OR IGNORE INTO bodies VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    digest,
                    name,
                    offset,
                    len(exchange.body),
                    exchange.source,
                    exchange.url,
                    exchange.fetched_at.isoformat(),
                ),
            )
