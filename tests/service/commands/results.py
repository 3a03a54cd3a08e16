"""What a command leaves behind, as far as the tests look at it."""

from typing import Protocol


class Result(Protocol):
    """Exit code and everything that was printed."""

    exit_code: int

    @property
    def output(self) -> str:
        """Standard output and standard error, as a terminal shows them."""
