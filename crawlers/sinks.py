"""Where the postings of a crawl go."""

from typing import Protocol, TextIO

from crawlers.tally import RunTally
from storage.posting import Posting


class Sink(Protocol):
    """Takes the postings of one source."""

    def write(self, posting: Posting) -> None:
        """Take one posting."""

    def finish(self, tally: RunTally) -> None:
        """The source is read, well or badly."""


class NdjsonSink:
    """Writes one posting a line to a text stream that several sources share."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, posting: Posting) -> None:
        """Write one line."""
        self._stream.write(posting.to_json_line() + "\n")

    def finish(self, tally: RunTally) -> None:  # noqa: ARG002 - the protocol's signature
        """Hand over what was written."""
        self._stream.flush()
