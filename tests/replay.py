"""Replays the captured feeds of ../shared on loopback, at the families' own paths.

    python -m tests.replay --shared ../shared                          prints source rows, serves until interrupted
    python -m tests.replay --shared ../shared --report docs/CRAWL_REPORT.md    crawls every capture, writes the table

captures.py says where each is asked for. The report names a reason for everything that is empty, or refuses to be written.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from fnmatch import fnmatch
from pathlib import Path

import yaml

from tests.captures import Capture, crawl_captures, list_captures, serve
from tests.crawlers.child import Crawled

_FIELDS = {
    "title": "title",
    "location": "job_location",
    "date": "date_posted",
    "pay": "base_salary",
    "description": "description_text",
    "employer": "hiring_organization",
}


def write_report(captures: list[Capture], crawled: Crawled) -> str:
    """The table of captures as Markdown."""
    lines = [
        "# Crawls of captured feeds",
        "",
        "`python -m tests.replay --shared ../shared --report docs/CRAWL_REPORT.md` replays every capture of",
        "`../shared/data/feeds` on loopback, every file of it, and crawls it with the real spiders. Postings: counted in the file,",
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
            capture.name,
            str(capture.count),
            str(len(postings)),
            *filled,
            run,
        ]
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", "## Why fields are empty, and postings missing", "", *explain(captures, crawled), ""]
    return "\n".join(lines)


def _shorten(cause: str) -> str:
    return re.sub(r"https?://127\.0\.0\.1:\d+", "", cause).replace("|", "/")[:120]


_PARTS = {"workday/gdit_detail.json": "the page of one posting of workday/gdit_list.json, served as such"}
_NO_EMPLOYER = "not in the answer: the source row names it, and rows of the replay do not"
# Why fewer values than postings: capture, field, reason; the first that fits counts.
_EMPTY = [
    ("lever/leverdemo.json", "location", "one posting has an empty location"),
    ("rss/*", "location", "the feed names no place in any field"),
    ("usajobs/search_2021.json", "pay", "one posting is without compensation (0 to 0)"),
    ("neogov_rss/*", "pay", 'one posting says "Not Displayed"'),
    ("ashby/highlightta.json", "pay", "the other posting shows no pay"),
    ("ashby/ramp.json", "pay", "captured without `compensation`"),
    ("lever/*", "pay", "the other postings have no `salaryRange`; pay in the text is the pipeline's to read"),
    ("*", "pay", "the answer has no field of pay; pay in the text is the pipeline's to read"),
    ("personio/*", "description", "emptied by the publisher of the capture"),
    ("workable/trimmed.json", "description", "emptied by the publisher of the capture"),
    ("lever/*", "employer", _NO_EMPLOYER),
    ("ashby/*", "employer", _NO_EMPLOYER),
    ("neogov_rss/*", "employer", _NO_EMPLOYER),
    ("rss/*", "employer", _NO_EMPLOYER),
]
# Why fewer postings than the file shows.
_NO_PAGES = (
    "the list was captured without the pages of its postings; what is gone between list and page is not kept"
)
_FEWER = [
    ("workable/trimmed.json", "the same posting stands twice: repeats are written once"),
    ("personio/anonymised.xml", "the same posting stands twice: repeats are written once"),
    ("workday/gdit_list.json", "one page was captured (gdit_detail.json), the other three were not"),
    ("smartrecruiters/*", _NO_PAGES),
    ("workday/*", _NO_PAGES),
    ("html_lists/icims*", _NO_PAGES),
    ("html_lists/paylocity*", _NO_PAGES),
    ("html_lists/jobvite*", "no family of ours: it links by script, and its list is no JobPosting"),
]
# Why a run is not complete, where neither of the above says it.
_OTHERWISE = [
    ("greenhouse/amplitude_board.json", "cut to 2 of 37 by its publisher"),
    ("greenhouse/*", "another endpoint than the board: it holds no list of jobs, and the run says so"),
    ("schema_org/*", "the page is drawn by JavaScript and holds no JobPosting: empty, which is not failed"),
    ("sitemap/*", "a search site's sitemap: 30 addresses, none of them captured"),
    ("usajobs/*", "one page of a longer list; the next was not captured"),
]


def _reason(reasons: Iterable[tuple[str, ...]], capture: Capture, *field: str) -> str:
    """The first reason that fits.

    Raises:
        SystemExit: nobody has explained it yet.
    """
    for pattern, *rest in reasons:
        if fnmatch(capture.name, pattern) and tuple(rest[:-1]) == field:
            return rest[-1]
    raise SystemExit(
        f"{capture.name}: nobody has explained {' '.join(field) or 'the run'}: see _EMPTY and others"
    )


def explain(captures: list[Capture], crawled: Crawled) -> list[str]:
    """A line for everything that is missing, with the captures it is missing from."""
    said: dict[str, list[str]] = defaultdict(list)
    for capture in captures:
        report, postings = crawled.report(capture.slug), crawled.of(capture.slug)
        for field, name in _FIELDS.items():
            if any(not posting[name] for posting in postings):
                said[f"**{field}**: {_reason(_EMPTY, capture, field)}"].append(capture.name)
        if len(postings) < capture.count:
            said[f"**postings**: {_reason(_FEWER, capture)}"].append(capture.name)
        elif report["status"] != "complete":
            said[f"**run**: {_reason(_OTHERWISE, capture)}"].append(capture.name)
    lines = [f"- {text} ({', '.join(names)})" for text, names in sorted(said.items())]
    return lines + [f"- `{name}` has no row: {text}" for name, text in _PARTS.items()]


def check_all_covered(shared: Path, captures: list[Capture]) -> None:
    """Refuse to report when a captured file is left out.

    Raises:
        SystemExit: it names the files.
    """
    feeds = shared / "data" / "feeds"
    every = {path.relative_to(feeds).as_posix() for path in feeds.glob("*/*")}
    left = every - {capture.name for capture in captures} - _PARTS.keys()
    if left:
        raise SystemExit(f"no family crawls {', '.join(sorted(left))}")


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
        check_all_covered(options.shared, captures)
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
