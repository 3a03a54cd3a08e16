from fastapi.testclient import TestClient

POSTING = {
    "id": "1",
    "title": "RN - Med/Surg",
    "description": "BLS and ACLS required. Experience with Epic preferred.",
}


def test_a_posting_is_read(client: TestClient) -> None:
    body = client.post("/v1/extract", json={"postings": [POSTING]}).json()
    (record,) = body["data"]
    texts = {mention["text"]: mention for mention in record["mentions"]}
    assert texts["BLS"]["kind"] == "certification"
    assert POSTING["description"][texts["BLS"]["start"] : texts["BLS"]["end"]] == "BLS"
    assert body["pipeline_version"]


def test_a_bad_posting_does_not_stop_the_others(client: TestClient) -> None:
    postings = [{"id": "bad", "description": 7}, POSTING]
    bad, good = client.post("/v1/extract", json={"postings": postings}).json()["data"]
    assert (bad["id"], bad["error"]["field"]) == ("bad", "description")
    assert good["id"] == "1"


def test_too_many_at_once_are_sent_to_the_command(client: TestClient) -> None:
    response = client.post("/v1/extract", json={"postings": [POSTING] * 4})
    assert response.status_code == 400
    assert "signalpost extract" in response.json()["detail"]


def test_a_body_of_another_form_is_a_problem(client: TestClient) -> None:
    response = client.post("/v1/extract", json={"text": "x"})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/body/postings"
