from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from storage.archive import Archive, Exchange
from storage.archive_history import ArchiveHistory, open_history
from storage.errors import ArchiveError

_NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
_URL = "https://acme.example/jobs"


@pytest.fixture
def history(tmp_path: Path) -> Iterator[ArchiveHistory]:
    """Three days of one address, the last of them a 404, and another source."""
    archive = Archive(tmp_path)
    for day, (status, body) in enumerate([(200, b"one"), (200, b"two"), (404, b"gone")]):
        headers = (("Content-Type", "text/plain"), ("Content-Length", "99"))
        at = _NOON + timedelta(days=day)
        archive.write(Exchange("key", "acme", _URL, status, headers, body, at))
    archive.write(Exchange("other", "other", _URL, 200, (), b"other", _NOON + timedelta(days=9)))
    archive.close()
    with open_history(tmp_path) as opened:
        yield opened


def test_days_are_those_of_one_source_from_a_day_on(history: ArchiveHistory) -> None:
    assert history.days("acme", date(2026, 6, 2)) == [date(2026, 6, 2), date(2026, 6, 3)]
    assert history.days("nobody", date(2026, 1, 1)) == []


@pytest.mark.parametrize(("day", "body"), [(1, b"one"), (2, b"two"), (3, b"gone"), (30, b"gone")])
def test_an_address_is_found_as_it_was_on_a_day(history: ArchiveHistory, day: int, body: bytes) -> None:
    found = history.find("acme", _URL, date(2026, 6, day))
    assert found is not None
    assert found.body == body


def test_nothing_is_found_before_the_first_answer(history: ArchiveHistory) -> None:
    assert history.find("acme", _URL, date(2026, 5, 31)) is None
    assert history.latest("unknown") is None


def test_the_latest_answer_comes_with_status_headers_and_instant(history: ArchiveHistory) -> None:
    found = history.latest("key")
    assert found is not None
    assert (found.status, found.url, found.body) == (404, _URL, b"gone")
    assert ("Content-Type", "text/plain") in found.headers
    assert ("Content-Length", "4") in found.headers
    assert found.fetched_at == _NOON + timedelta(days=2)


def test_a_file_that_is_gone_is_told_of(history: ArchiveHistory, tmp_path: Path) -> None:
    (tmp_path / "2026-06-01" / "acme.warc.gz").unlink()
    with pytest.raises(ArchiveError, match=r"2026-06-01/acme\.warc\.gz at 0"):
        history.find("acme", _URL, date(2026, 6, 1))


def test_a_directory_without_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"), open_history(tmp_path / "none"):
        pass
