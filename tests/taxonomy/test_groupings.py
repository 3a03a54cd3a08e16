from pathlib import Path

import pytest

from taxonomy.clusters import cluster_names
from taxonomy.errors import InvalidGroupingsError, UnknownCodeError
from taxonomy.groupings import load_groupings, shipped_groupings
from tests.taxonomy.state_groupings import STATE_GROUPINGS, write_groupings


def test_six_groupings_ship_and_hold_every_cluster_once() -> None:
    groupings = load_groupings(None)
    assert groupings == shipped_groupings()
    assert len(groupings.clusters) == 6
    assert sorted(name for names in groupings.clusters.values() for name in names) == list(cluster_names())
    assert groupings.grouping_of("Digital Technology") == "Connecting & Supporting Success"


def test_a_state_names_its_own_in_its_own_order_and_in_any_spelling(tmp_path: Path) -> None:
    path = write_groupings(tmp_path)
    groupings = load_groupings(path)
    assert next(iter(groupings.clusters)) == "Making & Building"
    assert groupings.clusters["Making & Building"] == (
        "Advanced Manufacturing",
        "Construction",
        "Energy & Natural Resources",
    )
    assert groupings.grouping_of("Marketing & Sales") == "Cross-cutting"
    assert groupings.source == str(path)


def test_an_unknown_cluster_has_no_grouping() -> None:
    with pytest.raises(UnknownCodeError):
        shipped_groupings().grouping_of("Piracy")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[Education,", "[Educaton,", "'Educaton', which is no Career Cluster; do you mean 'Education'?"),
        ("[Education,", "[Piracy,", "in no grouping: Education"),
        ("[Education,", "[Education, Construction,", "'Construction' stands more than once"),
        ("[Education,", "[Education, Robotics,", "a Sub-Cluster of 'Advanced Manufacturing'"),
        (
            "[Financial Services, Supply Chain & Transportation]",
            "",
            "'Money & Goods' holds no list of Clusters",
        ),
        ("Arts:", "7:", "7 is no name of a grouping"),
        ("groupings:", "groups:", "holds no mapping 'groupings'"),
        ("groupings:", "groupings: [", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in STATE_GROUPINGS
    path = write_groupings(tmp_path, STATE_GROUPINGS.replace(old, new))
    with pytest.raises(InvalidGroupingsError) as caught:
        load_groupings(path)
    assert problem in caught.value.problem
    assert str(path) in str(caught.value)


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    path = write_groupings(tmp_path, "groupings: {A: [Construction, Construction], B: [Piracy]}")
    with pytest.raises(InvalidGroupingsError, match=r"no Career Cluster.*more than once.*in no grouping"):
        load_groupings(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidGroupingsError, match="cannot be read"):
        load_groupings(tmp_path / "none.yml")
