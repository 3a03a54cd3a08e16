"""Replays the captured feeds of ../shared on loopback, at the families' own paths.

    python -m tests.replay --shared /work/shared [--family greenhouse]    serves until interrupted

One origin serves every capture; robots.txt allows everything; anything else is 404.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.crawlers.loopback import Answer, Loopback, Responder


@dataclass(frozen=True, slots=True)
class Capture:
    """One captured response and the source row that asks for it."""

    family: str
    token: str
    path: str
    file: Path
    content_type: str
    query: str | None = None


def list_captures(shared: Path) -> list[Capture]:
    """Every capture that a family can ask for."""
    feeds = shared / "data" / "feeds"
    captures: list[Capture] = []
    for family, path in _PATHS.items():
        for file in sorted((feeds / family).glob("*")):
            token = f"{file.stem}".replace("_", "-")
            captures.append(Capture(family, token, path(token), file, _CONTENT_TYPES[file.suffix]))
    return captures


def serve_captures(captures: list[Capture]) -> Loopback:
    """A loopback server that answers with the captures."""
    answers: dict[str, Answer | Responder] = {
        capture.path: Answer(capture.file.read_bytes(), content_type=capture.content_type)
        for capture in captures
    }
    return Loopback(answers)


_CONTENT_TYPES = {".json": "application/json", ".html": "text/html; charset=utf-8", ".xml": "application/xml"}
_PATHS: dict[str, Callable[[str], str]] = {
    "greenhouse": lambda token: f"/v1/boards/{token}/jobs",
    "lever": lambda token: f"/v0/postings/{token}",
    "schema_org": lambda token: f"/pages/{token}",
}


def _rows(captures: list[Capture], base_url: str) -> Iterator[str]:
    for capture in captures:
        token = (
            f"https://careers.example.com{capture.path}" if capture.family == "schema_org" else capture.token
        )
        yield f"- {{slug: {capture.family}-{capture.token}, family: {capture.family}, token: '{token}',"
        yield f"   employer: null, base_url: '{base_url}'}}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--family")
    options = parser.parse_args()
    chosen = [c for c in list_captures(options.shared) if options.family in {None, c.family}]
    with serve_captures(chosen) as server:
        sys.stdout.write("\n".join(_rows(chosen, server.base_url)) + "\n")
        sys.stdout.flush()
        server.wait()
