"""Errors of the service.

ServiceError
├── UsageError            what was asked cannot be done as asked: says what, where, what to do
├── NoVintageError        nothing has been published yet
└── UnknownFacetError     a ranking or filter names a facet that is not there
"""


class ServiceError(Exception):
    """Base of all errors of the service."""


class UsageError(ServiceError):
    """A command or request cannot be carried out as asked. The message says what to do instead."""


class NoVintageError(ServiceError):
    """No vintage has been published. Raised by everything that serves signals."""

    def __init__(self) -> None:
        super().__init__("no vintage has been published yet; run `signalpost publish`")


class UnknownFacetError(ServiceError):
    """A ranking or filter names a facet that is not there."""

    def __init__(self, facet: str, known: tuple[str, ...]) -> None:
        super().__init__(f"unknown facet {facet!r}; use one of {', '.join(known)}")
        self.facet = facet
        self.known = known
