"""`signalpost crawl`: run the spiders over a file of sources."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from service.jobs.crawl import CrawlOutcome, CrawlRequest
    from service.settings import Settings

_SHOWN_WARNINGS = 5


def register(app: typer.Typer) -> None:
    """Add `crawl` to the command line."""
    app.command("crawl")(crawl)


def crawl(
    sources: Annotated[Path, typer.Option(help="YAML file of source rows.", exists=True, dir_okay=False)],
    to: Annotated[
        str | None, typer.Option(help="NDJSON file, or - for stdout; without it postings are stored.")
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="Postings per source at most.")] = None,
    archive: Annotated[
        Path | None, typer.Option(help="Keep raw responses here (WARC).", file_okay=False)
    ] = None,
    wait: Annotated[
        float, typer.Option(min=0, help="Minutes to wait for sources that are being crawled just now.")
    ] = 0.0,
) -> None:
    """Collect postings from hiring platforms; a summary per source goes to stderr."""
    from service.jobs.crawl import CrawlRequest, run_crawl
    from service.settings import get_settings

    settings = get_settings()
    storing = to is None
    request = CrawlRequest(
        sources=sources,
        to=to,
        sample=sample,
        archive_dir=archive or (settings.archive_dir if storing else None),
        database_url=settings.resolved_database_url if storing else None,
    )
    outcome = _store(request, settings, wait * 60) if storing else run_crawl(request)
    for line in summarise(outcome):
        typer.echo(line, err=True)
    if outcome.has_failed:
        raise typer.Exit(1)


def _store(request: "CrawlRequest", settings: "Settings", wait_seconds: float) -> "CrawlOutcome":
    from service.jobs.hand_crawl import crawl_by_hand
    from storage.errors import StorageError
    from storage.session import make_engine, upgrade_database

    engine = make_engine(settings.resolved_database_url)
    try:
        upgrade_database(engine)
        return crawl_by_hand(request, settings, engine, wait_seconds)
    except StorageError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
    finally:
        engine.dispose()


def summarise(outcome: "CrawlOutcome") -> list[str]:
    """Lines that say for every source what was read and what was not, and why."""
    lines = []
    for report in outcome.reports:
        lines.extend(_summarise_source(report))
    lines += [f"invalid source: {text}" for text in outcome.invalid]
    lines += [f"{slug}: disabled, not crawled" for slug in outcome.disabled]
    lines += [f"{text}; not crawled" for text in outcome.busy]
    if outcome.problem:
        lines.append(f"error: {outcome.problem}")
    kept = sum(report["n_kept"] for report in outcome.reports)
    lines.append(
        f"{len(outcome.reports)} sources crawled, {kept} postings kept, {len(outcome.invalid)} invalid rows"
    )
    return lines


def _summarise_source(report: dict[str, Any]) -> list[str]:
    total = report["advertised_total"]
    skipped = ", ".join(f"{count} {reason}" for reason, count in report["skipped"].items())
    head = (
        f"{report['slug']} ({report['family']}): {report['status']}; fetched {report['n_fetched']}, "
        f"kept {report['n_kept']}, skipped {sum(report['skipped'].values())}"
        + (f" ({skipped})" if skipped else "")
        + (f", missing {report['n_missing']}" if report.get("n_missing") is not None else "")
        + f", advertised total {'not given' if total is None else total}"
        + f", requests {report['n_requests']}, errors {len(report['errors'])}"
    )
    lines = [head]
    if report["cause"]:
        lines.append(f"  cause: {report['cause']}")
    lines += [f"  error: {error}" for error in report["errors"] if error != report["cause"]]
    warnings = sorted(report["warnings"].items(), key=lambda item: -item[1])
    lines += [f"  warning: {text} ({count}x)" for text, count in warnings[:_SHOWN_WARNINGS]]
    if len(warnings) > _SHOWN_WARNINGS:
        lines.append(f"  and {len(warnings) - _SHOWN_WARNINGS} more kinds of warnings")
    return lines
