"""Plain text out of the HTML that sources put into any field: no markup is ever stored."""

import html
import re

from storage.normalise.lines import clean_line, drop_controls
from taxonomy.text.html import html_to_text, looks_like_html

_ESCAPED_ELEMENT = re.compile(r"&(?:amp;){0,3}lt;/?[a-z][a-z0-9]*(?:[\s/]|&(?:amp;){0,3}gt;)", re.IGNORECASE)
_MAX_UNESCAPES = 4


def to_plain_text(description: str | None) -> str:
    """Plain text of a description in plain text or HTML, entity-escaped any number of times.

    Greenhouse escapes HTML once, some employers' templates once more; so entities are resolved until no
    escaped element is left. Text without elements keeps its entities resolved once.
    """
    if not description:
        return ""
    text = description
    for _ in range(_MAX_UNESCAPES):
        if not _ESCAPED_ELEMENT.search(text):
            break
        text = html.unescape(text)
    plain = html_to_text(text) if looks_like_html(text) else html.unescape(text)
    return drop_controls(plain).strip()


def clean_marked(value: object, longest: int | None = None) -> str | None:
    """One line of plain text, without the elements that some platforms leave in titles and places.

    Args:
        value: text or a number; null gives null.
        longest: characters to keep; null keeps all.

    Returns:
        The line; null when nothing is left.
    """
    text = str(value) if value is not None else ""
    return clean_line(to_plain_text(text) if "<" in html.unescape(text) else value, longest)
