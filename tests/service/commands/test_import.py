import json
from collections.abc import Callable
from pathlib import Path

from tests.service.commands.results import Result


def test_a_file_with_a_bad_line_is_stored_but_the_exit_code_tells(
    signalpost: Callable[..., Result], tmp_path: Path
) -> None:
    path = tmp_path / "State Extract.ndjson"
    path.write_text(json.dumps({"id": "1", "title": "Cook"}) + "\n{broken\n", encoding="utf-8")
    result = signalpost("import", path)
    assert result.exit_code == 1
    assert "state-extract: partial: 1 postings (1 new, 0 changed), 1 rejected" in result.output
    (rejected,) = (tmp_path / "data" / "imports").glob("state-extract-*.rejected.ndjson")
    assert json.loads(rejected.read_text(encoding="utf-8"))["line"] == 2


def test_a_missing_file_is_named(signalpost: Callable[..., Result], tmp_path: Path) -> None:
    result = signalpost("import", tmp_path / "absent.csv")
    assert result.exit_code == 2
    assert "absent.csv: no such file" in result.output


def test_importing_then_publishing_gives_a_vintage(signalpost: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "extract.csv"
    path.write_text("id,title,description\n1,Cook,Food handler card required.\n", encoding="utf-8")
    assert signalpost("publish").exit_code == 2
    assert signalpost("import", path, "--source", "city", "--employer", "City of Reno").exit_code == 0
    result = signalpost("publish")
    assert result.exit_code == 0
    assert "1 postings, 1 of them newly read" in result.output
    assert "1 postings, 0 of them newly read" in signalpost("publish").output
    assert len(list((tmp_path / "data" / "vintages").glob("2*"))) == 2
