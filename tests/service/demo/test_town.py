from collections import Counter

import pytest
from pydantic import ValidationError

from service.demo.town import TownEmployer, load_town, source_rows


def test_the_town_is_large_and_mixed() -> None:
    town = load_town()
    assert sum(len(employer.postings) for employer in town) >= 200
    assert {employer.state for employer in town} == {"TX", "NV", "OH"}
    assert min(Counter(employer.family for employer in town).values()) >= 10


def test_keys_are_unique() -> None:
    town = load_town()
    assert len({employer.slug for employer in town}) == len(town)
    assert len({(employer.family, employer.token) for employer in town}) == len(town)
    for employer in town:
        assert len({posting.id for posting in employer.postings}) == len(employer.postings)


def test_texts_are_not_copies_of_one_another() -> None:
    bodies = [posting.body for employer in load_town() for posting in employer.postings]
    assert len(set(bodies)) == len(bodies)


def test_source_rows_point_at_the_town() -> None:
    rows = {row["slug"]: row for row in source_rows("http://127.0.0.1:9")}
    assert rows["maumee-valley-hospitals"]["token"] == "http://127.0.0.1:9/maumeevalley/sitemap.xml"
    assert rows["silver-oak-senior-living"]["token"] == "silveroak"
    assert {row["base_url"] for row in rows.values()} == {"http://127.0.0.1:9"}


def test_an_entry_of_another_form_is_refused() -> None:
    with pytest.raises(ValidationError, match="naics_code"):
        TownEmployer.model_validate(
            {"employer": "X", "slug": "x", "family": "lever", "token": "x", "state": "TX"}
        )
