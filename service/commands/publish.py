"""`signalpost publish`: extract what is new and publish a vintage."""

import typer

from service.settings import get_settings


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(publish)


def publish() -> None:
    """Read every posting that the present pipeline has not read, then publish a vintage of all signals.

    A failed build leaves the current vintage in place.
    """
    from rich.console import Console

    from service.errors import UsageError
    from service.jobs.extract import extract_pending, load_reviewed_extractor
    from service.jobs.publish import publish_vintage
    from service.vintages import VintageStore
    from storage.session import make_engine, upgrade_database

    settings = get_settings()
    engine = make_engine(settings.resolved_database_url)
    upgrade_database(engine)
    console = Console(stderr=True)
    try:
        with console.status("extracting") as status:
            done = 0

            def show(n: int) -> None:
                nonlocal done
                done += n
                status.update(f"extracting: {done:,} postings")

            n_extracted = extract_pending(engine, load_reviewed_extractor(engine), show)
            publication = publish_vintage(
                engine,
                VintageStore(settings.vintages_dir),
                lambda table: status.update(f"publishing {table}"),
            )
    except UsageError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    typer.echo(
        f"vintage {publication.vintage_id}: {publication.n_postings:,} postings, "
        f"{n_extracted:,} of them newly read"
    )
    typer.echo(f"files: {publication.path}")
