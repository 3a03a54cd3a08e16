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
    assert "1 decision stored; 1 stored posting coded anew: Chief Happiness Wrangler" in decided.output
    assert "nothing to review" in stored("review", "queue").output
    path = tmp_path / "decisions.csv"
    assert "1 decisions written" in stored("review", "export", path).output
    assert "13-1071" in path.read_text(encoding="utf-8")
    assert "1 decision stored; 1 stored" in stored("review", "import", path).output


def test_a_decision_is_listed_and_withdrawn(stored: Callable[..., Result]) -> None:
    assert "no decision is stored" in stored("review", "list").output
    stored("review", "decide", "--posting", "1", "--soc", "13-1071", "--by", "Ana", "--reason", "it is HR")
    listed = stored("review", "list").output
    assert all(part in listed for part in ("posting 1", "13-1071 Human Resources", "Ana", "it is HR"))
    assert "A reviewer decided" in stored("explain", "1").output
    withdrawn = stored("review", "withdraw", "1", "--by", "Ben", "--reason", "a mistake")
    assert "decision 1 withdrawn; 1 stored posting coded anew" in withdrawn.output
    assert "A reviewer decided" not in stored("explain", "1").output
    assert "by Ben a mistake" in stored("review", "list").output
    again = stored("review", "withdraw", "1", "--by", "Ben")
    assert (again.exit_code, "was withdrawn on" in again.output) == (2, True)


def test_the_queue_as_a_worksheet(stored: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "queue.csv"
    assert "1 titles written" in stored("review", "queue", "--csv", path).output
    assert "nothing stored: no row of" in stored("review", "import", path).output
    filled = path.read_text(encoding="utf-8").replace(
        ",Chief Happiness Wrangler,,,", ",Chief Happiness Wrangler,13-1071,Ana,"
    )
    path.write_text(filled, encoding="utf-8")
    assert "1 decision stored; 1 stored posting coded anew" in stored("review", "import", path).output


def test_a_decision_that_names_nothing_stored_says_so(stored: Callable[..., Result]) -> None:
    result = stored("review", "decide", "--title", "Ninja", "--soc", "15-1252", "--by", "Ana")
    assert "1 decision stored; no stored posting is named" in result.output


def test_a_bad_decision_is_refused_with_what_is_wrong(stored: Callable[..., Result], tmp_path: Path) -> None:
    result = stored("review", "decide", "--title", "x*", "--soc", "13-0000", "--by", "Ana")
    assert (result.exit_code, "no detailed SOC 2018 code" in result.output) == (2, True)
    missing = stored("review", "import", tmp_path / "absent.csv")
    assert (missing.exit_code, "absent.csv" in missing.output) == (2, True)
