"""Phrases that the network marks in docs, with how sure it is of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.components.phrase_decoding import (
    BEGIN,
    LAST,
    MAY_FOLLOW,
    N_TAGS,
    OUTSIDE,
    UNIT,
    Floats,
    expect_tags,
    lay_out,
)
from nlp.components.phrase_features import Lexicon, Sentences, read_sentences, without_repeats
from nlp.components.phrase_network import Network

# Sections in which employers ask for nothing; not to read them saves time and false alarms.
SILENT_SECTIONS = frozenset(("title", "benefits", "eeo", "pay", "application"))
_TOKENS_AT_ONCE = 6_000
_REMEMBERED = 150_000


@dataclass(frozen=True, slots=True)
class Phrases:
    """Marked phrases of a batch of docs, by doc and place.

    Attributes:
        docs: index of the doc, shape (phrases,).
        starts: first token in the doc.
        ends: token behind the last.
        heads: index into HEADS.
        weakest: lowest probability, 0-1, among the tokens that they belong to a phrase.
        edges: probability, 0-1, that the phrase begins and ends where it does, as if independent.
    """

    docs: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    heads: NDArray[np.int8]
    weakest: Floats
    edges: Floats

    def part(self, which: slice | NDArray[np.bool_]) -> "Phrases":
        """Some of them."""
        return Phrases(
            self.docs[which],
            self.starts[which],
            self.ends[which],
            self.heads[which],
            self.weakest[which],
            self.edges[which],
        )


def join_phrases(parts: Sequence[Phrases]) -> Phrases:
    """Phrases of one doc each as those of a batch, at least one part."""
    columns = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("starts", "ends", "heads", "weakest", "edges")
    )
    docs = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part.docs) for part in parts])
    return Phrases(docs, *columns)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a network says of one doc.

    Attributes:
        phrases: by place.
        inside: probability, 0-1, that a token belongs to a phrase, shape (tokens, heads); -1 for tokens
            that were not read: blank ones, silent sections.
        heads: index into HEADS of each column.
    """

    phrases: Phrases
    inside: Floats
    heads: tuple[int, ...]


@dataclass(slots=True)
class _Memory:
    """Sentences that were read before.

    Attributes:
        holds_for: what their tags depend on besides themselves.
        first_rows: of every sentence, as `without_repeats` knows them.
        tags: shape (at least n_rows, heads, tags).
        n_rows: tokens of all sentences.
    """

    holds_for: tuple[int, tuple[float, ...]]
    first_rows: dict[bytes, int]
    tags: Floats
    n_rows: int = 0

    def add(self, tags: Floats) -> None:
        """Remember the tags of the sentences learnt last."""
        end = self.n_rows + len(tags)
        if end > len(self.tags):
            larger = np.empty((2 * end, *tags.shape[1:]), dtype=np.float32)
            larger[: self.n_rows] = self.tags[: self.n_rows]
            self.tags = larger
        self.tags[self.n_rows : end] = tags
        self.n_rows = end


class Tagger:
    """The network with the texts of tokens and the sentences that it has met."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._lexicon = Lexicon(network.words)
        self._memory: _Memory | None = None

    def mark(self, docs: Sequence[Doc], eagerness: Mapping[int, float] = MappingProxyType({})) -> list[Marks]:
        """Mark phrases; those of different heads may overlap. Silent sections are left out.

        Args:
            docs: of one vocabulary; their mentions so far are hints.
            eagerness: added to the log odds of every tag but "outside", by head; none = 0.

        Returns:
            One per doc.
        """
        if not docs:
            return []
        sentences = read_sentences(docs, self._lexicon, SILENT_SECTIONS)
        heads = self.network.heads
        tags = self.expected_tags(sentences, [eagerness.get(head, 0.0) for head in heads])
        phrases = read_phrases(tags, sentences, heads)
        inside = 1 - tags[:, :, OUTSIDE]
        tokens = np.searchsorted(sentences.docs, np.arange(len(docs) + 1))
        found = np.searchsorted(phrases.docs, np.arange(len(docs) + 1))
        marks = []
        for number, doc in enumerate(docs):
            part = slice(tokens[number], tokens[number + 1])
            by_token = np.full((len(doc), len(heads)), -1, dtype=np.float32)
            by_token[sentences.tokens[part]] = inside[part]
            marks.append(Marks(phrases.part(slice(found[number], found[number + 1])), by_token, heads))
        return marks

    def expected_tags(self, sentences: Sentences, eagerness: Sequence[float]) -> Floats:
        """Probability of each tag for each token, shape (tokens, heads, tags)."""
        holds_for = (self._lexicon.generation, tuple(eagerness))
        memory, self._memory = self._memory, None
        if memory is None or memory.holds_for != holds_for or memory.n_rows > _REMEMBERED:
            memory = _Memory(holds_for, {}, np.empty((0, len(eagerness), N_TAGS), dtype=np.float32))
        fresh, rows = without_repeats(sentences, memory.first_rows, memory.n_rows)
        memory.add(self._expected_tags(fresh, eagerness))
        # Kept only now: an error on the way must leave no sentence known without its tags.
        self._memory = memory
        return memory.tags[rows]

    def _expected_tags(self, sentences: Sentences, eagerness: Sequence[float]) -> Floats:
        scores = self.network.score(sentences, self._lexicon)
        scores[:, :, OUTSIDE] -= np.array(eagerness, dtype=np.float32)
        # Tag by tag, as numpy is slow on many short rows.
        best = reduce(np.maximum, [scores[:, :, tag] for tag in range(N_TAGS)])
        for tag in range(N_TAGS):
            scores[:, :, tag] -= best
        table = np.exp(scores, out=scores).reshape(len(scores), scores.shape[1] * N_TAGS)
        transitions = (np.exp(self.network.transitions) * MAY_FOLLOW).astype(np.float32)
        starts = np.cumsum(sentences.lengths) - sentences.lengths
        for group in _groups_of_like_length(sentences.lengths):
            layout = lay_out(starts[group], sentences.lengths[group])
            tags = expect_tags(table[layout.rows], transitions, layout.active)
            table[layout.rows[layout.is_token]] = tags[layout.is_token]
        return scores


def _groups_of_like_length(lengths: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Sentences in groups of about _TOKENS_AT_ONCE tokens, so that little of a group is padding."""
    order = np.argsort(-lengths, kind="stable")
    groups = (np.cumsum(lengths[order]) - 1) // _TOKENS_AT_ONCE
    return np.split(order, np.flatnonzero(np.diff(groups)) + 1) if len(order) else []


def read_phrases(tags: Floats, sentences: Sentences, heads: Sequence[int]) -> Phrases:
    """Phrases of every head, by doc and place.

    Args:
        tags: expected, shape (tokens, heads, tags).
        sentences: of these tokens.
        heads: index into HEADS of each head of `tags`.
    """
    found = [_read_phrases(tags[:, column], sentences, head) for column, head in enumerate(heads)]
    joined = [np.concatenate(parts) for parts in zip(*found, strict=True)]
    order = np.lexsort((joined[3], joined[2], joined[1], joined[0]))
    docs_, starts, ends, numbers, weakest, edges = (part[order] for part in joined)
    return Phrases(docs_, starts, ends, numbers.astype(np.int8), weakest, edges)


def _read_phrases(tags: Floats, sentences: Sentences, head: int) -> tuple[NDArray[np.generic], ...]:
    """Columns of `Phrases` for one head: runs of tokens likelier inside than outside, cut where one begins.

    Args:
        tags: expected, shape (tokens, tags).
        sentences: of these tokens.
        head: index into HEADS.
    """
    best = tags.argmax(axis=1)
    inside = best != OUTSIDE
    is_first = np.zeros(len(best), dtype=bool)
    is_first[(np.cumsum(sentences.lengths) - sentences.lengths)] = True
    before = np.roll(best, 1)
    opens = (best == BEGIN) | (best == UNIT) | (before == OUTSIDE) | (before == LAST) | (before == UNIT)
    begins = np.flatnonzero(inside & (is_first | opens))
    stops = np.append(~inside[1:] | is_first[1:] | (inside & (is_first | opens))[1:], [True])
    ends = np.flatnonzero(inside & stops[: len(best)])
    certain = 1 - tags[:, OUTSIDE]
    weakest = np.minimum.reduceat(np.append(certain, 1.0), np.column_stack([begins, ends + 1]).ravel())[::2]
    edges = (tags[begins, BEGIN] + tags[begins, UNIT]) * (tags[ends, LAST] + tags[ends, UNIT])
    return (
        sentences.docs[begins],
        sentences.tokens[begins],
        sentences.tokens[ends] + 1,
        np.full(len(begins), head),
        weakest.astype(np.float32),
        edges.astype(np.float32),
    )
