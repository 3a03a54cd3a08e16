"""`signalpost review`: people over the model."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.settings import get_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

    from nlp.components.occupation_corrections import Correction
    from service.jobs.review import NamedPostings
    from service.jobs.review_queue import QueueEntry

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
def queue(
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="rows to show")] = 25,
    csv: Annotated[
        Path | None, typer.Option(help="write a CSV worksheet to fill in for `review import` instead")
    ] = None,
) -> None:
    """What a human should look at first: many postings, low confidence, title and text in disagreement."""
    from nlp.components.occupation import OccupationCoder
    from service.jobs.review_queue import review_queue, write_worksheet

    entries = review_queue(_engine(), OccupationCoder.load(), limit)
    if csv is not None:
        write_worksheet(csv, entries)
        typer.echo(
            f"{len(entries)} titles written to {csv}: fill in soc_code, decided_by and reason, then import"
        )
    elif entries:
        _print_queue(entries)
        typer.echo("Look closer: signalpost explain ID")
        typer.echo('Decide: signalpost review decide --title "TITLE" --soc CODE --by WHO --reason WHY')
    else:
        typer.echo("nothing to review: no posting has been read; run `signalpost publish`")


def _print_queue(entries: "list[QueueEntry]") -> None:
    from rich.console import Console
    from rich.table import Table

    from service.jobs.review_queue import name_code

    table = Table("title", "postings", "coded as", "probability", "the title alone", "why", "ids")
    for entry in entries:
        best = name_code(entry.best_soc_code)
        alone = f"{name_code(entry.title_soc_code or '')} ({entry.title_probability:.2f})"
        table.add_row(
            entry.title,
            str(entry.n_postings),
            best if entry.soc_code else f"not coded; nearest {best}",
            f"{entry.probability:.2f}",
            alone if entry.disagrees else "the same",
            entry.why,
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
    _store([Correction(soc, by, today, reason, posting, title)])


@group.command(name="import")
def import_decisions(
    file: Annotated[
        Path, typer.Argument(help="CSV: posting_id,title_pattern,soc_code,decided_by,decided_on,reason")
    ],
) -> None:
    """Take decisions from a CSV file; all of them, or none. Rows without a code are left out."""
    from nlp.components.occupation_corrections import read_corrections
    from nlp.errors import ModelError

    try:
        corrections = read_corrections(file)
    except ModelError as error:
        typer.echo(error.problem, err=True)
        raise typer.Exit(2) from error
    if corrections:
        _store(corrections)
    else:
        typer.echo(f"nothing stored: no row of {file} has a soc_code")


@group.command(name="list")
def list_all() -> None:
    """Every decision with its id, who, when and why; withdrawn ones say so."""
    from rich.console import Console
    from rich.table import Table

    from service.jobs.review import list_decisions
    from service.jobs.review_queue import name_code
    from storage.session import open_session

    with open_session(_engine()) as session:
        decisions = list_decisions(session)
    if not decisions:
        typer.echo("no decision is stored")
        return
    table = Table("id", "names", "code", "by", "on", "why", "withdrawn")
    for found in decisions:
        said = found.correction
        names = f"posting {said.posting_id}" if said.posting_id else said.title_pattern
        code = name_code(said.soc_code)
        parts = (str(found.withdrawn_on), f"by {found.withdrawn_by}", found.withdrawn_reason)
        withdrawn = " ".join(filter(None, parts)) if found.withdrawn_on else ""
        table.add_row(
            str(found.decision_id), names, code, said.decided_by, said.decided_on, said.reason, withdrawn
        )
    Console().print(table)


@group.command()
def withdraw(
    decision: Annotated[int, typer.Argument(help="id of the decision, see `signalpost review list`")],
    by: Annotated[str, typer.Option(help="who withdraws it")],
    reason: Annotated[str, typer.Option(help="why")] = "",
) -> None:
    """Take a decision back: earlier decisions, or the model, decide again. It stays in the list."""
    from service.jobs.review import withdraw as take_back

    _apply(lambda engine: take_back(engine, decision, by, reason), f"decision {decision} withdrawn")


@group.command()
def export(file: Annotated[Path, typer.Argument(help="CSV file to write")]) -> None:
    """Write every decision that holds to a CSV file; `make train CORRECTIONS=FILE` learns from it."""
    from service.jobs.review import write_corrections

    typer.echo(f"{write_corrections(_engine(), file)} decisions written to {file}")


def _store(corrections: "list[Correction]") -> None:
    from service.jobs.review import decide as store

    n = len(corrections)
    _apply(lambda engine: store(engine, corrections), f"{n} decision{'s' if n != 1 else ''} stored")


def _apply(change: "Callable[[Engine], NamedPostings]", done: str) -> None:
    """Make a change of decisions and read what it names again, so that it holds at once."""
    from service.errors import UsageError
    from service.jobs.extract import extract_again, load_reviewed_extractor

    engine = _engine()
    try:
        named = change(engine)
    except UsageError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if not named.posting_ids:
        typer.echo(f"{done}; no stored posting is named")
        return
    extract_again(engine, load_reviewed_extractor(engine), named.posting_ids)
    n = len(named.posting_ids)
    typer.echo(f"{done}; {n} stored posting{'s' if n != 1 else ''} coded anew: {'; '.join(named.titles)}")
    typer.echo("The next `signalpost publish` brings this into the figures.")
