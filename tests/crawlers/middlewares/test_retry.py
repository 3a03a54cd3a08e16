from datetime import UTC, datetime

import pytest

from crawlers.middlewares.retry import read_retry_after

_NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0), ("120", 120.0), ("Sun, 22 Nov 2026 13:00:30 GMT", 30.0), ("Sun, 22 Nov 2026 12:00:00 GMT", 0.0),
        ("soon", None), ("", None), (None, None), ("-5", None),
    ],
)  # fmt: skip
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, _NOW) == seconds
