"""A small web server on 127.0.0.1 for real crawls in tests."""

import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any, Self, TypeAlias
from urllib.parse import parse_qs, urlsplit

CONTENT_TYPES = {
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says to one request."""

    body: bytes = b""
    status: int = 200
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    delay_seconds: float = 0.0
    is_endless: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it; `at` is a monotonic second."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    at: float


Responder: TypeAlias = Callable[[Asked], Answer | None]
NOT_FOUND = Answer(b"not found", status=404, content_type="text/plain")


class Loopback:
    """Serves answers by path, then by responders in turn. What nobody answers is 404."""

    def __init__(
        self,
        answers: dict[str, Answer | Responder],
        responders: list[Responder] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.answers = answers
        self.responders = responders or []
        self.asked: list[Asked] = []
        self._stop = Event()
        self._server = _QuietServer(("127.0.0.1", 0), _handler_for(self))
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.base_url = f"{'https' if tls else 'http'}://{self.host}"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._server.shutdown()
        self._server.server_close()

    def wait(self) -> None:
        """Serve until interrupted."""
        self._stop.wait()

    def paths(self) -> list[str]:
        """Paths asked for, in order, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request; called on the server's threads."""
        parts = urlsplit(handler.path)
        length = int(handler.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        body = handler.rfile.read(length)
        asked = Asked(handler.command, parts.path, parts.query, headers, body, monotonic())
        self.asked.append(asked)
        answer = self._choose(asked)
        if answer.delay_seconds and self._stop.wait(answer.delay_seconds):
            return
        try:
            _send(handler, answer)
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True

    def _choose(self, asked: Asked) -> Answer:
        known = self.answers.get(asked.path)
        if isinstance(known, Answer):
            return known
        for responder in [known, *self.responders] if known else self.responders:
            answer = responder(asked)
            if answer is not None:
                return answer
        return NOT_FOUND


@dataclass(frozen=True, slots=True)
class Route:
    """A file that answers requests of this method and path which hold these query and JSON values."""

    path: str
    file: Path
    method: str = "GET"
    status: int = 200
    query: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Answer | None:
        """The file, or nothing when the request is another."""
        if (asked.method, asked.path) != (self.method, self.path):
            return None
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        if any(query.get(name) != value for name, value in self.query.items()):
            return None
        data = json.loads(asked.body) if self.body else {}
        if any(data.get(name) != value for name, value in self.body.items()):
            return None
        return Answer(self.file.read_bytes(), self.status, CONTENT_TYPES[self.file.suffix])


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Clients of these tests break connections on purpose."""


def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    handler.send_response(answer.status)
    handler.send_header("Content-Type", answer.content_type)
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    if not answer.is_endless:
        if "Content-Length" not in answer.headers:  # else it lies on purpose
            handler.send_header("Content-Length", str(len(answer.body)))
        handler.end_headers()
        handler.wfile.write(answer.body)
        return
    handler.send_header("Connection", "close")
    handler.end_headers()
    while True:
        handler.wfile.write(answer.body)
        sleep(0.01)


def _handler_for(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            loopback.answer(self)

        def do_POST(self) -> None:
            loopback.answer(self)

        def log_message(self, *_: object) -> None:
            """Keep the test output clean."""

    return Handler
