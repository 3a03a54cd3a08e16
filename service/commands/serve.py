"""`signalpost serve` and `signalpost openapi`: the API."""

import json
from typing import Annotated

import typer


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

    from service.app import create_app

    uvicorn.run(create_app(), host=host, port=port, log_level="info")


def openapi() -> None:
    """Print the OpenAPI 3.1 description of the API."""
    from service.app import create_app

    typer.echo(json.dumps(create_app().openapi(), indent=2, sort_keys=True))
