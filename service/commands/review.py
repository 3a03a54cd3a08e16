"""`signalpost review` and `signalpost explain`: people over the model."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.settings import get_settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from nlp.components.occupation_corrections import Correction

group = typer.Typer(help="Reviewers' decisions on occupations.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the group to the command line."""
    app.add_typer(group, name="review")


def _engine() -> "Engine":
    from storage.session import make_engine, upgrade_database

    engine = make_engine(get_settings().resolved_database_url)
    upgrade_database(engine)
    return engine


@group.command()
def queue(limit: Annotated[int, typer.Option(min=1, max=1000, help="rows to show")] = 25) -> None:
    """What a human should look at first: many postings, low confidence, title and text in disagreement."""
    from rich.console import Console
    from rich.table import Table

    from nlp.components.occupation import OccupationCoder
    from service.jobs.review import review_queue

    table = Table("title", "postings", "code", "probability", "code of the title alone", "posting ids")
    for entry in review_queue(_engine(), OccupationCoder.load(), limit):
        table.add_row(
            entry.title,
            str(entry.n_postings),
            entry.soc_code or "not coded",
            f"{entry.probability:.2f}",
            entry.title_soc_code or "",
            " ".join(map(str, entry.posting_ids)),
        )
    Console().print(table)


@group.command()
def decide(
    soc: Annotated[str, typer.Option(help="the right SOC 2018 code, six digits")],
    by: Annotated[str, typer.Option(help="who decides")],
    posting: Annotated[str | None, typer.Option(help="id of a stored posting")] = None,
    title: Annotated[str | None, typer.Option(help="title; * stands for any text")] = None,
    reason: Annotated[str, typer.Option(help="why")] = "",
) -> None:
    """Decide the occupation of a posting, or of every posting with a title; it wins over the model."""
    from nlp.components.occupation_corrections import Correction

    today = datetime.now(UTC).date().isoformat()
    _apply([Correction(soc, by, today, reason, posting, title)])


@group.command(name="import")
def import_decisions(
    file: Annotated[
        Path, typer.Argument(help="CSV: posting_id,title_pattern,soc_code,decided_by,decided_on,reason")
    ],
) -> None:
    """Take decisions from a CSV file; all of them, or none."""
    from nlp.components.occupation_corrections import read_corrections
    from nlp.errors import ModelError

    try:
        corrections = read_corrections(file)
    except ModelError as error:
        typer.echo(error.problem, err=True)
        raise typer.Exit(2) from error
    _apply(corrections)


@group.command()
def export(file: Annotated[Path, typer.Argument(help="CSV file to write")]) -> None:
    """Write every decision to a CSV file; `make train CORRECTIONS=FILE` learns from it."""
    from service.jobs.review import write_corrections

    typer.echo(f"{write_corrections(_engine(), file)} decisions written to {file}")


def _apply(corrections: "list[Correction]") -> None:
    from service.errors import UsageError
    from service.jobs.extract import extract_pending, load_reviewed_extractor
    from service.jobs.review import decide as store

    engine = _engine()
    try:
        n_named = store(engine, corrections)
    except UsageError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    extract_pending(engine, load_reviewed_extractor(engine))
    typer.echo(f"{len(corrections)} decisions stored, {n_named} stored postings coded by them")
