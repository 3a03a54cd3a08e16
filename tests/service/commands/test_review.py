from collections.abc import Callable
from pathlib import Path

import pytest

from tests.service.commands.results import Result


@pytest.fixture
def stored(signalpost: Callable[..., Result], tmp_path: Path) -> Callable[..., Result]:
    """The command over a store with one odd posting that has been read."""
    path = tmp_path / "odd.csv"
    path.write_text("id,title,description\n1,Chief Happiness Wrangler,Come and join us.\n", encoding="utf-8")
    assert signalpost("import", path).exit_code == 0
    assert signalpost("publish").exit_code == 0
    return signalpost


def test_queue_decide_export_import(stored: Callable[..., Result], tmp_path: Path) -> None:
    assert "Chief Happiness Wrangler" in " ".join(stored("review", "queue").output.split())
    decided = stored("review", "decide", "--title", "chief happiness*", "--soc", "13-1071", "--by", "Ana")
    assert "1 decisions stored, 1 stored postings coded by them" in decided.output
    path = tmp_path / "decisions.csv"
    assert "1 decisions written" in stored("review", "export", path).output
    assert "13-1071" in path.read_text(encoding="utf-8")
    assert "1 decisions stored, 1 stored" in stored("review", "import", path).output


def test_a_bad_decision_is_refused_with_what_is_wrong(stored: Callable[..., Result], tmp_path: Path) -> None:
    result = stored("review", "decide", "--title", "x*", "--soc", "13-0000", "--by", "Ana")
    assert (result.exit_code, "no detailed SOC 2018 code" in result.output) == (2, True)
    missing = stored("review", "import", tmp_path / "absent.csv")
    assert (missing.exit_code, "absent.csv" in missing.output) == (2, True)
