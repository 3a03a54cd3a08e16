from datetime import UTC, datetime

import pytest

from storage.normalise.dates import read_expiry, read_moment

_NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026-07-16", "2026-07-16"),
        ("2026-07-16T11:55:32-04:00", "2026-07-16T15:55:32Z"),
        ("2026-07-16T11:55:32.123Z", "2026-07-16T11:55:32Z"),
        ("2026-07-16T11:55:32+0000", "2026-07-16T11:55:32Z"),
        ("2026-07-16 15:55:32 UTC", "2026-07-16T15:55:32Z"),
        ("2026-07-16T10:00:00", "2026-07-16"),
        ("2026-07-16T00:00:00-07:00", "2026-07-16"),
        ("20260716", "2026-07-16"),
        (1782821535482, "2026-06-30T12:12:15Z"),
        ("1782821535482", "2026-06-30T12:12:15Z"),
        (1782821535, "2026-06-30T12:12:15Z"),
        ("Thu, 16 Jul 2026 10:00:00 GMT", "2026-07-16T10:00:00Z"),
        ("07/16/2026", "2026-07-16"),
        ("7/16/26", "2026-07-16"),
        ("July 16, 2026", "2026-07-16"),
        ("16 de julio de 2026", "2026-07-16"),
        ("Posted Today", "2026-11-22"),
        ("Posted Yesterday", "2026-11-21"),
        ("Posted 5 Days Ago", "2026-11-17"),
        ("2 weeks ago", "2026-11-08"),
        ("an hour ago", "2026-11-22"),
        ("2026-11-29", "2026-11-29"),
    ],
)
def test_read(raw: str | int, expected: str) -> None:
    assert read_moment(raw, _NOW) == expected


@pytest.mark.parametrize(
    "raw",
    ["Posted 30+ Days Ago", "2026-11-30", "1987-01-01", "0001-01-01", "Continuous", "May", "12", "", None, True, "x" * 5000, "99/99/2026", "9" * 14],
)  # fmt: skip
def test_not_credible_or_no_day(raw: str | None) -> None:
    assert read_moment(raw, _NOW) is None


def test_expiry_may_lie_ahead_but_not_beyond_reason() -> None:
    assert read_expiry("2027-03-01", _NOW) == "2027-03-01"
    assert read_expiry("2126-03-01", _NOW) is None
