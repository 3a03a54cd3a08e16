from itertools import pairwise, product

import numpy as np
import pytest

from nlp.components.phrase_decoding import (
    MAY_BEGIN,
    MAY_END,
    MAY_FOLLOW,
    N_TAGS,
    OUTSIDE,
    UNIT,
    Floats,
    expect,
    expect_tags,
    lay_out,
)


def _transitions(rng: np.random.Generator, heads: int) -> Floats:
    return np.asarray(np.exp(rng.normal(size=(heads, N_TAGS, N_TAGS))) * MAY_FOLLOW, dtype=np.float32)


def _weight(path: tuple[int, ...], potentials: Floats, transitions: Floats) -> float:
    """Product of all factors of one tag sequence."""
    weight = float(MAY_BEGIN[path[0]] * MAY_END[path[-1]])
    for step, tag in enumerate(path):
        weight *= float(potentials[step, tag])
        if step:
            weight *= float(transitions[path[step - 1], tag])
    return weight


def test_layout_sorts_by_length_and_counts_active_sentences() -> None:
    layout = lay_out(np.array([0, 2, 7]), np.array([2, 5, 1]))
    assert layout.order.tolist() == [1, 0, 2]
    assert layout.active == [3, 2, 1, 1, 1]
    assert layout.rows[0].tolist() == [2, 0, 7]
    assert layout.rows[1][layout.is_token[1]].tolist() == [3, 1]


def _potentials(rng: np.random.Generator, *shape: int) -> Floats:
    return np.asarray(np.exp(rng.normal(size=shape)), dtype=np.float32)


@pytest.mark.parametrize("length", [1, 2, 4])
def test_expectation_equals_the_sum_over_all_sequences(length: int) -> None:
    rng = np.random.default_rng(length)
    potentials, transitions = _potentials(rng, length, 1, N_TAGS), _transitions(rng, 1)
    result = expect(potentials, transitions, [1] * length, np.ones((1, 1), dtype=np.float32))
    tags = np.zeros((length, N_TAGS))
    total = 0.0
    for path in product(range(N_TAGS), repeat=length):
        weight = _weight(path, potentials[:, 0], transitions[0])
        total += weight
        for step, tag in enumerate(path):
            tags[step, tag] += weight
    np.testing.assert_allclose(result.tags[:, 0], tags / total, atol=1e-5)
    assert result.log_total[0, 0] == pytest.approx(np.log(total), abs=1e-4)
    np.testing.assert_allclose(expect_tags(potentials, transitions, [1] * length), result.tags, atol=1e-6)


def test_expected_transitions_equal_the_sum_over_all_sequences() -> None:
    rng = np.random.default_rng(7)
    potentials, transitions = _potentials(rng, 3, 1, N_TAGS), _transitions(rng, 1)
    result = expect(potentials, transitions, [1, 1, 1], np.full((1, 1), 2, dtype=np.float32))
    pairs = np.zeros((N_TAGS, N_TAGS))
    total = 0.0
    for path in product(range(N_TAGS), repeat=3):
        weight = _weight(path, potentials[:, 0], transitions[0])
        total += weight
        for left, right in pairwise(path):
            pairs[left, right] += weight
    np.testing.assert_allclose(result.transitions[0], 2 * pairs / total, atol=1e-5)


def test_neither_sentences_nor_heads_of_a_batch_touch_each_other() -> None:
    rng = np.random.default_rng(3)
    transitions = _transitions(rng, 2)
    both = np.zeros((4, 2, 2 * N_TAGS), dtype=np.float32)
    both[:, 0], both[:2, 1] = _potentials(rng, 4, 2 * N_TAGS), _potentials(rng, 2, 2 * N_TAGS)
    together = expect(both, transitions, [2, 2, 1, 1], np.array([[1, 1], [1, 0]], dtype=np.float32))
    alone = expect(both[:2, 1:, N_TAGS:], transitions[1:], [1, 1], np.ones((1, 1), dtype=np.float32))
    np.testing.assert_allclose(together.tags[:2, 1, N_TAGS:], alone.tags[:, 0], atol=1e-6)
    assert not together.tags[2:, 1].any()
    first = expect(both[:, :1, N_TAGS:], transitions[1:], [1] * 4, np.ones((1, 1), dtype=np.float32))
    np.testing.assert_allclose(together.transitions[1], first.transitions[0], atol=1e-5)


def test_a_lone_token_can_only_be_outside_or_a_unit() -> None:
    tags = expect_tags(np.ones((1, 1, N_TAGS), dtype=np.float32), MAY_FOLLOW[None], [1])[0, 0]
    assert tags[OUTSIDE] == pytest.approx(0.5)
    assert tags[UNIT] == pytest.approx(0.5)
