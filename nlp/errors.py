"""Errors of the pipeline.

NlpError
├── InvalidPostingError   one input posting cannot be read (records)
└── ModelError            a trained artifact is missing or of another version (components)
"""


class NlpError(Exception):
    """Base of all errors of the pipeline."""


class InvalidPostingError(NlpError):
    """One input posting cannot be read; the batch goes on. Raised when records are read."""

    def __init__(self, posting_id: str | None, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.posting_id = posting_id
        self.field = field
        self.problem = problem


class ModelError(NlpError):
    """A trained artifact is missing or of another version. Raised when a component loads."""

    def __init__(self, artifact: str, problem: str) -> None:
        super().__init__(f"model {artifact}: {problem}; run `make train`")
        self.artifact = artifact
        self.problem = problem
