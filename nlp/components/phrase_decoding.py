"""A linear-chain conditional random field over the tags O, B, I, L, U; many sentences and heads at once.

Sentences are sorted by length, longest first, so that step t works on those that still have a token t. Arrays
are laid out (steps, sentences, heads * tags): the heads are independent chains, so their transitions form one
block-diagonal matrix and a step is one product. Source: Lafferty, McCallum, Pereira (2001).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
OUTSIDE, BEGIN, INSIDE, LAST, UNIT = range(5)
N_TAGS = 5
# Which tag may follow which (rows: before), begin and end a sentence.
MAY_FOLLOW = np.array(
    [[1, 1, 0, 0, 1], [0, 0, 1, 1, 0], [0, 0, 1, 1, 0], [1, 1, 0, 0, 1], [1, 1, 0, 0, 1]], dtype=np.float32
)
MAY_BEGIN = np.array([1, 1, 0, 0, 1], dtype=np.float32)
MAY_END = np.array([1, 0, 0, 1, 1], dtype=np.float32)
_TINY = np.float32(1e-30)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the tokens of a batch stand in (step, sentence) order.

    Attributes:
        rows: flat row of each (step, sentence); 0 where the sentence has ended.
        is_token: whether the sentence has such a token, shape (steps, sentences).
        active: sentences with a token at each step, shape (steps,).
        order: sentence of the batch at each column.
    """

    rows: NDArray[np.int64]
    is_token: NDArray[np.bool_]
    active: list[int]
    order: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the field expects of a batch.

    Attributes:
        tags: probability of each tag, shape (steps, sentences, heads * tags); 0 beyond a sentence's end.
        transitions: expected number of each pair of neighbours, weighted, shape (heads, tags, tags).
        log_total: log of the sum over all tag sequences, shape (sentences, heads).
    """

    tags: Floats
    transitions: Floats
    log_total: Floats


@dataclass(frozen=True, slots=True)
class _Sums:
    """Scaled sums from either end, the scales, and the sum over all sequences; shaped as the potentials."""

    forward: Floats
    backward: Floats
    scale: Floats
    total: Floats


def lay_out(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> Layout:
    """Sort sentences by length, longest first.

    Args:
        starts: flat row of the first token of each sentence.
        lengths: tokens of each sentence, at least 1.
    """
    order = np.argsort(-lengths, kind="stable")
    steps = np.arange(int(lengths.max(initial=0)))[:, None]
    is_token = steps < lengths[order][None, :]
    rows = np.where(is_token, starts[order][None, :] + steps, 0)
    return Layout(rows, is_token, is_token.sum(axis=1).tolist(), order)


def expect_tags(potentials: Floats, transitions: Floats, active: list[int]) -> Floats:
    """Probability of each tag; arguments and result as in `expect`."""
    sums = _sum_both_ways(potentials, _block_diagonal(transitions), active)
    tags: Floats = sums.forward * sums.backward
    tags /= sums.total
    return tags


def expect(potentials: Floats, transitions: Floats, active: list[int], weights: Floats) -> Expectation:
    """Run the forward-backward recursion.

    Args:
        potentials: exp of the scores of tags, shape (steps, sentences, heads * tags), best about 1.
        transitions: exp of the scores of transitions, 0 where forbidden, shape (heads, tags, tags).
        active: as in `Layout`.
        weights: of each sentence in the sum of transitions, shape (sentences, heads).
    """
    blocks = _block_diagonal(transitions)
    sums = _sum_both_ways(potentials, blocks, active)
    ahead = potentials[1:] * sums.backward[1:] / sums.scale[1:] / sums.total[1:]
    ahead *= np.repeat(weights, N_TAGS, axis=1)
    size = len(blocks)
    pairs = blocks * (sums.forward[:-1].reshape(-1, size).T @ ahead.reshape(-1, size))
    counted = np.stack(
        [pairs[first : first + N_TAGS, first : first + N_TAGS] for first in range(0, size, N_TAGS)]
    )
    logs = np.log(sums.scale[:, :, ::N_TAGS]).sum(axis=0) + np.log(sums.total[0, :, ::N_TAGS])
    return Expectation(sums.forward * sums.backward / sums.total, counted, logs)


def _block_diagonal(transitions: Floats) -> Floats:
    heads = len(transitions)
    blocks = np.zeros((heads, N_TAGS, heads, N_TAGS), dtype=np.float32)
    blocks[np.arange(heads), :, np.arange(heads), :] = transitions
    return blocks.reshape(heads * N_TAGS, heads * N_TAGS)


def _sum_both_ways(potentials: Floats, blocks: Floats, active: list[int]) -> _Sums:
    heads = len(blocks) // N_TAGS
    add_up = _block_diagonal(np.ones((heads, N_TAGS, N_TAGS), dtype=np.float32))
    forward = np.zeros_like(potentials)
    scale = np.ones_like(potentials)
    may_begin, may_end = np.tile(MAY_BEGIN, heads), np.tile(MAY_END, heads)
    for step, now in enumerate(active):
        reached = forward[step - 1, :now] @ blocks if step else may_begin
        reached = reached * potentials[step, :now]
        total = np.maximum(reached @ add_up, _TINY)
        np.divide(reached, total, out=forward[step, :now])
        scale[step, :now] = total
    backward = np.zeros_like(potentials)
    turned = np.ascontiguousarray(blocks.T)
    for step in range(len(active) - 1, -1, -1):
        later = active[step + 1] if step + 1 < len(active) else 0
        if later:
            ahead = potentials[step + 1, :later] * backward[step + 1, :later]
            ahead /= scale[step + 1, :later]
            np.matmul(ahead, turned, out=backward[step, :later])
        backward[step, later : active[step]] = may_end
    total = (forward * backward).reshape(-1, len(blocks)) @ add_up
    return _Sums(forward, backward, scale, np.maximum(total, _TINY).reshape(potentials.shape))
