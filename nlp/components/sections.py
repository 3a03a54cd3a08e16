"""Component `signalpost.sections.v1`: what each part of a posting is about.

Headings govern where there are any; elsewhere, and where the words clearly disagree (a company's own praise
behind the requirements), a trained model of the words decides.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

import nlp.types  # noqa: F401 - registers the extensions of Doc
from nlp.components.folded_text import doc_folded
from nlp.components.headings import Heading, find_headings
from nlp.components.phrase_scan import fold
from nlp.components.section_content import CONTENT_KINDS, ContentModel, load_content_model
from nlp.components.section_subjects import is_of_organisation
from nlp.components.segments import SEGMENTS_KEY, segment_starts
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from nlp.mentions import token_places
from nlp.section_places import HEADED, write_sections
from nlp.types import SectionKind

CONTENT_KEY = "signalpost.content"
"""Key of `doc.user_data`: `Outline.scores`."""
_NEIGHBOUR_WEIGHT = 0.5
_SAME_AS_BEFORE = 0.7
_OVERRULES = 2.5
_LONGEST_FIELD = 150
_FORMAL_LIST = re.compile(r"(?:^|\n\s*\n)[ \"“(]{0,3}(?:1[.)]|\(1\))[ \u00a0]{0,3}(?=[A-Z])")
_FORMAL_LIST_BONUS = 3.0
_ORGANISATION_BONUS = 5.0
_LONE_SEGMENT = 1.0
_UNKNOWN_HEADING = re.compile(r"\n[ \t]{0,4}([A-Z][A-Za-z0-9’'&/ -]{9,60}?)[ \t]*:?[ \t]*(?=\n)")
_REQUIRED = CONTENT_KINDS.index("required")
_PREFERRED = CONTENT_KINDS.index("preferred")
_COMPANY = CONTENT_KINDS.index("company")
_ASIDE = slice(CONTENT_KINDS.index("benefits"), None)
_MAY_OVERRULE = np.array([kind in {"eeo", "benefits", "company", "application"} for kind in CONTENT_KINDS])


@dataclass(frozen=True, slots=True)
class Section:
    """Characters [start, end) of one kind. `is_headed`: a heading says so, not only the words."""

    start: int
    end: int
    kind: SectionKind
    is_headed: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """A posting split up.

    Attributes:
        segments: first characters of its segments, ascending, never empty; headings begin one.
        headings: in the order of the text.
        scores: shape (segments, kinds), what the words of each segment speak of (`ContentModel.scores`).
    """

    segments: list[int]
    headings: list[Heading]
    scores: NDArray[np.float32]


@component_factory("signalpost.sections.v1", assigns=["doc.spans"])
def create_sections(nlp: Language, name: str) -> "Sections":
    """Make the component.

    Args:
        nlp: the pipeline.
        name: under which it stands in the pipeline.

    Returns:
        The component, with its trained model.

    Raises:
        ModelError: the trained model is missing.
    """
    del nlp
    return Sections(load_content_model(), name)


class Sections:
    """Sets `doc.spans["sections"]`: contiguous spans over the whole posting, `label_` a `SectionKind`.

    `span.id_` is "headed" where a heading stands above the text.
    """

    def __init__(self, model: ContentModel, name: str = "sections") -> None:
        self.name = name
        self._model = model

    def __call__(self, doc: Doc) -> Doc:
        """Split title and description; an empty posting has no sections."""
        begin = doc._.description_start
        outline = outline_text(doc_text(doc), self._model, begin, doc_folded(doc))
        doc.user_data[SEGMENTS_KEY] = outline.segments
        doc.user_data[CONTENT_KEY] = outline.scores
        sections = split_sections(doc_text(doc), outline)
        if begin > 0:
            sections.insert(0, Section(0, begin, "title", is_headed=True))
        write_sections(doc, _spans(doc, sections))
        return doc


def outline_text(text: str, model: ContentModel, start: int = 0, folded: str | None = None) -> Outline:
    """Headings, segments and the scores of their words.

    Args:
        text: the posting.
        model: scores segments by their words.
        start: character at which the description begins.
        folded: `fold(text)`; null = not yet made.
    """
    folded = fold(text) if folded is None else folded
    headings = find_headings(text, folded, start)
    segments = sorted({*segment_starts(text, start), *(heading.start for heading in headings)})
    return Outline(segments, headings, model.scores(folded, segments))


def split_sections(text: str, outline: Outline) -> list[Section]:
    """Sections of a text.

    Args:
        text: the posting.
        outline: of the same text.

    Returns:
        In order, without gap or overlap, from the first segment to the end; [] when nothing is there.
    """
    starts = outline.segments
    if starts[0] >= len(text):
        return []
    scores = _smoothed(outline.scores)
    governing = _governing_kinds(text, starts, outline.headings)
    for number in _formal_list_segments(text, starts, starts[0]):
        scores[number, _REQUIRED] += _FORMAL_LIST_BONUS
        if governing[number] == "duties":
            governing[number] = None
    for number, (start, end) in enumerate(pairwise([*starts, len(text)])):
        if is_of_organisation(text[start:end]):
            scores[number, _COMPANY] += _ORGANISATION_BONUS
    if len(starts) == 1:  # who writes one line hardly spends it on the company or on benefits
        scores[0, _ASIDE] -= _LONE_SEGMENT
    return _merged(_decide(starts, scores, governing), len(text))


def _governing_kinds(text: str, starts: list[int], headings: list[Heading]) -> list[SectionKind | None]:
    """The kind that the last heading says for each segment; null where no heading reaches."""
    kinds: list[SectionKind | None] = [None] * len(starts)
    above: SectionKind | None = None
    unknown = _unknown_headings(text, starts[0])
    for number, heading in enumerate(headings):
        next_start = headings[number + 1].start if number + 1 < len(headings) else len(text)
        kind = heading.kind
        if heading.is_inheriting and above in {"preferred", "required"}:
            kind = above
        first = bisect_left(starts, heading.start)
        reach = min([_reach(text, heading, next_start), *(at for at in unknown if at > heading.end)])
        for position in range(first, bisect_left(starts, reach)):
            kinds[position] = kind
        if heading.kind != "other":
            above = kind
        elif above is not None and kinds[first - 1] == above:
            # A field such as "Location: Boise" interrupts a section, it does not end it.
            for position in range(bisect_left(starts, reach), bisect_left(starts, next_start)):
                kinds[position] = above
    return kinds


def _formal_list_segments(text: str, starts: list[int], start: int) -> list[int]:
    """Segments of a paragraph that opens with "1.": the paths of a public employer's requirements."""
    numbers: list[int] = []
    if "1." not in text and "1)" not in text:
        return numbers
    for match in _FORMAL_LIST.finditer(text, start):
        end = text.find("\n\n", match.end())
        last = bisect_left(starts, len(text) if end < 0 else end)
        numbers += range(max(0, bisect_left(starts, match.end()) - 1), last)
    return numbers


def _unknown_headings(text: str, start: int) -> list[int]:
    """Lines of their own in title case: a section begins there, the words must tell of which kind."""
    found = []
    for match in _UNKNOWN_HEADING.finditer(text, max(0, start - 1)):
        words = [word for word in match[1].split() if len(word) > 3]  # noqa: PLR2004 - "of", "and", "the"
        following = text[match.end() : match.end() + 400].lstrip().split("\n", 1)[0]
        is_title = len(words) > 1 and all(word[0].isupper() for word in words)
        if is_title and len(following) > 2 * len(match[1]):
            found.append(match.start(1))
    return found


def _reach(text: str, heading: Heading, next_start: int) -> int:
    """A heading in a line of text reaches to the next blank line, a field to the end of its line."""
    behind = text[heading.end : heading.end + 6].lstrip(" :.-*\u00a0")
    is_own_line = behind.startswith(("\n", "\r", "',", '",'))
    if heading.kind == "other":
        line = text.find("\n", heading.end + (4 if is_own_line else 0), next_start)
        stop = text.find(". ", heading.end, next_start)
        ends = [place + 1 for place in (line, stop) if place >= 0]
        return min([*ends, next_start, heading.end + _LONGEST_FIELD])
    if is_own_line:
        return next_start
    blank = text.find("\n\n", heading.end, next_start)
    return next_start if blank < 0 else blank + 1


def _smoothed(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores with those of the neighbours added; "preferred" counts as "required": its words are the same."""
    scores = scores.copy()
    scores[:, _REQUIRED] = np.maximum(scores[:, _REQUIRED], scores[:, _PREFERRED])
    scores[:, _PREFERRED] = -np.inf
    result = scores.copy()
    result[1:] += _NEIGHBOUR_WEIGHT * scores[:-1]
    result[:-1] += _NEIGHBOUR_WEIGHT * scores[1:]
    return result


def _decide(
    starts: list[int], scores: NDArray[np.float32], governing: list[SectionKind | None]
) -> list[tuple[int, SectionKind, bool]]:
    """(start, kind, is_headed) of every segment."""
    overruling = np.where(_MAY_OVERRULE, scores, -np.inf)
    strongest: list[int] = overruling.argmax(axis=1).tolist()
    decided: list[tuple[int, SectionKind, bool]] = []
    before, own = -1, 0
    for start, row, strong, kind in zip(starts, scores.tolist(), strongest, governing, strict=True):
        if kind is not None and kind not in CONTENT_KINDS:
            decided.append((start, kind, True))
            continue
        if kind is not None:
            own = _REQUIRED if kind == "preferred" else CONTENT_KINDS.index(kind)
            is_overruled = row[strong] - row[own] > _OVERRULES
            before = strong if is_overruled else own
            decided.append((start, CONTENT_KINDS[strong] if is_overruled else kind, not is_overruled))
            continue
        if before >= 0:
            row[before] += _SAME_AS_BEFORE
        before = max(range(len(row)), key=row.__getitem__)
        decided.append((start, CONTENT_KINDS[before], False))
    return decided


def _merged(decided: list[tuple[int, SectionKind, bool]], end: int) -> list[Section]:
    sections: list[Section] = []
    for position, (start, kind, is_headed) in enumerate(decided):
        stop = decided[position + 1][0] if position + 1 < len(decided) else end
        last = sections[-1] if sections else None
        if last is not None and last.kind == kind and last.is_headed == is_headed:
            sections[-1] = Section(last.start, stop, kind, is_headed)
        else:
            sections.append(Section(start, stop, kind, is_headed))
    return sections


def _spans(doc: Doc, sections: list[Section]) -> list[Span]:
    """Token spans; a token on the border of two sections belongs to the earlier one."""
    offsets = token_places(doc).begins
    spans = []
    for section in sections:
        first, last = bisect_left(offsets, section.start), bisect_left(offsets, section.end)
        if last > first:
            identity = HEADED if section.is_headed else ""
            spans.append(Span(doc, first, last, label=section.kind, span_id=identity))
    return spans
