"""Component `signalpost.requirement_level.v1`: required, preferred, mentioned or offered, for every mention.

A softmax regression over the section of a mention, the cues around it and their scope. What the posting says
it does not ask for ("no CDL required") is taken out of the mentions; what it provides ("we will sponsor your
CDL") is offered, by rule, because labelled postings hold next to no such case.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.folded_text import doc_folded
from nlp.components.requirement_features import (
    FEATURES,
    MentionPlace,
    PostingLayout,
    active_features,
)
from nlp.components.requirement_rules import (
    CREDITED_BEFORE,
    CREDITED_BEHIND,
    NEGATED_BEFORE,
    NEGATED_BEHIND,
    OFFERED_BEFORE,
    OFFERED_BEHIND,
    WISHED_BEFORE,
    WordingIndex,
    closed_level,
    is_benefit,
    is_credited,
    is_negated,
    is_offered,
    is_own_training,
    is_wish_in_brackets,
    is_wish_of_another,
    is_wished,
    runs_on,
)
from nlp.components.section_content import ContentModel, load_content_model
from nlp.components.sections import CONTENT_KEY
from nlp.components.segments import doc_segments, segment_at
from nlp.doc_text import doc_text
from nlp.errors import ModelError
from nlp.factories import component_factory
from nlp.mentions import Mention, read_mentions, write_mentions
from nlp.section_places import read_sections
from nlp.types import Requirement

LEVELS: tuple[Requirement, ...] = ("required", "preferred", "mentioned", "offered")
"""From the strongest to the weakest."""
MODEL_PATH = Path(__file__).parents[1] / "models" / "requirement_level.npz"
MODEL_VERSION = 1
_REQUIRED, _PREFERRED, _MENTIONED, _OFFERED = range(len(LEVELS))


@component_factory(
    "signalpost.requirement_level.v1",
    assigns=["doc.spans"],
    requires=["doc.spans"],
)
def create_requirement_level(nlp: Language, name: str) -> "RequirementLevel":
    """Make the component.

    Args:
        nlp: the pipeline.
        name: under which it stands in the pipeline.

    Returns:
        The component, with its trained model.

    Raises:
        ModelError: a trained model is missing or of another version.
    """
    del nlp
    weights, bias = load_weights()
    return RequirementLevel(weights, bias, load_content_model(), name)


class RequirementLevel:
    """Sets the requirement of every mention; negated ones leave the mentions.

    Args:
        weights: shape (features, levels).
        bias: shape (levels,).
        content: the model of section words.
        name: under which it stands in the pipeline.
    """

    def __init__(
        self,
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
        content: ContentModel,
        name: str = "requirement_level",
    ) -> None:
        self.name = name
        self._weights = weights
        self._bias = bias
        self._content = content

    def __call__(self, doc: Doc) -> Doc:
        """Judge all mentions of the posting at once; those of the title are `mentioned`."""
        text = doc_text(doc)
        known = read_mentions(doc)
        if not known:
            return doc
        wordings = WordingIndex(doc_folded(doc))
        mentions = [mention for mention in known if not _is_negated(text, mention, wordings)]
        write_mentions(doc, mentions)
        begin = doc._.description_start
        judged = [mention for mention in mentions if mention.start >= begin]
        if not judged:
            return doc
        sections = [section[:4] for section in read_sections(doc)]
        layout = PostingLayout(
            text, begin, doc_segments(doc), self._content_scores(doc), sections, doc_folded(doc)
        )
        places = [MentionPlace(mention.start, mention.end, mention.kind) for mention in judged]
        scores = active_features(layout, places).weigh(self._weights) + self._bias
        levels = _carry_on(layout, places, scores.argmax(axis=1).tolist())
        for mention, place, best in zip(judged, places, levels, strict=True):
            mention.requirement = _level(layout, place, best, wordings)
        return doc

    def _content_scores(self, doc: Doc) -> NDArray[np.float32]:
        """As the sections component left them, else computed here."""
        scores: NDArray[np.float32] | None = doc.user_data.get(CONTENT_KEY)
        if scores is None:
            scores = self._content.scores(doc_folded(doc), doc_segments(doc))
        return scores


@lru_cache(maxsize=1)
def load_weights(path: Path = MODEL_PATH) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights, shape (features, levels), and bias of the package.

    Raises:
        ModelError: the artifact is missing or made for other features.
    """
    if not path.is_file():
        raise ModelError("requirement_level", f"{path} is missing")
    with np.load(path, allow_pickle=False) as arrays:
        names = tuple(str(arrays["features"]).split("\n"))
        if int(arrays["version"]) != MODEL_VERSION or names != FEATURES:
            raise ModelError("requirement_level", "made for other features")
        return arrays["weights"].astype(np.float32), arrays["bias"].astype(np.float32)


def _carry_on(layout: PostingLayout, places: list[MentionPlace], levels: list[int]) -> list[int]:
    """Levels in which an item behind a semicolon ("; or in social work") has that of the items before it.

    Args:
        layout: of the posting.
        places: of the mentions, in the order of the text.
        levels: what the model says of each, as numbers of LEVELS.
    """
    starts = layout.segments
    result = []
    before = inherited = _MENTIONED
    number_before = -1
    for place, level in zip(places, levels, strict=True):
        number = segment_at(starts, place.start)
        if number != number_before:
            chain = range(number_before + 1, number + 1)
            if number_before < 0 or not all(runs_on(layout.text, starts[one]) for one in chain):
                before = _MENTIONED
            number_before = number
            inherited = before if layout.section(place.start)[:2] != ("duties", True) else _MENTIONED
            before = _MENTIONED
        own = inherited if level == _MENTIONED else level
        if own in {_REQUIRED, _PREFERRED}:
            before = own
        result.append(own)
    return result


def _is_negated(text: str, mention: Mention, wordings: WordingIndex) -> bool:
    start, end = mention.start, mention.end
    return wordings.may_be_negated(start, end) and is_negated(
        text[max(0, start - NEGATED_BEFORE) : start], text[end : end + NEGATED_BEHIND]
    )


def _is_offered(text: str, place: MentionPlace, wordings: WordingIndex) -> bool:
    start, end = place.start, place.end
    return wordings.may_be_offered(start, end) and is_offered(
        text[max(0, start - OFFERED_BEFORE) : start], text[end : end + OFFERED_BEHIND], place.kind
    )


def _is_credited(text: str, place: MentionPlace, wordings: WordingIndex) -> bool:
    start, end = place.start, place.end
    return wordings.may_be_credited(start, end) and is_credited(
        text[max(0, start - CREDITED_BEFORE) : start], text[end : end + CREDITED_BEHIND], place.kind
    )


def _level(layout: PostingLayout, place: MentionPlace, best: int, wordings: WordingIndex) -> Requirement:
    """The level that the model finds best, where no clear wording says another."""
    text, segments = layout.text, layout.segments
    number = segment_at(segments, place.start)
    last = segment_at(segments, place.end - 1)
    stop = segments[last + 1] if last + 1 < len(segments) else len(text)
    behind = text[place.end : max(place.end, min(stop, place.end + 200))]
    if _is_offered(text, place, wordings):
        return "offered"
    if layout.section(place.start)[:2] == ("benefits", True) and is_benefit(
        text[segments[number] : stop], place.kind
    ):
        return "offered"
    if _is_credited(text, place, wordings):
        return "mentioned"
    closed = closed_level(behind) if wordings.may_be_closed(place.end) else None
    if closed is not None:
        return closed
    if wordings.may_be_wished(place.start) and is_wished(
        text[max(0, place.start - WISHED_BEFORE) : place.start]
    ):
        return "preferred"
    section = layout.section(place.start)[0]
    if best == _PREFERRED and is_wish_of_another(behind, place.kind):
        return "mentioned" if section == "duties" else "required"
    if best == _PREFERRED and section == "required" and is_wish_in_brackets(behind):
        return "required"
    if best == _OFFERED and section == "duties" and is_own_training(text[segments[number] : stop]):
        return "mentioned"
    return LEVELS[best]
