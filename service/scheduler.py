"""The schedule: every source at its own interval, the nightly work once a day, one scheduler at a time.

    APScheduler with its jobs in the database   what is due, also after a restart
    a claim named "scheduler"                   any number of processes may run; one acts, the others stand by
    claims on sources and hosts                 no two crawls of one source or host, whoever starts them
    child processes                             a crawl that hangs, leaks or crashes harms nobody else

When the acting process dies, its children end (their lifeline) and its claims expire. Another process, or
the same one started again, takes over, closes the runs that were cut off as failed, and crawls those sources
anew.
"""

import logging
import random
import threading
from datetime import UTC, datetime, timedelta

from apscheduler.job import Job
from apscheduler.schedulers.base import STATE_PAUSED, STATE_RUNNING
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from service.errors import UsageError
from service.jobs import nightly
from service.jobs.children import Children
from service.jobs.job_store import make_jobs
from service.jobs.schedule_plan import PlannedCrawl, job_id_of, plan_crawls
from service.jobs.scheduled_crawl import SourceFields, crawl_claimed
from service.jobs.sources import list_rows
from service.settings import Settings
from storage.repositories.claims import ClaimRepository
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.session import open_session

_LEADERSHIP = "scheduler"
_RENEWALS_PER_LEASE = 4
_RETRY_BUSY_SECONDS = (20.0, 60.0)
_NEVER_READ = -1.0
_CUT_OFF = "the scheduler ended during this crawl"

log = logging.getLogger(__name__)

_acting: "list[Scheduler]" = []


def crawl_source(row: SourceFields) -> None:
    """Job: crawl one source (its row is the job's argument)."""
    for scheduler in _acting:
        scheduler.crawl(row)


def do_nightly_work() -> None:
    """Job: what is done once a day."""
    for scheduler in _acting:
        scheduler.do_nightly_work()


class Scheduler:
    """Runs the schedule in threads beside whatever else the process does, until `stop`. One per process."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._settings = settings
        self._engine = engine
        self._lease = timedelta(seconds=settings.claim_lease_seconds)
        self._claims = ClaimRepository(engine, self._lease)
        self._children = Children()
        self._is_stopping = threading.Event()
        self._idle = threading.Condition()
        self._n_busy = 0
        self._turn = threading.Lock()
        self._is_leader = False
        self._renewed_at = datetime.now(UTC)
        self._sources_changed_at = _NEVER_READ
        self._jobs = make_jobs(engine, settings)
        self._threads = [threading.Thread(target=self._keep_up), threading.Thread(target=self._keep_lease)]

    @property
    def is_leader(self) -> bool:
        """Whether this process acts; otherwise it stands by."""
        return self._is_leader

    def start(self) -> None:
        """Act as soon as no other process does.

        Raises:
            RuntimeError: this process has one already.
        """
        if _acting:
            raise RuntimeError("there is one scheduler per process")
        _acting.append(self)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Start nothing more, end what runs in order, close its records, let go of every claim."""
        self._is_stopping.set()
        with self._turn:
            if self._jobs.state == STATE_RUNNING:
                self._jobs.pause()  # a job that came due now would be handed to nobody, and lost
        self._children.end_all()
        for thread in self._threads:
            thread.join()
        self._children.end_all()  # new ones may have been welcomed in the last moment
        with self._idle:
            self._idle.wait_for(lambda: self._n_busy == 0)
        if self._jobs.running:
            self._jobs.shutdown(wait=True)
        _acting.remove(self)
        self._claims.release([_LEADERSHIP])
        self._is_leader = False

    # The jobs.

    def crawl(self, row: SourceFields) -> None:
        """Crawl a source, or come back to it soon when it or its host is busy."""
        if not self._begin():
            return
        try:
            outcome = crawl_claimed(row, self._settings, self._engine, self._claims, self._children)
            if outcome is None:
                self._postpone(job_id_of(str(row["slug"])))
                return
            for report in outcome.reports:
                log.info("%s: %s, %d kept", report["slug"], report["status"], report["n_kept"])
            for problem in (*outcome.invalid, outcome.problem):
                if problem:
                    log.warning("%s: %s", row["slug"], problem)
        finally:
            self._end()

    def do_nightly_work(self) -> None:
        """Wait for crawls that run, as long as the settings say, then do the nightly work."""
        if not self._begin():
            return
        try:
            if not self._claims.take([nightly.NAME]):
                return
            try:
                self._wait_for_crawls()
                if not self._children.is_ending:
                    problem = nightly.start_nightly(self._settings, self._children)
                    log.log(
                        logging.WARNING if problem else logging.INFO, "nightly work: %s", problem or "done"
                    )
            finally:
                self._claims.release([nightly.NAME])
        finally:
            self._end()

    def _begin(self) -> bool:
        with self._idle:
            if self._children.is_ending:
                return False
            self._n_busy += 1
            return True

    def _end(self) -> None:
        with self._idle:
            self._n_busy -= 1
            self._idle.notify_all()

    def _wait_for_crawls(self) -> None:
        with self._idle:
            self._idle.wait_for(
                lambda: self._n_busy <= 1 or self._children.is_ending,
                timeout=self._settings.nightly_wait_minutes * 60,
            )

    def _postpone(self, job_id: str) -> None:
        if not self._children.is_ending:
            wait = timedelta(seconds=random.uniform(*_RETRY_BUSY_SECONDS))  # noqa: S311 - spreads load only
            self._jobs.modify_job(job_id, next_run_time=datetime.now(UTC) + wait)

    # Leadership.

    def _keep_lease(self) -> None:
        """Give signs of life; nothing slow is done in this thread."""
        while not self._is_stopping.wait(self._lease.total_seconds() / _RENEWALS_PER_LEASE):
            if not self._is_leader:
                continue
            asked_at = datetime.now(UTC)
            try:
                if _LEADERSHIP in self._claims.renew():
                    self._renewed_at = asked_at
                else:
                    self._step_down()
            except SQLAlchemyError as error:
                log.warning("the database does not answer: %s", error)
                if asked_at - self._renewed_at > self._lease:
                    self._step_down()

    def _step_down(self) -> None:
        """Another process acts by now, or may: whatever runs here must end."""
        log.error("the lease on the schedule was lost; running crawls are ended")
        with self._turn:
            self._is_leader = False
            self._sources_changed_at = _NEVER_READ
            if self._jobs.running:
                self._jobs.pause()
        self._children.end_all()

    def _keep_up(self) -> None:
        """Act as long as this process holds the schedule; try to get hold of it otherwise."""
        is_waiting = False
        while not self._is_stopping.is_set():
            try:
                if self._is_leader or self._take_lead():
                    self._act()
                elif not is_waiting:
                    is_waiting = True
                    log.info("standing by: %s holds the schedule", self._claims.holder(_LEADERSHIP))
            except SQLAlchemyError as error:
                log.warning("the database does not answer: %s", error)
            except UsageError as error:
                log.warning("the sources cannot be read: %s", error)
            self._is_stopping.wait(self._lease.total_seconds() / _RENEWALS_PER_LEASE)

    def _take_lead(self) -> bool:
        asked_at = datetime.now(UTC)
        if self._claims.take([_LEADERSHIP]):
            self._renewed_at = asked_at
            self._is_leader = True
        return self._is_leader

    def _act(self) -> None:
        """What the acting process does again and again; each step may be repeated after an error."""
        if not any(thread.name == "APScheduler" for thread in threading.enumerate()):
            # Its thread is not there yet, or an error of the database has ended it.
            self._jobs = make_jobs(self._engine, self._settings)
            self._jobs.start(paused=True)
        if self._sources_changed_at != self._read_change():
            self._sync_jobs()
        self._catch_up(self._close_interrupted())
        with self._turn:
            may_act = self._is_leader and not self._is_stopping.is_set()
            if may_act and self._jobs.state == STATE_PAUSED:
                self._children.welcome()
                self._jobs.resume()

    def _close_interrupted(self) -> set[str]:
        """Job ids of the work that a dead process left behind, its runs closed as failed."""
        interrupted = set()
        for name in self._claims.clear_expired():
            kind, _, slug = name.partition(":")
            if kind == "source":
                interrupted.add(job_id_of(slug))
                with open_session(self._engine) as session:
                    n_failed = CrawlRunRepository(session).fail_running(slug, _CUT_OFF)
                log.warning("%s: was being crawled by a process that died; %d runs failed", slug, n_failed)
            elif kind == nightly.NAME:
                interrupted.add(nightly.NAME)
        return interrupted

    def _catch_up(self, job_ids: set[str]) -> None:
        for job_id in job_ids:
            if self._jobs.get_job(job_id):
                self._jobs.modify_job(job_id, next_run_time=datetime.now(UTC))

    # The jobs and the sources.

    def _read_change(self) -> float:
        path = self._settings.sources_file
        return path.stat().st_mtime if path.exists() else 0.0

    def _sync_jobs(self) -> None:
        changed_at = self._read_change()
        rows, invalid = list_rows(self._settings.sources_file)
        for problem in invalid:
            log.warning("invalid source: %s", problem)
        planned = plan_crawls(rows, self._last_started(), self._settings, datetime.now(UTC))
        stored = {job.id: job for job in self._jobs.get_jobs()}
        for crawl in planned:
            self._schedule(crawl, stored.pop(crawl.job_id, None))
        self._schedule_nightly(stored.pop(nightly.NAME, None))
        for job_id in stored:
            log.info("%s: is no longer scheduled", job_id)
            self._jobs.remove_job(job_id)
        self._sources_changed_at = changed_at
        log.info("%d sources are scheduled", len(planned))

    def _last_started(self) -> dict[str, datetime]:
        with open_session(self._engine) as session:
            runs = CrawlRunRepository(session).latest().values()
            return {run.source.slug: run.started_at for run in runs}

    def _schedule(self, crawl: PlannedCrawl, job: Job | None) -> None:
        next_run = crawl.next_run(job.next_run_time if job else None)
        if job and job.args == (crawl.row,) and job.trigger.interval == crawl.interval:
            if job.next_run_time != next_run:
                job.modify(next_run_time=next_run)
            return
        trigger = IntervalTrigger(
            seconds=int(crawl.interval.total_seconds()), jitter=crawl.jitter_seconds or None, timezone=UTC
        )
        self._jobs.add_job(
            crawl_source,
            trigger,
            args=[crawl.row],
            id=crawl.job_id,
            next_run_time=next_run,
            replace_existing=True,
        )

    def _schedule_nightly(self, job: Job | None) -> None:
        hour, minute = self._settings.nightly_at.split(":")
        trigger = CronTrigger(hour=hour, minute=minute, timezone=UTC)
        if job is None or str(job.trigger) != str(trigger):
            self._jobs.add_job(
                do_nightly_work, trigger, id=nightly.NAME, executor=nightly.NAME, replace_existing=True
            )
