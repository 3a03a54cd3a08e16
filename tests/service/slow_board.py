"""A board that can be made to wait, a database, and `signalpost` processes over them."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from typing import Any, Self

import yaml
from sqlalchemy import Engine, func, select

from storage.models import ClaimRow, CrawlRun, PostingRow
from storage.session import make_engine, open_session, upgrade_database
from tests.crawlers.loopback import Answer, Asked, Loopback

N_POSTINGS = 164
_N_QUICK = 104
_LIMIT_SECONDS = 120.0
_COMMAND = "from service.cli import main; main()"


class SlowBoard:
    """A career site of 164 postings; until `is_quick` is set, the last ones take two seconds each."""

    def __init__(self, folder: Path, database_url: str | None = None, **settings: str) -> None:
        self.folder = folder
        self.is_quick = Event()
        self.n_lists = 0
        self.url = database_url or f"sqlite:///{folder / 'data' / 'signalpost.sqlite'}"
        self.engine: Engine = make_engine(self.url)
        upgrade_database(self.engine)
        self.server = Loopback({"/jobs.xml": self._list}, [self._page])
        self.sources = folder / "sources.yml"
        self.write_sources(self.row())
        self.environment = {
            **os.environ,
            "SIGNALPOST_DATA_DIR": str(folder / "data"),
            "SIGNALPOST_DATABASE_URL": self.url,
            "SIGNALPOST_SOURCES": str(self.sources),
            "SIGNALPOST_SHIPPED_SOURCES": "0",
            "SIGNALPOST_ALLOW_PRIVATE_HOSTS": "1",
            "SIGNALPOST_CRAWL_LOG_LEVEL": "CRITICAL",
            "SIGNALPOST_CLAIM_LEASE_SECONDS": "4",
            **settings,
        }

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_quick.set()
        self.server.__exit__()
        self.engine.dispose()

    def row(self, slug: str = "diner") -> dict[str, Any]:
        return {
            "slug": slug,
            "family": "schema_org",
            "token": "https://diner.example/jobs.xml",
            "base_url": self.server.base_url,
        }

    def write_sources(self, *rows: dict[str, Any]) -> None:
        self.sources.write_text(yaml.safe_dump(list(rows)), encoding="utf-8")

    def _list(self, _asked: Asked) -> Answer:
        self.n_lists += 1
        pages = b"".join(b"<url><loc>https://diner.example/job/%d</loc></url>" % n for n in range(N_POSTINGS))
        return Answer(b"<urlset>" + pages + b"</urlset>", content_type="text/xml")

    def _page(self, asked: Asked) -> Answer | None:
        if not asked.path.startswith("/job/"):
            return None
        number = asked.path.removeprefix("/job/")
        if int(number) >= _N_QUICK:
            self.is_quick.wait(2.0)
        data = {"@type": "JobPosting", "title": "Cook", "identifier": number, "description": "Cook food."}
        page = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        return Answer(page.encode(), content_type="text/html")

    # What the database says.

    def n_stored(self) -> int:
        with open_session(self.engine) as session:
            return session.scalar(select(func.count()).select_from(PostingRow)) or 0

    def runs(self) -> list[tuple[str, str | None]]:
        with open_session(self.engine) as session:
            runs = session.scalars(select(CrawlRun).order_by(CrawlRun.id))
            return [(run.status, run.cause) for run in runs]

    def statuses(self) -> list[str]:
        return [status for status, _ in self.runs()]

    def claims(self) -> dict[str, str]:
        with open_session(self.engine) as session:
            return {claim.name: claim.owner for claim in session.scalars(select(ClaimRow))}

    # Processes.

    @contextmanager
    def run(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """A `signalpost` process; killed at the end when it still runs."""
        with subprocess.Popen([sys.executable, "-c", _COMMAND, *arguments], env=self.environment) as process:
            try:
                yield process
            finally:
                process.kill()

    def kill_with_crawl(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a scheduler and its crawl so that neither sees the other die."""
        process.send_signal(signal.SIGSTOP)
        for child in children_of(process.pid):
            os.kill(child, signal.SIGKILL)
        process.kill()
        process.wait()


def children_of(pid: int) -> list[int]:
    """Process ids of the children of a process."""
    table = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [line.split() for line in table.stdout.splitlines()]
    return [int(child) for child, parent in pairs if int(parent) == pid]


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Wait for a condition, for two minutes at most."""
    limit = monotonic() + _LIMIT_SECONDS
    while not condition():
        assert monotonic() < limit, f"never happened: {what}"
        sleep(0.1)
