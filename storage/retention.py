"""Forgetting raw responses that are older than a state wants to keep.

Age alone decides. A file may hold the body of a posting that is still shown, when nothing has changed there
for that long: the next crawl of its source then finds no body to compare with, asks without conditions, and
archives the answer anew. So what is still shown is back in the archive within one crawl, and what is gone
stays gone: a records schedule that says "180 days" is kept to the letter.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storage.errors import ArchiveError
from storage.warc import list_files

_BUSY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was deleted: WARC files, and their bytes on disk."""

    n_files: int
    n_bytes: int


def prune_archive(directory: Path, oldest: date) -> Pruned:
    """Delete the files of all days before one, and what the index says of them.

    The index forgets first, so that a kill in between leaves files that the next call deletes, and never an
    entry without its file.

    Args:
        directory: the archive; one that does not exist is empty.
        oldest: first day that is kept.

    Raises:
        ArchiveError: the index or a file cannot be changed.
    """
    n_files = n_bytes = 0
    try:
        for folder in _days_before(directory, oldest):
            _forget_day(directory / "index.sqlite", folder.name)
            for path in list_files(folder):
                n_bytes += path.stat().st_size
                n_files += 1
                path.unlink()
            folder.rmdir()
    except (OSError, sqlite3.Error) as error:
        raise ArchiveError(str(directory), str(error)) from error
    return Pruned(n_files, n_bytes)


def _days_before(directory: Path, oldest: date) -> list[Path]:
    if not directory.is_dir():
        return []
    return sorted(
        path
        for path in directory.iterdir()
        if path.is_dir() and _is_day(path.name) and path.name < oldest.isoformat()
    )


def _is_day(name: str) -> bool:
    try:
        return date.fromisoformat(name).isoformat() == name
    except ValueError:
        return False


def _forget_day(index: Path, day: str) -> None:
    with closing(sqlite3.connect(index, timeout=_BUSY_SECONDS)) as connection, connection:
        connection.execute("DELETE FROM bodies WHERE file >= ? AND file < ?", (f"{day}/", f"{day}0"))
        connection.execute("DELETE FROM latest WHERE digest NOT IN (SELECT digest FROM bodies)")
