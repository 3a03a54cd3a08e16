"""The `signalpost` command: one line per group, each group in `service/commands/`."""

from importlib import import_module

import typer

COMMANDS = ("taxonomy", "extract", "crawl", "db", "import_", "publish", "serve", "demo")

app = typer.Typer(
    name="signalpost",
    help="Open real-time labour-market information from online job postings.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for _command in COMMANDS:
    import_module(f"service.commands.{_command}").register(app)


def main() -> None:
    """Run the command line."""
    app()
