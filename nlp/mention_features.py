"""What the judge looks at: one list of (template, value) per candidate, plain strings and integers.

A value is looked up in the weights of its template, so a feature that training never kept costs one
failed look-up. Words are read from the token array of the whole `Doc` at once; no token objects are made.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
from spacy.tokens import Doc

from nlp.components.phrase_network import HEADS, POSTING_HEAD
from nlp.components.phrase_tagger import read_marks
from nlp.doc_text import doc_text
from nlp.mentions import Mention

Feature: TypeAlias = tuple[str, str | int]
_NEAR = 4
_MAX_NEIGHBOUR_GAP = 3
_REACH = 3
_LONG_WORD = 4
_LONG_MENTION = 6
UNKNOWN = "?????"
UNREAD = "unread"
# Where the probability of the tagger is cut into steps.
_STEPS = np.array([0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97])
_LEAST_LIKELY = 0.1


FormSight: TypeAlias = tuple[str, str, str, str, str]
"""What a candidate is and how it is written: kind, concept, certainty, form, letter case."""
Setting: TypeAlias = tuple[str, str, str, str, int, int]
"""Kind, certainty, letter case, section, how many of its kind (at most 2) stand before and after."""


Tagging: TypeAlias = tuple[str, str, str]
"""Kind and certainty, step of the probability that the tagger gives the kind, kind that it prefers."""


class Sight(NamedTuple):
    """One candidate as the judge sees it.

    Attributes:
        form: what it is.
        setting: what surrounds it.
        tagging: kind and certainty, what the phrase tagger says of it, which kind it says most of.
        size: its kind, its length in tokens (6 = more) and the tenth of the posting that holds it.
        sides: its certainty and the classes of the characters next to it.
        before: the words ahead of it, as hashes, nearest last.
        after: the words behind it, nearest first.
    """

    form: FormSight
    setting: Setting
    tagging: Tagging
    size: tuple[str, int, int]
    sides: tuple[str, str]
    before: list[int]
    after: list[int]


def mention_features(doc: Doc, mentions: Sequence[Mention], priors: Mapping[str, str]) -> list[list[Feature]]:
    """Features of every candidate, in the order of `mentions`, which must be sorted by start.

    Args:
        doc: sections set, or not.
        mentions: candidates of `doc`.
        priors: how forms are used in general, as `nlp.training.form_priors` codes it.
    """
    return [
        [
            *form_features(sight.form, priors),
            *setting_features(sight.setting),
            *tagging_features(sight.tagging),
            *size_features(sight.size),
            *sides_features(sight.sides),
            *_word_features(sight),
        ]
        for sight in mention_sights(doc, mentions)
    ]


def mention_sights(doc: Doc, mentions: Sequence[Mention]) -> list[Sight]:
    """What the features of each candidate are made from; arguments as for `mention_features`."""
    if not mentions:
        return []
    words = [0] * _NEAR + doc.to_array(["LOWER"]).tolist() + [0] * _NEAR
    context = _Context(doc, mentions, words)
    return [context.sight(position) for position in range(len(mentions))]


def form_features(sight: FormSight, priors: Mapping[str, str]) -> list[Feature]:
    """Features of the form, wherever it stands."""
    kind, concept_id, certainty, form, case = sight
    shape = f"{kind}.{certainty}"
    key = f"{kind}.{form.lower()}"
    prior = priors.get(key, UNKNOWN)
    return [
        ("shape", shape),
        ("form", key),
        ("lower", f"{shape}.{prior[0]}"),
        ("listed", f"{shape}.{prior[1]}"),
        ("lower+listed", f"{shape}.{prior[:2]}"),
        ("demands", f"{kind}.{prior[2]}"),
        ("others", f"{kind}.{prior[3]}"),
        ("postings", f"{shape}.{prior[4]}"),
        ("text", f"{kind}.{form}"),
        ("lower+case", f"{shape}.{prior[0]}.{case}"),
        ("concept", concept_id),
        ("case", f"{shape}.{case}"),
    ]


def setting_features(setting: Setting) -> list[Feature]:
    """Features of section and neighbours."""
    kind, certainty, case, section, n_before, n_after = setting
    shape = f"{kind}.{certainty}"
    neighbours = f"{n_before}{n_after}"
    return [
        ("case+neighbours", f"{shape}.{case}.{neighbours}"),
        ("section", f"{kind}.{section}"),
        ("shape+section", f"{shape}.{section}"),
        ("neighbours", f"{kind}.{neighbours}"),
    ]


def tagging_features(tagging: Tagging) -> list[Feature]:
    """Features of what the phrase tagger reads there."""
    shape, step, winner = tagging
    kind = shape.partition(".")[0]
    return [
        ("tagged", f"{kind}.{step}"),
        ("shape+tagged", f"{shape}.{step}"),
        ("winner", f"{kind}.{winner}"),
        ("tagged+winner", f"{shape}.{step}.{winner}"),
    ]


def size_features(size: tuple[str, int, int]) -> list[Feature]:
    """Features of length and place."""
    kind, n_tokens, tenth = size
    return [("n_tokens", f"{kind}.{n_tokens}"), ("place", f"{kind}.{tenth}")]


def sides_features(sides: tuple[str, str]) -> list[Feature]:
    """Features of the characters next to the candidate."""
    return [("sides", ".".join(sides))]


def _word_features(sight: Sight) -> list[Feature]:
    kind, before, after = sight.form[0], sight.before, sight.after
    near = f"near.{kind}"
    return [
        (f"before.{kind}", before[-1]),
        (f"after.{kind}", after[0]),
        (f"before2.{kind}", before[-2]),
        (f"after2.{kind}", after[1]),
        *((near, word) for word in before),
        *((near, word) for word in after),
    ]


class _Context:
    """One document seen from its candidates."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], words: list[int]) -> None:
        self._text = doc_text(doc)
        self._words = words
        self._n_tokens = max(1, len(doc))
        self._description_start = doc._.description_start
        self._mentions = mentions
        self._sections = [
            (section.start, section.end, str(section.label_)) for section in doc.spans.get("sections", ())
        ]
        self._section_starts = [section[0] for section in self._sections]
        self._tagged = _read_tags(doc, mentions)

    def sight(self, position: int) -> Sight:
        mention = self._mentions[position]
        start, end, start_char, end_char = mention.first, mention.last, mention.start, mention.end
        kind, certainty = mention.kind, mention.origin
        text, words = self._text, self._words
        form = text[start_char:end_char]
        before = text[start_char - 2 : start_char] if start_char > 1 else text[:start_char]
        after = text[end_char : end_char + 2]
        section = self._section(start) if start_char >= self._description_start else "title"
        case = _case(form, before)
        n_before, n_after = self._neighbours(position)
        n_tokens = end - start
        stop = end + _NEAR
        return Sight(
            (kind, mention.concept_id, certainty, form, case),
            (kind, certainty, case, section, n_before, n_after),
            (f"{kind}.{certainty}", *self._tagged[position]),
            (kind, min(_LONG_MENTION, n_tokens), 10 * start // self._n_tokens),
            (certainty, _sides(before, after)),
            words[start : start + _NEAR],
            words[stop : stop + _NEAR],
        )

    def _section(self, start: int) -> str:
        position = bisect_right(self._section_starts, start) - 1
        if position < 0 or start >= self._sections[position][1]:
            return "none"
        return self._sections[position][2]

    def _neighbours(self, position: int) -> tuple[int, int]:
        """How many candidates of the same kind stand a few tokens before and after."""
        mentions = self._mentions
        mention = mentions[position]
        kind, start, end = mention.kind, mention.first, mention.last
        before = after = 0
        for other in range(position - 1, position - 4 if position > _REACH else -1, -1):
            neighbour = mentions[other]
            if start - neighbour.last > _MAX_NEIGHBOUR_GAP:
                break
            before += neighbour.kind == kind
            start = neighbour.first
        for neighbour in mentions[position + 1 : position + 1 + _REACH]:
            if neighbour.first - end > _MAX_NEIGHBOUR_GAP:
                break
            after += neighbour.kind == kind
            end = neighbour.last
        return min(before, 2), min(after, 2)


def _read_tags(doc: Doc, mentions: Sequence[Mention]) -> list[tuple[str, str]]:
    """Step and winner (`Tagging`) of each mention; unread where the tagger has not read it."""
    marks = read_marks(doc)
    if marks is None or POSTING_HEAD not in marks.heads:
        return [(UNREAD, UNREAD)] * len(mentions)
    starts = np.array([mention.first for mention in mentions])
    ends = np.array([mention.last for mention in mentions])
    # Rows of maxima over the tokens of each mention; reduceat gives those between two mentions too.
    bounds = np.column_stack([starts, ends]).ravel()
    padded = np.concatenate([marks.inside, np.full((1, len(marks.heads)), -1, dtype=np.float32)])
    inside = np.maximum.reduceat(padded, bounds, axis=0)[::2]
    steps = np.searchsorted(_STEPS, inside).tolist()
    winners = np.where(inside.max(axis=1) < _LEAST_LIKELY, -1, inside.argmax(axis=1)).tolist()
    kinds = ["skill" if head == POSTING_HEAD else HEADS[head] for head in marks.heads]
    column = {kind: number for number, kind in enumerate(kinds)}
    tags = []
    for mention, by_kind, winner, read in zip(mentions, steps, winners, inside.tolist(), strict=True):
        if read[0] < 0:
            tags.append((UNREAD, UNREAD))
            continue
        own = column.get(mention.kind)
        tags.append((UNREAD if own is None else str(by_kind[own]), kinds[winner] if winner >= 0 else "none"))
    return tags


@lru_cache(maxsize=1 << 12)
def _sides(before: str, after: str) -> str:
    """The characters next to a candidate, white space aside, classed."""
    return _side(before.rstrip(" ")[-1:]) + _side(after.lstrip(" ")[:1])


def _side(character: str) -> str:
    if not character or character == "\n":
        return "_"
    return "a" if character.isalnum() else character


@lru_cache(maxsize=1 << 14)
def _case(form: str, before: str) -> str:
    """Letter case of a form, with whether it begins a sentence."""
    if form.islower():
        return "lower"
    if form.isupper():
        return "upper" if len(form) < _LONG_WORD else "UPPER"
    starts = "" if before[:1].isalnum() or before[:1] in (",", "/") else "^"
    if form[:1].isupper() and form[1:].islower():
        return "title" + starts
    return "mixed" + starts
