"""`signalpost serve` and `signalpost openapi`: the API."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from fastapi import FastAPI


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(serve)
    app.command()(openapi)


def serve(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port to listen on", min=0, max=65535)] = 8000,
) -> None:
    """Serve the API over the current vintage; a newly published vintage is picked up at once."""
    import uvicorn

    uvicorn.run(build_app(), host=host, port=port, log_level="info")


def openapi() -> None:
    """Print the OpenAPI 3.1 description of the API."""
    typer.echo(json.dumps(build_app().openapi(), indent=2, sort_keys=True))


def build_app() -> "FastAPI":
    """The application; a setting that cannot be used ends the command with what is wrong."""
    from service.app import create_app
    from taxonomy.errors import InvalidGroupingsError

    try:
        return create_app()
    except InvalidGroupingsError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error
