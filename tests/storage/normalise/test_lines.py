import pytest

from storage.normalise.lines import clean_line


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("  a\n\tb&nbsp;&amp; c ", "a b & c"), (7, "7"), (None, None), ("", None), ("\u200b\ufeff", None), ("a\x00b\ud800", "ab"),
    ],
)  # fmt: skip
def test_line(value: object, line: str | None) -> None:
    assert clean_line(value) == line


def test_longest() -> None:
    assert clean_line("abcdef", 3) == "abc"
