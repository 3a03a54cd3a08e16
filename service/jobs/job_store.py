"""The jobs of the schedule, kept in the database so that what is due is known after a restart."""

from datetime import UTC

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import STATE_STOPPED
from sqlalchemy import Engine

from service.jobs import nightly
from service.settings import Settings

_TABLE = "scheduled_jobs"


class PersistentJobs(BackgroundScheduler):  # type: ignore[misc]  # it is not typed
    """APScheduler, which looks for due jobs once more when it has shut down, and would lose what it finds."""

    def _process_jobs(self) -> float | None:
        return None if self.state == STATE_STOPPED else super()._process_jobs()


def make_jobs(engine: Engine, settings: Settings) -> PersistentJobs:
    """The jobs of this database, not started: runs that were missed are made up for once, however late.

    Args:
        engine: the operational store.
        settings: how many crawls may run at the same time; the nightly work has a place of its own.
    """
    return PersistentJobs(
        jobstores={"default": SQLAlchemyJobStore(engine=engine, tablename=_TABLE)},
        executors={
            "default": ThreadPoolExecutor(settings.max_crawls),
            nightly.NAME: ThreadPoolExecutor(1),
        },
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        timezone=UTC,
    )
