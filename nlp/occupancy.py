"""Which characters of a text are taken: overlap tests that stay cheap with many spans."""


class Occupancy:
    """One flag per character of a text of `length` characters."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def take(self, start: int, end: int) -> None:
        """Mark [start, end)."""
        self._taken[start:end] = b"\x01" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether no character of [start, end) is taken."""
        return self._taken.find(1, start, end) < 0

    def is_full(self, start: int, end: int) -> bool:
        """Whether every character of [start, end) is taken."""
        return self._taken.find(0, start, end) < 0
