"""Component `signalpost.open_skills.v1`: skill phrases that no vocabulary holds.

The phrase tagger has marked them; in a whole posting a selection fitted to labelled postings keeps those that
an expert would mark and says how sure that is. A lone sentence, which has no sections to judge by, keeps the
phrases of the two label sets of SkillSpan.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

import nlp.types  # noqa: F401 - registers the extensions of Doc and Span
from nlp.candidates import without_filler
from nlp.components.open_skills_bounds import Range, says_nothing_new, tidy
from nlp.components.open_skills_selection import choose_apart, describe_phrases, probabilities
from nlp.components.phrase_decoding import Floats
from nlp.components.phrase_features import is_lone_sentence
from nlp.components.phrase_network import POSTING_HEAD
from nlp.components.phrase_reading import Phrases, join_phrases
from nlp.components.phrase_tagger import read_marks, save_arrays
from nlp.doc_text import doc_text
from nlp.errors import ModelError
from nlp.factories import component_factory
from nlp.mentions import Mention, place_of, read_mentions, token_places, write_mentions
from taxonomy.types import Concept
from taxonomy.vocabulary import load_vocabulary

MODEL_PATH = Path(__file__).parent.parent / "models" / "open_skills.npz"
FORMAT = 2
Weights = dict[str, NDArray[np.generic]]
BATCH_SIZE = 64
# A skill of the vocabulary in a lone sentence needs this much support from the network to stay.
_MIN_SUPPORT = 0.2


@component_factory(
    "signalpost.open_skills.v1", assigns=["doc.spans"], requires=["doc.spans", "doc._.description_start"]
)
def create_open_skills(nlp: Language, name: str) -> "OpenSkills":
    """The component with the packaged model.

    Raises:
        ModelError: the model is missing or of another format. MissingTableError: there is no vocabulary.
    """
    del nlp
    return OpenSkills(read_selection(), name, link_skills(load_vocabulary().concepts.values()))


class OpenSkills:
    """Adds mentions of skills with their confidence.

    A phrase that is, but for filler words, a skill of the vocabulary gets the concept's id.

    Args:
        weights: coefficients and thresholds of the selection.
        name: under which it stands in the pipeline.
        links: concept ids by form in lower case, as `link_skills` gives them.
    """

    def __init__(
        self, weights: Weights, name: str = "open_skills", links: Mapping[str, str] | None = None
    ) -> None:
        self.name = name
        self._links = links or {}
        self._load(weights)

    def _load(self, weights: Weights) -> None:
        if int(weights.get("format", np.array(0))) != FORMAT:
            raise ModelError("open_skills", f"is not of format {FORMAT}")
        self._weights = weights
        self._coefficients = weights["coefficients"].astype(np.float32)
        self._threshold = float(weights["threshold"].astype(float))
        self._sentence_coefficients = weights["sentence_coefficients"].astype(np.float32)
        self._sentence_threshold = float(weights["sentence_threshold"].astype(float))

    def __call__(self, doc: Doc) -> Doc:
        """Tag one doc."""
        self._tag([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH_SIZE) -> Iterator[Doc]:
        """Tag docs in batches, which is faster; the mentions do not depend on the batch."""
        waiting = iter(stream)
        while batch := list(islice(waiting, batch_size)):
            self._tag(batch)
            yield from batch

    def _tag(self, docs: Sequence[Doc]) -> None:
        marked = [doc for doc in docs if read_marks(doc) is not None]
        self._tag_postings([doc for doc in marked if not is_lone_sentence(doc)])
        for doc in marked:
            if is_lone_sentence(doc):
                self._tag_sentence(doc)

    def _tag_postings(self, docs: Sequence[Doc]) -> None:
        if not docs:
            return
        phrases = skill_phrases(docs)
        sure = probabilities(describe_phrases(docs, phrases), self._coefficients)
        self._add_mentions(docs, phrases, sure, choose_apart(phrases, sure, self._threshold))

    def _tag_sentence(self, doc: Doc) -> None:
        """Phrases of the two heads of SkillSpan, which may nest.

        Skills of the vocabulary take the bounds of the phrase around them and leave when there is none.
        """
        marks = read_marks(doc)
        if marks is None:
            return
        phrases = marks.phrases
        sure = probabilities(sentence_facts(phrases), self._sentence_coefficients)
        kept = np.flatnonzero(sure >= self._sentence_threshold).tolist()
        ranges = [(int(phrases.starts[index]), int(phrases.ends[index])) for index in kept]
        _fit_known_skills(doc, ranges, marks.inside.max(axis=1, initial=0.0))
        self._add_to_doc(doc, ranges, sure[kept].tolist())

    def _add_mentions(
        self, docs: Sequence[Doc], phrases: Phrases, sure: Floats, chosen: Sequence[int]
    ) -> None:
        """Add the chosen phrases, tidied, to the mentions of their docs, in the order of their places."""
        by_doc: dict[int, tuple[list[Range], list[float]]] = {}
        for index in chosen:
            number = int(phrases.docs[index])
            places, confidences = by_doc.setdefault(number, ([], []))
            place = tidy(docs[number], int(phrases.starts[index]), int(phrases.ends[index]))
            if place[0] < place[1]:
                places.append(place)
                confidences.append(float(sure[index]))
        for number, (places, confidences) in by_doc.items():
            self._add_to_doc(docs[number], places, confidences, is_posting=True)

    def _add_to_doc(
        self, doc: Doc, phrases: list[Range], sure: list[float], *, is_posting: bool = False
    ) -> None:
        """Add phrases, as ranges of tokens, to the mentions; those in the title stay out.

        In a posting, those that say nothing new beside the mentions so far stay out too.
        """
        text, title_end = doc_text(doc), doc._.description_start
        tokens = token_places(doc)
        known = read_mentions(doc)
        mentions = list(known)
        taken = set(map(place_of, mentions))
        for place, confidence in zip(phrases, sure, strict=True):
            first, last = place
            start, end = tokens.begins[first], tokens.ends[last - 1]
            if place in taken or start < title_end:
                continue
            taken.add(place)
            concept_id = self._find_concept(text[start:end])
            if is_posting and not concept_id and says_nothing_new(doc, place, known):
                continue
            mention = Mention(start, end, first, last, "skill", concept_id, confidence=confidence)
            if not concept_id or not any(_repeats(mention, other) for other in mentions):
                mentions.append(mention)
        write_mentions(doc, sorted(mentions, key=place_of))

    def _find_concept(self, written: str) -> str:
        """The id of the skill of the vocabulary that a phrase is, "" when it is none."""
        form = " ".join(written.lower().split())
        return self._links.get(form) or self._links.get(without_filler(form), "")

    def to_bytes(self, **_: object) -> bytes:
        """The selection as bytes."""
        stream = BytesIO()
        save_arrays(stream, self._weights)
        return stream.getvalue()

    def from_bytes(self, content: bytes, **_: object) -> "OpenSkills":
        """Read what `to_bytes` gave."""
        with np.load(BytesIO(content), allow_pickle=False) as archive:
            self._load({name: archive[name] for name in archive.files})
        return self

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Write the selection into the pipeline's directory."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / MODEL_PATH.name).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: object) -> "OpenSkills":
        """Read the selection that `to_disk` wrote.

        Raises:
            ModelError: it is not there or of another format.
        """
        self._load(read_selection(Path(path) / MODEL_PATH.name))
        return self


def read_selection(path: Path = MODEL_PATH) -> Weights:
    """Read a file of coefficients and thresholds.

    Raises:
        ModelError: it is missing.
    """
    if not path.exists():
        raise ModelError("open_skills", f"{path} is missing")
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def skill_phrases(docs: Sequence[Doc]) -> Phrases:
    """What the tagger marked as skills of postings, at least one.

    Raises:
        ModelError: the tagger has not read a doc.
    """
    parts = []
    for doc in docs:
        marks = read_marks(doc)
        if marks is None:
            raise ModelError("open_skills", "needs the component phrase_tagger ahead of it")
        parts.append(marks.phrases.part(marks.phrases.heads == POSTING_HEAD))
    return join_phrases(parts)


def link_skills(concepts: Iterable[Concept]) -> dict[str, str]:
    """Concept ids of skills by form in lower case, without ambiguous forms and those of one letter case."""
    links: dict[str, str] = {}
    for concept in concepts:
        if concept.kind == "skill":
            for alias in concept.aliases:
                if not alias.is_exact and not alias.is_ambiguous:
                    links.setdefault(alias.text.lower(), concept.concept_id)
    return links


def _repeats(mention: Mention, other: Mention) -> bool:
    return (
        other.concept_id == mention.concept_id and other.first < mention.last and mention.first < other.last
    )


def sentence_facts(phrases: Phrases) -> Floats:
    """Log odds that the confidence in a phrase of a lone sentence rests on, shape (phrases, 2)."""
    bounded = np.clip(np.column_stack([phrases.weakest, phrases.edges]), 1e-4, 1 - 1e-4)
    odds: Floats = np.log(bounded / (1 - bounded)).astype(np.float32)
    return odds


def _fit_known_skills(doc: Doc, ranges: list[Range], support: Floats) -> None:
    """Give known skills the bounds of the shortest phrase around; drop those without support."""
    known = []
    tokens = token_places(doc)
    for mention in read_mentions(doc):
        around = [place for place in ranges if place[0] < mention.last and mention.first < place[1]]
        if mention.kind != "skill":
            known.append(mention)
        elif around:
            first, last = min(around, key=lambda place: place[1] - place[0])
            start, end = tokens.begins[first], tokens.ends[last - 1]
            known.append(replace(mention, start=start, end=end, first=first, last=last, origin=""))
        elif float(support[mention.first : mention.last].max(initial=0.0)) >= _MIN_SUPPORT:
            known.append(mention)
    write_mentions(doc, known)
