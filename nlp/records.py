"""The lines of batch extraction (DESIGN.md, contract 1): one JSON object a line, in and out."""

import json
import re
from typing import Any

from nlp.errors import InvalidPostingError
from nlp.types import PostingInput
from taxonomy.text.html import html_to_text, looks_like_html

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ID_IN_BROKEN_LINE = re.compile(r'"id"\s*:\s*(?:"((?:[^"\\]|\\.){1,300})"|(-?\d{1,40}))')


def read_record(line: str | bytes) -> PostingInput:
    """One input line as a posting; an HTML description comes out as text with `was_html` set.

    Args:
        line: a JSON object in UTF-8 with `id` and `description`. Unknown keys are ignored, `NaN` means null;
            a context field (employer, location, naics_code) that is no text is null; a lone surrogate
            becomes U+FFFD.

    Raises:
        InvalidPostingError: not UTF-8, not a JSON object, or `id`, `title`, `description` or
            `description_format` cannot be used. It carries the id when one can be made out.
    """
    fields = _parse_object(line)
    posting_id = _read_id(fields.get("id"))
    description = _read_text(fields, "description", posting_id)
    if description is None:
        raise InvalidPostingError(posting_id, "description", "missing; give a text, which may be empty")
    was_html = _is_html(description, fields.get("description_format"), posting_id)
    return PostingInput(
        posting_id=posting_id,
        title=_read_text(fields, "title", posting_id) or "",
        description=html_to_text(description) if was_html else description,
        employer=_read_context(fields, "employer"),
        location=_read_context(fields, "location"),
        naics_code=_read_context(fields, "naics_code"),
        was_html=was_html,
    )


def write_record(record: dict[str, Any]) -> bytes:
    """One output line: UTF-8, ended by a line feed, never `NaN`."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def error_record(error: InvalidPostingError) -> dict[str, Any]:
    """The output record of a posting that could not be read."""
    return {"id": error.posting_id, "error": {"field": error.field, "message": error.problem}}


def _parse_object(line: str | bytes) -> dict[str, Any]:
    text = _decode(line) if isinstance(line, bytes) else line
    try:
        fields = json.loads(text.removeprefix("\ufeff"), parse_constant=lambda _: None)
    except ValueError as error:
        raise InvalidPostingError(_guess_id(text), "line", f"not JSON: {error}") from error
    except RecursionError as error:
        raise InvalidPostingError(_guess_id(text), "line", "not usable: nested too deeply") from error
    if not isinstance(fields, dict):
        raise InvalidPostingError(None, "line", "not a JSON object")
    return fields


def _decode(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = line.decode("utf-8", "replace")
        raise InvalidPostingError(_guess_id(broken), "line", f"not UTF-8: {error.reason}") from error


def _guess_id(broken: str) -> str | None:
    """The id in a line that cannot be parsed, so that its owner finds it; null when there is none."""
    found = _ID_IN_BROKEN_LINE.search(broken)
    return _SURROGATE.sub("\ufffd", found[1] or found[2]) if found else None


def _read_id(value: Any) -> str:
    if isinstance(value, str) and value:
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise InvalidPostingError(None, "id", "missing; give a text or a number")


def _read_text(fields: dict[str, Any], name: str, posting_id: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidPostingError(posting_id, name, f"is a {type(value).__name__}, not a text")
    return _SURROGATE.sub("\ufffd", value)


def _read_context(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) and value.strip() else None


def _is_html(description: str, declared: Any, posting_id: str) -> bool:
    if declared is None:
        return looks_like_html(description)
    if declared not in ("text", "html"):
        raise InvalidPostingError(posting_id, "description_format", f"is {declared!r}; use 'text' or 'html'")
    return bool(declared == "html")
