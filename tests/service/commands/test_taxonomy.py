from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from service.commands import taxonomy
from service.settings import get_settings
from taxonomy.schemas import TABLES
from tests.taxonomy.state_groupings import write_groupings


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


@pytest.fixture
def state_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A state's groupings, named by the setting."""
    path = write_groupings(tmp_path)
    monkeypatch.setenv("SIGNALPOST_CLUSTER_GROUPINGS", str(path))
    get_settings.cache_clear()
    yield path
    get_settings.cache_clear()


def test_a_state_sees_its_own_groupings(state_file: Path) -> None:
    assert run("show", "cluster", "Education").stdout.startswith("Education (People)")
    listed = run("groupings").stdout
    assert listed.startswith(f"Groupings: {state_file}")
    assert "  Digital Technology (cross-cutting)" in listed


def test_groupings_that_cannot_be_used_are_explained(state_file: Path) -> None:
    write_groupings(state_file.parent, "groupings: {All: [Piracy]}")
    for arguments in (("groupings",), ("show", "cluster", "Education")):
        result = run(*arguments)
        assert (result.exit_code, "'Piracy', which is no Career Cluster" in result.stderr) == (1, True)


def test_a_crosswalk_marks_cross_cutting_clusters() -> None:
    assert "  Digital Technology  Web & Cloud  (cross-cutting)\n" in run("crosswalk", "soc", "15-1252").stdout
