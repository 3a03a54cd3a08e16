"""Read the raw archive with today's parsers and say what would come out differently."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service.errors import UsageError
from service.jobs.crawl import end_process
from service.settings import Settings
from storage.models import PostingRow, Source
from storage.posting import Posting
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.postings import PostingRepository, compare_fields
from storage.repositories.sources import SourceRepository, SourceRow
from storage.session import open_session

_EXAMPLES = 3
_BATCH = 200
_TIME_LIMIT_SECONDS = 24 * 3600.0
# A stored posting carries the instant at which it was parsed, shortly after its answer was received.
_PARSE_LAG = timedelta(hours=1)
_ROW_FIELDS = SourceRow.__annotations__


@dataclass(slots=True)
class SourceComparison:
    """One source: what its archived answers hold, beside what is stored. Counts are >= 0.

    Attributes:
        n_read: archived answers that were read; `n_missing`: requests that the archive cannot answer.
        new: keys of postings that are not stored.
        changed: how many postings differ, per field.
        examples: per field, a few keys of postings with the stored and the new value.
        gone: keys of postings stored since that day that today's parser does not find.
        n_stale: postings whose stored content is newer than the archive's.
        problems: answers that could not be read.
    """

    slug: str
    n_read: int = 0
    n_missing: int = 0
    n_same: int = 0
    n_changed: int = 0
    n_stale: int = 0
    new: list[str] = field(default_factory=list)
    changed: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[tuple[str, object, object]]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def reparse(
    settings: Settings, engine: Engine, since: date, slug: str | None = None, *, is_applied: bool = False
) -> list[SourceComparison]:
    """Read what sources have answered since a day anew, and compare it with what is stored.

    Args:
        settings: where the archive lies.
        engine: the operational store.
        since: first day (UTC) whose answers are read.
        slug: only this source.
        is_applied: store new and changed postings; their first and last sighting stay, and what has become
            of them is extracted anew. Nothing is ever deleted.

    Returns:
        One comparison per source that has answered since then, by slug.

    Raises:
        UsageError: the archive cannot be read, or the reader failed.
        UnknownSourceError: no source is stored under the slug.
    """
    with TemporaryDirectory(prefix="signalpost-") as temporary:
        folder = Path(temporary)
        with open_session(engine) as session:
            repository = SourceRepository(session)
            sources = [repository.get(slug)] if slug else repository.list_all()
            rows = [_source_fields(source) for source in sources if source.family != "import"]
        (folder / "sources.yml").write_text(yaml.safe_dump(rows), encoding="utf-8")
        _read_archive(settings.archive_dir, since, folder)
        found = {line["slug"]: _comparison(line) for line in _lines(folder / "report.ndjson")}
        silent = set(found)
        for name, postings in groupby(_lines(folder / "out.ndjson"), key=lambda line: str(line["source"])):
            silent.discard(name)
            _compare_source(engine, found[name], postings, since, is_applied=is_applied)
        for name in silent:
            _compare_source(engine, found[name], iter(()), since, is_applied=is_applied)
    return [found[key] for key in sorted(found)]


def _source_fields(source: Source) -> dict[str, Any]:
    values = {name: getattr(source, name) for name in _ROW_FIELDS}
    return {name: value for name, value in values.items() if value is not None}


def _read_archive(archive: Path, since: date, folder: Path) -> None:
    command = [sys.executable, "-m", "scrapy", "reparse", "--archive", str(archive)]
    command += ["--since", since.isoformat(), "--sources", str(folder / "sources.yml")]
    command += ["--to", str(folder / "out.ndjson"), "--report", str(folder / "report.ndjson")]
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawlers.settings"}
    with subprocess.Popen(  # noqa: S603 - our own module, no shell
        command, env=environment, start_new_session=True, stdin=subprocess.PIPE
    ) as child:
        try:
            code = child.wait(timeout=_TIME_LIMIT_SECONDS)
        except (subprocess.TimeoutExpired, KeyboardInterrupt) as error:
            end_process(child)
            raise UsageError("reading the archive was ended before its end; nothing is stored") from error
    if code:
        raise UsageError(f"the archive in {archive} could not be read (code {code}), see the messages above")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _comparison(line: dict[str, Any]) -> SourceComparison:
    return SourceComparison(
        slug=line["slug"],
        n_read=line.get("n_read", 0),
        n_missing=line.get("n_missing", 0),
        problems=line["problems"],
    )


def _compare_source(
    engine: Engine,
    comparison: SourceComparison,
    lines: Iterator[dict[str, Any]],
    since: date,
    *,
    is_applied: bool,
) -> None:
    with open_session(engine) as session:
        source_id = SourceRepository(session).get(comparison.slug).id
    seen: set[str] = set()
    while batch := [Posting.model_validate(line) for line in islice(lines, _BATCH)]:
        seen.update(posting.external_id for posting in batch)
        with open_session(engine) as session:
            for posting in batch:
                _compare_posting(session, source_id, posting, comparison, is_applied=is_applied)
    with open_session(engine) as session:
        stored = select(PostingRow.external_id, PostingRow.fetched_at).where(
            PostingRow.source_id == source_id
        )
        comparison.gone = [
            key
            for key, fetched_at in session.execute(stored)
            if fetched_at.date() >= since and key not in seen
        ]


def _compare_posting(
    session: Session, source_id: int, posting: Posting, comparison: SourceComparison, *, is_applied: bool
) -> None:
    repository = PostingRepository(session)
    row = repository.find(source_id, posting.external_id)
    if row is None:
        comparison.new.append(posting.external_id)
        run = CrawlRunRepository(session).run_at(source_id, posting.fetched_at)
        if is_applied and run is not None:
            repository.record_seen(run.id, posting)
        return
    if row.fetched_at > posting.fetched_at + _PARSE_LAG:
        comparison.n_stale += 1
        return
    differences = compare_fields(row, posting)
    if not differences:
        comparison.n_same += 1
        return
    comparison.n_changed += 1
    comparison.changed.update(differences.keys())
    for name, (old, new) in differences.items():
        examples = comparison.examples.setdefault(name, [])
        if len(examples) < _EXAMPLES:
            examples.append((posting.external_id, old, new))
    if is_applied:
        repository.reread(row, posting)


def describe_comparison(comparison: SourceComparison) -> list[str]:
    """Lines for people: counts, and three examples of everything that differs."""
    one = comparison
    lines = [
        f"{one.slug}: {one.n_read} answers read, {one.n_missing} not in the archive; postings: "
        f"{len(one.new)} new, {one.n_changed} changed, {len(one.gone)} gone, {one.n_same} the same"
        + (f", {one.n_stale} stored from a newer answer" if one.n_stale else "")
    ]
    lines += [f"  problem: {problem}" for problem in one.problems]
    lines += [
        f"  {name}: {', '.join(keys[:_EXAMPLES])}" + (" ..." if len(keys) > _EXAMPLES else "")
        for name, keys in (("new", one.new), ("gone", one.gone))
        if keys
    ]
    for name, count in sorted(one.changed.items()):
        lines.append(f"  {name}: {count} changed")
        lines += [f"    {key}: {_short(old)} -> {_short(new)}" for key, old, new in one.examples[name]]
    return lines


def _short(value: object) -> str:
    text = "null" if value is None else repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."  # noqa: PLR2004 - a line on a screen
