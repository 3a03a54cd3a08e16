"""The finest certain level of the SOC."""

import numpy as np
import pytest

from nlp.components.occupation_levels import SocGroups, build_groups, find_certain_level

CODES = ("11-1011", "11-1021", "29-1141", "29-1151")
PARENTS = {
    "11-1011": "11-1010",
    "11-1021": "11-1020",
    "11-1010": "11-1000",
    "11-1020": "11-1000",
    "11-1000": "11-0000",
    "29-1141": "29-1140",
    "29-1151": "29-1150",
    "29-1140": "29-1000",
    "29-1150": "29-1000",
    "29-1000": "29-0000",
}


@pytest.fixture
def groups() -> tuple[SocGroups, ...]:
    return build_groups(CODES, PARENTS)


def test_groups_come_finest_first(groups: tuple[SocGroups, ...]) -> None:
    assert [group.level for group in groups] == ["broad", "minor", "major"]
    assert groups[1].codes == ("11-1000", "29-1000")
    assert groups[1].index.tolist() == [0, 0, 1, 1]


def test_probability_of_a_group_is_the_sum_of_its_codes(groups: tuple[SocGroups, ...]) -> None:
    probabilities = np.array([0.1, 0.2, 0.4, 0.3], np.float32)
    level, code, probability = find_certain_level(probabilities, groups) or ("", "", 0.0)
    assert (level, code) == ("minor", "29-1000")  # 0.4 + 0.3; no broad group reaches the threshold
    assert probability == pytest.approx(0.7)


def test_the_finest_certain_group_is_taken(groups: tuple[SocGroups, ...]) -> None:
    probabilities = np.array([0.8, 0.1, 0.05, 0.05], np.float32)
    found = find_certain_level(probabilities, groups)
    assert found is not None
    assert found[:2] == ("broad", "11-1010")


def test_no_level_where_nothing_is_certain(groups: tuple[SocGroups, ...]) -> None:
    assert find_certain_level(np.full(4, 0.25, np.float32), groups) is None
