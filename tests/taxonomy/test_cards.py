from pathlib import Path

import pytest

from taxonomy.cards import area_card, cluster_card, groupings_card, soc_card
from taxonomy.errors import UnknownCodeError
from taxonomy.groupings import load_groupings
from tests.taxonomy.state_groupings import write_groupings


def test_an_occupation_shows_hierarchy_cluster_and_figures() -> None:
    text = "\n".join(soc_card("29-1141"))
    assert "29-1140  Registered Nurses (broad)" in text
    assert "Cluster: Healthcare & Human Services / Physical Health" in text
    assert "Job zone: 4 of 5" in text
    assert "median annual wage $" in text
    assert "openings a year" in text


def test_a_part_of_a_hybrid_says_that_figures_are_shared() -> None:
    assert any("published together as 31-1120" in line for line in soc_card("31-1121"))


def test_a_group_has_no_projection_of_its_own() -> None:
    assert not any(line.startswith("Projections") for line in soc_card("29-0000"))


def test_an_occupation_without_annual_wages_says_so() -> None:
    assert any("annual wage not published" in line for line in soc_card("27-2042"))


def test_a_cluster_lists_its_sub_clusters() -> None:
    lines = list(cluster_card("digital technology"))
    assert lines[0] == "Digital Technology (Connecting & Supporting Success, cross-cutting)"
    assert "  Unmanned Vehicle Technology: 0 occupations, 0 programs" in lines


def test_a_cluster_is_shown_in_the_grouping_of_the_state(tmp_path: Path) -> None:
    groupings = load_groupings(write_groupings(tmp_path))
    assert next(cluster_card("Marketing & Sales", groupings)) == (
        "Marketing & Sales (Cross-cutting, cross-cutting)"
    )
    lines = list(groupings_card(groupings))
    assert lines[1:4] == ["Making & Building", "  Advanced Manufacturing", "  Construction"]
    assert "  Marketing & Sales (cross-cutting)" in lines


def test_an_occupation_marks_its_cross_cutting_clusters() -> None:
    lines = list(soc_card("15-1252"))
    assert "Cluster: Digital Technology (cross-cutting) / Software Solutions" in lines
    assert "Cluster: Arts, Entertainment, & Design / Design & Digital Arts" in lines


def test_a_sub_cluster_lists_its_occupations_only() -> None:
    text = "\n".join(cluster_card("Skilled Trades"))
    assert "47-" in text
    assert "Equipment Operation & Maintenance:" not in text


def test_a_place_shows_county_cbsa_and_employment() -> None:
    lines = list(area_card("St Paul, MN"))
    assert lines[0] == "St Paul, MN -> Saint Paul, MN"
    assert lines[1] == "  county 27123: Ramsey County, MN"
    assert lines[2].startswith("  CBSA 33460: Minneapolis")
    assert "employment" in lines[3]


def test_a_foreign_place_shows_its_country() -> None:
    assert list(area_card("London, UK")) == ["London, UK -> GB"]


@pytest.mark.parametrize(("card", "name"), [(soc_card, "x"), (cluster_card, "x"), (area_card, "Remote")])
def test_unknown_names_are_refused(card: object, name: str) -> None:
    assert callable(card)
    with pytest.raises(UnknownCodeError):
        list(card(name))
