from collections.abc import Callable
from pathlib import Path

from tests.service.commands.results import Result


def test_upgrade_creates_the_database_and_status_agrees(
    signalpost: Callable[..., Result], tmp_path: Path
) -> None:
    assert signalpost("db", "status").exit_code == 1
    result = signalpost("db", "upgrade")
    assert (result.exit_code, "is at 0" in result.output) == (0, True)
    assert (tmp_path / "data" / "signalpost.sqlite").is_file()
    assert signalpost("db", "status").exit_code == 0
