from pathlib import Path

import pytest

from taxonomy import loader
from taxonomy.errors import MissingTableError
from taxonomy.loader import load_table, table_metadata
from taxonomy.schemas import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_columns_and_rows(name: str) -> None:
    table = load_table(name)
    assert table.schema.names == TABLES[name].names
    assert table.num_rows > 0


def test_codes_are_plain_strings() -> None:
    assert {str(field.type) for field in load_table("titles").schema} == {"string"}


def test_a_table_is_read_once() -> None:
    assert load_table("states") is load_table("states")


def test_the_origin_can_be_read_without_the_rows() -> None:
    origin = table_metadata("onet_soc")
    assert origin["licence"] == "CC BY 4.0"
    assert origin["vintage"].startswith("O*NET 29.2")


def test_a_missing_table_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(loader, "TABLES_DIR", tmp_path)
    with pytest.raises(MissingTableError, match="taxonomy build") as caught:
        load_table("absent")
    assert caught.value.name == "absent"
    with pytest.raises(MissingTableError):
        table_metadata("absent")
