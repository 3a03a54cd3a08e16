"""One clean line out of whatever a source puts into a field."""

import html
import re

_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def drop_controls(text: str) -> str:
    """The text without control characters and lone surrogates, which no store and no JSON takes."""
    return _CONTROLS.sub("", text)


def clean_line(value: object, longest: int | None = None) -> str | None:
    """The text of a value on one line, entities resolved, spaces single.

    Args:
        value: text or a number; null gives null.
        longest: characters to keep; null keeps all.

    Returns:
        The line; null when nothing is left.
    """
    if value is None:
        return None
    text = drop_controls(_SPACES.sub(" ", html.unescape(str(value)))).strip()
    return text[:longest] or None
