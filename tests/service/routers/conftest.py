"""The application over the small vintage, reached as a client reaches it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from service.vintages import VintageStore
from tests.taxonomy.state_groupings import write_groupings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, min_employers=2, max_extract_postings=3)


@pytest.fixture
def client(settings: Settings, vintage_store: VintageStore) -> Iterator[TestClient]:
    assert vintage_store.current().path.is_relative_to(settings.vintages_dir)
    with TestClient(create_app(settings)) as opened:
        yield opened


@pytest.fixture
def state_client(tmp_path: Path, vintage_store: VintageStore) -> Iterator[TestClient]:
    """The application of a state that groups the Clusters in its own way."""
    assert vintage_store.current()
    groupings = write_groupings(tmp_path)
    with TestClient(create_app(Settings(data_dir=tmp_path, cluster_groupings=groupings))) as opened:
        yield opened


@pytest.fixture
def bare_client(tmp_path: Path) -> Iterator[TestClient]:
    """The application before anything has been published."""
    with TestClient(create_app(Settings(data_dir=tmp_path / "bare"))) as opened:
        yield opened
