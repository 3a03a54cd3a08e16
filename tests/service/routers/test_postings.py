import pytest
from fastapi.testclient import TestClient

from service.signals.rankings import FACETS

NURSES = {"soc": "29-1141"}


def test_totals_say_all_that_must_stand_beside_a_figure(client: TestClient) -> None:
    body = client.get("/v1/postings/totals", params=NURSES).json()
    assert body["data"]["value"] == 24
    assert body["data"]["n_employers"] == 4
    assert body["data"]["ci90"][0] < 24 < body["data"]["ci90"][1]
    meta = body["meta"]
    assert (meta["vintage"], meta["filters"], meta["n_universe"], meta["n_coded"]) == (
        "2026-04-01",
        NURSES,
        24,
        24,
    )
    assert meta["caveats"]


def test_a_window_is_echoed(client: TestClient) -> None:
    meta = client.get("/v1/postings/totals", params={"from": "2026-02-01", "to": "2026-02-28"}).json()["meta"]
    assert meta["window"] == ["2026-02-01", "2026-02-28"]
    assert meta["n_universe"] == 18


def test_a_thin_figure_is_withheld_with_its_reason(client: TestClient) -> None:
    cell = client.get("/v1/postings/totals", params={"source": "shops"}).json()["data"]
    assert (cell["value"], cell["n_postings"], cell["suppressed"], cell["reason"]) == (
        None,
        None,
        True,
        "small_n",
    )


def test_timeseries(client: TestClient) -> None:
    body = client.get("/v1/postings/timeseries", params={"grain": "month"}).json()
    assert [(point["period"], point["cell"]["value"], point["index"]) for point in body["data"]] == [
        ("2026-01-01", 12, 100.0),
        ("2026-02-01", 18, 100.0),
    ]
    assert body["data"][1]["source_break"] is True


def test_ranking_by_requirement(client: TestClient) -> None:
    url = "/v1/postings/rankings/certifications"
    required = client.get(url, params={**NURSES, "requirement": "required"}).json()["data"]
    assert [(row["id"], row["cell"]["n_postings"]) for row in required] == [("certification:bls", 12)]


@pytest.mark.parametrize("facet", FACETS)
def test_every_facet_is_served(client: TestClient, facet: str) -> None:
    response = client.get(f"/v1/postings/rankings/{facet}")
    assert response.status_code == 200
    assert response.json()["meta"]["vintage"] == "2026-04-01"


def test_facets_are_listed(client: TestClient) -> None:
    assert client.get("/v1/postings/rankings").json() == {"facets": list(FACETS)}


def test_an_unchanged_answer_is_304(client: TestClient) -> None:
    first = client.get("/v1/postings/totals", params=NURSES)
    again = client.get("/v1/postings/totals", params=NURSES, headers={"If-None-Match": first.headers["ETag"]})
    other = client.get("/v1/postings/totals", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


@pytest.mark.parametrize(
    ("path", "params", "status", "detail"),
    [
        ("/v1/postings/rankings/horoscopes", {}, 404, "unknown facet 'horoscopes'"),
        ("/v1/postings/totals", {"area": "Texas"}, 400, "write state:NY"),
        ("/v1/postings/totals", {"soc": "nurse"}, 400, "is not a SOC code"),
        ("/v1/postings/totals", {"from": "2026-02-02", "to": "2026-02-01"}, 400, "before it begins"),
        ("/v1/postings/totals", {"from": "yesterday"}, 422, "/query/from"),
        ("/v1/postings/rankings/skills", {"limit": "0"}, 422, "/query/limit"),
        ("/v1/postings/rankings/skills", {"requirement": "loved"}, 400, "unknown requirement 'loved'"),
        ("/v1/nowhere", {}, 404, "Not Found"),
    ],
)
def test_errors_are_problem_documents(
    client: TestClient, path: str, params: dict[str, str], status: int, detail: str
) -> None:
    response = client.get(path, params=params)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert (body["status"], body["instance"]) == (status, path)
    assert detail in body["detail"]


def test_before_the_first_vintage_the_command_is_named(bare_client: TestClient) -> None:
    response = bare_client.get("/v1/postings/totals")
    assert response.status_code == 503
    assert "signalpost publish" in response.json()["detail"]


def test_groupings_filter_and_rank(state_client: TestClient) -> None:
    url = "/v1/postings/rankings/cluster_groupings"
    ranked = state_client.get(url).json()
    assert [row["id"] for row in ranked["data"]] == ["People"]
    totals = state_client.get("/v1/postings/totals", params={"cluster_grouping": "People"}).json()
    assert (totals["data"]["value"], totals["meta"]["filters"]) == (24, {"cluster_grouping": "People"})


def test_an_unknown_grouping_names_those_of_the_state(state_client: TestClient) -> None:
    response = state_client.get("/v1/postings/totals", params={"cluster_grouping": "Caring for Communities"})
    assert response.status_code == 400
    assert "use one of Making & Building; Food & Hospitality" in response.json()["detail"]


def test_other_groupings_are_another_answer(client: TestClient, state_client: TestClient) -> None:
    url = "/v1/postings/rankings/cluster_groupings"
    etags = {client.get(url).headers["etag"], state_client.get(url).headers["etag"]}
    assert len(etags) == 2
