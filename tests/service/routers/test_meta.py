from fastapi.testclient import TestClient


def test_meta_names_versions_and_tables(client: TestClient) -> None:
    body = client.get("/v1/meta").json()
    assert (body["vintage"], body["pipeline_version"]) == ("2026-04-01", "0.1.0+test")
    assert [resource["name"] for resource in body["resources"]] == ["postings", "posting_areas", "mentions"]


def test_vintages_and_sources(client: TestClient) -> None:
    assert [row["n_postings"] for row in client.get("/v1/meta/vintages").json()["data"]] == [30]
    assert client.get("/v1/meta/sources").json() == {"vintage": "2026-04-01", "data": []}


def test_health_and_readiness(client: TestClient, bare_client: TestClient) -> None:
    assert client.get("/readyz").json() == {"status": "ready", "vintage": "2026-04-01"}
    assert bare_client.get("/healthz").status_code == 200
    assert bare_client.get("/readyz").status_code == 503


def test_openapi_is_3_1_and_documents_every_route(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    undocumented = [
        f"{method} {path}"
        for path, operations in description["paths"].items()
        for method, operation in operations.items()
        if not operation.get("description")
    ]
    assert undocumented == []
