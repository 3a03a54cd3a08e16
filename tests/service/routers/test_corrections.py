from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, select

from service.app import create_app
from service.settings import Settings
from storage.models import OccupationCodeRow
from storage.repositories.crawl_runs import CrawlRunRepository
from storage.repositories.postings import PostingRepository
from storage.repositories.sources import SourceRepository
from storage.session import open_session
from tests.storage.postings import make_posting

TOKEN = {"Authorization": "Bearer secret"}
DECISION = {"soc_code": "29-1141", "decided_by": "Ana", "title_pattern": "*nurse*"}


@pytest.fixture
def reviewer(sqlite_engine: Engine, tmp_path: Path) -> Iterator[TestClient]:
    """A client of an application whose store holds one nurse, and in which writing is on."""
    with open_session(sqlite_engine) as session:
        source = SourceRepository(session).upsert({"slug": "acme", "family": "lever", "token": "acme"})
        run_id = CrawlRunRepository(session).start(source).id
        PostingRepository(session).record_seen(run_id, make_posting())
    url = sqlite_engine.url.render_as_string(hide_password=False)
    with TestClient(
        create_app(Settings(data_dir=tmp_path, database_url=url, write_token="secret"))
    ) as client:
        yield client


def test_a_decision_is_stored_and_listed(reviewer: TestClient) -> None:
    response = reviewer.post("/v1/corrections", json=DECISION, headers=TOKEN)
    assert (response.status_code, response.json()) == (201, {"n_postings": 1})
    (stored,) = reviewer.get("/v1/corrections").json()["data"]
    assert (stored["soc_code"], stored["decided_by"], stored["title_pattern"]) == (
        "29-1141",
        "Ana",
        "*nurse*",
    )


def test_a_decision_wins_at_once(reviewer: TestClient, sqlite_engine: Engine) -> None:
    reviewer.post("/v1/corrections", json=DECISION | {"soc_code": "29-1171"}, headers=TOKEN)
    with open_session(sqlite_engine) as session:
        assert session.scalars(select(OccupationCodeRow.soc_code)).all() == ["29-1171"]
    coded = reviewer.post("/v1/classify", json={"title": "Registered Nurse"}).json()
    assert coded["occupation"]["soc_code"] == "29-1171"
    assert coded["occupation"]["evidence"]["correction"]["by"] == "Ana"
    posting = {"id": "7", "title": "Nurse", "description": "Care for patients."}
    (record,) = reviewer.post("/v1/extract", json={"postings": [posting]}).json()["data"]
    assert record["occupation"]["soc_code"] == "29-1171"


def test_a_decision_on_a_posting_says_nothing_of_postings_that_are_sent(reviewer: TestClient) -> None:
    decision = DECISION | {"soc_code": "29-1171", "title_pattern": None, "posting_id": "1"}
    reviewer.post("/v1/corrections", json=decision, headers=TOKEN)
    posting = {"id": "1", "title": "Registered Nurse", "description": "Care for patients."}
    (record,) = reviewer.post("/v1/extract", json={"postings": [posting]}).json()["data"]
    assert record["occupation"]["soc_code"] == "29-1141"


def test_a_decision_is_withdrawn_and_stays_in_the_list(reviewer: TestClient) -> None:
    reviewer.post("/v1/corrections", json=DECISION | {"soc_code": "29-1171"}, headers=TOKEN)
    (stored,) = reviewer.get("/v1/corrections").json()["data"]
    assert stored["withdrawn_on"] is None
    path = f"/v1/corrections/{stored['id']}/withdrawal"
    body = {"withdrawn_by": "Ben", "reason": "a mistake"}
    assert reviewer.post(path, json=body).status_code == 401
    assert reviewer.post(path, json=body, headers=TOKEN).json() == {"n_postings": 1}
    (stored,) = reviewer.get("/v1/corrections").json()["data"]
    assert (stored["withdrawn_by"], stored["withdrawn_reason"]) == ("Ben", "a mistake")
    coded = reviewer.post("/v1/classify", json={"title": "Registered Nurse"}).json()
    assert coded["occupation"]["soc_code"] == "29-1141"
    assert reviewer.post(path, json=body, headers=TOKEN).status_code == 400


@pytest.mark.parametrize(
    ("change", "status", "detail"),
    [
        ({"soc_code": "29-0000"}, 400, "no detailed SOC 2018 code"),
        ({"soc_code": "nurse"}, 422, "/body/soc_code"),
        ({"title_pattern": None}, 400, "neither a posting nor a title"),
        ({"title_pattern": None, "posting_id": "999"}, 400, "no posting '999' is stored"),
    ],
)
def test_a_decision_that_cannot_hold_is_refused(
    reviewer: TestClient, change: dict[str, str | None], status: int, detail: str
) -> None:
    response = reviewer.post("/v1/corrections", json=DECISION | change, headers=TOKEN)
    assert response.status_code == status
    assert detail in response.json()["detail"]
    assert reviewer.get("/v1/corrections").json()["data"] == []


def test_writing_wants_the_token(reviewer: TestClient) -> None:
    assert reviewer.post("/v1/corrections", json=DECISION).status_code == 401
    assert (
        reviewer.post("/v1/corrections", json=DECISION, headers={"Authorization": "Bearer x"}).status_code
        == 401
    )


def test_writing_is_off_without_a_token_in_the_settings(client: TestClient) -> None:
    response = client.post("/v1/corrections", json=DECISION, headers=TOKEN)
    assert response.status_code == 403
    assert "SIGNALPOST_WRITE_TOKEN" in response.json()["detail"]
