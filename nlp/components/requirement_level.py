"""Component `signalpost.requirement_level.v1`: required, preferred, mentioned or offered, for every mention.

A softmax regression over the section of a mention, the cues around it and their scope. What the posting says
it does not ask for ("no CDL required") is taken out of the mentions; what it provides ("we will sponsor your
CDL") is offered, by rule, because labelled postings hold next to no such case.
"""

import re
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.components.phrase_scan import fold
from nlp.components.requirement_features import (
    FEATURES,
    MentionPlace,
    PostingLayout,
    requirement_features,
)
from nlp.components.section_content import ContentModel, load_content_model
from nlp.components.sections import CONTENT_KEY
from nlp.components.segments import doc_segments
from nlp.doc_text import doc_text
from nlp.errors import ModelError
from nlp.factories import component_factory
from nlp.types import Requirement

LEVELS: tuple[Requirement, ...] = ("required", "preferred", "mentioned", "offered")
"""From the strongest to the weakest."""
MODEL_PATH = Path(__file__).parents[1] / "models" / "requirement_level.npz"
MODEL_VERSION = 1

_NEGATED_BEHIND = re.compile(
    r"^[^.;,:\n]{0,40}?\b(?:(?:is|are|was) )?(?:not (?:required|needed|necessary|a requirement|mandatory)|"
    r"unnecessary|n[o']t (?:required|needed|necessary))\b(?!,? (?:but|though|however|although))",
    re.IGNORECASE,
)
_NEGATED_BEFORE = re.compile(
    r"\b(?:no|without (?:a|an|any)|do(?:es)? not (?:require|need)(?: an?| any)?|"
    r"don['’]t (?:require|need)(?: an?| any)?|"
    r"not requir(?:e|ing)(?: an?| any)?|no need for(?: an?| any)?) (?:prior |previous |formal )?$",
    re.IGNORECASE,
)
_WISH = re.compile(r"prefer|plus|helpful|desir|asset|advantage", re.IGNORECASE)
_CREDENTIALS = frozenset({"certification", "license", "degree", "clearance"})
_OFFERED_BEFORE = re.compile(
    r"(?:\b(?:we|employer|company|hospital|district|agency)(?:['’]ll| will| can| also)? (?:sponsor|pay for|"
    r"cover)s?\b|"
    r"\bwill (?:sponsor|pay for)\b|\b(?:we['’]ll|will|we) (?:be )?train(?:ed)?(?: you)? (?:to|in|on|for|"
    r"towards?|as)\b|"
    r"\bpaid training\b|\b(?:help|assist) you (?:to )?(?:get|obtain|earn|become|in obtaining)\b|"
    r"\bopportunity to (?:earn|obtain|get|become)\b|\b(?:earn|get|obtain) your\b|\breimburse\w{0,4} (?:for|"
    r"of|your)\b|"
    r"\bfree (?:training|certification)\b)[^.;:\n]{0,30}$",
    re.IGNORECASE,
)
_OFFERED_BEHIND = re.compile(
    r"^[ -]{0,2}(?:license |certification |card |course |class |training |fees? |cost ){0,2}"
    r"(?:(?:is|are|will be) )?(?:provided|sponsored|reimbursed|paid (?:for )?by|offered|at no cost|"
    r"training (?:is |will be )?"
    r"(?:provided|offered|paid))\b",
    re.IGNORECASE,
)
_NEGATED_BY_NO = re.compile(r"^[^.;,:\n]{0,25}?\b(?:is |are )?(?:required|needed|necessary)\b", re.IGNORECASE)


@component_factory(
    "signalpost.requirement_level.v1",
    assigns=["span._.requirement", "doc.spans"],
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
    """Sets `span._.requirement` of every span in `doc.spans["mentions"]`; negated ones leave the group.

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
        spans = [span for span in doc.spans.get("mentions", ()) if not is_negated(text, span)]
        if "mentions" in doc.spans:
            doc.spans["mentions"] = spans
        begin = doc._.description_start
        judged = [span for span in spans if span.start_char >= begin]
        if not judged:
            return doc
        layout = PostingLayout(text, begin, doc_segments(doc), self._content_scores(doc), _sections(doc))
        places = [MentionPlace(span.start_char, span.end_char, span.label_) for span in judged]
        scores = requirement_features(layout, places) @ self._weights + self._bias
        for span, level in zip(judged, scores.argmax(axis=1).tolist(), strict=True):
            span._.requirement = "offered" if is_offered(text, span) else LEVELS[level]
        return doc

    def _content_scores(self, doc: Doc) -> list[list[float]]:
        """As the sections component left them, else computed here."""
        scores: list[list[float]] | None = doc.user_data.get(CONTENT_KEY)
        if scores is None:
            scores = self._content.scores(fold(doc_text(doc)), doc_segments(doc)).tolist()
        return scores


def is_negated(text: str, span: Span) -> bool:
    """Whether the posting does not ask for the mention: "no CDL required", "SAP is not required"."""
    before = text[max(0, span.start_char - 40) : span.start_char]
    behind = text[span.end_char : span.end_char + 70]
    if _NEGATED_BEFORE.search(before):
        return not before.lower().rstrip().endswith("no") or _NEGATED_BY_NO.match(behind) is not None
    negation = _NEGATED_BEHIND.match(behind)
    return negation is not None and _WISH.search(negation.group()) is None


def is_offered(text: str, span: Span) -> bool:
    """Whether the employer provides it or trains for it: "we will sponsor your CDL", "paid CNA training"."""
    before = text[max(0, span.start_char - 70) : span.start_char]
    if _OFFERED_BEFORE.search(before):
        return True
    return (
        span.label_ in _CREDENTIALS
        and _OFFERED_BEHIND.match(text[span.end_char : span.end_char + 60]) is not None
    )


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


def _sections(doc: Doc) -> list[tuple[int, int, str, bool]]:
    return [
        (span.start_char, span.end_char, span.label_, span.id_ == "headed")
        for span in doc.spans.get("sections", ())
    ]
