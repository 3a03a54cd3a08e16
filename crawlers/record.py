"""JSON objects of a response, read field by field so that what nobody read is known."""

from collections.abc import Iterator
from typing import Any

from crawlers.errors import RecordError


class Record:
    """One JSON object. Every reader pops its field; `leftovers` names the ones that nobody popped or ignored.

    Readers give null (or an empty list) for an absent field, null, and "" alike, and raise RecordError when
    the field is of another type than the platform's.
    """

    def __init__(self, data: object, where: str = "") -> None:
        if not isinstance(data, dict):
            raise RecordError(where or "record", f"expected an object, got {type(data).__name__}")
        self._fields: dict[str, Any] = dict(data)
        self._where = where
        self._children: list[Record] = []

    def text(self, name: str) -> str | None:
        """Text of a string or number."""
        value = self._fields.pop(name, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise self._wrong(name, "text", value)
        return str(value) if str(value).strip() else None

    def required_text(self, name: str) -> str:
        """Text that the platform always gives."""
        value = self.text(name)
        if value is None:
            raise RecordError(self._path(name), "missing")
        return value

    def number(self, name: str) -> float | None:
        """A number, also one written as a string; null when the string is no number."""
        value = self._fields.pop(name, None)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise self._wrong(name, "a number", value)
        try:
            return float(str(value).replace(",", ""))
        except ValueError:
            return None

    def count(self, name: str) -> int | None:
        """A whole number >= 0."""
        value = self.number(name)
        return None if value is None or value < 0 else int(value)

    def flag(self, name: str) -> bool | None:
        """A boolean."""
        value = self._fields.pop(name, None)
        if value is not None and not isinstance(value, bool):
            raise self._wrong(name, "a boolean", value)
        return value

    def record(self, name: str) -> "Record | None":
        """A nested object."""
        value = self._fields.pop(name, None)
        return None if value is None else self._child(value, name)

    def records(self, name: str) -> "list[Record]":
        """A list of nested objects."""
        return [self._child(item, name) for item in self._items(name)]

    def raw_items(self, name: str) -> list[Any]:
        """A list of anything, each item to be read by itself so that a bad one spoils no other."""
        if name not in self._fields:
            raise RecordError(self._path(name), "the answer does not hold it")
        return self._items(name)

    def texts(self, name: str) -> list[str]:
        """A list of texts; empty ones are left out."""
        items = self._items(name)
        for item in items:
            if not isinstance(item, str):
                raise self._wrong(name, "a list of texts", item)
        return [item for item in items if item.strip()]

    def raw(self, name: str) -> Any:
        """The field as it is, for vocabularies (schema.org) that allow several types."""
        return self._fields.pop(name, None)

    def text_of(self, name: str) -> str | None:
        """Text of a field that may be a list of texts (the first is taken) or of any other type (null)."""
        value = self._fields.pop(name, None)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, bool) or not isinstance(first, str | int | float):
            return None
        return str(first) if str(first).strip() else None

    def ignore(self, *names: str) -> None:
        """Leave fields out on purpose."""
        for name in names:
            self._fields.pop(name, None)

    def leftovers(self) -> Iterator[str]:
        """Paths of the fields, here and in the objects read from here, that nobody popped or ignored."""
        for name in self._fields:
            yield self._path(name)
        for child in self._children:
            yield from child.leftovers()

    def _items(self, name: str) -> list[Any]:
        value = self._fields.pop(name, None)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(name, "a list", value)
        return value

    def _child(self, value: object, name: str) -> "Record":
        child = Record(value, self._path(name))
        self._children.append(child)
        return child

    def _path(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name

    def _wrong(self, name: str, expected: str, value: object) -> RecordError:
        return RecordError(self._path(name), f"expected {expected}, got {type(value).__name__}")


def first_text(value: Any, *names: str) -> str | None:
    """Text of text, a number, an object with one of these properties, or the first such item of a list."""
    if isinstance(value, list):
        return next((text for item in value if (text := first_text(item, *names))), None)
    if isinstance(value, dict):
        return next((text for name in names if (text := first_text(value.get(name)))), None)
    if value is None or isinstance(value, bool):
        return None
    return str(value).strip() or None
