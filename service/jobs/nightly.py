"""What is done once a day after crawling: read new postings, publish a vintage, forget old raw responses.

It runs in a process of its own (`python -m service.jobs.nightly`), which ends with the one that started it:
the pipeline needs much memory and time, and neither may be taken from the API.
"""

import logging
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from service.errors import UsageError
from service.jobs.children import Children
from service.jobs.crawl import end_process
from service.settings import Settings, get_settings
from storage.lifeline import end_with_parent
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.retention import prune_archive
from storage.session import make_engine, open_session

NAME = "nightly"
_STALE = timedelta(days=1)

log = logging.getLogger(__name__)


def run_nightly(settings: Settings, engine: Engine) -> None:
    """Close what was abandoned, read new postings, publish, prune the archive.

    Every step keeps what it has committed when a later one fails.
    """
    close_abandoned(settings, engine)
    _publish(settings, engine)
    if settings.archive_retention_days:
        oldest = datetime.now(UTC).date() - timedelta(days=settings.archive_retention_days)
        pruned = prune_archive(settings.archive_dir, oldest)
        log.info("archive: %d files before %s deleted, %d bytes", pruned.n_files, oldest, pruned.n_bytes)


def close_abandoned(settings: Settings, engine: Engine) -> None:
    """Fail runs that can no longer be running, and remove vintages that were never finished."""
    with open_session(engine) as session:
        n_failed = CrawlRunRepository(session).fail_abandoned(_STALE)
    if n_failed:
        log.warning("%d runs never ended and are failed now", n_failed)
    for folder in settings.vintages_dir.glob(".staging-*"):
        changed_at = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
        if datetime.now(UTC) - changed_at > _STALE:
            shutil.rmtree(folder)


def start_nightly(settings: Settings, children: Children) -> str | None:
    """Do the nightly work in a child process and wait for its end.

    Returns:
        Why it did not end well; null when it did.
    """
    limit = settings.nightly_time_limit_minutes * 60
    command = [sys.executable, "-m", "service.jobs.nightly"]
    with subprocess.Popen(command, start_new_session=True, stdin=subprocess.PIPE) as child:  # noqa: S603
        children.add(NAME, child)
        try:
            code = child.wait(timeout=limit)
        except subprocess.TimeoutExpired:
            end_process(child)
            return f"the nightly work was ended after its time limit of {limit:g} s"
        finally:
            children.discard(NAME)
    return f"the nightly work ended with code {code}, see its messages above" if code else None


def _publish(settings: Settings, engine: Engine) -> None:
    # The pipeline takes seconds and hundreds of megabytes to load: only here, in the process of its own.
    from service.jobs.extract import extract_pending, load_reviewed_extractor  # noqa: PLC0415
    from service.jobs.publish import publish_vintage  # noqa: PLC0415
    from service.vintages import VintageStore  # noqa: PLC0415

    n_extracted = extract_pending(engine, load_reviewed_extractor(engine))
    try:
        publication = publish_vintage(engine, VintageStore(settings.vintages_dir))
    except UsageError as error:
        log.warning("nothing published: %s", error)
        return
    log.info(
        "vintage %s: %d postings, %d newly read",
        publication.vintage_id,
        publication.n_postings,
        n_extracted,
    )


def _leave(_signal: int, _frame: object) -> None:
    """Let open files and transactions be closed on the way out."""
    raise SystemExit(1)


def main() -> None:
    """Entry of the child process."""
    signal.signal(signal.SIGTERM, _leave)
    end_with_parent()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    settings = get_settings()
    Path(settings.data_dir).mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.resolved_database_url)
    try:
        run_nightly(settings, engine)
    finally:
        engine.dispose()


if __name__ == "__main__":
    main()
