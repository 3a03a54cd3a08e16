"""The registry of sources: shipped rows, the state's own file, and how each source does."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from sqlalchemy import Engine, select

from service.errors import UsageError
from storage.models import CrawlRun, Source
from storage.session import open_session

_TIME_LIMIT_SECONDS = 180
_RUNS_COMPARED = 8
_DROP_LIMIT = 0.7
_SAMPLE = "a sample was asked for"
_SEVERITY = {"failed": 0, "blocked": 1, "partial": 2, "empty": 3, "running": 4, "complete": 5}


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How the latest run of a source went, beside those before it.

    Attributes:
        n_missing: postings that the complete run before showed and this one does not; null when not known.
        n_bad: runs in a row, this one the last, that needed a human; at most nine are looked at.
        usual: median of postings seen in the complete runs before; null when there was none.
        advice: what a human should look at; null when nothing.
    """

    slug: str
    family: str
    status: str
    started_at: datetime
    n_seen: int
    n_missing: int | None
    n_bad: int
    usual: float | None
    advice: str | None


def list_rows(state_file: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows of the registry by slug, the state's own over the shipped ones; and what is wrong in them."""
    lines = _ask_crawlers("list", *([str(state_file)] if state_file.exists() else []))
    return [line for line in lines if "slug" in line], [
        line["invalid"] for line in lines if "invalid" in line
    ]


def recognise(url: str) -> dict[str, Any]:
    """Family, token and, where needed, base_url of a careers page.

    Raises:
        UsageError: no family is recognised, or the page cannot be fetched.
    """
    answer = _ask_crawlers("recognise", url)
    if not answer or "problem" in answer[0]:
        raise UsageError(answer[0]["problem"] if answer else f"{url}: no answer from the crawlers")
    return answer[0]


def add_row(state_file: Path, row: dict[str, Any]) -> None:
    """Write a row into the state's file, sorted, in place of one with the same slug."""
    rows = {entry["slug"]: entry for entry in _read_rows(state_file)}
    rows[row["slug"]] = row
    state_file.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump([rows[slug] for slug in sorted(rows)], sort_keys=False, allow_unicode=True)
    aside = state_file.with_suffix(".new")
    aside.write_text(text, encoding="utf-8")
    aside.replace(state_file)


def make_slug(family: str, token: str) -> str:
    """A slug for a new row: the token's last speaking part, with the family where that says little."""
    name = re.sub(r"[^a-z0-9]+", "-", token.removeprefix("https://").lower()).strip("-")
    return f"{family}-{name}"[:120]


def find_row(state_file: Path, slug: str) -> dict[str, Any]:
    """The row of a slug, as it may be written into the state's file.

    Raises:
        UsageError: no row has this slug.
    """
    rows, _ = list_rows(state_file)
    for row in rows:
        if row["slug"] == slug:
            return {name: value for name, value in row.items() if name != "file"}
    raise UsageError(f"no source {slug!r}; `signalpost sources list` shows all")


def read_health(engine: Engine, overdue_before: Mapping[str, datetime]) -> list[SourceHealth]:
    """The latest run of every stored source, those that need a human first, the longest trouble at the top.

    Args:
        engine: the operational store.
        overdue_before: sources that should be crawled, each with the instant since which it should have been.
    """
    found = []
    with open_session(engine) as session:
        for source in session.scalars(select(Source).order_by(Source.slug)):
            query = select(CrawlRun).where(CrawlRun.source_id == source.id).order_by(CrawlRun.id.desc())
            runs = list(session.scalars(query.limit(_RUNS_COMPARED + 1)))
            if runs:
                found.append(_judge(source, runs, overdue_before.get(source.slug)))
    return sorted(found, key=lambda one: (one.advice is None, _SEVERITY[one.status], -one.n_bad, one.slug))


def _judge(source: Source, runs: list[CrawlRun], overdue_before: datetime | None) -> SourceHealth:
    latest = runs[0]
    complete = [run.n_seen for run in runs[1:] if run.status == "complete"]
    usual = median(complete) if complete else None
    advice = latest.cause if _is_bad(latest) else None
    if latest.status == "complete" and usual and latest.n_seen < _DROP_LIMIT * usual:
        advice = f"{latest.n_seen} postings where {usual:g} are usual"
    if advice is None and overdue_before is not None and latest.started_at < overdue_before:
        advice = "has not been crawled since, though it is due"
    return SourceHealth(
        slug=source.slug,
        family=source.family,
        status=latest.status,
        started_at=latest.started_at,
        n_seen=latest.n_seen,
        n_missing=latest.n_missing,
        n_bad=sum(1 for _ in takewhile(_is_bad, runs)),
        usual=usual,
        advice=advice,
    )


def _is_bad(run: CrawlRun) -> bool:
    """Whether a run did not read its source whole, and was meant to."""
    return run.status not in {"complete", "running"} and run.cause != _SAMPLE


def _read_rows(state_file: Path) -> list[dict[str, Any]]:
    if not state_file.exists():
        return []
    rows = yaml.safe_load(state_file.read_text(encoding="utf-8")) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) and "slug" in row for row in rows):
        raise UsageError(f"{state_file}: expected a list of rows, each with a slug")
    return rows


def _ask_crawlers(*arguments: str) -> list[dict[str, Any]]:
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawlers.settings"}
    done = subprocess.run(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", "scrapy", "registry", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=_TIME_LIMIT_SECONDS,
    )
    if done.returncode:
        raise UsageError(f"the registry cannot be read: {done.stderr.strip()[-400:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
