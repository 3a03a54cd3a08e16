"""`signalpost extract`: batch extraction, NDJSON in and out (DESIGN.md, contract 1)."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

STANDARD = Path("-")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("extract")(extract)


def extract(
    source: Annotated[Path, typer.Option("--in", help="NDJSON file, - for standard input.")] = STANDARD,
    target: Annotated[Path, typer.Option("--out", help="NDJSON file, - for standard output.")] = STANDARD,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes.")] = 1,
) -> None:
    """Read skills, technologies, credentials, occupation and facts out of postings, one JSON line each."""
    from nlp.errors import NlpError
    from nlp.workers import extract_lines
    from taxonomy.errors import TaxonomyError

    n_postings = n_errors = 0
    with ExitStack() as stack:
        lines = _open(stack, source, "rb")
        output = _open(stack, target, "wb")
        try:
            for chunk in extract_lines(lines, workers):
                output.write(chunk.output)
                output.flush()
                n_postings += chunk.n_postings
                n_errors += chunk.n_errors
        except BrokenPipeError:
            _close_standard_output()
            raise typer.Exit(1) from None
        except (NlpError, TaxonomyError) as error:
            typer.echo(f"signalpost extract: {error}", err=True)
            raise typer.Exit(2) from error
    typer.echo(f"{n_postings} postings, {n_errors} of them with an error", err=True)
    if n_errors:
        raise typer.Exit(1)


def _open(stack: ExitStack, path: Path, mode: str) -> BinaryIO:
    if path == STANDARD:
        return sys.stdin.buffer if mode == "rb" else sys.stdout.buffer
    try:
        return stack.enter_context(path.open(mode))  # type: ignore[return-value]
    except OSError as error:
        typer.echo(f"signalpost extract: cannot open {path}: {error.strerror}", err=True)
        raise typer.Exit(2) from error


def _close_standard_output() -> None:
    """The reader went away (`| head`): keep Python from complaining when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
