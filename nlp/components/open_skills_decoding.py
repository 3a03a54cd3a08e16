"""A linear-chain conditional random field over the tags O, B, I, L, U; many sentences and heads at once.

Sentences are sorted by length, longest first, so that step t works on those that still have a token t.
Arrays are laid out (steps, heads, sentences, tags). Source: Lafferty, McCallum, Pereira (2001).
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
        tags: probability of each tag, shape (steps, heads, sentences, tags); 0 beyond a sentence's end.
        transitions: expected number of each pair of neighbours, weighted, shape (heads, tags, tags).
        log_total: log of the sum over all tag sequences, shape (heads, sentences).
    """

    tags: Floats
    transitions: Floats
    log_total: Floats


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


def expect(potentials: Floats, transitions: Floats, active: list[int], weights: Floats) -> Expectation:
    """Run the forward-backward recursion.

    Args:
        potentials: exp of the scores of tags, shape (steps, heads, sentences, tags), best about 1.
        transitions: exp of the scores of transitions, 0 where forbidden, shape (heads, tags, tags).
        active: as in `Layout`.
        weights: of each sentence in the sum of transitions, shape (heads, sentences).
    """
    forward, scale = _run_forward(potentials, transitions, active)
    backward = np.zeros_like(potentials)
    turned = transitions.transpose(0, 2, 1)
    for step in range(len(active) - 1, -1, -1):
        now, later = active[step], active[step + 1] if step + 1 < len(active) else 0
        if later:
            ahead = potentials[step + 1, :, :later] * backward[step + 1, :, :later]
            backward[step, :, :later] = (ahead / scale[step + 1, :, :later]) @ turned
        backward[step, :, later:now] = MAY_END
    tags = forward * backward
    total = np.maximum(tags.sum(axis=3, keepdims=True), _TINY)
    tags /= total
    behind = potentials[1:] * backward[1:] / scale[1:] / total[1:] * weights[None, :, :, None]
    heads = potentials.shape[1]
    left = forward[:-1].transpose(1, 3, 0, 2).reshape(heads, N_TAGS, -1)
    right = behind.transpose(1, 0, 2, 3).reshape(heads, -1, N_TAGS)
    log_total = np.log(scale[..., 0]).sum(axis=0) + np.log(total[0, :, :, 0])
    return Expectation(tags, transitions * (left @ right), log_total)


def _run_forward(potentials: Floats, transitions: Floats, active: list[int]) -> tuple[Floats, Floats]:
    """Scaled forward sums and the scales, 1 beyond a sentence's end."""
    forward = np.zeros_like(potentials)
    scale = np.ones((*potentials.shape[:3], 1), dtype=np.float32)
    for step, now in enumerate(active):
        reached = potentials[step, :, :now]
        reached = reached * MAY_BEGIN if step == 0 else (forward[step - 1, :, :now] @ transitions) * reached
        total = np.maximum(reached.sum(axis=2, keepdims=True), _TINY)
        forward[step, :, :now] = reached / total
        scale[step, :, :now] = total
    return forward, scale
