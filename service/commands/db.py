"""`signalpost db`: the operational database."""

import typer

from service.settings import get_settings

group = typer.Typer(help="The operational database.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the group to the command line."""
    app.add_typer(group, name="db")


@group.command()
def upgrade() -> None:
    """Create the schema, or bring it to this release; doing it twice is harmless."""
    from storage.session import make_engine, upgrade_database

    engine = make_engine(get_settings().resolved_database_url)
    typer.echo(f"{engine.url.render_as_string()} is at {upgrade_database(engine)}")


@group.command()
def status() -> None:
    """Where the schema stands, and whether that is what this release wants."""
    from storage.session import make_engine, schema_version, wanted_version

    engine = make_engine(get_settings().resolved_database_url)
    found, wanted = schema_version(engine), wanted_version()
    typer.echo(f"{engine.url.render_as_string()} is at {found or 'no version'}, this release wants {wanted}")
    if found != wanted:
        raise typer.Exit(1)
