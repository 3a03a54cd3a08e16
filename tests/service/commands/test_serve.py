import json
from collections.abc import Callable
from pathlib import Path

from tests.service.commands.results import Result

COMMITTED = Path(__file__).parents[3] / "docs" / "openapi.json"


def test_the_committed_description_is_the_one_that_is_served(signalpost: Callable[..., Result]) -> None:
    printed = json.loads(signalpost("openapi").output)
    assert printed == json.loads(COMMITTED.read_text(encoding="utf-8")), "run `make docs`"
