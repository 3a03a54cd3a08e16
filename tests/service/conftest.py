"""A published vintage for the tests of signals and routers."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from service.vintages import VintageStore
from tests.service.vintage_files import open_store


@pytest.fixture
def vintage_store(tmp_path: Path) -> VintageStore:
    return open_store(tmp_path / "vintages")


@pytest.fixture
def cursor(vintage_store: VintageStore) -> Iterator[duckdb.DuckDBPyConnection]:
    with vintage_store.cursor(vintage_store.current()) as opened:
        yield opened
