"""What the town's employers answer: the response shapes of Greenhouse, Lever and a careers site with JSON-LD.

The shapes are as messy as real ones: Greenhouse escapes its HTML as entities, Lever counts in milliseconds
and keeps requirements in lists, and the careers sites wrap their JSON-LD in a graph, a list or a comment.
"""

import html
import json
from datetime import datetime, timedelta
from typing import Any

from service.demo.town import TownEmployer, TownPosting

_LEVER_INTERVALS = {"hour": "per-hour-wage", "year": "per-year-salary"}


def greenhouse_board(employer: TownEmployer, now: datetime) -> dict[str, Any]:
    """`GET /v1/boards/{token}/jobs?content=true`."""
    jobs = [_greenhouse_job(employer, posting, now) for posting in employer.postings]
    return {"jobs": jobs, "meta": {"total": len(jobs)}}


def _greenhouse_job(employer: TownEmployer, posting: TownPosting, now: datetime) -> dict[str, Any]:
    opened = (now - timedelta(days=posting.days_ago)).isoformat(timespec="seconds")
    job: dict[str, Any] = {
        "absolute_url": f"https://boards.greenhouse.io/{employer.token}/jobs/{posting.id}",
        "internal_job_id": int(posting.id) + 500,
        "location": {"name": posting.location},
        "metadata": None,
        "id": int(posting.id),
        "updated_at": opened,
        "requisition_id": f"R-{posting.id}",
        "title": posting.title,
        "company_name": employer.employer,
        "first_published": opened,
        "language": "en",
        "content": html.escape(body_html(posting.body)),
        "departments": [{"id": 1, "name": posting.department, "child_ids": [], "parent_id": None}],
        "offices": [{"id": 1, "name": posting.location, "location": posting.location}],
    }
    if posting.pay:
        job["pay_input_ranges"] = [
            {
                "min_cents": int(posting.pay.min * 100),
                "max_cents": int(posting.pay.max * 100),
                "currency_type": "USD",
                "title": "Hourly range" if posting.pay.unit == "hour" else "Annual salary range",
                "blurb": "",
            }
        ]
    return job


def lever_postings(employer: TownEmployer, now: datetime) -> list[dict[str, Any]]:
    """`GET /v0/postings/{site}?mode=json`."""
    return [_lever_posting(employer, posting, now) for posting in employer.postings]


def _lever_posting(employer: TownEmployer, posting: TownPosting, now: datetime) -> dict[str, Any]:
    opening, *sections = split_sections(posting.body)
    answer: dict[str, Any] = {
        "id": posting.id,
        "text": posting.title,
        "categories": {
            "commitment": posting.employment_type,
            "department": posting.department,
            "location": posting.location,
            "team": posting.department,
            "allLocations": [posting.location],
        },
        "country": "US",
        "workplaceType": posting.workplace or "unspecified",
        "createdAt": int((now - timedelta(days=posting.days_ago)).timestamp() * 1000),
        "description": lines_html(opening[1]),
        "descriptionPlain": "\n".join(opening[1]),
        "lists": [{"text": heading, "content": lines_html(lines)} for heading, lines in sections],
        "additional": "",
        "additionalPlain": "",
        "hostedUrl": f"https://jobs.lever.co/{employer.token}/{posting.id}",
        "applyUrl": f"https://jobs.lever.co/{employer.token}/{posting.id}/apply",
    }
    if posting.pay:
        answer["salaryRange"] = {
            "min": posting.pay.min,
            "max": posting.pay.max,
            "currency": "USD",
            "interval": _LEVER_INTERVALS[posting.pay.unit],
        }
    return answer


def careers_sitemap(employer: TownEmployer, base_url: str) -> str:
    """Sitemap of a careers site, with a page that is no posting in it."""
    pages = [f"{base_url}/{employer.token}/jobs/{posting.id}" for posting in employer.postings]
    urls = "".join(f"<url><loc>{page}</loc></url>" for page in (f"{base_url}/{employer.token}/about", *pages))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    )


def careers_page(employer: TownEmployer, posting: TownPosting, now: datetime) -> str:
    """Page of one posting, its JSON-LD wrapped in one of four ways."""
    data = _job_posting(employer, posting, now)
    wrapped: Any = data
    position = employer.postings.index(posting)
    if position % 4 == 1:
        wrapped = {
            "@context": "https://schema.org",
            "@graph": [{"@type": "WebPage", "name": posting.title}, data],
        }
    elif position % 4 == 2:  # noqa: PLR2004
        wrapped = [data]
    script = json.dumps(wrapped)
    if position % 4 == 3:  # noqa: PLR2004
        script = f"<!--\n{script}\n-->"
    return (
        f"<!doctype html><html lang=en><head><title>{html.escape(posting.title)}</title>"
        f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"Organization",'
        f'"name":{json.dumps(employer.employer)}}}</script>'
        f'<script type="application/ld+json">{script}</script></head>'
        f"<body><h1>{html.escape(posting.title)}</h1>{body_html(posting.body)}</body></html>"
    )


def about_page(employer: TownEmployer) -> str:
    """A page that is no posting."""
    return f"<!doctype html><html lang=en><title>{html.escape(employer.employer)}</title><p>Welcome!</html>"


def _job_posting(employer: TownEmployer, posting: TownPosting, now: datetime) -> dict[str, Any]:
    city, _, region = posting.location.partition(", ")
    data: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": posting.title,
        "description": body_html(posting.body),
        "datePosted": (now - timedelta(days=posting.days_ago)).date().isoformat(),
        "identifier": {"@type": "PropertyValue", "name": employer.employer, "value": posting.id},
        "hiringOrganization": {"@type": "Organization", "name": employer.employer},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": city,
                "addressRegion": region,
                "addressCountry": "US",
            },
        },
    }
    if posting.employment_type:
        data["employmentType"] = posting.employment_type
    if posting.workplace == "remote":
        data["jobLocationType"] = "TELECOMMUTE"
    if posting.pay:
        data["baseSalary"] = {
            "@type": "MonetaryAmount",
            "currency": "USD",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": posting.pay.min,
                "maxValue": posting.pay.max,
                "unitText": posting.pay.unit.upper(),
            },
        }
    return data


def split_sections(body: str) -> list[tuple[str, list[str]]]:
    """Headings of a body with their lines; the first has the heading "" and holds what stands before any."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in body.strip().splitlines():
        if line.startswith("## "):
            sections.append((line[3:].strip(), []))
        else:
            sections[-1][1].append(line)
    return sections


def lines_html(lines: list[str]) -> str:
    """HTML of the lines of one section: "- " lines become list items, others paragraphs."""
    parts: list[str] = []
    in_list = False
    for line in lines:
        text = html.escape(line.removeprefix("- ").strip(), quote=False)
        is_item = line.startswith("- ")
        if is_item != in_list:
            parts.append("<ul>" if is_item else "</ul>")
            in_list = is_item
        if is_item:
            parts.append(f"<li>{text}</li>")
        elif text:
            parts.append(f"<p>{text}</p>")
    return "".join(parts) + ("</ul>" if in_list else "")


def body_html(body: str) -> str:
    """HTML of a whole body."""
    return "".join(
        (f"<h3>{html.escape(heading, quote=False)}</h3>" if heading else "") + lines_html(lines)
        for heading, lines in split_sections(body)
    )
