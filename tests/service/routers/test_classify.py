from fastapi.testclient import TestClient


def test_a_title_is_coded_with_evidence(client: TestClient) -> None:
    body = client.post("/v1/classify", json={"title": "Registered Nurse - ICU"}).json()
    occupation = body["occupation"]
    assert occupation["soc_code"] == "29-1141"
    assert 0 < occupation["probability"] <= 1
    assert occupation["evidence"]
    assert body["cluster"]["name"] == "Healthcare & Human Services"


def test_nothing_to_go_by_is_not_coded(client: TestClient) -> None:
    occupation = client.post("/v1/classify", json={"title": ""}).json()["occupation"]
    assert occupation is None or occupation["soc_code"] is None


def test_a_title_of_absurd_length_is_a_problem(client: TestClient) -> None:
    assert client.post("/v1/classify", json={"title": "x" * 1001}).status_code == 422
