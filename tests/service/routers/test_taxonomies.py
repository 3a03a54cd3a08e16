import pytest
from fastapi.testclient import TestClient


def test_search_finds_by_alias(client: TestClient) -> None:
    body = client.get("/v1/taxonomies/certifications", params={"q": "basic life support"}).json()
    assert any("Basic Life Support" in row["label"] for row in body["data"])


def test_an_occupation(client: TestClient) -> None:
    body = client.get("/v1/taxonomies/soc/29-1141").json()
    assert (body["id"], body["label"], body["level"]) == ("29-1141", "Registered Nurses", "detailed")


def test_pages_follow_each_other_without_gap_or_overlap(client: TestClient) -> None:
    seen: list[str] = []
    params: dict[str, str | int] = {"limit": 5}
    while True:
        page = client.get("/v1/taxonomies/clusters", params=params).json()
        seen += [row["id"] for row in page["data"]]
        if page["next"] is None:
            break
        params["cursor"] = page["next"]
    assert seen == sorted(set(seen))
    assert len(seen) == page["total"] == 14


@pytest.mark.parametrize(("name", "total"), [("subclusters", 72), ("onet", 1016)])
def test_totals(client: TestClient, name: str, total: int) -> None:
    assert client.get(f"/v1/taxonomies/{name}", params={"limit": 1}).json()["total"] == total


@pytest.mark.parametrize(
    "name",
    ["technologies", "licenses", "degrees", "clearances", "skills", "areas", "naics", "cip", "groupings"],
)
def test_every_taxonomy_has_entries(client: TestClient, name: str) -> None:
    page = client.get(f"/v1/taxonomies/{name}", params={"limit": 2}).json()
    assert len(page["data"]) == 2
    entry = client.get(f"/v1/taxonomies/{name}/{page['data'][0]['id']}")
    assert entry.json() == page["data"][0]


def test_a_crosswalk(client: TestClient) -> None:
    body = client.get("/v1/taxonomies/crosswalks/cip/soc", params={"code": "51.3801"}).json()
    assert any("29-1141" in str(target) for target in body["data"])


@pytest.mark.parametrize(
    "path", ["/v1/taxonomies/soc/99-9999", "/v1/taxonomies/horoscopes", "/v1/taxonomies/skills/skill:absent"]
)
def test_unknown_names_are_problems(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.json()["instance"] == path


def test_clusters_say_their_grouping_and_whether_they_are_cross_cutting(client: TestClient) -> None:
    cluster = client.get("/v1/taxonomies/clusters/Digital Technology").json()
    expected = {"grouping": "Connecting & Supporting Success", "is_cross_cutting": True}
    assert cluster == {"id": "Digital Technology", "label": "Digital Technology", **expected}
    sub_cluster = client.get("/v1/taxonomies/subclusters/Web & Cloud").json()
    assert sub_cluster == {
        "id": "Web & Cloud",
        "label": "Web & Cloud",
        "cluster": "Digital Technology",
        "sub_cluster": "Web & Cloud",
        **expected,
    }


def test_a_state_shows_its_own_groupings(state_client: TestClient) -> None:
    cluster = state_client.get("/v1/taxonomies/clusters/Digital Technology").json()
    assert cluster["grouping"] == "Cross-cutting"
    assert state_client.get("/v1/taxonomies/subclusters/Web & Cloud").json()["grouping"] == "Cross-cutting"
    groupings = state_client.get("/v1/taxonomies/groupings").json()
    assert groupings["total"] == 6
    assert state_client.get("/v1/taxonomies/groupings/Arts").json() == {
        "id": "Arts",
        "label": "Arts",
        "clusters": ["Arts, Entertainment, & Design"],
    }


def test_a_crosswalk_marks_cross_cutting_clusters(client: TestClient) -> None:
    body = client.get("/v1/taxonomies/crosswalks/soc/clusters", params={"code": "15-1252"}).json()
    assert {row["cluster"]: row["is_cross_cutting"] for row in body["data"]} == {
        "Arts, Entertainment, & Design": False,
        "Digital Technology": True,
    }


def test_the_list_names_taxonomies_and_crosswalks(client: TestClient) -> None:
    body = client.get("/v1/taxonomies").json()
    assert "certifications" in body["taxonomies"]
    assert "cip/soc" in body["crosswalks"]
