"""Finds official files in a directory (also inside zip archives) and reads their rows.

Official downloads differ in packing, not in content: the same table comes as text, CSV, gzip or a workbook,
with title lines above the header. So a builder names the file by pattern and its columns by pattern.
"""

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import openpyxl

from taxonomy.errors import SourceFileError

Record = dict[str, str]
_HEADER_SEARCH_ROWS = 30


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One official file; `path` says where it was found ("archive.zip/member" inside an archive)."""

    path: Path
    name: str
    content: bytes


class SourceFiles:
    """The official files below one directory.

    Args:
        root: a directory; its zip archives are looked into.

    Raises:
        SourceFileError: `root` is not a directory.
    """

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise SourceFileError(root, "is not a directory")
        self.root = root
        self._paths = sorted(path for path in root.rglob("*") if path.is_file())

    def find(self, *patterns: str) -> SourceFile:
        """The first file whose name matches a pattern, patterns in order of preference, letter case ignored.

        Raises:
            SourceFileError: no such file.
        """
        for pattern in patterns:
            for path in self._paths:
                if fnmatch(path.name.lower(), pattern.lower()):
                    return SourceFile(path, path.name, path.read_bytes())
            for path in self._paths:
                if path.suffix.lower() == ".zip" and (found := _find_in_zip(path, pattern)):
                    return found
        raise SourceFileError(self.root, f"holds no file {' or '.join(patterns)}")

    def records(
        self, *patterns: str, columns: Mapping[str, str], sheet: str = "", optional: Sequence[str] = ()
    ) -> Iterator[Record]:
        """Rows of the first file found, as {field: text}; empty cells are "".

        Args:
            patterns: names of the file, e.g. "Job Zones.txt".
            columns: field -> regular expression that matches the whole heading, letter case ignored.
            sheet: regular expression for the sheet of a workbook; the first one by default.
            optional: fields that the file may lack; they are then missing from the records.

        Raises:
            SourceFileError: no such file, or no row has all the headings.
        """
        source = self.find(*patterns)
        rows = _rows(source, sheet)
        positions: dict[str, int] = {}
        for _, row in zip(range(_HEADER_SEARCH_ROWS), rows, strict=False):
            positions = _header_positions(row, columns)
            if all(field in positions for field in columns if field not in optional):
                break
        else:
            raise SourceFileError(source.path, f"no row has the headings {', '.join(columns.values())}")
        for row in rows:
            record = {field: row[at].strip() if at < len(row) else "" for field, at in positions.items()}
            if any(record.values()):
                yield record


def _find_in_zip(path: Path, pattern: str) -> SourceFile | None:
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            name = PurePosixPath(member).name
            if name and fnmatch(name.lower(), pattern.lower()):
                return SourceFile(path / member, name, archive.read(member))
    return None


def _header_positions(row: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    headings = [" ".join(cell.split()) for cell in row]
    return {
        field: next(
            at for at, heading in enumerate(headings) if re.fullmatch(pattern, heading, re.IGNORECASE)
        )
        for field, pattern in columns.items()
        if any(re.fullmatch(pattern, heading, re.IGNORECASE) for heading in headings)
    }


def _rows(source: SourceFile, sheet: str) -> Iterator[list[str]]:
    name = source.name.lower()
    if name.endswith(".xlsx"):
        yield from _workbook_rows(source, sheet)
        return
    content = gzip.decompress(source.content) if name.endswith(".gz") else source.content
    text = io.StringIO(_decode(content), newline="")
    first = text.readline()
    text.seek(0)
    delimiter = max("\t|,", key=first.count)
    if delimiter == "\t":
        yield from csv.reader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        yield from csv.reader(text, delimiter=delimiter)


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _workbook_rows(source: SourceFile, sheet: str) -> Iterator[list[str]]:
    workbook = openpyxl.load_workbook(io.BytesIO(source.content), read_only=True, data_only=True)
    try:
        names = [name for name in workbook.sheetnames if re.search(sheet, name, re.IGNORECASE)]
        if not names:
            raise SourceFileError(source.path, f"has no sheet {sheet!r}")
        for row in workbook[names[0]].iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in row]
    finally:
        workbook.close()
