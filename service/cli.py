"""The `signalpost` command: each module of `service/commands/` adds its own commands."""

import atexit
import gc
from importlib import import_module
from pkgutil import iter_modules

import typer

import nlp  # noqa: F401 - ahead of numpy, whose threads it forbids
import service.commands

app = typer.Typer(
    name="signalpost",
    help="Open real-time labour-market information from online job postings.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for _module in sorted(iter_modules(service.commands.__path__), key=lambda module: module.name):
    import_module(f"service.commands.{_module.name}").register(app)


def main() -> None:
    """Run the command line."""
    # The extractor freezes what it has loaded; unless it thaws at the end, DuckDB reports leaks by the page.
    atexit.register(gc.unfreeze)
    app()
