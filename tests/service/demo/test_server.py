import json
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from service.demo.server import serve_town
from service.demo.town import load_town, source_rows


def test_every_board_answers_over_http() -> None:
    paths = {
        "greenhouse": "/v1/boards/{}/jobs?content=true",
        "lever": "/v0/postings/{}?mode=json",
        "schema_org": "/{}/sitemap.xml",
    }
    with serve_town() as base_url:
        assert len(source_rows(base_url)) == len(load_town())
        for employer in load_town():
            url = base_url + paths[employer.family].format(employer.token)
            with urlopen(url, timeout=10) as response:  # noqa: S310  # loopback
                body = response.read().decode()
            if employer.family == "schema_org":
                assert body.count("<loc>") == len(employer.postings) + 1
            else:
                answer = json.loads(body)
                assert len(answer["jobs"] if employer.family == "greenhouse" else answer) == len(
                    employer.postings
                )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/robots.txt", 200),
        ("/maumeevalley/about", 200),
        ("/maumeevalley/jobs/mv-1001", 200),
        ("/maumeevalley/jobs/absent", 404),
        ("/v1/boards/absent/jobs", 404),
        ("/v0/postings/caprockregional", 404),  # another platform's token
        ("/../../etc/passwd", 404),
    ],
)
def test_paths(path: str, status: int) -> None:
    with serve_town() as base_url:
        try:
            with urlopen(base_url + path, timeout=10) as response:  # noqa: S310  # loopback
                found = response.status
        except HTTPError as error:
            with error:
                found = error.code
    assert found == status
