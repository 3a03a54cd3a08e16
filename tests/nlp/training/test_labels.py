import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from nlp.errors import ModelError
from nlp.training.labels import (
    CODES,
    LABELS,
    SOURCES,
    WRITTEN,
    digest_of,
    is_written,
    pack_labels,
    read_coded,
    read_json_lines,
    read_labels,
    read_written,
)
from taxonomy.loader import load_table

DESCRIPTION = "Weld pipes. MIG welding – a CDL is a plus. Weld pipes."
GOLD = {
    "soc": ["51-4121"],
    "pay": None,
    "items": [
        {"quote": "Weld pipes", "kind": "skill", "requirement": "mentioned"},
        {"quote": "CDL", "kind": "license", "requirement": "preferred", "optional": True},
    ],
}


def _write(path: Path, *rows: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _posting(posting_id: object = "e1", description: str = DESCRIPTION, **more: object) -> dict[str, object]:
    return {"id": posting_id, "title": "Welder", "description": description, "company": "Acme"} | more


def _read(tmp_path: Path, labels: Mapping[str, object], *postings: dict[str, object]) -> list[dict[str, Any]]:
    """What is read of labels of one emscad posting."""
    _write(tmp_path / "data/postings/emscad.jsonl", *postings)
    _write(tmp_path / "labels/emscad.jsonl", labels)
    return list(read_labels(tmp_path, tmp_path / "labels"))


def test_labels_are_packed_as_places() -> None:
    assert pack_labels("e1", DESCRIPTION, GOLD) == {
        "id": "e1",
        "digest": digest_of(DESCRIPTION),
        "soc": ["51-4121"],
        "pay": None,
        "items": [[0, 10, "skill", "mentioned", 0], [28, 31, "license", "preferred", 1]],
    }


def test_what_is_packed_is_read_again(tmp_path: Path) -> None:
    (row,) = _read(tmp_path, pack_labels("e1", DESCRIPTION, GOLD), _posting("other"), _posting())
    assert row == {
        "id": "e1",
        "title": "Welder",
        "employer": "Acme",
        "description": DESCRIPTION,
        "gold": {
            "soc": ["51-4121"],
            "pay": None,
            "items": [
                {"quote": "Weld pipes", "kind": "skill", "requirement": "mentioned", "optional": False},
                {"quote": "CDL", "kind": "license", "requirement": "preferred", "optional": True},
            ],
        },
    }


def test_packing_what_was_read_gives_the_same_labels(tmp_path: Path) -> None:
    packed = pack_labels("e1", DESCRIPTION, GOLD)
    (row,) = _read(tmp_path, packed, _posting())
    assert pack_labels(row["id"], row["description"], row["gold"]) == packed


def test_a_packed_row_holds_no_text_of_the_posting() -> None:
    assert "Weld" not in json.dumps(pack_labels("e1", DESCRIPTION, GOLD))


def test_ids_that_are_numbers_and_unknown_employers_are_read(tmp_path: Path) -> None:
    posting = _posting(7)
    del posting["company"]
    (row,) = _read(tmp_path, pack_labels("7", DESCRIPTION, GOLD), posting)
    assert (row["id"], row["employer"]) == ("7", None)


def test_html_comes_as_text_and_its_places_are_those_of_the_source(tmp_path: Path) -> None:
    html = "<p>Weld pipes.</p><ul><li>A CDL is a plus.</li></ul>"
    packed = pack_labels("e1", html, GOLD)
    assert packed["items"][0][:2] == [3, 13]
    (row,) = _read(tmp_path, packed, _posting(description=html))
    assert [item["quote"] for item in row["gold"]["items"]] == ["Weld pipes", "CDL"]
    assert "<" not in row["description"]
    assert all(item["quote"] in row["description"] for item in row["gold"]["items"])


def test_a_quote_that_is_not_there_is_refused() -> None:
    labels = {"items": [{"quote": "weld pipes", "kind": "skill", "requirement": "mentioned"}]}
    with pytest.raises(ModelError, match="e1 does not hold 'weld pipes'"):
        pack_labels("e1", DESCRIPTION, labels)


def test_a_changed_description_is_refused(tmp_path: Path) -> None:
    changed = _posting(description=DESCRIPTION + " ")
    with pytest.raises(ModelError, match=r"e1 is not in emscad\.jsonl as it was labelled"):
        _read(tmp_path, pack_labels("e1", DESCRIPTION, GOLD), changed)


def test_a_missing_posting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"e1 is not in emscad\.jsonl as it was labelled"):
        _read(tmp_path, pack_labels("e1", DESCRIPTION, GOLD), _posting("e2"))


def test_sources_without_labels_are_not_asked_for(tmp_path: Path) -> None:
    assert list(read_labels(tmp_path, tmp_path)) == []


def test_blank_lines_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": 1}\n\n  \n{"id": 2}', encoding="utf-8")
    assert [row["id"] for row in read_json_lines(tmp_path / "rows.jsonl")] == [1, 2]


def test_a_digest_changes_with_the_text() -> None:
    assert digest_of("a") == digest_of("a") == "ca978112ca1b"
    assert digest_of("a") != digest_of("a ")


def test_our_labels_name_places_of_known_kinds() -> None:
    kinds = {"skill", "technology", "certification", "license", "degree", "clearance"}
    files = sorted(LABELS.glob("*.jsonl"))
    assert {path.stem for path in files} <= {*SOURCES, WRITTEN}
    ids = []
    for path in files:
        for row in read_json_lines(path) if path.stem != WRITTEN else ():
            ids.append(row["id"])
            assert len(row["digest"]) == 12
            assert isinstance(row["is_blind"], bool), row["id"]
            assert set(row.get("kinds") or kinds) <= kinds
            for start, end, kind, requirement, is_optional in row["items"]:
                assert 0 <= start < end, row["id"]
                assert kind in set(row.get("kinds") or kinds), row["id"]
                assert requirement in {"required", "preferred", "mentioned", "offered"}, row["id"]
                assert is_optional in {0, 1}
    assert len(ids) == len(set(ids)) > 0


def test_the_ads_that_we_wrote_hold_what_their_labels_quote() -> None:
    rows = list(read_written())
    assert len({row["id"] for row in rows}) == len(rows) > 0
    for row in rows:
        assert is_written(row["id"])
        assert row["title"]
        for item in row["gold"]["items"]:
            assert item["quote"] in row["description"], row["id"]


def test_postings_with_codes_alone_are_read_like_others(tmp_path: Path) -> None:
    _write(tmp_path / "data/postings/emscad.jsonl", _posting())
    _write(tmp_path / "codes/emscad.jsonl", pack_labels("e1", DESCRIPTION, {"soc": ["51-4121"], "items": []}))
    (row,) = read_coded(tmp_path, tmp_path / "codes")
    assert (row["id"], row["gold"]) == ("e1", {"soc": ["51-4121"], "items": []})


def test_no_posting_is_labelled_twice() -> None:
    codes = load_table("soc").to_pylist()
    known = {row["soc_code"] for row in codes}
    ids = [row["id"] for path in LABELS.glob("*.jsonl") for row in read_json_lines(path)]
    for path in CODES.glob("*.jsonl"):
        assert path.stem in {*SOURCES, WRITTEN}
        for row in read_json_lines(path):
            ids.append(row["id"])
            assert set(row.get("gold", row)["soc"]) <= known, row["id"]
            assert row.get("items", []) == [], row["id"]
    assert len(ids) == len(set(ids))


def test_written_codes_stand_with_pairs_of_their_first_code() -> None:
    pairs = {
        (row["soc_code"], row["cluster"], row["sub_cluster"]) for row in load_table("cluster_soc").to_pylist()
    }
    rows = list(read_written(CODES))
    assert len(rows) > 1000
    for row in rows:
        assert is_written(row["id"])
        assert row["title"].strip()
        assert len(row["description"].split()) >= 40, row["id"]
        gold = row["gold"]
        assert (gold["soc"][0], gold["cluster"], gold["sub_cluster"]) in pairs, row["id"]
        assert all(title.strip() for title in row["other_titles"]), row["id"]


def test_there_need_be_no_written_ads(tmp_path: Path) -> None:
    assert list(read_written(tmp_path)) == []
    assert not is_written("em-12")
