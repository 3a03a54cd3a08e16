"""The shipped registry: every row of every file can be crawled, or says why not."""

from pathlib import Path

import pytest

import crawlers
from crawlers.families import family_names, load_family
from crawlers.sources import SourceSpec, read_sources

_FILES = sorted((Path(crawlers.__file__).parent / "employers").glob("*.yml"))
_ROWS = {path.stem: read_sources(path, family_names()) for path in _FILES}


def _all() -> list[SourceSpec]:
    return [row for good, _ in _ROWS.values() for row in good]


@pytest.mark.parametrize("family", list(_ROWS))
def test_every_row_is_valid(family: str) -> None:
    good, bad = _ROWS[family]
    assert bad == []
    assert good


@pytest.mark.parametrize("family", list(_ROWS))
def test_rows_are_sorted_and_stand_in_the_file_of_their_family(family: str) -> None:
    good, _ = _ROWS[family]
    assert [row.slug for row in good] == sorted(row.slug for row in good)
    assert {row.family for row in good} == {family}


@pytest.mark.parametrize("row", _all(), ids=lambda row: row.slug)
def test_every_enabled_row_has_a_token_of_its_family(row: SourceSpec) -> None:
    family = load_family(row.family)
    assert family.token_pattern.fullmatch(row.token)
    assert row.is_enabled or family.is_shipped_disabled


def test_slugs_are_unique_over_all_files() -> None:
    slugs = [row.slug for row in _all()]
    assert len(slugs) == len(set(slugs))


def test_at_least_200_employers_over_many_trades() -> None:
    rows = [row for row in _all() if row.is_enabled]
    assert len({row.employer for row in rows}) >= 200
    sectors = {(row.naics_code or "")[:2] for row in rows}
    assert sectors >= {"22", "23", "31", "33", "44", "48", "51", "52", "61", "62", "72", "92"}


def test_nothing_is_called_verified_that_was_not_crawled() -> None:
    assert all(row.verified_on is None or row.checked_on is not None for row in _all())
    assert all(row.checked_by for row in _all())
