"""`signalpost import`: a partner's bulk file into the store."""

import re
from pathlib import Path
from typing import Annotated

import typer

from service.settings import get_settings


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(name="import")(import_postings)


def import_postings(
    file: Annotated[Path, typer.Argument(help="a .ndjson, .jsonl or .csv file of postings")],
    mapping: Annotated[
        Path | None, typer.Option("--map", help="YAML that says which column is which field")
    ] = None,
    source: Annotated[str, typer.Option(help="slug of the source; the file's name when not given")] = "",
    employer: Annotated[str | None, typer.Option(help="employer of postings that name none")] = None,
) -> None:
    """Store the postings of a partner's bulk file (an NLx-like extract).

    Records that cannot be read are written to a reject file, each with its line and the problem; the others
    are stored. Importing a file again changes nothing but the day on which its postings were last seen.
    """
    from rich.console import Console

    from service.errors import UsageError
    from service.jobs.import_mapping import load_mapping
    from service.jobs.import_postings import import_file
    from storage.session import make_engine, upgrade_database

    settings = get_settings()
    slug = source or re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")
    console = Console(stderr=True)
    engine = make_engine(settings.resolved_database_url)
    upgrade_database(engine)
    try:
        with console.status(f"importing {file}") as status:
            done = 0

            def show(n: int) -> None:
                nonlocal done
                done += n
                status.update(f"importing {file}: {done:,} records")

            summary = import_file(
                engine,
                file,
                {"slug": slug, "employer": employer},
                load_mapping(mapping),
                settings.data_dir / "imports",
                show,
            )
    except UsageError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    counts = summary.counts
    typer.echo(
        f"{slug}: {summary.status}: {counts.n_seen:,} postings ({counts.n_new:,} new, "
        f"{counts.n_changed:,} changed), {counts.n_skipped:,} rejected"
    )
    if summary.rejected_path:
        typer.echo(f"rejected records, each with its problem: {summary.rejected_path}", err=True)
        raise typer.Exit(1)
