from pathlib import Path

import pyarrow as pa
import pytest

from taxonomy.errors import SourceFileError
from taxonomy.loader import load_table
from taxonomy.schemas import TABLES
from taxonomy.sources import compile as compiling
from taxonomy.sources.tables import BuiltTable


@pytest.fixture
def good(monkeypatch: pytest.MonkeyPatch) -> dict[str, pa.Table]:
    """The tables of the package in place of those from official files."""
    tables = {name: load_table(name) for name in TABLES}
    monkeypatch.setattr(
        compiling,
        "build_tables",
        lambda _files: iter([BuiltTable(name, table) for name, table in tables.items()]),
    )
    return tables


def test_every_table_of_the_schema_has_a_builder() -> None:
    names = {build.__name__.removeprefix("build_") for build in compiling.BUILDERS} | {"places"}
    assert names == set(TABLES)


def test_all_tables_are_written_when_they_fit(good: dict[str, pa.Table], tmp_path: Path) -> None:
    good["oews"] = good["oews"].slice(0, 5)
    seen: list[str] = []
    compiling.compile_tables(tmp_path, tmp_path / "out", lambda built: seen.append(built.name))
    assert {path.stem for path in (tmp_path / "out").glob("*.parquet")} == set(TABLES) == set(seen)


def test_nothing_is_written_when_a_code_is_unknown(good: dict[str, pa.Table], tmp_path: Path) -> None:
    good["cip_soc"] = pa.table({"cip_code": ["51.3801"], "soc_code": ["98-7654"]})
    with pytest.raises(SourceFileError, match=r"cip_soc\.soc_code has 98-7654, which soc lacks"):
        compiling.compile_tables(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_first_cities_carry_the_employment_of_their_area() -> None:
    cities = compiling._first_cities({name: load_table(name) for name in ("oews", "cbsas")})
    assert cities["chicago", "IL"] > 4_000_000
    assert ("naperville", "IL") not in cities
