"""`signalpost demo`: the whole way on a bundled town of job boards, no internet needed."""

import os
import shutil
from typing import TYPE_CHECKING, Annotated

import typer

from service.settings import Settings, get_settings

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress
    from sqlalchemy import Engine

_MIN_POSTINGS = 5


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(demo)


def demo(
    serve: Annotated[bool, typer.Option("--serve", help="keep the API up afterwards")] = False,
    port: Annotated[int, typer.Option(help="port of the API", min=1, max=65535)] = 8000,
) -> None:
    """Crawl a town of job boards on 127.0.0.1 with the real spiders, extract, publish, and show the signals.

    Everything is written anew to `demo/` in the data directory.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    folder = get_settings().data_dir / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    settings = Settings(data_dir=folder, database_url="")
    console = Console()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        _walk(progress, settings)
    _show(console, settings)
    if serve:
        import uvicorn

        from service.app import create_app

        console.print(f"\nThe API is at http://127.0.0.1:{port}/docs (Ctrl-C ends it).")
        uvicorn.run(create_app(settings), host="127.0.0.1", port=port, log_level="warning")
    else:
        console.print("\nTo ask the API: [bold]signalpost demo --serve[/], then http://127.0.0.1:8000/docs")


def _walk(progress: "Progress", settings: Settings) -> None:
    """Crawl, extract and publish; every step is the one that real data takes."""
    from service.demo.town import load_town
    from service.jobs.extract import extract_pending, load_reviewed_extractor
    from service.jobs.publish import publish_vintage
    from service.vintages import VintageStore
    from storage.session import make_engine, upgrade_database

    n_postings = sum(len(employer.postings) for employer in load_town())
    crawl = progress.add_task(f"crawl {len(load_town())} job boards", total=n_postings)
    extract = progress.add_task("extract skills, credentials, codes", total=n_postings)
    publish = progress.add_task("publish a vintage", total=1)
    engine = make_engine(settings.resolved_database_url)
    upgrade_database(engine)
    _crawl(progress, settings)
    progress.update(crawl, completed=_count_stored(engine))
    extract_pending(engine, load_reviewed_extractor(engine), lambda n: progress.advance(extract, n))
    publish_vintage(engine, VintageStore(settings.vintages_dir))
    progress.advance(publish)
    engine.dispose()


def _crawl(progress: "Progress", settings: Settings) -> None:
    import yaml

    from service.demo.server import serve_town
    from service.demo.town import source_rows
    from service.jobs.crawl import CrawlRequest, run_crawl

    os.environ["SIGNALPOST_ALLOW_PRIVATE_HOSTS"] = "1"  # the town is on loopback
    sources = settings.data_dir / "sources.yml"
    with serve_town() as base_url:
        sources.write_text(yaml.safe_dump(source_rows(base_url)), encoding="utf-8")
        outcome = run_crawl(
            CrawlRequest(
                sources=sources,
                archive_dir=settings.data_dir / "archive",
                database_url=settings.resolved_database_url,
            )
        )
    for report in outcome.reports:
        if report["status"] != "complete":
            progress.console.print(f"{report['slug']}: {report['status']}: {report['cause']}")
    if outcome.has_failed:
        progress.console.print(outcome.problem or "a job board could not be read", style="red")
        raise typer.Exit(1)


def _count_stored(engine: "Engine") -> int:
    from storage.repositories.postings import PostingRepository
    from storage.session import open_session

    with open_session(engine) as session:
        return PostingRepository(session).count()


def _show(console: "Console", settings: Settings) -> None:
    from service.demo.report import signal_tables
    from service.signals.intervals import SuppressionRule
    from service.vintages import VintageStore

    store = VintageStore(settings.vintages_dir)
    vintage = store.current()
    rule = SuppressionRule(_MIN_POSTINGS, settings.min_employers, settings.max_top_employer_share)
    n_rows = vintage.package["signalpost"]["n_rows"]
    console.print(
        f"\nVintage {vintage.vintage_id}: {n_rows['postings']} postings, "
        f"{n_rows['mentions']} mentions of concepts.\n"
        f"Files: {vintage.path}\n"
        f"The town is small, so figures on {_MIN_POSTINGS} postings are shown; "
        f"the API withholds those under {settings.min_postings}.\n"
    )
    with store.cursor(vintage) as cursor:
        console.print(signal_tables(cursor, rule))
