from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from storage.errors import NotMigratedError
from storage.models import Base, Source
from storage.session import make_engine, open_session, schema_version, upgrade_database, wanted_version


def test_migrations_give_exactly_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_is_harmless(engine: Engine) -> None:
    assert upgrade_database(engine) == wanted_version()
    assert upgrade_database(engine) == schema_version(engine)


def test_an_empty_database_is_refused_with_the_command_that_helps(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with pytest.raises(NotMigratedError, match="signalpost db upgrade") as caught, open_session(engine):
        pass
    engine.dispose()
    assert caught.value.found is None


def test_an_error_rolls_the_transaction_back(engine: Engine) -> None:
    def fail_after_adding() -> None:
        with open_session(engine) as session:
            session.add(_source("doomed"))
            session.flush()
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail_after_adding()
    with open_session(engine) as session:
        assert session.query(Source).count() == 0


def test_instants_come_back_in_utc(engine: Engine) -> None:
    local = datetime(2026, 11, 1, 7, 30, tzinfo=timezone(timedelta(hours=-5)))
    with open_session(engine) as session:
        session.add(_source("acme", created_at=local))
    with open_session(engine) as session:
        stored = session.query(Source).one().created_at
    assert stored == datetime(2026, 11, 1, 12, 30, tzinfo=UTC)
    assert stored.utcoffset() == timedelta(0)


def test_an_instant_without_time_zone_is_refused(engine: Engine) -> None:
    with Session(engine) as session:
        session.add(_source("acme", created_at=datetime(2026, 11, 1)))  # noqa: DTZ001
        with pytest.raises(StatementError, match="no time zone"):
            session.flush()


def test_sqlite_writes_ahead_and_checks_foreign_keys(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def _source(slug: str, created_at: datetime | None = None) -> Source:
    return Source(slug=slug, family="lever", token=slug, created_at=created_at or datetime.now(UTC))
