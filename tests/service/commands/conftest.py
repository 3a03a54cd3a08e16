"""The command line over a data directory of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli import app
from service.settings import get_settings
from tests.service.commands.results import Result


@pytest.fixture
def signalpost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Result]]:
    """Runs `signalpost` with arguments; SIGNALPOST_DATA_DIR is `tmp_path / "data"`."""
    monkeypatch.setenv("SIGNALPOST_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("SIGNALPOST_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    get_settings.cache_clear()
    runner = CliRunner()
    yield lambda *arguments: runner.invoke(app, list(map(str, arguments)))
    get_settings.cache_clear()
