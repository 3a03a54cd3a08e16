from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from service.commands import taxonomy
from taxonomy.schemas import TABLES


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.callback()(lambda: None)
    taxonomy.register(app)
    return CliRunner().invoke(app, ["taxonomy", *arguments])


def test_info_lists_every_table() -> None:
    result = run("info")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()[:-1]] == list(TABLES)


def test_sources_prints_the_file_that_ships() -> None:
    assert run("sources").stdout.startswith("# Sources of the compiled tables")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("show", "soc", "29-1141"), "Registered Nurses (detailed)"),
        (("show", "cluster", "Digital Technology"), "Web & Cloud"),
        (("show", "area", "Ft. Worth"), "county 48439: Tarrant County, TX"),
        (("crosswalk", "cip", "51.3801"), "29-1141  Registered Nurses"),
        (("crosswalk", "oews", "31-1120"), "31-1122  Personal Care Aides"),
    ],
)
def test_look_ups(arguments: tuple[str, ...], expected: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert expected in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "soc", "99-9999"), "soc has no '99-9999'"),
        (("crosswalk", "astrology", "1"), "no crosswalk from 'astrology'; use one of soc,"),
        (("crosswalk", "cip", "99.9999"), "cip has no '99.9999'"),
        (("build", "--from", "/nowhere"), "is not a directory"),
    ],
)
def test_mistakes_are_explained_without_a_traceback(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert message in result.stderr.replace("\n", " ")
    assert "Traceback" not in result.output


def test_an_empty_directory_is_no_source(tmp_path: Path) -> None:
    result = run("build", "--from", str(tmp_path), "--to", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "holds no file soc_structure_2018.xlsx" in result.stderr.replace("\n", " ")
