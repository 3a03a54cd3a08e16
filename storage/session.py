"""Engines, sessions and the version of the schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from storage.errors import NotMigratedError

_MIGRATIONS = Path(__file__).parent / "migrations"
_SQLITE_BUSY_MS = 30_000


def make_engine(database_url: str) -> Engine:
    """Engine for SQLite (WAL, foreign keys on) or PostgreSQL (`postgresql+psycopg://...`)."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    event.listen(engine, "connect", _configure_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={_SQLITE_BUSY_MS}")
    cursor.close()


def _alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config


def upgrade_database(engine: Engine, revision: str = "head") -> str:
    """Bring the schema to a revision; doing it twice is harmless. Returns the revision reached."""
    config = _alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    return schema_version(engine) or ""


def schema_version(engine: Engine) -> str | None:
    """Revision that the database is at; null for an empty database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def wanted_version() -> str:
    """Revision that this release wants."""
    return ScriptDirectory.from_config(_alembic_config()).get_current_head() or ""


@contextmanager
def open_session(engine: Engine) -> Iterator[Session]:
    """One transaction: committed at the end, rolled back on any error.

    Raises:
        NotMigratedError: the schema is missing or older than this release.
    """
    found, wanted = schema_version(engine), wanted_version()
    if found != wanted:
        raise NotMigratedError(found, wanted)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session
