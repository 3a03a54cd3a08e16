"""Import a partner's bulk file of postings (an NLx-like extract), with a run record as for a crawl."""

import csv
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.errors import UsageError
from service.jobs.import_mapping import ImportMapping
from storage.normalise.builder import build_posting
from storage.normalise.errors import UnusablePostingError
from storage.posting import Posting
from storage.repositories.crawl_runs import CrawlRunRepository, RunCounts
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository, SourceRow
from storage.session import open_session

FAMILY = "import"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record of the file: its line, and either what it holds or why it cannot be read."""

    line: int
    content: dict[str, Any] | None
    problem: str | None = None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What became of a file. `rejected_path` holds every record that was not taken, null when all were."""

    counts: RunCounts
    status: str
    rejected_path: Path | None


def import_file(
    engine: Engine,
    path: Path,
    source: SourceRow,
    mapping: ImportMapping,
    rejected_dir: Path,
    on_progress: Callable[[int], None] = lambda _: None,
) -> ImportSummary:
    """Store the postings of an NDJSON or CSV file.

    A record that cannot be read is written to a reject file with its line and the problem; the rest goes on.

    Raises:
        UsageError: the file is missing or is neither NDJSON nor CSV.
    """
    records = read_records(path)
    fetched_at = datetime.now(UTC)
    with open_session(engine) as session:
        stored = SourceRepository(session).upsert({**source, "family": FAMILY, "token": path.name})
        run_id = CrawlRunRepository(session).start(stored).id
    rejects = _RejectFile(rejected_dir / f"{source['slug']}-{fetched_at:%Y%m%dT%H%M%SZ}.rejected.ndjson")
    counts = RunCounts(n_bytes=path.stat().st_size)
    while batch := list(islice(records, _BATCH)):
        postings = [
            posting
            for record in batch
            if (posting := _read_posting(record, source["slug"], mapping, fetched_at, rejects)) is not None
        ]
        with open_session(engine) as session:
            counts = _store(session, run_id, postings, counts)
        on_progress(len(batch))
    counts = replace(counts, n_skipped=rejects.count)
    status, cause = _verdict(counts)
    with open_session(engine) as session:
        CrawlRunRepository(session).finish(run_id, status, counts, cause)
    return ImportSummary(counts, status, rejects.close())


def read_records(path: Path) -> Iterator[RawRecord]:
    """Records of a `.ndjson`, `.jsonl` or `.csv` file, one at a time.

    Raises:
        UsageError: no such file, or another ending.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    if path.suffix in (".ndjson", ".jsonl"):
        return _read_ndjson(path)
    if path.suffix == ".csv":
        return _read_csv(path)
    raise UsageError(f"{path}: give a .ndjson, .jsonl or .csv file")


def _read_ndjson(path: Path) -> Iterator[RawRecord]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            raw = line.decode("utf-8", "replace").rstrip()
            try:
                content = json.loads(line.decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                yield RawRecord(number, None, f"not JSON in UTF-8: {error}", raw)
                continue
            if isinstance(content, dict):
                yield RawRecord(number, content, None, raw)
            else:
                yield RawRecord(number, None, "not a JSON object", raw)


def _read_csv(path: Path) -> Iterator[RawRecord]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        reader = csv.DictReader(lines)
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                yield RawRecord(reader.line_num, None, f"not CSV: {error}")
                continue
            if row is None:
                return
            raw = json.dumps(row, ensure_ascii=True, default=str)
            if any(
                "\udc80" <= c <= "\udcff" for value in row.values() if isinstance(value, str) for c in value
            ):
                yield RawRecord(reader.line_num, None, "not UTF-8", raw)
            elif None in row:
                yield RawRecord(reader.line_num, None, "more cells than columns", raw)
            else:
                yield RawRecord(reader.line_num, dict(row), None, raw)


def _read_posting(
    record: RawRecord, slug: str, mapping: ImportMapping, fetched_at: datetime, rejects: "_RejectFile"
) -> Posting | None:
    if record.content is None:
        rejects.add(record, record.problem or "")
        return None
    try:
        return build_posting(mapping.read_fields(record.content), slug, fetched_at)
    except UnusablePostingError as error:
        rejects.add(record, str(error))
        return None


def _store(session: Session, run_id: int, postings: list[Posting], counts: RunCounts) -> RunCounts:
    repository = PostingRepository(session)
    sightings = [repository.record_seen(run_id, posting) for posting in postings]
    return replace(
        counts,
        n_seen=counts.n_seen + len(sightings),
        n_new=counts.n_new + sightings.count("new"),
        n_changed=counts.n_changed + sightings.count("changed"),
    )


def _verdict(counts: RunCounts) -> tuple[str, str | None]:
    if counts.n_skipped and counts.n_seen:
        return "partial", f"{counts.n_skipped} records rejected"
    if counts.n_skipped:
        return "failed", "every record was rejected"
    return ("complete", None) if counts.n_seen else ("empty", "the file holds no record")


class _RejectFile:
    """Records that were not taken, each with line and problem; the file is made with the first one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.count = 0

    def add(self, record: RawRecord, problem: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as lines:
            entry = {"line": record.line, "problem": problem, "record": record.raw}
            lines.write(json.dumps(entry, ensure_ascii=True) + "\n")
        self.count += 1

    def close(self) -> Path | None:
        return self._path if self.count else None
