"""Which family and token a careers page belongs to, by its address or by what its HTML points to."""

import html
import re
from dataclasses import dataclass
from urllib.parse import unquote

from crawlers.families import load_family
from crawlers.structured_data import find_job_postings

_NOT_A_TOKEN = re.compile(
    r"embed|api|careers?|jobs|www|apply|help|support|developers|app|static|cdn|v\d|postings", re.IGNORECASE
)
_UUID = r"[0-9a-fA-F-]{36}"
# Family, address without its scheme, and base_url where the platform has another host for it. Order matters:
# the first pattern that matches names the family; one without a group `token` makes the address the token.
_PATTERNS: tuple[tuple[str, str, str | None], ...] = (
    ("greenhouse", r"boards-api\.greenhouse\.io/v1/boards/(?P<token>[\w-]+)", None),
    (
        "greenhouse",
        r"[\w-]+\.eu\.greenhouse\.io/(?!embed)(?P<token>[\w-]+)",
        "https://boards-api.eu.greenhouse.io",
    ),
    ("greenhouse", r"(?:job-)?boards\.greenhouse\.io/embed/\w+(?:/js)?\?(?:.*&)?for=(?P<token>[\w-]+)", None),
    ("greenhouse", r"(?:job-)?boards\.greenhouse\.io/(?!embed)(?P<token>[\w-]+)", None),
    ("lever", r"(?:jobs|api)\.eu\.lever\.co/(?:v0/postings/)?(?P<token>[\w-]+)", "https://api.eu.lever.co"),
    ("lever", r"(?:jobs|api)\.lever\.co/(?:v0/postings/)?(?P<token>[\w-]+)", None),
    ("ashby", r"jobs\.ashbyhq\.com/(?P<token>[\w.%-]+)", None),
    ("ashby", r"api\.ashbyhq\.com/posting-api/job-board/(?P<token>[\w.%-]+)", None),
    ("workable", r"apply\.workable\.com/(?:api/v\d/widget/accounts/)?(?P<token>[\w-]+)", None),
    ("workable", r"(?P<token>[\w-]+)\.workable\.com", None),
    ("recruitee", r"(?P<token>[\w-]+)\.recruitee\.com", None),
    ("personio", r"(?P<token>[\w-]+)\.jobs\.personio\.de", "https://{token}.jobs.personio.de"),
    ("personio", r"(?P<token>[\w-]+)\.jobs\.personio\.com", None),
    ("smartrecruiters", r"(?:careers|jobs)\.smartrecruiters\.com/(?P<token>\w+)", None),
    ("smartrecruiters", r"api\.smartrecruiters\.com/v1/companies/(?P<token>\w+)", None),
    ("workday", r"[\w-]+\.wd\d+\.myworkdayjobs\.com/(?:[a-z]{2}-[A-Z]{2}/)?[\w-]+", None),
    ("icims", r"(?P<token>[a-z0-9-]+\.icims\.com)", None),
    ("paylocity", rf"recruiting\.paylocity\.com/recruiting/jobs/All/(?P<token>{_UUID}(?:/[\w%.-]+)?)", None),
    ("ukg", rf"recruiting\d*\.ultipro\.com/\w+/JobBoard/{_UUID}", None),
    (
        "adp",
        rf"workforcenow\.adp\.com/\S*?[?&]cid=(?P<token>{_UUID})(?:&(?:.*&)?ccId=(?P<more>[0-9_]+))?",
        None,
    ),
    ("oracle", r"[\w.-]+\.oraclecloud\.com/hcmUI/CandidateExperience/[a-z-]+/sites/\w+", None),
    ("neogov", r"(?:www\.)?schooljobs\.com/careers/(?P<token>\w+)", "https://www.schooljobs.com"),
    ("neogov", r"(?:www\.)?governmentjobs\.com/careers/(?P<token>\w+)", None),
    ("neogov_rss", r"agency\.governmentjobs\.com/\S*format=xml\S*", None),
    ("rss", r"\S+\.(?:rss|atom)(?:\?\S*)?$", None),
    ("schema_org", r"\S+/[\w.-]*sitemap[\w./-]*\.xml(?:\.gz)?$", None),
)
_COMPILED = tuple(
    (family, re.compile(rf"https?://{pattern}", re.IGNORECASE), base) for family, pattern, base in _PATTERNS
)
_ADDRESS = re.compile(r"""https?:(?:\\?/){2}[^\s"'<>\\)]+(?:\\/[^\s"'<>\\)]+)*""")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A board that an address names; `base_url` is set where the platform has another host for it."""

    family: str
    token: str
    base_url: str | None = None


def recognise_url(url: str) -> Recognised | None:
    """The board that an address names; null when it is of no platform that we know."""
    for family, pattern, base_url in _COMPILED:
        match = pattern.match(url.strip())
        if match is None:
            continue
        groups = match.groupdict()
        token = unquote(groups.get("token") or match[0])
        token = f"{token}/{groups['more']}" if groups.get("more") else token
        if not _NOT_A_TOKEN.fullmatch(token) and load_family(family).token_pattern.fullmatch(token):
            return Recognised(family, token, base_url.format(token=token) if base_url else None)
    return None


def recognise_page(url: str, page: str) -> Recognised | None:
    """The board that a careers page shows: by its address, the address most named in it, or its mark-up.

    Args:
        url: the page's address.
        page: its HTML.

    Returns:
        The board; schema_org with the page itself when it holds JobPosting data; null when nothing is found.
    """
    named = recognise_url(url)
    if named is not None:
        return named
    counts: dict[Recognised, int] = {}
    for match in _ADDRESS.finditer(html.unescape(page)):
        found = recognise_url(match[0].replace("\\/", "/"))
        if found is not None and found.family not in {"rss", "schema_org"}:
            counts[found] = counts.get(found, 0) + 1
    if counts:
        return max(counts, key=lambda board: counts[board])
    postings, _ = find_job_postings(page)
    return Recognised("schema_org", url) if postings else None
