"""When each source is due."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from service.jobs.scheduled_crawl import SourceFields, crawl_interval
from service.settings import Settings

_MAX_JITTER_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class PlannedCrawl:
    """One source in the schedule.

    Attributes:
        row: the source row, in JSON types.
        interval: between two crawls.
        jitter_seconds: how much earlier or later a crawl may start, >= 0.
        due_at: when it should be crawled next, from what the database says of its last run.
        is_spread: it was never crawled, and its first time is drawn by lot.
    """

    row: SourceFields
    interval: timedelta
    jitter_seconds: int
    due_at: datetime
    is_spread: bool

    @property
    def job_id(self) -> str:
        """Identifier of its job."""
        return job_id_of(str(self.row["slug"]))

    def next_run(self, stored: datetime | None) -> datetime:
        """When its job is to run, given when the stored job would.

        A stored time holds, unless it is later than it can be: then the job was handed to a process that died
        before it could start, and the run is caught up.
        """
        latest = self.due_at + timedelta(seconds=2 * self.jitter_seconds)
        if stored is None or (stored > latest and not self.is_spread):
            return self.due_at
        return stored


def job_id_of(slug: str) -> str:
    """Identifier of the job that crawls a source."""
    return f"crawl:{slug}"


def plan_crawls(
    rows: list[dict[str, Any]],
    last_started: Mapping[str, datetime],
    settings: Settings,
    now: datetime,
) -> list[PlannedCrawl]:
    """The crawls of all enabled sources.

    Sources that were never crawled are due at once when the state named them itself; the shipped ones spread
    over a whole interval, so that a first start does not ask hundreds of hosts in one hour.

    Args:
        rows: of the registry, each with the `file` it comes from.
        last_started: when the latest run of each slug began.
        settings: intervals, jitter, and whether shipped rows count.
        now: aware instant.
    """
    own_file = settings.sources_file.absolute()
    planned = []
    for row in rows:
        is_own = Path(str(row["file"])).absolute() == own_file
        if not row.get("is_enabled", True) or not (is_own or settings.shipped_sources):
            continue
        fields = {name: value for name, value in row.items() if name != "file"}
        interval = crawl_interval(row, settings)
        last = last_started.get(str(row["slug"]))
        wait = timedelta(0) if is_own else interval * random.random()  # noqa: S311 - spreads load only
        planned.append(
            PlannedCrawl(
                row=fields,
                interval=interval,
                jitter_seconds=_jitter_seconds(interval, settings),
                due_at=now + wait if last is None else max(now, last + interval),
                is_spread=last is None and not is_own,
            )
        )
    return planned


def _jitter_seconds(interval: timedelta, settings: Settings) -> int:
    share = interval.total_seconds() * _MAX_JITTER_SHARE
    return int(min(settings.crawl_jitter_minutes * 60, share))
