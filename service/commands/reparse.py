"""`signalpost reparse`: read the raw archive with today's parsers."""

from datetime import datetime
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(reparse)


def reparse(
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day, UTC.")],
    source: Annotated[str | None, typer.Option(help="Only this source (slug).")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Store what is new or changed.")] = False,
) -> None:
    """Rebuild postings from archived answers, asking nobody, and report what comes out differently."""
    from service.errors import UsageError
    from service.jobs.reparse import describe_comparison
    from service.jobs.reparse import reparse as compare
    from service.settings import get_settings
    from storage.errors import StorageError
    from storage.session import make_engine

    settings = get_settings()
    engine = make_engine(settings.resolved_database_url)
    try:
        comparisons = compare(settings, engine, since.date(), source, is_applied=apply)
    except (UsageError, StorageError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
    finally:
        engine.dispose()
    for comparison in comparisons:
        for line in describe_comparison(comparison):
            typer.echo(line)
    n_different = sum(len(one.new) + one.n_changed for one in comparisons)
    verb = "stored" if apply else "differ; --apply stores them"
    typer.echo(f"{len(comparisons)} sources read, {n_different} postings {verb}")
