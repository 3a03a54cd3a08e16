"""The captured feeds of ../shared: which family crawls each, where it asks, and a server that answers as captured.

Each capture has an origin of its own; robots.txt is 404 (everything is allowed), so is what was not captured.
"""

import json
import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.crawlers.child import Crawled, crawl_rows
from tests.crawlers.loopback import CONTENT_TYPES, Answer, Asked, Loopback

_KEYS = {"SIGNALPOST_USAJOBS_KEY": "replay", "SIGNALPOST_USAJOBS_EMAIL": "replay@127.0.0.1"}


@dataclass(frozen=True, slots=True)
class Capture:
    """One captured response, and the row that asks for it.

    Attributes:
        path: where the family asks; any query is answered.
        count: how many postings the file shows, counted without the family's code.
    """

    family: str
    file: Path
    token: str
    path: str
    count: int
    extra: dict[str, str]

    @property
    def slug(self) -> str:
        """Name of the source row."""
        return f"{self.family}--{self.file.stem}"

    @property
    def name(self) -> str:
        """Directory and name of the file, as `data/feeds` has them."""
        return f"{self.file.parent.name}/{self.file.name}"

    def row(self, base_url: str) -> dict[str, Any]:
        """The source row."""
        row = {
            "slug": self.slug,
            "family": self.family,
            "token": self.token,
            "employer": None,
            "base_url": base_url,
        }
        return {**row, **self.extra}


def list_captures(shared: Path, only: str | None = None) -> list[Capture]:
    """Every capture of every family, in order."""
    feeds = shared / "data" / "feeds"
    if not feeds.is_dir():
        raise SystemExit(f"{feeds} is missing: give --shared the directory that holds data/feeds")
    captures = []
    for pattern, (family, make) in _FAMILIES.items():
        if only in {None, family}:
            captures += [make(family, file) for file in sorted(feeds.glob(pattern))]
    return captures


def serve(capture: Capture) -> Loopback:
    """A server that answers as the capture's platform did, as far as that was captured."""
    body = capture.file.read_bytes()

    def respond(asked: Asked) -> Answer | None:
        if asked.path == capture.path and not _is_later_page(asked):
            return Answer(body, content_type=CONTENT_TYPES[capture.file.suffix])
        detail = capture.file.with_name(capture.file.name.replace("_list", "_detail"))
        if (
            detail != capture.file
            and detail.exists()
            and json.loads(detail.read_bytes())["jobPostingInfo"]["jobPostingId"] in asked.path
        ):
            return Answer(detail.read_bytes())
        return None

    return Loopback({}, [respond])


def crawl_captures(captures: list[Capture]) -> Crawled:
    """Crawl all captures with the real spiders."""
    with ExitStack() as stack, TemporaryDirectory() as folder:
        rows = [capture.row(stack.enter_context(serve(capture)).base_url) for capture in captures]
        return crawl_rows(Path(folder), rows, environment=_KEYS)


def _is_later_page(asked: Asked) -> bool:
    """Whether a request is for a page that was not captured."""
    if asked.body:
        return bool(json.loads(asked.body).get("offset"))
    return bool(re.search(r"(?:^|&)(?:offset=[1-9]|Page=(?!1&)|pr=[1-9]|SortDirection=Desc)", asked.query))


def _count_json(path: str) -> Callable[[Path], int]:
    def count(file: Path) -> int:
        data = json.loads(file.read_bytes())
        for name in filter(None, path.split(".")):
            data = data.get(name, []) if isinstance(data, dict) else []
        return len(data)

    return count


def _count_text(pattern: str) -> Callable[[Path], int]:
    return lambda file: len(re.findall(pattern, file.read_text(encoding="utf-8", errors="replace")))


Maker = Callable[[str, Path], Capture]


def _by_name(path: str, count: Callable[[Path], int], **extra: str) -> Maker:
    def make(family: str, file: Path) -> Capture:
        token = file.stem.replace("_", "-")
        return Capture(family, file, token, path.format(token=token), count(file), extra)

    return make


def _by_token(token: str, path: str, count: Callable[[Path], int]) -> Maker:
    return lambda family, file: Capture(family, file, token, path, count(file), {})


_GUID = "00000000-0000-4000-8000-000000000000"
_FAMILIES: dict[str, tuple[str, Maker]] = {
    "greenhouse/*.json": ("greenhouse", _by_name("/v1/boards/{token}/jobs", _count_json("jobs"))),
    "lever/*.json": ("lever", _by_name("/v0/postings/{token}", _count_json(""))),
    "schema_org/*.html": (
        "schema_org",
        _by_token("https://careers.example.com/job", "/job", _count_text(r'"@type":\s*"JobPosting"')),
    ),
    "sitemap/*.xml": (
        "schema_org",
        _by_token("https://openjobs.genedai.me/sitemap.xml", "/sitemap.xml", _count_text("JobPosting")),
    ),
    "html_lists/jobvite*.html": (
        "schema_org",
        _by_token("https://jobs.jobvite.com/agscareer/jobs", "/agscareer/jobs", _count_text("<tr onclick")),
    ),
    "ashby/*.json": ("ashby", _by_name("/posting-api/job-board/{token}", _count_json("jobs"))),
    "workable/*.json": ("workable", _by_name("/api/v1/widget/accounts/{token}", _count_json("jobs"))),
    "recruitee/*.json": ("recruitee", _by_name("/api/offers/", _count_json("offers"))),
    "personio/*.xml": ("personio", _by_name("/xml", _count_text("<position>"))),
    "smartrecruiters/*.json": (
        "smartrecruiters",
        _by_name(
            "/v1/companies/{token}/postings", _count_json("content"), permission="replay of a stored file"
        ),
    ),
    "workday/*list*.json": (
        "workday",
        _by_token(
            "https://gdit.wd5.myworkdayjobs.com/External_Career_Site",
            "/wday/cxs/gdit/External_Career_Site/jobs",
            _count_json("jobPostings"),
        ),
    ),
    "usajobs/*.json": (
        "usajobs",
        _by_token("all", "/api/Search", _count_json("SearchResult.SearchResultItems")),
    ),
    "neogov_rss/*.rss": (
        "neogov_rss",
        _by_token(
            "https://agency.governmentjobs.com/x/default.cfm", "/x/default.cfm", _count_text("</item>")
        ),
    ),
    "indeed_xml/*.xml": (
        "indeed_xml",
        _by_token("https://feeds.example.com/jobs.xml", "/jobs.xml", _count_text("</job>")),
    ),
    "rss/*.xml": ("rss", _by_token("https://feeds.example.com/rss", "/rss", _count_text("</item>"))),
    "html_lists/icims*.html": (
        "icims",
        _by_token("careers-wipfli.icims.com", "/jobs/search", _count_text("iCIMS_JobCardItem")),
    ),
    "html_lists/paylocity*.html": (
        "paylocity",
        _by_token(_GUID, f"/recruiting/jobs/All/{_GUID}", _count_text('"JobId":')),
    ),
}
