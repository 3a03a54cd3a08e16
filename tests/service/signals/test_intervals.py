from math import sqrt

import pytest

from service.signals.intervals import (
    SuppressionRule,
    count_interval,
    effective_n,
    kish_effective_n,
    quality_letter,
    wilson_interval,
)


def test_wilson_by_hand() -> None:
    # p = 10/100, z = 1.645, z^2 = 2.706025; centre = (0.1 + 2.706025/200) / (1 + 2.706025/100) = 0.110539
    # half = 1.645 * sqrt(0.09/100 + 2.706025/40000) / 1.02706025 = 0.049821
    low, high = wilson_interval(0.10, 100)
    assert low == pytest.approx(0.060718, abs=1e-5)
    assert high == pytest.approx(0.160360, abs=1e-5)


def test_wilson_knows_nothing_without_a_sample_and_stays_in_bounds() -> None:
    assert wilson_interval(0.5, 0) == (0.0, 1.0)
    assert wilson_interval(0.0, 20)[0] == 0.0
    assert wilson_interval(1.0, 20)[1] == 1.0


@pytest.mark.parametrize(
    ("counts", "n_effective"),
    [
        ([1] * 50, 50.0),  # 50^2 / 50
        ([50, 1], 51 * 51 / 2501),  # one employer's 50 template ads are about one draw
        ([10, 10], 2.0),  # 400 / 200
        ([], 0.0),
    ],
)
def test_kish_bound(counts: list[int], n_effective: float) -> None:
    assert kish_effective_n(_employers(counts)) == pytest.approx(n_effective)


def test_all_or_nothing_employers_are_single_draws() -> None:
    # p = 1/2; residuals 4 * (10/2)^2 = 100; variance = 100/40^2 * 4/3 = 1/12; simple = 1/160; n_eff = 40 * 12/160 = 3
    universe = _employers([10, 10, 10, 10])
    assert effective_n({"e0": 10, "e1": 10}, universe) == 4.0  # Kish's bound is 4
    # three employers of unequal size: bound 12^2 / (64 + 9 + 1) = 1.946
    assert effective_n({"e0": 8}, _employers([8, 3, 1])) == pytest.approx(144 / 74)


def test_employers_that_agree_leave_the_sample_whole() -> None:
    # every employer has it in half of its postings: no variance between them
    assert effective_n(_employers([5, 5, 5]), _employers([10, 10, 10])) == 30.0


def test_in_between_by_hand() -> None:
    # p = 12/30; residuals (2-4)^2 + (4-4)^2 + (6-4)^2 = 8; variance = 8/900 * 3/2 = 1/75
    # simple variance = 0.24/30 = 0.008; n_eff = 30 * 0.008 * 75 = 18
    assert effective_n(_employers([2, 4, 6]), _employers([10, 10, 10])) == pytest.approx(18)


@pytest.mark.parametrize("having", [{}, {"e0": 10, "e1": 10}])
def test_a_share_of_none_or_all_takes_the_bound(having: dict[str, int]) -> None:
    assert effective_n(having, _employers([10, 10])) == 2.0


def test_count_interval_widens_with_batches() -> None:
    # 12 postings of 12 employers: 12 +- 1.645 * sqrt(12); of 3 employers with 4 each: 12 +- 1.645 * sqrt(48)
    assert count_interval(_employers([1] * 12)) == pytest.approx(
        (12 - 1.645 * sqrt(12), 12 + 1.645 * sqrt(12))
    )
    assert count_interval(_employers([4, 4, 4])) == pytest.approx(
        (12 - 1.645 * sqrt(48), 12 + 1.645 * sqrt(48))
    )
    assert count_interval(_employers([2]))[0] == 0.0


@pytest.mark.parametrize(
    ("n", "employers", "top", "reason"),
    [
        (9, 9, 1, "small_n"),
        (10, 2, 5, "few_employers"),
        (10, 3, 8, "dominance"),
        (10, 3, 7, None),
    ],
)
def test_suppression(n: int, employers: int, top: int, reason: str | None) -> None:
    assert SuppressionRule().reason(n, employers, top) == reason


@pytest.mark.parametrize(
    ("half_width", "letter"), [(0.05, "A"), (0.10, "B"), (0.20, "C"), (0.33, "D"), (0.34, "E")]
)
def test_quality_follows_the_coefficient_of_variation(half_width: float, letter: str) -> None:
    # estimate 1, interval 1 +- 1.645 * cv
    interval = (1 - 1.645 * half_width + 1e-12, 1 + 1.645 * half_width - 1e-12)
    assert quality_letter(1.0, interval) == letter


def test_nothing_found_is_the_worst_quality() -> None:
    assert quality_letter(0.0, (0.0, 0.2)) == "E"


def _employers(counts: list[int]) -> dict[str, int]:
    return {f"e{number}": count for number, count in enumerate(counts)}
