"""Real crawls in a child process, as `signalpost crawl` runs them."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from service.jobs.crawl import CrawlOutcome, CrawlRequest, run_crawl

_QUICK = {
    "SIGNALPOST_ALLOW_PRIVATE_HOSTS": "1",
    "SIGNALPOST_RETRY_BACKOFF_SECONDS": "0.05",
    "SIGNALPOST_DOWNLOAD_TIMEOUT_SECONDS": "5",
    "SIGNALPOST_CRAWL_LOG_LEVEL": "CRITICAL",
}


@dataclass(frozen=True, slots=True)
class Crawled:
    """What a crawl gave."""

    outcome: CrawlOutcome
    postings: list[dict[str, Any]]

    def report(self, slug: str) -> dict[str, Any]:
        """The report on one source."""
        return next(report for report in self.outcome.reports if report["slug"] == slug)

    def of(self, slug: str) -> list[dict[str, Any]]:
        """The postings of one source, in the order written."""
        return [posting for posting in self.postings if posting["source"] == slug]


def crawl_rows(folder: Path, rows: Iterable[Mapping[str, Any]], **options: Any) -> Crawled:
    """Crawl source rows to a file; `environment` among the options adds to the quick settings of tests."""
    environment = {**_QUICK, **options.pop("environment", {})}
    sources, out = folder / "sources.yml", folder / "out.ndjson"
    sources.write_text(yaml.safe_dump([dict(row) for row in rows]), encoding="utf-8")
    with patch.dict(os.environ, environment):
        outcome = run_crawl(CrawlRequest(sources=sources, to=str(out), time_limit_seconds=120, **options))
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    return Crawled(outcome, [json.loads(line) for line in lines])
