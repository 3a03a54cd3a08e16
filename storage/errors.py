"""Errors of the store.

StorageError
├── NotMigratedError      the database has no schema, or an older one (session)
├── UnknownSourceError    no source has this slug (repositories)
└── ArchiveError          a raw body cannot be written or found again (archive)
"""


class StorageError(Exception):
    """Base of all errors of the store."""


class NotMigratedError(StorageError):
    """The database has no schema, or an older one. Raised when a session is opened."""

    def __init__(self, found: str | None, wanted: str) -> None:
        super().__init__(
            f"the database is at {found or 'no version'}, wanted {wanted}; run `signalpost db upgrade`"
        )
        self.found = found
        self.wanted = wanted


class UnknownSourceError(StorageError):
    """No source has this slug. Raised by repositories."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"no source {slug!r} is stored")
        self.slug = slug


class ArchiveError(StorageError):
    """A raw body cannot be written, or is not in the archive. Raised by the archive."""

    def __init__(self, what: str, problem: str) -> None:
        super().__init__(f"{what}: {problem}")
        self.what = what
        self.problem = problem
