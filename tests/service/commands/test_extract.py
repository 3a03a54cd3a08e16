import io
import json
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from service.commands import extract

APP = Typer()
extract.register(APP)


@APP.callback()
def main() -> None:
    """A second entry keeps `extract` a subcommand."""


def run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    result = CliRunner().invoke(APP, ["extract", *arguments], input=stdin)
    return result.exit_code, result.stdout, result.stderr


GOOD = b'{"id": 7, "title": "Clerk", "description": "Excel required"}\n'


def test_standard_input_to_standard_output() -> None:
    code, out, err = run(stdin=GOOD)
    assert code == 0
    assert json.loads(out)["id"] == "7"
    assert "1 postings, 0 of them with an error" in err


def test_files_in_and_out(tmp_path: Path) -> None:
    source, target = tmp_path / "in.ndjson", tmp_path / "out.ndjson"
    source.write_bytes(GOOD * 3)
    code, out, _ = run("--in", str(source), "--out", str(target))
    assert (code, out) == (0, "")
    assert len(target.read_bytes().splitlines()) == 3


def test_a_bad_line_is_answered_and_the_exit_code_says_so() -> None:
    code, out, err = run(stdin=GOOD + b"nonsense\n" + GOOD)
    assert code == 1
    assert ["error" in json.loads(line) for line in out.splitlines()] == [False, True, False]
    assert "3 postings, 1 of them with an error" in err


def test_an_empty_file_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert run("--in", str(tmp_path / "empty"))[:2] == (0, "")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    code, _, err = run("--in", str(tmp_path / "nothing.ndjson"))
    assert code == 2
    assert "nothing.ndjson" in err


@pytest.mark.parametrize("workers", ["0", "-1", "many"])
def test_workers_must_be_a_number_of_processes(workers: str) -> None:
    assert run("--workers", workers, stdin=GOOD)[0] == 2


def test_a_reader_that_goes_away_ends_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Gone(io.RawIOBase):
        def write(self, _: object) -> int:
            raise BrokenPipeError

        def flush(self) -> None:
            raise BrokenPipeError

    source = tmp_path / "in.ndjson"
    source.write_bytes(GOOD)
    monkeypatch.setattr(extract, "_close_standard_output", lambda: None)
    with source.open("rb") as lines:
        monkeypatch.setattr(extract, "_open", lambda _stack, _path, mode: lines if mode == "rb" else Gone())
        assert run("--in", str(source))[0] == 1
