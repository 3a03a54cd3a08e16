"""Every fixture case of every family, crawled over HTTP. A case is a directory `<family>/<case>/`:

    response*.json|html|xml    what the platform answers, in its exact shape, written by ourselves
    expected.json              {"source": row, "routes": [...], "report": {...}, "postings": [{...}]}

Routes name path, file and, where they decide, method, status, query and body values. Each expected field of each
posting, and each expected figure of the report, is its own test.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from crawlers.families import family_names
from tests.crawlers.child import Crawled, crawl_rows
from tests.crawlers.loopback import Loopback, Route

_HERE = Path(__file__).parent
_CASES = {
    f"{path.parent.parent.name}/{path.parent.name}": path for path in sorted(_HERE.glob("*/*/expected.json"))
}
_EXPECTED: dict[str, dict[str, Any]] = {name: json.loads(path.read_text()) for name, path in _CASES.items()}


def _slug(case: str) -> str:
    return case.replace("/", "--")


def _serve(case: str) -> Loopback:
    folder = _CASES[case].parent
    routes = [Route(**{**route, "file": folder / route["file"]}) for route in _EXPECTED[case]["routes"]]
    return Loopback({}, list(routes))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with ExitStack() as stack:
        rows = []
        for case, expected in _EXPECTED.items():
            server = stack.enter_context(_serve(case))
            row = {"slug": _slug(case), "family": case.split("/")[0], "base_url": server.base_url}
            rows.append({**row, **expected["source"]})
        environment = {"SIGNALPOST_USAJOBS_KEY": "key", "SIGNALPOST_USAJOBS_EMAIL": "lmi@state.example"}
        yield crawl_rows(tmp_path_factory.mktemp("cases"), rows, environment=environment)


def _fields() -> Iterator[tuple[str, int, str]]:
    for case, expected in _EXPECTED.items():
        for number, posting in enumerate(expected["postings"]):
            for name in posting:
                yield case, number, name


def _figures() -> Iterator[tuple[str, str]]:
    for case, expected in _EXPECTED.items():
        for name in expected["report"]:
            yield case, name


@pytest.mark.parametrize(("case", "number", "field"), list(_fields()))
def test_field(crawled: Crawled, case: str, number: int, field: str) -> None:
    expected = _EXPECTED[case]["postings"][number]
    by_key = {posting["external_id"]: posting for posting in crawled.of(_slug(case))}
    actual = by_key[expected["external_id"]][field]
    if field == "job_location":
        actual = [
            {name: place[name] for name in wanted}
            for wanted, place in zip(expected[field], actual, strict=True)
        ]
    assert actual == expected[field]


@pytest.mark.parametrize(("case", "figure"), list(_figures()))
def test_report(crawled: Crawled, case: str, figure: str) -> None:
    assert crawled.report(_slug(case))[figure] == _EXPECTED[case]["report"][figure]


@pytest.mark.parametrize("case", list(_CASES))
def test_no_posting_is_missing_or_too_many(crawled: Crawled, case: str) -> None:
    keys = sorted(posting["external_id"] for posting in crawled.of(_slug(case)))
    assert keys == sorted(posting["external_id"] for posting in _EXPECTED[case]["postings"])


@pytest.mark.parametrize("family", family_names())
def test_every_family_has_a_case(family: str) -> None:
    assert any(case.startswith(f"{family}/") for case in _CASES)


@pytest.mark.parametrize("family", family_names())
def test_every_family_has_a_diary(family: str) -> None:
    diary = _HERE.parents[2] / "docs" / "families" / f"{family}.md"
    assert "2026-" in diary.read_text(encoding="utf-8")
