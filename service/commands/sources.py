"""`signalpost sources`: which employers are crawled, and how their sources do."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from service.jobs.sources import SourceHealth

_OVERDUE_INTERVALS = 3

app = typer.Typer(help="The registry of sources: add, list, check, disable, health.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    """Add the group to the command line."""
    parent.add_typer(app, name="sources")


@app.command("list")
def list_sources(
    family: Annotated[str | None, typer.Option(help="Only this family.")] = None,
    state: Annotated[str | None, typer.Option(help="Only this state, e.g. OH.")] = None,
) -> None:
    """Show every row: slug, family, employer, state, token, tab-separated."""
    from service.jobs.sources import list_rows

    rows, invalid = list_rows(_state_file())
    for row in rows:
        if family in {None, row["family"]} and state in {None, row.get("state")}:
            shown = [
                row["slug"],
                row["family"],
                row.get("employer") or "-",
                row.get("state") or "-",
                row["token"],
            ]
            typer.echo("\t".join([*shown, "" if row["is_enabled"] else "disabled"]).rstrip())
    for problem in invalid:
        typer.echo(f"invalid source: {problem}", err=True)
    if invalid:
        raise typer.Exit(1)


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="Address of a careers page, a board, a feed or a sitemap.")],
    employer: Annotated[str | None, typer.Option(help="Name of the employer.")] = None,
    slug: Annotated[
        str | None, typer.Option(help="Name of the source; made from the token otherwise.")
    ] = None,
    state: Annotated[str | None, typer.Option(help="State, e.g. OH.")] = None,
    naics_code: Annotated[str | None, typer.Option("--naics", help="Industry, 2 to 6 digits.")] = None,
) -> None:
    """Recognise the platform of a careers page and add it to the state's own file."""
    from service.errors import UsageError
    from service.jobs.sources import add_row, make_slug, recognise

    try:
        found = recognise(url)
    except UsageError as error:
        _refuse(str(error))
    row: dict[str, Any] = {
        "slug": slug or make_slug(found["family"], found["token"]),
        "family": found["family"],
        "token": found["token"],
        "employer": employer,
        "homepage": url,
    }
    extra = {"base_url": found.get("base_url"), "state": state, "naics_code": naics_code}
    row |= {name: value for name, value in extra.items() if value is not None}
    if found["is_shipped_disabled"]:
        row["is_enabled"] = False
        typer.echo(
            f"{row['family']} is shipped disabled: set `permission` and `is_enabled: true` in the row",
            err=True,
        )
    add_row(_state_file(), {**row, "verified_on": None})
    typer.echo(f"{row['slug']}: {row['family']} {row['token']} -> {_state_file()}")


@app.command()
def disable(
    slug: Annotated[str, typer.Argument(help="Name of the source.")],
    reason: Annotated[str, typer.Option(help="Why: a takedown, terms, a dead board.")],
) -> None:
    """Stop crawling a source; its postings stay."""
    from service.errors import UsageError
    from service.jobs.sources import add_row, find_row

    try:
        row = find_row(_state_file(), slug)
    except UsageError as error:
        _refuse(str(error))
    add_row(_state_file(), {**row, "is_enabled": False, "takedown": reason})
    typer.echo(f"{slug}: disabled in {_state_file()}")


@app.command()
def check(
    slugs: Annotated[list[str], typer.Argument(help="Names of sources.")],
    sample: Annotated[int, typer.Option(min=1, help="Postings per source.")] = 3,
) -> None:
    """Crawl a few postings of sources without keeping them, and say how it went.

    A source that shows postings is marked as verified today, in the state's own file.
    """
    from datetime import UTC, datetime
    from tempfile import TemporaryDirectory

    import yaml

    from service.commands.crawl import summarise
    from service.errors import UsageError
    from service.jobs.crawl import CrawlRequest, run_crawl
    from service.jobs.sources import add_row, find_row

    with TemporaryDirectory() as folder:
        path = Path(folder) / "sources.yml"
        try:
            rows = [find_row(_state_file(), slug) for slug in slugs]
        except UsageError as error:
            _refuse(str(error))
        path.write_text(yaml.safe_dump(rows), encoding="utf-8")
        outcome = run_crawl(CrawlRequest(sources=path, to=str(Path(folder) / "out.ndjson"), sample=sample))
    for line in summarise(outcome):
        typer.echo(line)
    for report in outcome.reports:
        if report["n_kept"] and report["status"] in {"complete", "partial"}:
            row = next(row for row in rows if row["slug"] == report["slug"])
            add_row(_state_file(), {**row, "verified_on": datetime.now(UTC).date()})
    if outcome.has_failed:
        raise typer.Exit(1)


@app.command()
def health() -> None:
    """Show the latest run of every source, those that need a human first."""
    from datetime import UTC, datetime

    from service.jobs.scheduled_crawl import crawl_interval
    from service.jobs.sources import list_rows, read_health
    from service.settings import get_settings
    from storage.session import make_engine, upgrade_database

    settings = get_settings()
    rows, _ = list_rows(_state_file())
    now = datetime.now(UTC)
    due = {
        str(row["slug"]): now - _OVERDUE_INTERVALS * crawl_interval(row, settings)
        for row in rows
        if row["is_enabled"]
    }
    engine = make_engine(settings.resolved_database_url)
    try:
        upgrade_database(engine)
        found = read_health(engine, due)
    finally:
        engine.dispose()
    for one in found:
        typer.echo(_describe_health(one))
    n_never = len(due.keys() - {one.slug for one in found})
    typer.echo(f"{n_never} enabled sources were never crawled", err=True)


def _describe_health(one: "SourceHealth") -> str:
    counts = f"{one.n_seen} postings"
    counts += f", usually {one.usual:g}" if one.usual is not None else ""
    counts += f", {one.n_missing} missing" if one.n_missing else ""
    advice = one.advice or ""
    if one.n_bad > 1:
        advice += f" (run {one.n_bad} in a row)"
    line = [one.slug, one.status, f"{one.started_at:%Y-%m-%d %H:%M}", counts, advice]
    return "\t".join(line).rstrip()


def _state_file() -> Path:
    from service.settings import get_settings

    named = os.environ.get("SIGNALPOST_SOURCES")
    return Path(named) if named else get_settings().data_dir / "sources.yml"


def _refuse(message: str) -> None:
    typer.echo(f"error: {message}", err=True)
    raise typer.Exit(2)
