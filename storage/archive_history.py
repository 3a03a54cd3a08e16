"""The raw archive as it stood at any moment: which answers a source gave, and to which address."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from storage.errors import ArchiveError
from storage.warc import WarcResponse, read_response

_BUSY_SECONDS = 30.0


class ArchiveHistory:
    """Reads one archive directory; it changes nothing but adds an index by address to the archive's own."""

    def __init__(self, directory: Path, connection: sqlite3.Connection) -> None:
        self._directory = directory
        self._index = connection

    def days(self, source: str, since: date) -> list[date]:
        """Days, from one on, on which a source gave an answer that it had not given before, in order."""
        query = "SELECT DISTINCT substr(fetched_at, 1, 10) FROM bodies WHERE source = ? AND fetched_at >= ?"
        rows = self._index.execute(query, (source, since.isoformat()))
        return sorted(date.fromisoformat(day) for (day,) in rows)

    def latest(self, request_key: str) -> WarcResponse | None:
        """The latest answer to a request, with the instant at which its body was first received.

        Null when it is not kept.
        """
        query = (
            "SELECT file, offset, url, bodies.fetched_at FROM latest JOIN bodies USING (digest)"
            " WHERE request_key = ?"
        )
        return self._read(self._index.execute(query, (request_key,)).fetchone())

    def find(self, source: str, url: str, day: date) -> WarcResponse | None:
        """The latest answer that an address had given by the end of a day; null when none is kept."""
        query = (
            "SELECT file, offset, url, fetched_at FROM bodies"
            " WHERE source = ? AND url = ? AND substr(fetched_at, 1, 10) <= ?"
            " ORDER BY fetched_at DESC LIMIT 1"
        )
        return self._read(self._index.execute(query, (source, url, day.isoformat())).fetchone())

    def _read(self, row: tuple[str, int, str, str] | None) -> WarcResponse | None:
        if row is None:
            return None
        name, offset, url, fetched_at = row
        try:
            response = read_response(self._directory / name, offset)
        except (OSError, ValueError) as error:
            raise ArchiveError(url, f"{name} at {offset}: {error}") from error
        return replace(response, fetched_at=datetime.fromisoformat(fetched_at).astimezone(UTC))


@contextmanager
def open_history(directory: Path) -> Iterator[ArchiveHistory]:
    """The history of an archive.

    Raises:
        ArchiveError: there is no archive in this directory.
    """
    path = directory / "index.sqlite"
    if not path.exists():
        raise ArchiveError(str(directory), "no archive here")
    with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection:
        connection.execute("CREATE INDEX IF NOT EXISTS bodies_by_url ON bodies (source, url, fetched_at)")
        yield ArchiveHistory(directory, connection)
