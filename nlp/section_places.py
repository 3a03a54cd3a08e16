"""The sections of a posting as plain records: a spaCy `Span` is made anew at every look."""

from typing import NamedTuple

from spacy.tokens import Doc, Span

GROUP = "sections"
"""Key of `doc.spans`."""
HEADED = "headed"
"""`span.id_` of a section that a heading opens."""
_SECTIONS_KEY = "signalpost.sections"


class SectionPlace(NamedTuple):
    """One section.

    Attributes:
        start: first character in the text of the `Doc`.
        end: character behind the last.
        kind: a `SectionKind`.
        is_headed: whether a heading says so, not only the words.
        first: first token.
        last: token behind the last.
    """

    start: int
    end: int
    kind: str
    is_headed: bool
    first: int
    last: int


def read_sections(doc: Doc) -> list[SectionPlace]:
    """The sections in order, worked out once per `Doc` (kept in its `user_data`); [] when there are none."""
    sections: list[SectionPlace] | None = doc.user_data.get(_SECTIONS_KEY)
    if sections is None:
        sections = [
            SectionPlace(
                span.start_char, span.end_char, span.label_, span.id_ == HEADED, span.start, span.end
            )
            for span in doc.spans.get(GROUP, ())
        ]
        doc.user_data[_SECTIONS_KEY] = sections
    return sections


def write_sections(doc: Doc, spans: list[Span]) -> None:
    """Set `doc.spans["sections"]`; `read_sections` reads them from there."""
    doc.spans[GROUP] = spans
    doc.user_data.pop(_SECTIONS_KEY, None)
