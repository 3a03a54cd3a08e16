"""How fast, how politely and in how much memory crawls run: a world of boards on loopback.

    python -m tests.bench_crawl [--sources 200] [--postings 100]

Sources are spread over six families; all words are made up. Prints, for a first and a second crawl into the store,
postings per second, requests per posting, bytes, and the peak memory of the crawling process; then the memory of a
crawl with four times the postings, which must not grow with them.
"""

import argparse
import hashlib
import json
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from unittest.mock import patch

import yaml

from service.jobs.crawl import CrawlOutcome, CrawlRequest, run_crawl
from storage.session import make_engine, upgrade_database
from tests.crawlers.loopback import Answer, Asked, Loopback

_DUTIES = (
    "Inspect pumps, valves and conveyors and repair what leaks or grinds.",
    "Greet patients, verify coverage and schedule follow-up visits.",
    "Drive a regional route, check the load and log hours of service.",
    "Close the month, reconcile accounts and prepare schedules for the auditors.",
    "Requirements: high school diploma or GED, two years of similar work, valid driver's license.",
    "Preferred: forklift certification, Excel, bilingual English and Spanish.",
)
_PLACES = ("Columbus, OH", "Reno, NV", "Fort Worth, TX", "Toledo, OH", "Elko, NV", "Laredo, TX")
_ENVIRONMENT = {"SIGNALPOST_ALLOW_PRIVATE_HOSTS": "1", "SIGNALPOST_CRAWL_LOG_LEVEL": "CRITICAL"}


@dataclass(frozen=True, slots=True)
class Job:
    """One made-up posting."""

    key: int
    title: str
    place: str
    html: str


def make_job(source: int, number: int) -> Job:
    """A posting of about 1,800 characters, different for each source and number."""
    lines = [
        f"<li>{_DUTIES[(source + number + step) % len(_DUTIES)]} Line {step}.</li>" for step in range(24)
    ]
    html = f"<p>Team {source}, opening {number}.</p><ul>{''.join(lines)}</ul>"
    return Job(
        source * 100_000 + number,
        f"Technician {number} of team {source}",
        _PLACES[number % len(_PLACES)],
        html,
    )


def _greenhouse(token: str, jobs: list[Job]) -> dict[str, Answer]:
    items = [
        {"id": job.key, "title": job.title, "content": job.html, "location": {"name": job.place}}
        for job in jobs
    ]
    return {f"/v1/boards/{token}/jobs": _json({"jobs": items, "meta": {"total": len(items)}})}


def _lever(token: str, jobs: list[Job]) -> dict[str, Answer]:
    items = [
        {
            "id": str(job.key),
            "text": job.title,
            "description": job.html,
            "categories": {"location": job.place},
        }
        for job in jobs
    ]
    return {f"/v0/postings/{token}": _json(items)}


def _ashby(token: str, jobs: list[Job]) -> dict[str, Answer]:
    items = [
        {"id": str(job.key), "title": job.title, "descriptionHtml": job.html, "location": job.place}
        for job in jobs
    ]
    return {f"/posting-api/job-board/{token}": _json({"jobs": items})}


def _workable(token: str, jobs: list[Job]) -> dict[str, Answer]:
    items = []
    for job in jobs:
        city, state = job.place.split(", ")
        items.append(
            {
                "shortcode": str(job.key),
                "title": job.title,
                "description": job.html,
                "city": city,
                "state": state,
            }
        )
    return {f"/api/v1/widget/accounts/{token}": _json({"name": token, "jobs": items})}


def _rss(token: str, jobs: list[Job]) -> dict[str, Answer]:
    items = "".join(
        f"<item><title>{job.title}</title><guid>{job.key}</guid><description><![CDATA[{job.html}]]></description></item>"
        for job in jobs
    )
    return {
        f"/{token}/jobs.rss": Answer(
            f"<rss><channel>{items}</channel></rss>".encode(), content_type="text/xml"
        )
    }


def _schema_org(token: str, jobs: list[Job]) -> dict[str, Answer]:
    answers = {}
    for job in jobs:
        city, state = job.place.split(", ")
        data: dict[str, Any] = {
            "@type": "JobPosting",
            "title": job.title,
            "identifier": str(job.key),
            "description": job.html,
        }
        data["jobLocation"] = {"address": {"addressLocality": city, "addressRegion": state}}
        page = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        answers[f"/{token}/job/{job.key}"] = Answer(page.encode(), content_type="text/html")
    urls = "".join(f"<url><loc>https://{token}.example{path}</loc></url>" for path in answers)
    answers[f"/{token}/sitemap.xml"] = Answer(f"<urlset>{urls}</urlset>".encode(), content_type="text/xml")
    return answers


_FAMILIES: dict[str, tuple[Callable[[str, list[Job]], dict[str, Answer]], str]] = {
    "greenhouse": (_greenhouse, "{token}"),
    "lever": (_lever, "{token}"),
    "ashby": (_ashby, "{token}"),
    "workable": (_workable, "{token}"),
    "rss": (_rss, "https://{token}.example/{token}/jobs.rss"),
    "schema_org": (_schema_org, "https://{token}.example/{token}/sitemap.xml"),
}


def build_world(n_sources: int, n_postings: int) -> tuple[Loopback, list[dict[str, Any]]]:
    """A server with every board, answering 304 to those who know the answer, and the rows that ask for them."""
    answers: dict[str, Answer] = {}
    rows = []
    for number in range(n_sources):
        family = list(_FAMILIES)[number % len(_FAMILIES)]
        render, pattern = _FAMILIES[family]
        token = f"t{number}"
        answers |= render(token, [make_job(number, posting) for posting in range(n_postings)])
        rows.append(
            {
                "slug": f"{family}-{number}",
                "family": family,
                "token": pattern.format(token=token),
                "employer": token,
            }
        )
    tags = {path: f'"{hashlib.sha256(answer.body).hexdigest()}"' for path, answer in answers.items()}

    def respond(asked: Asked) -> Answer | None:
        answer = answers.get(asked.path)
        if answer is None:
            return None
        headers = {"ETag": tags[asked.path]}
        if asked.headers.get("if-none-match") == tags[asked.path]:
            return Answer(b"", 304, answer.content_type, headers)
        return Answer(answer.body, 200, answer.content_type, headers)

    server = Loopback({}, [respond])
    return server, [{**row, "base_url": server.base_url} for row in rows]


def measure(folder: Path, rows: list[dict[str, Any]], label: str) -> dict[str, Any]:
    """Crawl into the store of a folder and say what it took."""
    url = f"sqlite:///{folder / 'db.sqlite'}"
    engine = make_engine(url)
    upgrade_database(engine)
    engine.dispose()
    sources = folder / "sources.yml"
    sources.write_text(yaml.safe_dump(rows), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    start = perf_counter()
    with patch.dict("os.environ", _ENVIRONMENT):
        outcome = run_crawl(CrawlRequest(sources=sources, archive_dir=folder / "archive", database_url=url))
    seconds = perf_counter() - start
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return {"label": label, **_sum_up(outcome), "seconds": round(seconds, 1), "cpu_seconds": round(cpu, 1)}


def _sum_up(outcome: CrawlOutcome) -> dict[str, Any]:
    reports = outcome.reports
    return {
        "sources": len(reports),
        "complete": sum(report["status"] == "complete" for report in reports),
        "postings": sum(report["n_kept"] for report in reports),
        "new": sum(report["n_new"] for report in reports),
        "requests": sum(report["n_requests"] for report in reports),
        "bytes": sum(report["n_bytes"] for report in reports),
    }


def _json(data: Any) -> Answer:
    return Answer(json.dumps(data).encode())


def _show(figures: dict[str, Any]) -> None:
    rate = figures["postings"] / figures["seconds"]
    per_cpu = figures["postings"] / figures["cpu_seconds"]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    sys.stdout.write(
        f"{figures['label']}: {figures['complete']} of {figures['sources']} sources complete, "
        f"{figures['postings']} postings ({figures['new']} new) in {figures['seconds']} s = {rate:.0f}/s "
        f"({per_cpu:.0f} per CPU-second), {figures['requests'] / figures['postings']:.2f} requests per posting, "
        f"{figures['bytes']:,} bytes, peak memory so far {peak} MB\n"
    )


def _main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--postings", type=int, default=100)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        server, rows = build_world(options.sources, options.postings)
        with server:
            first = measure(Path(folder), rows, "first crawl")
            _show(first)
            second = measure(Path(folder), rows, "second crawl")
            _show(second)
        sys.stdout.write(
            f"share of bytes saved by conditional requests: {1 - second['bytes'] / first['bytes']:.3f}\n"
        )
    with TemporaryDirectory() as folder:
        server, rows = build_world(max(1, options.sources // 4), options.postings * 4)
        with server:
            _show(measure(Path(folder), rows, "same number of postings, boards four times as long"))


if __name__ == "__main__":
    _main()
