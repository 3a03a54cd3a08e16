import json
from collections.abc import Callable
from pathlib import Path

from tests.service.commands.results import Result


def _extract(tmp_path: Path) -> Path:
    path = tmp_path / "postings.ndjson"
    record = {"id": "n1", "title": "Registered Nurse - ICU", "description": "Care for patients. RN license."}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_a_file_is_explained(signalpost: Callable[..., Result], tmp_path: Path) -> None:
    result = signalpost("explain", _extract(tmp_path))
    assert result.exit_code == 0
    assert "n1: Registered Nurse - ICU" in result.output
    assert "SOC 29-1141 Registered Nurses" in result.output
    assert "Career Cluster: Healthcare & Human Services" in result.output


def test_a_stored_posting_is_explained_by_the_decision_that_names_it(
    signalpost: Callable[..., Result], tmp_path: Path
) -> None:
    assert signalpost("import", _extract(tmp_path)).exit_code == 0
    decision = (
        "review",
        "decide",
        "--posting",
        "1",
        "--soc",
        "29-1171",
        "--by",
        "Ana",
        "--reason",
        "she prescribes",
    )
    decided = signalpost(*decision)
    assert "1 decision stored; 1 stored posting coded anew" in decided.output
    result = signalpost("explain", "1")
    assert "SOC 29-1171 Nurse Practitioners" in result.output
    assert "A reviewer decided so for this posting: Ana on" in result.output
    assert "The model alone would say 29-1141 Registered Nurses" in result.output


def test_a_decision_on_a_stored_posting_says_nothing_of_a_file_with_the_same_id(
    signalpost: Callable[..., Result], tmp_path: Path
) -> None:
    path = _extract(tmp_path)
    assert signalpost("import", path).exit_code == 0
    signalpost("review", "decide", "--posting", "1", "--soc", "29-1171", "--by", "Ana")
    path.write_text(path.read_text(encoding="utf-8").replace('"n1"', '"1"'), encoding="utf-8")
    assert "SOC 29-1141 Registered Nurses" in signalpost("explain", path).output


def test_neither_file_nor_id(signalpost: Callable[..., Result]) -> None:
    result = signalpost("explain", "nothing.ndjson")
    assert result.exit_code == 2
    assert "neither a file nor the id of a stored posting" in result.output


def test_a_broken_line_is_named(signalpost: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "broken.ndjson"
    path.write_text("{broken\n", encoding="utf-8")
    result = signalpost("explain", path)
    assert result.exit_code == 2
    assert "not JSON" in result.output
