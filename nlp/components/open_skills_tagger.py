"""Phrases that the network marks in docs, with how sure it is of each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.components.open_skills_decoding import (
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
from nlp.components.open_skills_features import Lexicon, Sentences, read_sentences, without_repeats
from nlp.components.open_skills_network import POSTING_HEAD, Network

# Sections in which employers ask for nothing; not to read them saves time and false alarms.
SILENT_SECTIONS = frozenset(("title", "benefits", "eeo", "pay", "application"))
_TOKENS_AT_ONCE = 6_000


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


class Tagger:
    """The network with the texts of tokens that it has met."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._lexicon = Lexicon(network.words)

    def mark(self, docs: Sequence[Doc], eagerness: Sequence[float] = (0.0, 0.0, 0.0)) -> Phrases:
        """Mark phrases; those of different heads may overlap.

        Args:
            docs: of one vocabulary, at least one.
            eagerness: added to the log odds of every tag but "outside", per head.
        """
        sentences = read_sentences(docs, self._lexicon, SILENT_SECTIONS)
        return read_phrases(self.expected_tags(sentences, eagerness), sentences)

    def mark_sentences(self, docs: Sequence[Doc], eagerness: Sequence[float]) -> tuple[Phrases, list[Floats]]:
        """Phrases of lone sentences, and how likely each token is part of one that SkillSpan would mark.

        Args:
            docs: as in `mark`.
            eagerness: as in `mark`.

        Returns:
            The phrases; per doc the probabilities, 0-1, shape (tokens,), 0 for blank tokens.
        """
        sentences = read_sentences(docs, self._lexicon)
        tags = self.expected_tags(sentences, eagerness)
        inside = 1 - tags[:, :POSTING_HEAD, OUTSIDE].min(axis=1, initial=1)
        support = [np.zeros(len(doc) + 1, dtype=np.float32) for doc in docs]
        bounds = np.searchsorted(sentences.docs, np.arange(len(docs) + 1))
        for number, by_token in enumerate(support):
            part = slice(bounds[number], bounds[number + 1])
            by_token[sentences.tokens[part]] = inside[part]
        return read_phrases(tags, sentences), support

    def expected_tags(self, sentences: Sentences, eagerness: Sequence[float]) -> Floats:
        """Probability of each tag for each token, shape (tokens, heads, tags)."""
        distinct, rows = without_repeats(sentences)
        return self._expected_tags(distinct, eagerness)[rows]

    def _expected_tags(self, sentences: Sentences, eagerness: Sequence[float]) -> Floats:
        scores = self.network.score(sentences, self._lexicon)
        scores[:, :, OUTSIDE] -= np.array(eagerness, dtype=np.float32)
        scores -= scores.max(axis=2, keepdims=True)
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


def read_phrases(tags: Floats, sentences: Sentences) -> Phrases:
    """Phrases of every head, by doc and place.

    Args:
        tags: expected, shape (tokens, heads, tags).
        sentences: of these tokens.
    """
    found = [_read_phrases(tags[:, head], sentences, head) for head in range(tags.shape[1])]
    joined = [np.concatenate(parts) for parts in zip(*found, strict=True)]
    order = np.lexsort((joined[3], joined[2], joined[1], joined[0]))
    docs_, starts, ends, heads, weakest, edges = (part[order] for part in joined)
    return Phrases(docs_, starts, ends, heads.astype(np.int8), weakest, edges)


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
