"""The `signalpost` command: each module of `service/commands/` adds its own commands."""

import atexit
import gc
import os
from importlib import import_module
from pkgutil import iter_modules

import typer

import service.commands

# One process reads on one core: `--workers` is how more are used. Threads of the linear algebra beneath numpy
# would only get in each other's way; it reads this when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

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
