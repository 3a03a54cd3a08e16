"""What the judge looks at: one list of (template, value) per candidate, plain strings and integers.

A value is looked up in the weights of its template, so a feature that training never kept costs one
failed look-up. Words are read from the token array of the whole `Doc` at once; no token objects are made.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from spacy.tokens import Doc, Span

from nlp.doc_text import doc_text

Feature: TypeAlias = tuple[str, str | int]
_NEAR = 4
_MAX_NEIGHBOUR_GAP = 3
_LONG_WORD = 4
UNKNOWN = "?????"


def mention_features(doc: Doc, spans: Sequence[Span], priors: Mapping[str, str]) -> list[list[Feature]]:
    """Features of every candidate, in the order of `spans`, which must be sorted by start.

    Args:
        doc: sections set, or not.
        spans: candidates of `doc`.
        priors: how forms are used in general, as `nlp.training.form_priors` codes it.
    """
    words = [0] * _NEAR + doc.to_array(["LOWER"]).tolist() + [0] * _NEAR if len(doc) else []
    context = _Context(doc, spans, words, priors)
    return [context.features(position) for position in range(len(spans))]


class _Context:
    """One document seen from its candidates."""

    def __init__(self, doc: Doc, spans: Sequence[Span], words: list[int], priors: Mapping[str, str]) -> None:
        self._text = doc_text(doc)
        self._words = words
        self._priors = priors
        self._n_tokens = max(1, len(doc))
        self._description_start = doc._.description_start
        self._spans = [(span.start, span.end, span.start_char, span.end_char) for span in spans]
        self._names = [(span.label_, span.kb_id_, span.id_) for span in spans]
        self._sections = [
            (section.start, section.end, str(section.label_)) for section in doc.spans.get("sections", ())
        ]

    def features(self, position: int) -> list[Feature]:
        start, end, start_char, end_char = self._spans[position]
        kind, concept_id, certainty = self._names[position]
        form = self._text[start_char:end_char]
        section = self._section(start) if start_char >= self._description_start else "title"
        case = _case(form, self._text[max(0, start_char - 2) : start_char])
        shape = f"{kind}.{certainty}"
        words = self._words
        begin, stop = start + _NEAR, end + _NEAR
        key = f"{kind}.{form.lower()}"
        prior = self._priors.get(key, UNKNOWN)
        neighbours = self._neighbours(position)
        features: list[Feature] = [
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
            ("case+neighbours", f"{shape}.{case}.{neighbours}"),
            ("concept", concept_id),
            ("section", f"{kind}.{section}"),
            ("shape+section", f"{shape}.{section}"),
            ("case", f"{shape}.{case}"),
            ("n_tokens", f"{kind}.{min(end - start, 6)}"),
            ("place", f"{kind}.{10 * start // self._n_tokens}"),
            (f"before.{kind}", words[begin - 1]),
            (f"after.{kind}", words[stop]),
            (f"before2.{kind}", words[begin - 2]),
            (f"after2.{kind}", words[stop + 1]),
            ("sides", f"{certainty}.{self._sides(start_char, end_char)}"),
            ("neighbours", f"{kind}.{neighbours}"),
        ]
        near = f"near.{kind}"
        features += [(near, word) for word in words[begin - _NEAR : begin]]
        features += [(near, word) for word in words[stop : stop + _NEAR]]
        return features

    def _section(self, start: int) -> str:
        for begin, end, label in self._sections:
            if begin <= start < end:
                return label
        return "none"

    def _sides(self, start_char: int, end_char: int) -> str:
        """The characters next to the candidate, white space aside, classed."""
        before = self._text[max(0, start_char - 2) : start_char].rstrip(" ")[-1:]
        after = self._text[end_char : end_char + 2].lstrip(" ")[:1]
        return _side(before) + _side(after)

    def _neighbours(self, position: int) -> str:
        """How many candidates of the same kind stand a few tokens before and after."""
        start, end = self._spans[position][:2]
        kind = self._names[position][0]
        before = after = 0
        for other in range(position - 1, max(-1, position - 4), -1):
            if start - self._spans[other][1] > _MAX_NEIGHBOUR_GAP:
                break
            before += self._names[other][0] == kind
            start = self._spans[other][0]
        for other in range(position + 1, min(len(self._spans), position + 4)):
            if self._spans[other][0] - end > _MAX_NEIGHBOUR_GAP:
                break
            after += self._names[other][0] == kind
            end = self._spans[other][1]
        return f"{min(before, 2)}{min(after, 2)}"


def _side(character: str) -> str:
    if not character or character == "\n":
        return "_"
    return "a" if character.isalnum() else character


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
