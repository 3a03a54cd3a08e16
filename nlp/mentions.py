"""The mentions of a posting while the components work on them, and their spans once they are done.

A spaCy `Span` is made anew at every look, so the components pass plain records on; the last one,
`mention_spans`, turns them into `doc.spans["mentions"]`. Spans that stand there before any component of ours
has run are taken over.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from spacy.tokens import Doc, Span

import nlp.types  # noqa: F401 - registers the extensions of Doc and Span
from nlp.types import Requirement

GROUP = "mentions"
"""Key of `doc.spans`."""
_MENTIONS_KEY = "signalpost.mentions"
_TOKENS_KEY = "signalpost.tokens"
place_of = attrgetter("first", "last")
"""Sort key of mentions: their place in the text."""


@dataclass(slots=True)
class Mention:
    """One mention or candidate.

    Attributes:
        start: first character in the text of the `Doc`, where a token begins.
        end: character behind the last, where a token ends.
        first: first token.
        last: token behind the last.
        kind: a concept kind.
        concept_id: "" when no concept is known.
        origin: "sure" or "ambiguous" (vocabulary), "pattern", "listed", "tagged"; "" = an open skill.
        confidence: 0-1.
        requirement: level of the demand.
    """

    start: int
    end: int
    first: int
    last: int
    kind: str
    concept_id: str = ""
    origin: str = ""
    confidence: float = 1.0
    requirement: Requirement = "mentioned"


class TokenPlaces:
    """Where the tokens of a `Doc` stand.

    Args:
        begins: first character of each token, ascending.
        ends: character behind each token.
    """

    def __init__(self, begins: list[int], ends: list[int]) -> None:
        self.begins = begins
        self.ends = ends

    def mention(
        self, start: int, end: int, kind: str, concept_id: str = "", origin: str = ""
    ) -> Mention | None:
        """A mention of the tokens that [start, end) touches; null when it touches none."""
        begins, ends = self.begins, self.ends
        first = bisect_right(ends, start)
        last = bisect_left(begins, end)
        if first >= last:
            return None
        return Mention(begins[first], ends[last - 1], first, last, kind, concept_id, origin)


def token_places(doc: Doc) -> TokenPlaces:
    """Places of the tokens, worked out once per `Doc` (kept in its `user_data`)."""
    places: TokenPlaces | None = doc.user_data.get(_TOKENS_KEY)
    if places is None:
        table = doc.to_array(["IDX", "LENGTH"]) if len(doc) else np.zeros((0, 2), dtype=np.uint64)
        places = TokenPlaces(table[:, 0].tolist(), (table[:, 0] + table[:, 1]).tolist())
        doc.user_data[_TOKENS_KEY] = places
    return places


def read_mentions(doc: Doc) -> list[Mention]:
    """The mentions so far, in the order in which they were left; change them by `write_mentions`."""
    mentions: list[Mention] | None = doc.user_data.get(_MENTIONS_KEY)
    if mentions is None:
        mentions = [_from_span(span) for span in doc.spans.get(GROUP, ())]
        doc.user_data[_MENTIONS_KEY] = mentions
    return mentions


def write_mentions(doc: Doc, mentions: list[Mention]) -> None:
    """Put these mentions in the place of those before."""
    doc.user_data[_MENTIONS_KEY] = mentions


def write_spans(doc: Doc) -> Doc:
    """Make `doc.spans["mentions"]` of the mentions, with `span._.confidence` and `span._.requirement`."""
    spans = []
    for mention in read_mentions(doc):
        span = Span(
            doc,
            mention.first,
            mention.last,
            label=mention.kind,
            kb_id=mention.concept_id,
            span_id=mention.origin,
        )
        span._.confidence = mention.confidence
        span._.requirement = mention.requirement
        spans.append(span)
    doc.spans[GROUP] = spans
    return doc


def _from_span(span: Span) -> Mention:
    return Mention(
        span.start_char,
        span.end_char,
        span.start,
        span.end,
        span.label_,
        span.kb_id_,
        span.id_,
        span._.confidence,
        span._.requirement,
    )
