"""Crawls as child processes: `python -m scrapy collect`, with a hard time limit."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

GRACE_SECONDS = 20.0

ChildProcess: TypeAlias = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class CrawlRequest:
    """What is to be crawled, and where the postings go.

    Attributes:
        sources: YAML file of source rows.
        to: NDJSON file, or "-" for stdout; null stores in the database.
        archive_dir: raw archive; null keeps no raw responses.
        database_url: needed when `to` is null.
        sample: postings per source at most; null means all.
        time_limit_seconds: after it the process is asked to end, and after a grace it is killed.
        left_out: slugs of rows that are not crawled this time.
    """

    sources: Path
    to: str | None = None
    archive_dir: Path | None = None
    database_url: str | None = None
    sample: int | None = None
    time_limit_seconds: float = 6 * 3600.0
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CrawlOutcome:
    """What came of a crawl.

    Attributes:
        reports: one per source, in the order in which they ended (see RunTally.to_report).
        invalid: rows that could not be crawled: which row, which field, what is wrong.
        problem: why the process ended early; null when it ended by itself.
        disabled: slugs of rows that are not to be crawled.
        busy: sources that were left out because somebody else crawls them or their host: slug and holder.
    """

    reports: list[dict[str, Any]]
    invalid: list[str]
    problem: str | None
    disabled: tuple[str, ...] = ()
    busy: tuple[str, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether a row was unusable or busy, the process ended early, or a source failed or refused us."""
        bad = any(report["status"] in {"failed", "blocked"} for report in self.reports)
        return bad or bool(self.invalid or self.busy) or self.problem is not None


def run_crawl(
    request: CrawlRequest, on_start: Callable[[ChildProcess], None] = lambda _: None
) -> CrawlOutcome:
    """Crawl the sources of a file in a child process and wait for its end.

    The child ends when this process does, even when this one is killed: its stdin is a pipe that closes then.

    Args:
        request: what and where to.
        on_start: called with the child, which another thread may then end (`end_process`).

    Returns:
        The outcome; everything that was reported before a kill is in it.
    """
    with TemporaryDirectory(prefix="signalpost-") as folder:
        report = Path(folder) / "report.ndjson"
        report.touch()
        environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "crawlers.settings", "PYTHONUNBUFFERED": "1"}
        if request.database_url:
            environment["SIGNALPOST_DATABASE_URL"] = request.database_url
        with subprocess.Popen(  # noqa: S603 - our own module, no shell
            _arguments(request, report), env=environment, start_new_session=True, stdin=subprocess.PIPE
        ) as child:
            on_start(child)
            problem = _wait(child, request.time_limit_seconds)
        lines = [
            json.loads(line) for line in report.read_text(encoding="utf-8").splitlines() if line.endswith("}")
        ]
    return CrawlOutcome(
        reports=[line for line in lines if "status" in line],
        invalid=[_label(line) for line in lines if "invalid" in line],
        problem=problem,
        disabled=tuple(str(line["slug"]) for line in lines if "disabled" in line),
    )


def _arguments(request: CrawlRequest, report: Path) -> list[str]:
    arguments = [sys.executable, "-m", "scrapy", "collect"]
    arguments += ["--sources", str(request.sources), "--report", str(report), "--lifeline"]
    if request.to is not None:
        arguments += ["--to", request.to]
    if request.archive_dir is not None:
        arguments += ["--archive", str(request.archive_dir)]
    if request.sample is not None:
        arguments += ["--sample", str(request.sample)]
    for slug in sorted(request.left_out):
        arguments += ["--leave-out", slug]
    return arguments


def _wait(child: ChildProcess, limit: float) -> str | None:
    try:
        code = child.wait(timeout=limit)
    except subprocess.TimeoutExpired:
        end_process(child)
        return f"the crawl was ended after its time limit of {limit:g} s"
    except KeyboardInterrupt:
        end_process(child)
        return "the crawl was interrupted"
    if code < 0:
        return f"the crawl process was killed by signal {-code}"
    return f"the crawl process ended with code {code}, see its messages above" if code else None


def end_process(child: ChildProcess) -> None:
    """Ask a process group to end; kill it when it does not. Its own children would outlive a mere kill.

    Args:
        child: started with `start_new_session=True`; one that has ended is left alone.
    """
    if child.poll() is not None:
        return
    try:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait(timeout=GRACE_SECONDS)
    except ProcessLookupError:
        child.wait()
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _label(line: dict[str, Any]) -> str:
    text = str(line["invalid"])
    slug = line.get("slug")
    return f"{slug}: {text}" if slug and not text.startswith(str(slug)) else text
