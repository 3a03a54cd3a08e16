"""What `requirement_level` sees of a mention: its section, the cues around it and their scope, its place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
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
_REACH_LIMITS = (0, _TOUCHING, _NEAR, _FAR)
_REACHES: tuple[tuple[float, ...], ...] = (
    (0.0, 0.0, 0.0, 0.0),
    *(tuple(float(place == reach) for place in range(4)) for reach in range(4)),
)
_LONGEST_LEAD = 14
# Rare but telling features stand for more than 1, so that the penalty on weights does not silence them.
_CONNECTED_WEIGHT, _CLAUSE_WEIGHT, _SUBSTITUTE_WEIGHT = 6.0, 2.0, 3.0

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
_NO_CUES = (0.0,) * (FEATURES.index("demand start") - FEATURES.index("left preferred touching"))


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
    content: list[list[float]]
    sections: Sequence[tuple[int, int, str, bool]]
    folded: str = ""

    def section(self, offset: int) -> tuple[str, bool, int, int]:
        """Kind, whether a heading says so, start and end of the section that holds `offset`."""
        position = bisect_right(self.sections, offset, key=_section_start) - 1
        if position < 0:
            return "other", False, 0, len(self.text)
        start, end, kind, is_headed = self.sections[position]
        return kind, is_headed, start, end


def requirement_features(layout: PostingLayout, places: list[MentionPlace]) -> NDArray[np.float32]:
    """Shape (mentions, features), columns as in FEATURES."""
    view = _View(layout)
    return np.array([view.row(place) for place in places], dtype=np.float32)


@cache
def _context_features(section: str, is_headed: bool, kind: str) -> tuple[float, ...]:
    """The features that only the section and the kind of the mention decide."""
    return (
        *(float(section == other) for other in SECTION_KINDS),
        *(float(is_headed and section == other) for other in ("duties", "required", "preferred")),
        *(float(kind == other) for other in KIND_GROUPS),
        *(
            float(not is_headed and section == place and kind == other)
            for place in ("duties", "company")
            for other in KIND_GROUPS
        ),
    )


def _reach_features(distance: int) -> tuple[float, ...]:
    """One of touching, near, far, beyond; none at a distance of 0: there is no such cue."""
    return _REACHES[bisect_left(_REACH_LIMITS, distance)]


class _View:
    """One posting with its cues found, so that each mention only looks them up."""

    def __init__(self, layout: PostingLayout) -> None:
        self._layout = layout
        self._content = np.tanh(np.array(layout.content) / 4).tolist()
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
        self._openings: dict[int, tuple[float, float]] = {}

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

    def row(self, place: MentionPlace) -> list[float]:
        """Features of one mention, in the order of FEATURES."""
        layout = self._layout
        number = segment_at(layout.segments, place.start)
        begin = layout.segments[number]
        end = layout.segments[number + 1] if number + 1 < len(layout.segments) else len(layout.text)
        kind, is_headed, section_start, section_end = layout.section(place.start)
        begin, end = max(begin, section_start), max(place.end, min(end, section_end))
        return [
            *_context_features(kind, is_headed, place.kind),
            *self._content[number],
            *self._cue_features(place, begin, end),
            *self._place_features(place, begin, end),
            *self._section_features(place, number, begin, kind),
        ]

    def _cue_features(self, place: MentionPlace, begin: int, end: int) -> Sequence[float]:
        first, last = bisect_left(self._cue_starts, begin), bisect_left(self._cue_starts, end)
        if first == last:
            return _NO_CUES
        left, right = [0] * len(CUES), [0] * len(CUES)
        for start, stop, cue_class in self._cues[first:last]:
            if stop <= place.start:
                # "preferably" and its like wish for what follows, never for what stands before.
                left[_PREFERRED if cue_class == _RIGHTWARD else cue_class] = place.start - stop + 1
            elif start >= place.end and not right[cue_class]:
                right[cue_class] = start - place.end + 1
        wish, need = right[_PREFERRED], right[_REQUIRED]
        is_same_clause = bool(wish) and self._is_same_clause(place.end, place.end + wish - 1)
        return [
            *_reach_features(left[_PREFERRED]),
            *_reach_features(wish),
            *_reach_features(left[_REQUIRED]),
            *_reach_features(need),
            _CLAUSE_WEIGHT * is_same_clause,
            float(bool(wish) and not is_same_clause),
            float(bool(wish) and 0 < need < wish),
            float(0 < left[_REQUIRED] < left[_PREFERRED]),
            float(left[_OFFERED] > 0),
            float(right[_OFFERED] > 0),
            float(left[_USED] > 0),
            float(left[_SUBSTITUTE] > 0),
            _SUBSTITUTE_WEIGHT * (right[_SUBSTITUTE] > 0),
            _CONNECTED_WEIGHT
            * (left[_PREFERRED] > 0 and self._is_connected(place.start - left[_PREFERRED] + 1)),
            float(first < last and self._is_opening_wish(self._cues[first], begin)),
            float(0 < left[_NEGATED] <= _FAR),
            float(0 < right[_NEGATED] <= _FAR),
        ]

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

    def _section_features(self, place: MentionPlace, number: int, begin: int, kind: str) -> list[float]:
        layout = self._layout
        is_needed = kind in {"duties", "company"} and self._has_cue(_REQUIRED, begin, place.start)
        lead = self._leads[number]
        before = layout.segments[number - 1] if number else begin
        paragraph = self._paragraph_starts[bisect_right(self._paragraph_starts, place.start) - 1]
        return [
            float(lead == _PREFERRED),
            float(lead == _REQUIRED),
            float(kind == "duties" and is_needed),
            float(kind == "company" and is_needed),
            float(kind == "duties" and lead == _REQUIRED),
            float(self._has_cue(_PREFERRED, before, begin)),
            float(self._has_cue(_PREFERRED, paragraph, min(place.start, paragraph + 100))),
        ]

    def _has_cue(self, cue_class: int, begin: int, end: int) -> bool:
        starts = self._class_starts[cue_class]
        position = bisect_left(starts, begin)
        return position < len(starts) and starts[position] < end

    def _opening(self, begin: int) -> tuple[float, float]:
        """Whether a segment opens like a demand, and with a gerund; kept, as its mentions share it."""
        known = self._openings.get(begin)
        if known is None:
            opening = self._layout.text[begin : begin + 30]
            demand, gerund = _DEMAND_START.match(opening), _GERUND_START.match(opening)
            known = self._openings[begin] = float(demand is not None), float(gerund is not None)
        return known

    def _place_features(self, place: MentionPlace, begin: int, end: int) -> list[float]:
        layout = self._layout
        length = max(1, len(layout.text) - layout.description_start)
        share = (place.start - layout.description_start) / length
        return [
            *self._opening(begin),
            float(share < 1 / 3),
            float(share > 2 / 3),
            float(self._last_paragraph >= 0 and place.start > self._last_paragraph),
            float(self._last_paragraph < 0),
            float(end - begin > 250),  # noqa: PLR2004 - longer than nine of ten segments
        ]
