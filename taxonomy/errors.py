"""Errors of the taxonomy.

TaxonomyError
├── UnknownCodeError      a code or name that no table holds (loader, crosswalks)
├── MissingTableError     a compiled table is not in the package (loader)
├── SourceFileError       an official file is missing or has another shape (builders)
├── InvalidConceptError   an entry of ours breaks a rule of the vocabulary (vocabulary, lint)
└── InvalidGroupingsError a state's file of Cluster groupings cannot be used (groupings)
"""

from pathlib import Path


class TaxonomyError(Exception):
    """Base of all errors of the taxonomy."""


class UnknownCodeError(TaxonomyError):
    """No table holds this code or name. Raised by look-ups and crosswalks."""

    def __init__(self, system: str, code: str, hint: str = "") -> None:
        what = hint or "see `signalpost taxonomy info` for what is held"
        super().__init__(f"{system} has no {code!r}; {what}")
        self.system = system
        self.code = code


class MissingTableError(TaxonomyError):
    """A compiled table is not there. Raised by the loader."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no compiled table {name!r}; run `signalpost taxonomy build --from DIR`")
        self.name = name


class SourceFileError(TaxonomyError):
    """An official file is missing or is not in the shape that the builder knows. Raised by builders."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class InvalidConceptError(TaxonomyError):
    """An entry that we wrote breaks a rule of the vocabulary. Raised by the vocabulary builder and lint."""

    def __init__(self, concept_id: str, problem: str) -> None:
        super().__init__(f"{concept_id}: {problem}")
        self.concept_id = concept_id
        self.problem = problem


class InvalidGroupingsError(TaxonomyError):
    """A state's file of Cluster groupings cannot be used. Raised when groupings are loaded."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem
