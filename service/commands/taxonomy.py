"""`signalpost taxonomy`: the official tables and the vocabulary."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from taxonomy.groupings import Groupings
    from taxonomy.sources.tables import BuiltTable

group = typer.Typer(
    help="Occupations, Career Clusters, programs, industries, areas, vocabulary.", no_args_is_help=True
)
show_group = typer.Typer(help="What is known of one code.", no_args_is_help=True)
group.add_typer(show_group, name="show")


def register(app: typer.Typer) -> None:
    """Add the group to the command line."""
    app.add_typer(group, name="taxonomy")


@group.command()
def build(
    source_dir: Annotated[
        Path | None,
        typer.Option("--from", help="Directory with the official files, unpacked or as downloaded."),
    ] = None,
    to: Annotated[Path | None, typer.Option(help="Where the tables go; the package by default.")] = None,
) -> None:
    """Compile the official tables, if a directory is given, and the vocabulary out of them and our YAML.

    Nothing is written unless all official tables fit together.
    """
    from taxonomy.errors import InvalidConceptError
    from taxonomy.loader import TABLES_DIR
    from taxonomy.vocabulary import compile_vocabulary

    tables_dir = to or TABLES_DIR
    if source_dir is not None:
        _build_official(source_dir, tables_dir)
    try:
        n_concepts, n_aliases = compile_vocabulary(tables=tables_dir)
    except InvalidConceptError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"vocabulary: {n_concepts:,} concepts, {n_aliases:,} forms written to {tables_dir}", err=True)


def _build_official(source_dir: Path, tables_dir: Path) -> None:
    from taxonomy.errors import SourceFileError

    try:
        from taxonomy.sources.compile import compile_tables
    except ModuleNotFoundError as error:
        typer.echo(f"building needs {error.name}: pip install 'signalpost[train]'", err=True)
        raise typer.Exit(1) from error

    def report(built: "BuiltTable") -> None:
        typer.echo(f"{built.name}: {built.table.num_rows:,} rows", err=True)

    try:
        built = compile_tables(source_dir, tables_dir, report)
    except SourceFileError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{len(built)} tables written to {tables_dir}", err=True)


@group.command()
def info() -> None:
    """List the tables with rows, size and vintage."""
    from taxonomy.table_report import describe_tables

    total = 0
    for facts in describe_tables():
        total += facts.n_bytes
        typer.echo(
            f"{facts.name:<16} {facts.n_rows:>8,} rows {facts.n_bytes:>10,} bytes  {facts.origin['vintage']}"
        )
    typer.echo(f"{total:,} bytes together")


@group.command()
def sources() -> None:
    """Print tables/SOURCES.md: source, vintage, licence, rows and digest of every table."""
    from taxonomy.table_report import render_sources

    typer.echo(render_sources(), nl=False)


@group.command()
def crosswalk(
    system: Annotated[str, typer.Argument(help="soc, cip, naics, clusters, soc2010, oews or onet")],
    code: Annotated[str, typer.Argument(help="A code, e.g. 51.3801, or the name of a Cluster.")],
) -> None:
    """Everything that a code of one system stands for in the others."""
    from taxonomy.crosswalks import CROSSWALKS, cross
    from taxonomy.errors import UnknownCodeError

    targets = [to_system for from_system, to_system in CROSSWALKS if from_system == system]
    if not targets:
        known = ", ".join(dict.fromkeys(from_system for from_system, _ in CROSSWALKS))
        typer.echo(f"error: no crosswalk from {system!r}; use one of {known}", err=True)
        raise typer.Exit(1)
    try:
        found = {to_system: cross(system, to_system, code) for to_system in targets}
    except UnknownCodeError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
    for to_system, rows in found.items():
        typer.echo(f"{system} {code} -> {to_system}: {len(rows)}")
        for row in rows:
            marked = "  (cross-cutting)" if row.pop("is_cross_cutting", False) else ""
            typer.echo("  " + "  ".join(value for value in row.values() if value is not None) + marked)


def _show(card: Callable[[], Iterator[str]]) -> None:
    from taxonomy.errors import InvalidGroupingsError, UnknownCodeError

    try:
        lines = list(card())
    except (InvalidGroupingsError, UnknownCodeError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
    for line in lines:
        typer.echo(line)


def _state_groupings() -> "Groupings":
    from service.settings import get_settings
    from taxonomy.groupings import load_groupings

    return load_groupings(get_settings().cluster_groupings)


@show_group.command("soc")
def show_soc(code: Annotated[str, typer.Argument(help="SOC 2018 code, e.g. 29-1141")]) -> None:
    """An occupation: hierarchy, Clusters, programs, job zone, education, employment and wages."""
    from taxonomy.cards import soc_card

    _show(lambda: soc_card(code))


@show_group.command("cluster")
def show_cluster(
    name: Annotated[str, typer.Argument(help='A Cluster or Sub-Cluster, e.g. "Digital Technology"')],
) -> None:
    """A Career Cluster: grouping, Sub-Clusters with their occupations and programs, industries."""
    from taxonomy.cards import cluster_card

    _show(lambda: cluster_card(name, _state_groupings()))


@show_group.command("area")
def show_area(
    text: Annotated[str, typer.Argument(help='A place as postings write it, e.g. "St Paul, MN"')],
) -> None:
    """A place: city, state, county, CBSA, and total employment there."""
    from taxonomy.cards import area_card

    _show(lambda: area_card(text))


@group.command()
def groupings() -> None:
    """List the groupings of the Clusters in use: the state's own, or those that ship.

    `SIGNALPOST_CLUSTER_GROUPINGS` names the state's file; what is wrong with it is said here.
    """
    from taxonomy.cards import groupings_card

    _show(lambda: groupings_card(_state_groupings()))


@group.command()
def lint() -> None:
    """Check the vocabulary that we wrote; exit 1 when a rule is broken."""
    from taxonomy.lint import lint_vocabulary

    problems = lint_vocabulary()
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)
    typer.echo("no problems", err=True)


@group.command()
def candidates(
    limit: Annotated[int, typer.Option(min=1, help="phrases to show")] = 50,
    min_employers: Annotated[int, typer.Option(min=1, help="fewest distinct employers")] = 3,
) -> None:
    """Skill phrases of the stored postings that no concept holds and that several employers use."""
    from service.jobs.candidates import open_phrases
    from service.settings import get_settings
    from storage.session import make_engine, upgrade_database

    engine = make_engine(get_settings().resolved_database_url)
    upgrade_database(engine)
    for found in open_phrases(engine, min_employers)[:limit]:
        typer.echo(
            f"{found.phrase}\t{found.n_postings} postings\t{found.n_employers} employers\t"
            f"{found.n_required} required\t{found.confidence:.2f}"
        )
