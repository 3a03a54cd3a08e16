"""`signalpost explain`: why a posting was given its codes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.settings import get_settings

if TYPE_CHECKING:
    from nlp.types import PostingInput


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(explain)


def explain(
    posting: Annotated[
        str, typer.Argument(help="an NDJSON file as for `signalpost extract`, or a stored id")
    ],
) -> None:
    """Say for each posting which code it was given, what spoke for it, and what the runner-up had."""
    from nlp.errors import InvalidPostingError
    from nlp.explain import code_title_alone, explain_codes
    from service.jobs.extract import load_reviewed_extractor, load_title_reviewed_extractor
    from storage.session import make_engine, upgrade_database

    engine = make_engine(get_settings().resolved_database_url)
    upgrade_database(engine)
    path = Path(posting)
    extractor = load_title_reviewed_extractor(engine) if path.is_file() else load_reviewed_extractor(engine)
    try:
        for found in _read_file(path) if path.is_file() else _read_stored(posting):
            occupation, cluster = extractor.classify(found)
            typer.echo(f"{found.posting_id}: {found.title}")
            if occupation is None:
                typer.echo("  Not coded.")
                continue
            for sentence in explain_codes(occupation, cluster, code_title_alone(found.title)):
                typer.echo(f"  {sentence}")
    except InvalidPostingError as error:
        typer.echo(f"{posting}: {error}", err=True)
        raise typer.Exit(2) from error


def _read_file(path: Path) -> Iterator["PostingInput"]:
    from nlp.records import read_record

    with path.open("rb") as lines:
        yield from (read_record(line) for line in lines if line.strip())


def _read_stored(posting_id: str) -> Iterator["PostingInput"]:
    from service.jobs.extract import posting_input
    from storage.models import PostingRow
    from storage.session import make_engine, open_session

    engine = make_engine(get_settings().resolved_database_url)
    with open_session(engine) as session:
        row = session.get(PostingRow, int(posting_id)) if posting_id.isdecimal() else None
        if row is None:
            typer.echo(f"{posting_id}: neither a file nor the id of a stored posting", err=True)
            raise typer.Exit(2)
        yield posting_input(row)
