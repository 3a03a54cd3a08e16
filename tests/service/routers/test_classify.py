from fastapi.testclient import TestClient


def test_a_title_is_coded_with_evidence(client: TestClient) -> None:
    body = client.post("/v1/classify", json={"title": "Registered Nurse - ICU"}).json()
    occupation = body["occupation"]
    assert occupation["soc_code"] == "29-1141"
    assert 0 < occupation["probability"] <= 1
    assert occupation["evidence"]
    cluster = body["cluster"]
    assert (cluster["name"], cluster["is_cross_cutting"]) == ("Healthcare & Human Services", False)
    assert cluster["grouping"] == "Caring for Communities"
    alone = body["title_alone"]
    assert (alone["soc_code"], alone["title"], alone["is_coded"]) == ("29-1141", "Registered Nurses", True)
    assert body["explanation"][0].startswith("SOC 29-1141 Registered Nurses")
    assert any(sentence.startswith("Runner-up: ") for sentence in body["explanation"])


def test_a_cluster_is_described_as_the_state_groups_it(state_client: TestClient) -> None:
    cluster = state_client.post("/v1/classify", json={"title": "Java Developer"}).json()["cluster"]
    assert (cluster["name"], cluster["grouping"]) == ("Digital Technology", "Cross-cutting")
    assert cluster["is_cross_cutting"] is True


def test_nothing_to_go_by_is_not_coded(client: TestClient) -> None:
    occupation = client.post("/v1/classify", json={"title": ""}).json()["occupation"]
    assert occupation is None or occupation["soc_code"] is None


def test_a_title_of_absurd_length_is_a_problem(client: TestClient) -> None:
    assert client.post("/v1/classify", json={"title": "x" * 1001}).status_code == 422
