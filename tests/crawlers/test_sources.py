from pathlib import Path

import pytest
import yaml

from crawlers.errors import InvalidSourceError
from crawlers.sources import SourceSpec, read_sources

_ROW = {"slug": "a", "family": "lever", "token": "acme", "employer": "Acme"}


def _read(path: Path, data: object) -> tuple[list[SourceSpec], list[str]]:
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    good, bad = read_sources(path, ("lever",))
    return good, [str(error) for error in bad]


def test_rows_may_stand_under_sources(tmp_path: Path) -> None:
    good, bad = _read(tmp_path / "s.yml", {"sources": [_ROW]})
    assert [spec.slug for spec in good] == ["a"]
    assert bad == []


def test_numeric_tokens_are_text(tmp_path: Path) -> None:
    good, _ = _read(tmp_path / "s.yml", [{**_ROW, "token": 4711}])
    assert good[0].token == "4711"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"family": "nope"}, "row 2 (b): family: unknown family 'nope'; known: lever"),
        ({"token": ""}, "row 2 (b): token: String should have at least 1 character"),
        ({"slug": "../x"}, "row 2 (../x): slug: "),
        ({"state": "Texas"}, "row 2 (b): state: "),
        ({"base_url": "ftp://x"}, "row 2 (b): base_url: give scheme://host[:port] only"),
        ({"base_url": "https://x/path"}, "row 2 (b): base_url: give scheme://host[:port] only"),
        ({"base_url": "https://user@x"}, "row 2 (b): base_url: give scheme://host[:port] only"),
        ({"base_url": "https://x:port"}, "row 2 (b): base_url: Port could not be cast"),
        ({"token": "http://[x"}, "row 2 (b): token: Invalid IPv6 URL"),
        ({"min_postings": -1}, "row 2 (b): min_postings: "),
        ({"colour": "red"}, "row 2 (b): colour: Extra inputs are not permitted"),
        ({"slug": "a"}, "row 2 (a): slug: used by an earlier row"),
    ],
)
def test_a_bad_row_is_named_and_the_others_go_on(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    good, bad = _read(tmp_path / "s.yml", [_ROW, {**_ROW, "slug": "b", **change}])
    assert [spec.slug for spec in good] == ["a"]
    assert bad[0].startswith(message)


def test_a_row_that_is_no_row(tmp_path: Path) -> None:
    _, bad = _read(tmp_path / "s.yml", ["acme"])
    assert bad == ["row 1: row: expected fields, got str"]


@pytest.mark.parametrize("text", ["a: [", "just words", "\x00"])
def test_a_file_that_is_no_list_of_rows(tmp_path: Path, text: str) -> None:
    path = tmp_path / "s.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSourceError, match="file"):
        read_sources(path, ("lever",))


def test_base_url_loses_its_slash() -> None:
    assert (
        SourceSpec.model_validate({**_ROW, "base_url": "http://127.0.0.1:80/"}).base_url
        == "http://127.0.0.1:80"
    )
