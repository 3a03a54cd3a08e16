"""Opinions and their combination."""

import numpy as np
import pytest

from nlp.components.occupation_scores import (
    OPINIONS,
    Combination,
    RawOpinions,
    SocStructure,
    minor_group,
    stack_opinions,
)


@pytest.fixture
def structure() -> SocStructure:
    return SocStructure.build(
        ["11-1011", "11-1021", "29-1141"], ["11-1011.00", "11-1011.03", "11-1021.00", "29-1141.00"]
    )


@pytest.mark.parametrize(
    ("soc_code", "minor"),
    [("29-1141", "29-1000"), ("15-1252", "15-1200"), ("31-1131", "31-1100"), ("51-5112", "51-5100")],
)
def test_minor_group_of_a_code(soc_code: str, minor: str) -> None:
    assert minor_group(soc_code) == minor


def test_onet_shares_sum_into_their_soc_code(structure: SocStructure) -> None:
    shares = structure.sum_onet(np.array([[0.2, 0.3, 0.1, 0.4]], np.float32))
    assert shares[0] == pytest.approx([0.5, 0.1, 0.4])


def test_minor_group_opinion_is_shared_by_its_codes(structure: SocStructure) -> None:
    spread = structure.spread_minor(np.log(np.array([[0.5, 0.3, 0.2]], np.float32)))
    assert np.exp(spread[0]) == pytest.approx([0.8, 0.8, 0.2], abs=1e-3)


def test_opinions_are_stacked_in_the_order_of_their_names(structure: SocStructure) -> None:
    even = np.log(np.full((1, 3), 1 / 3, np.float32))
    none = np.zeros((1, 3), np.float32)
    raw = RawOpinions(even, even, none, none, none, none, none, none)
    priors = (np.log(np.array([0.7, 0.2, 0.1], np.float32)), np.zeros(3, np.float32))
    stacked = stack_opinions(raw, priors, structure)
    assert stacked.shape == (len(OPINIONS), 1, 3)
    assert stacked[OPINIONS.index("employment")][0] == pytest.approx(priors[0])
    # without a description its opinions are the same for every code
    assert np.ptp(stacked[OPINIONS.index("description_model")]) == 0
    assert np.ptp(stacked[OPINIONS.index("description_minor_group")]) == 0
    assert np.ptp(stacked[OPINIONS.index("whole_text_model")]) == 0


def test_combination_weighs_opinions() -> None:
    identity = np.array([0.0, 1.0], np.float32)
    opinions = np.log(np.array([[[0.8, 0.2]], [[0.2, 0.8]]], np.float32))
    first = Combination(np.array([1.0, 0.0], np.float32), np.zeros(2, np.float32), identity, identity)
    assert first.combine(opinions)[0] == pytest.approx([0.8, 0.2])
    both = Combination(np.array([1.0, 1.0], np.float32), np.zeros(2, np.float32), identity, identity)
    assert both.combine(opinions)[0] == pytest.approx([0.5, 0.5])


def test_curve_moves_the_best_and_shares_out_the_rest() -> None:
    opinions = np.log(np.array([[[0.6, 0.3, 0.1]]], np.float32))
    curve = (np.array([0.0, 0.6, 1.0], np.float32), np.array([0.0, 0.8, 1.0], np.float32))
    combined = Combination(np.ones(1, np.float32), np.zeros(1, np.float32), *curve).combine(opinions)
    assert combined[0] == pytest.approx([0.8, 0.15, 0.05])


def test_lowered_best_code_stays_the_best() -> None:
    opinions = np.log(np.array([[[0.5, 0.45, 0.05]]], np.float32))
    curve = (np.array([0.0, 1.0], np.float32), np.array([0.0, 0.4], np.float32))
    combined = Combination(np.ones(1, np.float32), np.zeros(1, np.float32), *curve).combine(opinions)
    assert combined[0].max() == combined[0, 0] == pytest.approx(0.2)
