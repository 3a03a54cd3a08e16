"""`signalpost schedule` and `signalpost up`: crawling and publishing by themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

_API_DRAIN_SECONDS = 10


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(schedule)
    app.command()(up)


def schedule() -> None:
    """Crawl every source at its own interval and publish once a day, until SIGTERM.

    Any number may run on one database: one acts, the others stand by.
    """
    import signal
    import threading

    asked_to_end = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked_to_end.set())
    with _running_schedule():
        asked_to_end.wait()


def up(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port to listen on", min=0, max=65535)] = 8000,
) -> None:
    """Run schedule and API together in one process, until SIGTERM."""
    import signal

    import uvicorn

    from service.commands.serve import build_app

    served = build_app()
    # uvicorn ends at these signals by itself and raises them once more for whoever was there before it.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    with _running_schedule():
        uvicorn.run(
            served,
            host=host,
            port=port,
            log_level="info",
            timeout_graceful_shutdown=_API_DRAIN_SECONDS,
        )


@contextmanager
def _running_schedule() -> Iterator[None]:
    import logging

    from service.scheduler import Scheduler
    from service.settings import get_settings
    from storage.session import make_engine, upgrade_database

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    settings = get_settings()
    engine = make_engine(settings.resolved_database_url)
    upgrade_database(engine)
    scheduler = Scheduler(settings, engine)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.stop()
        engine.dispose()
