"""Errors of normalising.

NormaliseError
└── UnusablePostingError   a record has no title or key, so no posting can be made of it (builder)
"""


class NormaliseError(Exception):
    """Base of all errors of normalising."""


class UnusablePostingError(NormaliseError):
    """A record cannot become a posting; skip it and go on. Raised by the builder."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem
