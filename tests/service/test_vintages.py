from pathlib import Path

import pytest

from service.errors import NoVintageError
from service.vintages import VintageStore
from tests.service.vintage_files import nurse_rows, publish_rows


def test_without_a_vintage_the_command_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoVintageError, match="signalpost publish"):
        VintageStore(tmp_path / "none").current()


def test_a_new_vintage_becomes_current_and_the_old_one_stays(vintage_store: VintageStore) -> None:
    rows = nurse_rows()
    publish_rows(vintage_store, "2026-05-01", postings=rows["postings"][:3])
    assert vintage_store.current().vintage_id == "2026-05-01"
    assert [vintage.vintage_id for vintage in vintage_store.list_all()] == ["2026-05-01", "2026-04-01"]
    with vintage_store.cursor(vintage_store.current()) as cursor:
        assert cursor.execute("SELECT count(*) FROM postings").fetchall() == [(3,)]


def test_a_build_that_fails_is_thrown_away(vintage_store: VintageStore, tmp_path: Path) -> None:
    def build() -> None:
        with vintage_store.staging("2026-05-01") as folder:
            (folder / "half").write_text("written", encoding="utf-8")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        build()
    assert vintage_store.current().vintage_id == "2026-04-01"
    assert sorted(path.name for path in (tmp_path / "vintages").iterdir()) == ["2026-04-01", "current"]


def test_readers_of_the_old_vintage_go_on(vintage_store: VintageStore) -> None:
    with vintage_store.cursor(vintage_store.current()) as old:
        publish_rows(vintage_store, "2026-05-01", postings=nurse_rows()["postings"][:3])
        with vintage_store.cursor(vintage_store.current()) as new:
            assert new.execute("SELECT count(*) FROM postings").fetchall() == [(3,)]
        assert old.execute("SELECT count(*) FROM postings").fetchall() == [(30,)]
