"""What `requirement_level` sees of a mention: its section, the cues around it and their scope, its place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.components.phrase_scan import PhraseScan, fold
from nlp.components.requirement_cues import CUES, DEMAND_STARTS, CueClass
from nlp.components.section_content import CONTENT_KINDS
from nlp.components.segments import segment_at
from nlp.types import SectionKind

SECTION_KINDS: tuple[SectionKind, ...] = (
    "title",
    "duties",
    "required",
    "preferred",
    "benefits",
    "company",
    "eeo",
    "pay",
    "application",
    "other",
)
KIND_GROUPS = ("technology", "skill", "certification", "license", "degree", "clearance")
_CUE_CLASSES: tuple[CueClass, ...] = tuple(CUES)
_CUE_CLASS_OF = {phrase: number for number, kind in enumerate(_CUE_CLASSES) for phrase in CUES[kind]}
_SCAN = PhraseScan(_CUE_CLASS_OF)
_CLASSES = tuple(_CUE_CLASS_OF.values())
_PREFERRED, _REQUIRED, _OFFERED, _NEGATED, _USED, _SUBSTITUTE, _CLAUSE, _RIGHTWARD = range(len(CUES))
_DEMAND_START = re.compile(r"\W{0,6}(?:" + "|".join(DEMAND_STARTS) + ")", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n\s*\n")
_GERUND_START = re.compile(r"\W{0,6}[A-Z][a-z]{2,12}ing\b")
_CONNECTED = re.compile(
    r"[ )]{0,2}(?:in|with|for|to|if|is|are|:|-|–|include|such as|would be)\b|[ )]{0,2}[:–-]"
)
_TOUCHING, _NEAR, _FAR = 4, 25, 90
_REACH_LIMITS = (_TOUCHING, _NEAR, _FAR)
_LONGEST_LEAD = 14

FEATURES: tuple[str, ...] = (
    *(f"section:{kind}" for kind in SECTION_KINDS),
    *(f"headed:{kind}" for kind in ("duties", "required", "preferred")),
    *(f"kind:{kind}" for kind in KIND_GROUPS),
    *(f"unheaded {section} {kind}" for section in ("duties", "company") for kind in KIND_GROUPS),
    *(f"content:{kind}" for kind in CONTENT_KINDS),
    *(
        f"{side} {cue} {reach}"
        for cue in ("preferred", "required")
        for side in ("left", "right")
        for reach in ("touching", "near", "far", "beyond")
    ),
    "right preferred, same clause",
    "right preferred, other clause",
    "right required before preferred",
    "left preferred before required",
    "left offered",
    "right offered",
    "left used",
    "left substitute",
    "right substitute",
    "left preferred, connected",
    "segment opens preferred",
    "left negated",
    "right negated",
    "demand start",
    "gerund start",
    "first third",
    "last third",
    "last paragraph",
    "only paragraph",
    "long segment",
    "led by preferred",
    "led by required",
    "duties, left required",
    "company, left required",
    "duties, led by required",
    "segment before is preferred",
    "paragraph opens preferred",
)
_COLUMN = {name: column for column, name in enumerate(FEATURES)}
_CONTENT = slice(_COLUMN[f"content:{CONTENT_KINDS[0]}"], _COLUMN[f"content:{CONTENT_KINDS[-1]}"] + 1)
_VALUES = np.ones(len(FEATURES), dtype=np.float32)
# Rare but telling features stand for more than 1, so that the penalty on weights does not silence them.
_VALUES[_COLUMN["left preferred, connected"]] = 6.0
_VALUES[_COLUMN["right preferred, same clause"]] = 2.0
_VALUES[_COLUMN["right substitute"]] = 3.0
_DISTANT = tuple(
    (side, cue, _COLUMN[f"{'left' if side == 0 else 'right'} {name} touching"])
    for side in (0, 1)
    for cue, name in ((_PREFERRED, "preferred"), (_REQUIRED, "required"))
)
"""Side (0 left, 1 right), class of the cue, column of its first reach."""
_ANY = 1 << 30
_PRESENT = (
    (0, _OFFERED, _ANY, _COLUMN["left offered"]),
    (1, _OFFERED, _ANY, _COLUMN["right offered"]),
    (0, _USED, _ANY, _COLUMN["left used"]),
    (0, _SUBSTITUTE, _ANY, _COLUMN["left substitute"]),
    (1, _SUBSTITUTE, _ANY, _COLUMN["right substitute"]),
    (0, _NEGATED, _FAR, _COLUMN["left negated"]),
    (1, _NEGATED, _FAR, _COLUMN["right negated"]),
)
"""Side, class of the cue, largest distance at which it counts, column."""


class MentionPlace(NamedTuple):
    """A mention as the features need it: characters [start, end) of the posting and its kind."""

    start: int
    end: int
    kind: str


_section_start = itemgetter(0)


@dataclass(frozen=True, slots=True)
class PostingLayout:
    """A posting split up: `sections` are (start, end, kind, is_headed), the rest as in `sections.Outline`.

    `folded`: of the text, "" = not yet made.
    """

    text: str
    description_start: int
    segments: list[int]
    content: NDArray[np.float32]
    sections: Sequence[tuple[int, int, str, bool]]
    folded: str = ""

    def section(self, offset: int) -> tuple[str, bool, int, int]:
        """Kind, whether a heading says so, start and end of the section that holds `offset`."""
        position = bisect_right(self.sections, offset, key=_section_start) - 1
        if position < 0:
            return "other", False, 0, len(self.text)
        start, end, kind, is_headed = self.sections[position]
        return kind, is_headed, start, end


@dataclass(frozen=True, slots=True)
class ActiveFeatures:
    """The features of the mentions of a posting, of which few are not 0.

    Attributes:
        columns: of each mention, those that are on; what each stands for is constant.
        content: of each mention's segment, shape (mentions, content kinds), between -1 and 1.
    """

    columns: list[list[int]]
    content: NDArray[np.float32]

    def table(self) -> NDArray[np.float32]:
        """Shape (mentions, features), columns as in FEATURES."""
        table = np.zeros((len(self.columns), len(FEATURES)), dtype=np.float32)
        for row, columns in zip(table, self.columns, strict=True):
            row[columns] = _VALUES[columns]
        table[:, _CONTENT] = self.content
        return table

    def weigh(self, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """The same as `table() @ weights`, without the zeros; for at least one mention."""
        lengths = np.fromiter(map(len, self.columns), np.int64, len(self.columns))
        flat = np.fromiter(chain.from_iterable(self.columns), np.int64, int(lengths.sum()))
        parts = weights[flat] * _VALUES[flat, None]
        sums: NDArray[np.float32] = np.add.reduceat(parts, np.cumsum(lengths) - lengths, axis=0)
        return sums + self.content @ weights[_CONTENT]


def active_features(layout: PostingLayout, places: list[MentionPlace]) -> ActiveFeatures:
    """What is to be known of each mention."""
    view = _View(layout)
    content = np.tanh(layout.content / 4)
    segments = [segment_at(layout.segments, place.start) for place in places]
    columns = [view.columns(place, number) for place, number in zip(places, segments, strict=True)]
    return ActiveFeatures(columns, content[segments])


@cache
def _context_columns(section: str, is_headed: bool, kind: str) -> tuple[int, ...]:
    """Those that only the section and the kind of the mention decide."""
    more = f"headed:{section}" if is_headed else f"unheaded {section} {kind}"
    return tuple(_COLUMN[name] for name in (f"section:{section}", f"kind:{kind}", more) if name in _COLUMN)


class _View:
    """One posting with its cues found, so that each mention only looks them up."""

    def __init__(self, layout: PostingLayout) -> None:
        self._layout = layout
        cues = _SCAN.find_edged(layout.text, layout.folded or fold(layout.text), layout.description_start)
        self._cues = [(start, end, _CLASSES[number]) for number, start, end in cues]
        self._cue_starts = [cue[0] for cue in self._cues]
        self._class_starts = {
            wanted: [start for start, _, cue_class in self._cues if cue_class == wanted]
            for wanted in (_PREFERRED, _REQUIRED)
        }
        self._leads = self._find_leads()
        self._paragraph_starts = [0, *(match.end() for match in _BLANK_LINE.finditer(layout.text))]
        self._last_paragraph = layout.text.rstrip().rfind("\n\n")
        self._openings: dict[int, list[int]] = {}

    def _find_leads(self) -> list[int]:
        """Class of the cue in the last segment that ended with a colon, per segment; -1 = none near."""
        text, segments = self._layout.text, self._layout.segments
        leads: list[int] = []
        lead, age = -1, 0
        for number, begin in enumerate(segments):
            leads.append(lead if age < _LONGEST_LEAD else -1)
            age += 1
            end = segments[number + 1] if number + 1 < len(segments) else len(text)
            if text[begin:end].rstrip(" \n\u00a0•*-¢€").endswith(":"):
                lead, age = self._lead_class(begin, end), 0
        return leads

    def _lead_class(self, begin: int, end: int) -> int:
        first, last = bisect_left(self._cue_starts, begin), bisect_left(self._cue_starts, end)
        classes = {cue[2] for cue in self._cues[first:last]}
        if classes & {_PREFERRED, _RIGHTWARD}:
            return _PREFERRED
        return _REQUIRED if _REQUIRED in classes else -1

    def columns(self, place: MentionPlace, number: int) -> list[int]:
        """The columns that are on for a mention in the segment of this number."""
        layout = self._layout
        begin = layout.segments[number]
        end = layout.segments[number + 1] if number + 1 < len(layout.segments) else len(layout.text)
        kind, is_headed, section_start, section_end = layout.section(place.start)
        begin, end = max(begin, section_start), max(place.end, min(end, section_end))
        columns = list(_context_columns(kind, is_headed, place.kind))
        first, last = bisect_left(self._cue_starts, begin), bisect_left(self._cue_starts, end)
        if first < last:
            self._add_cues(columns, place, self._cues[first:last], begin)
        self._add_place(columns, place, begin, end)
        self._add_section(columns, place, number, (begin, kind))
        return columns

    def _add_cues(
        self, columns: list[int], place: MentionPlace, cues: list[tuple[int, int, int]], begin: int
    ) -> None:
        distances = left, right = [0] * len(CUES), [0] * len(CUES)
        for start, stop, cue_class in cues:
            if stop <= place.start:
                # "preferably" and its like wish for what follows, never for what stands before.
                left[_PREFERRED if cue_class == _RIGHTWARD else cue_class] = place.start - stop + 1
            elif start >= place.end and not right[cue_class]:
                right[cue_class] = start - place.end + 1
        for side, cue_class, column in _DISTANT:
            if distances[side][cue_class]:
                columns.append(column + bisect_left(_REACH_LIMITS, distances[side][cue_class]))
        columns += [
            column for side, cue_class, reach, column in _PRESENT if 0 < distances[side][cue_class] <= reach
        ]
        if self._is_opening_wish(cues[0], begin):
            columns.append(_COLUMN["segment opens preferred"])
        if right[_PREFERRED]:
            self._add_wish_behind(columns, place, right)
        if left[_PREFERRED]:
            self._add_wish_before(columns, place, left)

    def _add_wish_behind(self, columns: list[int], place: MentionPlace, right: list[int]) -> None:
        wish = right[_PREFERRED]
        is_same_clause = self._is_same_clause(place.end, place.end + wish - 1)
        columns.append(_COLUMN[f"right preferred, {'same' if is_same_clause else 'other'} clause"])
        if 0 < right[_REQUIRED] < wish:
            columns.append(_COLUMN["right required before preferred"])

    def _add_wish_before(self, columns: list[int], place: MentionPlace, left: list[int]) -> None:
        wish = left[_PREFERRED]
        if 0 < left[_REQUIRED] < wish:
            columns.append(_COLUMN["left preferred before required"])
        if self._is_connected(place.start - wish + 1):
            columns.append(_COLUMN["left preferred, connected"])

    def _is_opening_wish(self, cue: tuple[int, int, int], begin: int) -> bool:
        return cue[2] in {_PREFERRED, _RIGHTWARD} and cue[0] - begin < 12  # noqa: PLR2004 - room for a bullet

    def _is_connected(self, start: int) -> bool:
        """The wish reaches on to the right: "preferred in a UNIX environment", "a plus: Python"."""
        return _CONNECTED.match(self._layout.text, start) is not None

    def _is_same_clause(self, start: int, end: int) -> bool:
        """No new noun phrase of demands ("..., experience with X") between the mention and the cue."""
        between = self._layout.text[start:end]
        comma = between.rfind(",")
        if comma < 0:
            return True
        first = bisect_left(self._cue_starts, start + comma)
        last = bisect_left(self._cue_starts, end)
        return not any(cue[2] == _CLAUSE for cue in self._cues[first:last])

    def _add_section(
        self, columns: list[int], place: MentionPlace, number: int, within: tuple[int, str]
    ) -> None:
        layout = self._layout
        begin, kind = within
        lead = self._leads[number]
        if lead == _PREFERRED:
            columns.append(_COLUMN["led by preferred"])
        elif lead == _REQUIRED:
            columns.append(_COLUMN["led by required"])
            if kind == "duties":
                columns.append(_COLUMN["duties, led by required"])
        if kind in {"duties", "company"} and self._has_cue(_REQUIRED, begin, place.start):
            columns.append(_COLUMN[f"{kind}, left required"])
        before = layout.segments[number - 1] if number else begin
        if self._has_cue(_PREFERRED, before, begin):
            columns.append(_COLUMN["segment before is preferred"])
        paragraph = self._paragraph_starts[bisect_right(self._paragraph_starts, place.start) - 1]
        if self._has_cue(_PREFERRED, paragraph, min(place.start, paragraph + 100)):
            columns.append(_COLUMN["paragraph opens preferred"])

    def _has_cue(self, cue_class: int, begin: int, end: int) -> bool:
        starts = self._class_starts[cue_class]
        position = bisect_left(starts, begin)
        return position < len(starts) and starts[position] < end

    def _opening(self, begin: int) -> list[int]:
        """Whether a segment opens like a demand, and with a gerund; kept, as its mentions share it."""
        known = self._openings.get(begin)
        if known is None:
            opening = self._layout.text[begin : begin + 30]
            known = self._openings[begin] = []
            if _DEMAND_START.match(opening):
                known.append(_COLUMN["demand start"])
            if _GERUND_START.match(opening):
                known.append(_COLUMN["gerund start"])
        return known

    def _add_place(self, columns: list[int], place: MentionPlace, begin: int, end: int) -> None:
        layout = self._layout
        length = max(1, len(layout.text) - layout.description_start)
        share = (place.start - layout.description_start) / length
        columns += self._opening(begin)
        if not 1 / 3 <= share <= 2 / 3:
            columns.append(_COLUMN["first third" if share < 1 / 2 else "last third"])
        if self._last_paragraph < 0:
            columns.append(_COLUMN["only paragraph"])
        elif place.start > self._last_paragraph:
            columns.append(_COLUMN["last paragraph"])
        if end - begin > 250:  # noqa: PLR2004 - longer than nine of ten segments
            columns.append(_COLUMN["long segment"])
