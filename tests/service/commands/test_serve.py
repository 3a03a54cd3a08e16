import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.service.commands.results import Result

COMMITTED = Path(__file__).parents[3] / "docs" / "openapi.json"


def test_the_committed_description_is_the_one_that_is_served(signalpost: Callable[..., Result]) -> None:
    printed = json.loads(signalpost("openapi").output)
    assert printed == json.loads(COMMITTED.read_text(encoding="utf-8")), "run `make docs`"


@pytest.mark.parametrize("command", ["serve", "up", "openapi"])
def test_groupings_that_cannot_be_used_end_the_command(
    signalpost: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("SIGNALPOST_CLUSTER_GROUPINGS", str(tmp_path / "none.yml"))
    result = signalpost(command)
    assert (result.exit_code, "none.yml: cannot be read" in result.output) == (2, True)
