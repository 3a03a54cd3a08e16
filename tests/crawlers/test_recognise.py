import pytest

from crawlers.recognise import Recognised, recognise_page, recognise_url

_GUID = "211e692d-c45a-4e3a-ae01-3e497af97929"


@pytest.mark.parametrize(
    ("url", "family", "token"),
    [
        ("https://boards.greenhouse.io/acme/jobs/1", "greenhouse", "acme"),
        ("https://job-boards.greenhouse.io/acme", "greenhouse", "acme"),
        ("https://boards.greenhouse.io/embed/job_board/js?for=acme", "greenhouse", "acme"),
        ("https://boards-api.greenhouse.io/v1/boards/acme/jobs", "greenhouse", "acme"),
        ("https://jobs.lever.co/Acme/abc", "lever", "Acme"),
        ("https://jobs.ashbyhq.com/Acme%20Inc.", "ashby", None),
        ("https://jobs.ashbyhq.com/acme", "ashby", "acme"),
        ("https://apply.workable.com/acme/j/X", "workable", "acme"),
        ("https://acme.recruitee.com/o/x", "recruitee", "acme"),
        ("https://acme.jobs.personio.com/", "personio", "acme"),
        ("https://careers.smartrecruiters.com/Acme1", "smartrecruiters", "Acme1"),
        ("https://acme.wd5.myworkdayjobs.com/en-US/External/job/x", "workday", "https://acme.wd5.myworkdayjobs.com/en-US/External"),
        ("https://careers-acme.icims.com/jobs/intro", "icims", "careers-acme.icims.com"),
        (f"https://recruiting.paylocity.com/recruiting/jobs/All/{_GUID}/Acme", "paylocity", f"{_GUID}/Acme"),
        (f"https://recruiting2.ultipro.com/ACM1/JobBoard/{_GUID}/?q=", "ukg", f"https://recruiting2.ultipro.com/ACM1/JobBoard/{_GUID}"),
        (f"https://workforcenow.adp.com/mascsr/default/x.html?cid={_GUID}&ccId=19000101_1", "adp", f"{_GUID}/19000101_1"),
        ("https://www.governmentjobs.com/careers/ohio?page=2", "neogov", "ohio"),
        ("https://x.example/jobs.rss", "rss", "https://x.example/jobs.rss"),
        ("https://x.example/sitemap_jobs.xml", "schema_org", "https://x.example/sitemap_jobs.xml"),
        ("https://apply.workable.com/api/", "workable", None),
        ("https://www.recruitee.com/pricing", "recruitee", None),
        ("https://x.example/careers", "none", None),
        ("not an address", "none", None),
    ],
)  # fmt: skip
def test_address(url: str, family: str, token: str | None) -> None:
    assert recognise_url(url) == (Recognised(family, token) if token else None)


@pytest.mark.parametrize(
    ("url", "base_url"),
    [
        ("https://job-boards.eu.greenhouse.io/acme", "https://boards-api.eu.greenhouse.io"),
        ("https://jobs.eu.lever.co/acme", "https://api.eu.lever.co"),
        ("https://acme.jobs.personio.de/", "https://acme.jobs.personio.de"),
        ("https://www.schooljobs.com/careers/acme", "https://www.schooljobs.com"),
    ],
)
def test_other_hosts_of_a_platform(url: str, base_url: str) -> None:
    found = recognise_url(url)
    assert found is not None
    assert (found.token, found.base_url) == ("acme", base_url)


def test_page_that_embeds_a_board() -> None:
    page = '<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme&amp;b=1"></script><a href="https://jobs.lever.co/other">x</a>'
    page += '<script>{"u":"https:\\/\\/boards.greenhouse.io\\/acme"}</script>'
    assert recognise_page("https://acme.example/careers", page) == Recognised("greenhouse", "acme")


def test_page_with_its_own_mark_up() -> None:
    page = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Cook"}</script>'
    assert recognise_page("https://diner.example/work", page) == Recognised(
        "schema_org", "https://diner.example/work"
    )


def test_page_that_says_nothing() -> None:
    assert recognise_page("https://x.example", "<p>We are hiring!</p>") is None
