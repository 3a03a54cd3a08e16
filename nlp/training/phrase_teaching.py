"""Lessons of the phrase tagger: hidden words, people's labels, and the beliefs of earlier networks.

Labels may leave tags open: the field is trained by the difference between what it expects freely and what it
expects within the labels. A belief is a probability of each tag; for the scores of tags, the gradient of the
cross entropy with a teacher's field is the difference of the two expectations (Hinton and others, 2015).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from nlp.components.phrase_decoding import (
    MAY_FOLLOW,
    N_TAGS,
    Floats,
    Layout,
    expect,
    expect_tags,
    lay_out,
)
from nlp.components.phrase_features import HIDDEN
from nlp.components.phrase_network import HEADS
from nlp.training.phrase_learner import Ids, Learner, backpropagate, drop_words, encode, flatten

BATCH_TOKENS = 2500
_WARM_UP_STEPS = 50
_SMALLEST_RATE = 1e-5
_HIDDEN_SHARE = 0.15
_GUESSED_WORDS = 8000
_PREDICT_TOKENS = 8000


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with people's labels.

    Attributes:
        ids: features, shape (tokens, 7).
        allowed: 1 for tags that the labels allow, shape (heads, tokens, tags).
        weights: 0 for heads that the sentence was not labelled for, shape (heads,).
    """

    ids: Ids
    allowed: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class Believed:
    """A sentence with what teachers believe, shape (heads, tokens, tags)."""

    ids: Ids
    belief: NDArray[np.float16]


Lesson: TypeAlias = Callable[[float], None]


def run_lessons(lessons: Iterator[Lesson], steps: int, rate: float) -> None:
    """Give `steps` lessons at a rate that rises for a moment and then falls to nothing."""
    for step in range(steps):
        now = rate * min(1.0, (step + 1) / _WARM_UP_STEPS) * (1 - step / steps) + _SMALLEST_RATE
        next(lessons)(now)


def draw_batches(sizes: Sequence[int], tokens: int, rng: np.random.Generator) -> Iterator[list[int]]:
    """Endless batches of about `tokens` tokens, every sentence once per round."""
    while True:
        batch: list[int] = []
        total = 0
        for index in rng.permutation(len(sizes)).tolist():
            batch.append(index)
            total += sizes[index]
            if total >= tokens:
                yield batch
                batch, total = [], 0
        if batch:
            yield batch


def label_lessons(learner: Learner, sentences: Sequence[Labelled]) -> Iterator[Lesson]:
    """Lessons on people's labels."""
    for batch in draw_batches([len(one.ids) for one in sentences], BATCH_TOKENS, learner.rng):
        chosen = [sentences[index] for index in batch]
        yield lambda rate, chosen=chosen: _teach_labels(learner, chosen, rate)  # type: ignore[misc]


def belief_lessons(learner: Learner, sentences: Sequence[Believed]) -> Iterator[Lesson]:
    """Lessons on what teachers believe."""
    for batch in draw_batches([len(one.ids) for one in sentences], BATCH_TOKENS, learner.rng):
        chosen = [sentences[index] for index in batch]
        yield lambda rate, chosen=chosen: _teach_beliefs(learner, chosen, rate)  # type: ignore[misc]


def mixed_lessons(
    first: Iterator[Lesson], second: Iterator[Lesson], rng: np.random.Generator
) -> Iterator[Lesson]:
    """Either with the same chance."""
    while True:
        yield next(first if rng.random() < 0.5 else second)  # noqa: PLR2004 - even odds


@dataclass(frozen=True, slots=True)
class _Scored:
    """Potentials of a batch, shape (steps, sentences, heads * tags), and the way back to its rows."""

    potentials: Floats
    transitions: Floats
    layout: Layout

    def to_rows(self, values: Floats, n_rows: int) -> Floats:
        """Values of that shape as a table of rows, shape (rows, heads * tags); 0 for padding."""
        table = np.zeros((n_rows, values.shape[2]), dtype=np.float32)
        table[self.layout.rows[self.layout.is_token]] = values[self.layout.is_token]
        return table

    def spread(self, values: Sequence[NDArray[np.floating]]) -> Floats:
        """Values per sentence, each of shape (heads, tokens, tags), in the shape of the potentials."""
        spread = np.zeros_like(self.potentials)
        for column, sentence in enumerate(self.layout.order.tolist()):
            value = values[sentence]
            spread[: value.shape[1], column] = value.transpose(1, 0, 2).reshape(value.shape[1], -1)
        return spread


def _score(
    weights: dict[str, Floats], states: Sequence[Floats], lengths: list[int], starts: NDArray[np.int64]
) -> _Scored:
    """Potentials of the tags; several states are of several networks, whose scores are averaged."""
    scores = np.mean([state @ weights["out"] + weights["out_bias"] for state in states], axis=0)
    layout = lay_out(starts, np.array(lengths))
    table = scores[layout.rows].reshape(*layout.rows.shape, len(HEADS), N_TAGS)
    table = np.exp(table - table.max(axis=3, keepdims=True)).reshape(*layout.rows.shape, -1)
    transitions = (np.exp(weights["transitions"]) * MAY_FOLLOW).astype(np.float32)
    return _Scored(table, transitions, layout)


def _teach_labels(learner: Learner, batch: list[Labelled], rate: float) -> None:
    ids, mask, starts = flatten([one.ids for one in batch])
    ids = drop_words(learner, ids)
    state, cache = encode(learner, ids, mask, learning=True)
    lengths = [len(one.ids) for one in batch]
    scored = _score(learner.weights, [state], lengths, starts)
    order = scored.layout.order
    shares = np.stack([batch[index].weights for index in order.tolist()])
    allowed = scored.spread([one.allowed for one in batch])
    free = expect(scored.potentials, scored.transitions, scored.layout.active, shares)
    bound = expect(scored.potentials * allowed, scored.transitions, scored.layout.active, shares)
    total = np.float32(max(float((shares * np.array(lengths)[order, None]).sum()), 1.0))
    difference = (free.tags - bound.tags) * np.repeat(shares / total, N_TAGS, axis=1)
    error = scored.to_rows(difference.astype(np.float32), len(ids))
    gradients = _upper_gradients(state, error)
    gradients["transitions"] = (free.transitions - bound.transitions) / total
    gradients |= backpropagate(learner, ids, mask, error @ learner.weights["out"].T, cache)
    learner.update(gradients, rate)


def _teach_beliefs(learner: Learner, batch: list[Believed], rate: float) -> None:
    ids, mask, starts = flatten([one.ids for one in batch])
    ids = drop_words(learner, ids)
    state, cache = encode(learner, ids, mask, learning=True)
    lengths = [len(one.ids) for one in batch]
    scored = _score(learner.weights, [state], lengths, starts)
    believed = scored.spread([one.belief for one in batch])
    free = expect_tags(scored.potentials, scored.transitions, scored.layout.active)
    share = np.float32(1 / (sum(lengths) * len(HEADS)))
    error = scored.to_rows((free - believed) * share, len(ids))
    gradients = _upper_gradients(state, error)
    gradients |= backpropagate(learner, ids, mask, error @ learner.weights["out"].T, cache)
    learner.update(gradients, rate)


def _upper_gradients(state: Floats, error: Floats) -> dict[str, Floats]:
    return {"out": state.T @ error, "out_bias": error.sum(axis=0)}


def believe(learners: Sequence[Learner], sentences: Sequence[Ids]) -> list[Believed]:
    """What learners of one shape believe together: their scores and transitions are averaged."""
    result: list[Believed] = []
    for piece in _in_pieces(sentences, _PREDICT_TOKENS):
        ids, mask, starts = flatten(piece)
        states = [encode(learner, ids, mask, learning=False)[0] for learner in learners]
        joined = {
            "out": np.eye(len(HEADS) * N_TAGS, dtype=np.float32),
            "out_bias": np.zeros(len(HEADS) * N_TAGS, dtype=np.float32),
            "transitions": np.mean([one.averages["transitions"] for one in learners], axis=0),
        }
        scores = [
            state @ one.averages["out"] + one.averages["out_bias"]
            for state, one in zip(states, learners, strict=True)
        ]
        scored = _score(joined, scores, [len(one) for one in piece], starts)
        tags = expect_tags(scored.potentials, scored.transitions, scored.layout.active)
        columns = np.argsort(scored.layout.order)
        result.extend(
            Believed(one, _by_head(tags[: len(one), column]))
            for one, column in zip(piece, columns.tolist(), strict=True)
        )
    return result


def _by_head(tags: Floats) -> NDArray[np.float16]:
    """Tags of one sentence, shape (tokens, heads * tags), as (heads, tokens, tags)."""
    return tags.reshape(len(tags), len(HEADS), N_TAGS).transpose(1, 0, 2).astype(np.float16)


def _in_pieces(sentences: Sequence[Ids], tokens: int) -> Iterator[list[Ids]]:
    piece: list[Ids] = []
    total = 0
    for sentence in sentences:
        piece.append(sentence)
        total += len(sentence)
        if total >= tokens:
            yield piece
            piece, total = [], 0
    if piece:
        yield piece


def hidden_word_lessons(learner: Learner, sentences: Sequence[Ids]) -> Iterator[Lesson]:
    """Lessons without labels: guess hidden words from those around (Devlin and others, 2019).

    Adds the weights "guess" and "guess_bias" to the learner; drop them afterwards.
    """
    guessed = min(_GUESSED_WORDS, len(learner.vectors))
    learner.add_weight("guess", learner.rng.standard_normal((learner.settings.width, guessed)) * 0.02)
    learner.add_weight("guess_bias", np.zeros(guessed))
    for batch in draw_batches([len(one) for one in sentences], BATCH_TOKENS, learner.rng):
        chosen = [sentences[index] for index in batch]
        yield lambda rate, chosen=chosen: _teach_hidden_words(learner, chosen, rate)  # type: ignore[misc]


def _teach_hidden_words(learner: Learner, batch: list[Ids], rate: float) -> None:
    ids, mask, _ = flatten(batch)
    wanted = ids[:, 0].copy()
    is_hidden = (mask[:, 0] > 0) & (learner.rng.random(len(ids)) < _HIDDEN_SHARE)
    rows = np.flatnonzero(is_hidden & (wanted > 0) & (wanted < learner.weights["guess_bias"].size))
    if not len(rows):
        return
    ids[is_hidden] = (0, 0, 0, 0, 0, HIDDEN, 0)
    state, cache = encode(learner, ids, mask, learning=True)
    chosen = state[rows]
    error = chosen @ learner.weights["guess"] + learner.weights["guess_bias"]
    error = np.exp(error - error.max(axis=1, keepdims=True))
    error /= error.sum(axis=1, keepdims=True)
    error[np.arange(len(rows)), wanted[rows]] -= 1
    error /= len(rows)
    above = np.zeros_like(state)
    above[rows] = error @ learner.weights["guess"].T
    gradients = {"guess": chosen.T @ error, "guess_bias": error.sum(axis=0)}
    gradients |= backpropagate(learner, ids, mask, above, cache)
    learner.update(gradients, rate)
