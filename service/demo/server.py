"""The HTTP server of the town: every employer's board on one loopback port."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

from service.demo.boards import about_page, careers_page, careers_sitemap, greenhouse_board, lever_postings
from service.demo.town import load_town

_GREENHOUSE = re.compile(r"/v1/boards/(?P<token>\w+)/jobs")
_LEVER = re.compile(r"/v0/postings/(?P<token>\w+)")
_CAREERS = re.compile(r"/(?P<token>\w+)/(?:(?P<sitemap>sitemap\.xml)|(?P<about>about)|jobs/(?P<id>[\w-]+))")


def answer(path: str, base_url: str, now: datetime) -> tuple[int, str, str]:
    """Status, content type and body of a path; 404 for everything that the town doesn't have.

    Args:
        path: of the request, without the query.
        base_url: scheme, host and port under which the town is reached.
        now: instant from which the age of postings counts.
    """
    if path == "/robots.txt":
        return 200, "text/plain", "User-agent: *\nAllow: /\n"
    boards = {(employer.family, employer.token): employer for employer in load_town()}
    if (match := _GREENHOUSE.fullmatch(path)) and (employer := boards.get(("greenhouse", match["token"]))):
        return 200, "application/json", json.dumps(greenhouse_board(employer, now))
    if (match := _LEVER.fullmatch(path)) and (employer := boards.get(("lever", match["token"]))):
        return 200, "application/json", json.dumps(lever_postings(employer, now))
    if (match := _CAREERS.fullmatch(path)) and (employer := boards.get(("schema_org", match["token"]))):
        if match["sitemap"]:
            return 200, "application/xml", careers_sitemap(employer, base_url)
        if match["about"]:
            return 200, "text/html; charset=utf-8", about_page(employer)
        posting = next((posting for posting in employer.postings if posting.id == match["id"]), None)
        if posting is not None:
            return 200, "text/html; charset=utf-8", careers_page(employer, posting, now)
    return 404, "text/plain", "not found"


@contextmanager
def serve_town() -> Iterator[str]:
    """Serve the town on a free loopback port while the context lasts; gives its base URL."""
    now = datetime.now(UTC)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # name fixed by http.server
            status, content_type, body = answer(urlsplit(self.path).path, base_url, now)
            payload = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # signature of http.server
            """Say nothing: the crawl's own summary is what the user reads."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base_url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield base_url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
