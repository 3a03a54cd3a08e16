"""Replays the captured feeds of ../shared on loopback, at the families' own paths.

    python -m tests.replay --shared ../shared                          prints source rows, serves until interrupted
    python -m tests.replay --shared ../shared --report docs/CRAWL_REPORT.md    crawls every capture, writes the table

Each capture has an origin of its own; robots.txt is 404 (everything is allowed), so is what was not captured.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from tests.crawlers.child import Crawled, crawl_rows
from tests.crawlers.loopback import CONTENT_TYPES, Answer, Asked, Loopback

_FIELDS = {
    "title": "title",
    "location": "job_location",
    "date": "date_posted",
    "pay": "base_salary",
    "description": "description_text",
    "employer": "hiring_organization",
}
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
    for family, (pattern, make) in _FAMILIES.items():
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


def write_report(captures: list[Capture], crawled: Crawled) -> str:
    """The table of captures as Markdown."""
    lines = [
        "# Crawls of captured feeds",
        "",
        "`python -m tests.replay --shared ../shared --report docs/CRAWL_REPORT.md` replays every capture of",
        "`../shared/data/feeds` on loopback and crawls it with the real spiders. Postings: counted in the file,",
        "without our code, and got. Fields: how many of the postings got have a value.",
        "",
        "| capture | postings in file | got | " + " | ".join(_FIELDS) + " | run |",
        "|---|--:|--:|" + "--:|" * len(_FIELDS) + "---|",
    ]
    for capture in captures:
        report, postings = crawled.report(capture.slug), crawled.of(capture.slug)
        filled = [str(sum(1 for posting in postings if posting[name])) for name in _FIELDS.values()]
        run = report["status"] + (f": {_shorten(report['cause'])}" if report["cause"] else "")
        cells = [
            f"{capture.family}/{capture.file.name}",
            str(capture.count),
            str(len(postings)),
            *filled,
            run,
        ]
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", "## Why fields are empty, and postings missing", "", *_WHY, ""]
    return "\n".join(lines)


def _shorten(cause: str) -> str:
    return re.sub(r"https?://127\.0\.0\.1:\d+", "", cause).replace("|", "/")[:120]


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
    "greenhouse": ("greenhouse/*.json", _by_name("/v1/boards/{token}/jobs", _count_json("jobs"))),
    "lever": ("lever/*.json", _by_name("/v0/postings/{token}", _count_json(""))),
    "schema_org": (
        "schema_org/*.html",
        _by_token("https://careers.example.com/job", "/job", _count_text(r'"@type":\s*"JobPosting"')),
    ),
    "ashby": ("ashby/*.json", _by_name("/posting-api/job-board/{token}", _count_json("jobs"))),
    "workable": ("workable/*.json", _by_name("/api/v1/widget/accounts/{token}", _count_json("jobs"))),
    "recruitee": ("recruitee/*.json", _by_name("/api/offers/", _count_json("offers"))),
    "personio": ("personio/*.xml", _by_name("/xml", _count_text("<position>"))),
    "smartrecruiters": (
        "smartrecruiters/*.json",
        _by_name(
            "/v1/companies/{token}/postings", _count_json("content"), permission="replay of a stored file"
        ),
    ),
    "workday": (
        "workday/*list*.json",
        _by_token(
            "https://gdit.wd5.myworkdayjobs.com/External_Career_Site",
            "/wday/cxs/gdit/External_Career_Site/jobs",
            _count_json("jobPostings"),
        ),
    ),
    "usajobs": (
        "usajobs/*.json",
        _by_token("all", "/api/Search", _count_json("SearchResult.SearchResultItems")),
    ),
    "neogov_rss": (
        "neogov_rss/*.rss",
        _by_token(
            "https://agency.governmentjobs.com/x/default.cfm", "/x/default.cfm", _count_text("</item>")
        ),
    ),
    "indeed_xml": (
        "indeed_xml/*.xml",
        _by_token("https://feeds.example.com/jobs.xml", "/jobs.xml", _count_text("</job>")),
    ),
    "rss": ("rss/*.xml", _by_token("https://feeds.example.com/rss", "/rss", _count_text("</item>"))),
    "icims": (
        "html_lists/icims*.html",
        _by_token("careers-wipfli.icims.com", "/jobs/search", _count_text("iCIMS_JobCardItem")),
    ),
    "paylocity": (
        "html_lists/paylocity*.html",
        _by_token(_GUID, f"/recruiting/jobs/All/{_GUID}", _count_text('"JobId":')),
    ),
}
_WHY = [
    "- **employer** of lever, ashby, neogov_rss, rss: the platform's answer does not name the employer; the source row",
    "  does, and the rows of this replay give none on purpose.",
    "- **pay**: null where the source has no pay field. Pay that stands in the text only is read by the pipeline, not by",
    "  the crawler. usajobs 2021: one posting without compensation (0 to 0). neogov_rss: one posting of each feed says",
    '  "Not Displayed". ashby ramp.json: captured without `compensation`.',
    "- **location**: one posting of lever/leverdemo has an empty location; rss/aggregator names no place in any field.",
    "- **description**: emptied by the publishers of both personio captures and of workable/trimmed.",
    "- workable/trimmed and personio/anonymised show the same posting twice: repeats are written once.",
    "- greenhouse/anthropic_job, coinbase_job and departments are other endpoints than the board: no list of jobs, so the",
    "  run fails and says so. amplitude_board was cut to 2 of 37 by its publisher: partial.",
    "- schema_org didi and mcdonalds hold no JobPosting (pages drawn by JavaScript): empty, which is not failed.",
    "- smartrecruiters, workday, icims, paylocity: lists were captured without the pages of their postings (one page in",
    "  gdit_detail.json), and what is gone between list and page is not kept. Later pages were not captured either,",
    "  therefore the errors: a page of a list that answers 404 makes the run partial or failed.",
    "- usajobs 2016 and 2021 are one page of a longer list: partial.",
]


def _main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--family")
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    captures = list_captures(options.shared, options.family)
    if options.report:
        options.report.write_text(write_report(captures, crawl_captures(captures)), encoding="utf-8")
        return
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(capture)) for capture in captures]
        rows = [capture.row(server.base_url) for capture, server in zip(captures, servers, strict=True)]
        yaml.safe_dump(rows, sys.stdout, sort_keys=False)
        sys.stdout.flush()
        servers[0].wait()


if __name__ == "__main__":
    _main()
