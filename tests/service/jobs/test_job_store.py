from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from service.jobs.job_store import make_jobs
from service.settings import Settings

_DONE: list[str] = []


def work() -> None:
    _DONE.append("worked")


def test_a_job_that_is_due_when_the_schedule_is_shut_down_is_not_lost(engine: Engine) -> None:
    first = make_jobs(engine, Settings())
    first.start(paused=True)
    due_at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    first.add_job(work, "interval", hours=24, id="job", next_run_time=due_at)
    first.shutdown()
    second = make_jobs(engine, Settings())
    second.start(paused=True)
    assert second.get_job("job").next_run_time == due_at
    second.shutdown()
    assert _DONE == []
