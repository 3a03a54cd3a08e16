import html
import json
import re
from datetime import UTC, datetime
from typing import Any

from service.demo.boards import (
    body_html,
    careers_page,
    careers_sitemap,
    greenhouse_board,
    lever_postings,
    split_sections,
)
from service.demo.town import TownEmployer, TownPosting

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BODY = "We build R&D labs.\n## What you need\n- OSHA 10\n- C < C++\n"


def _employer(family: str) -> TownEmployer:
    posting = {"title": "Tech & Co", "location": "Reno, NV", "days_ago": 2, "body": BODY}
    pay = {"min": 20, "max": 25.5, "unit": "hour"}
    return TownEmployer.model_validate(
        {
            "employer": "Acme",
            "slug": "acme",
            "family": family,
            "token": "acme",
            "state": "NV",
            "naics_code": "23",
            "postings": [{"id": str(number), "pay": pay, **posting} for number in range(4)],
        }
    )


def test_body_becomes_headings_lists_and_paragraphs() -> None:
    assert body_html(BODY) == (
        "<p>We build R&amp;D labs.</p><h3>What you need</h3><ul><li>OSHA 10</li><li>C &lt; C++</li></ul>"
    )
    assert [heading for heading, _ in split_sections(BODY)] == ["", "What you need"]


def test_greenhouse_escapes_its_html_and_pays_in_cents() -> None:
    board = greenhouse_board(_employer("greenhouse"), NOW)
    job = board["jobs"][0]
    assert board["meta"] == {"total": 4}
    assert html.unescape(job["content"]) == body_html(BODY)
    assert job["content"].startswith("&lt;p&gt;")
    assert job["pay_input_ranges"][0]["max_cents"] == 2550
    assert job["first_published"] == "2026-11-20T12:00:00+00:00"


def test_lever_counts_milliseconds_and_keeps_requirements_in_lists() -> None:
    posting = lever_postings(_employer("lever"), NOW)[0]
    assert datetime.fromtimestamp(posting["createdAt"] / 1000, UTC) == datetime(
        2026, 11, 20, 12, 0, tzinfo=UTC
    )
    assert posting["descriptionPlain"] == "We build R&D labs."
    assert posting["lists"] == [
        {"text": "What you need", "content": "<ul><li>OSHA 10</li><li>C &lt; C++</li></ul>"}
    ]
    assert posting["salaryRange"]["interval"] == "per-hour-wage"


def test_careers_pages_wrap_their_data_in_four_ways() -> None:
    employer = _employer("schema_org")
    found = [_job_posting(careers_page(employer, posting, NOW)) for posting in employer.postings]
    assert [data["identifier"]["value"] for data, _ in found] == ["0", "1", "2", "3"]
    assert [wrapping for _, wrapping in found] == ["plain", "graph", "list", "comment"]
    assert found[0][0]["baseSalary"]["value"]["unitText"] == "HOUR"
    assert found[0][0]["jobLocation"]["address"]["addressRegion"] == "NV"


def test_the_sitemap_names_every_posting_and_one_other_page() -> None:
    sitemap = careers_sitemap(_employer("schema_org"), "http://127.0.0.1:9")
    assert re.findall(r"<loc>http://127.0.0.1:9/acme/([^<]+)</loc>", sitemap) == [
        "about",
        *(f"jobs/{number}" for number in range(4)),
    ]


def test_remote_postings_say_so() -> None:
    posting = TownPosting(id="1", title="x", location="Reno, NV", days_ago=0, body="x", workplace="remote")
    employer = _employer("schema_org").model_copy(update={"postings": [posting]})
    data, _ = _job_posting(careers_page(employer, posting, NOW))
    assert data["jobLocationType"] == "TELECOMMUTE"


def _job_posting(page: str) -> tuple[dict[str, Any], str]:
    """The JobPosting of a page, and how it was wrapped."""
    script = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1]
    is_comment = script.startswith("<!--")
    data = json.loads(script.removeprefix("<!--").removesuffix("-->"))
    if isinstance(data, list):
        return data[0], "list"
    if "@graph" in data:
        return data["@graph"][1], "graph"
    return data, "comment" if is_comment else "plain"
