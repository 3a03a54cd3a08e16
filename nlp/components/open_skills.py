"""Component `signalpost.open_skills.v1`: skill phrases that no vocabulary holds.

A small network (`open_skills_network`) marks phrases; in a whole posting a selection fitted to labelled
postings keeps those that an expert would mark and says how sure that is. A lone sentence, which has no
sections to judge by, keeps the phrases of the two label sets of SkillSpan.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

import nlp.types  # noqa: F401 - registers the extensions of Doc and Span
from nlp.components.open_skills_decoding import Floats
from nlp.components.open_skills_features import is_lone_sentence
from nlp.components.open_skills_network import HEADS, MODEL_PATH, Network, read_network
from nlp.components.open_skills_selection import choose_apart, describe_phrases, probabilities
from nlp.components.open_skills_tagger import Phrases, Tagger
from nlp.factories import component_factory

BATCH_SIZE = 64
_POSTING_HEAD = HEADS.index("posting")


@component_factory(
    "signalpost.open_skills.v1", assigns=["doc.spans"], requires=["doc.spans", "doc._.description_start"]
)
def create_open_skills(nlp: Language, name: str) -> "OpenSkills":
    """The component with the packaged model.

    Raises:
        ModelError: the model is missing or of another format.
    """
    del nlp
    return OpenSkills(read_network(), name)


class OpenSkills:
    """Adds spans with `label_` "skill" and `kb_id_` "" to `doc.spans["mentions"]`, with `span._.confidence`.

    Args:
        network: trained weights with the coefficients and thresholds of the selection.
        name: under which it stands in the pipeline.
    """

    def __init__(self, network: Network, name: str = "open_skills") -> None:
        self.name = name
        self._load(network)

    def _load(self, network: Network) -> None:
        self._tagger = Tagger(network)
        weights = network.weights
        self._eagerness: list[float] = weights["eagerness"].astype(float).tolist()
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
        for is_lone in (False, True):
            chosen = [doc for doc in docs if is_lone_sentence(doc) is is_lone and len(doc)]
            if not chosen:
                continue
            phrases = self._tagger.mark(chosen, self._eagerness_of(is_lone=is_lone))
            if is_lone:
                self._add_sentence_mentions(chosen, phrases)
            else:
                self._add_posting_mentions(chosen, phrases)

    def _eagerness_of(self, *, is_lone: bool) -> list[float]:
        return self._eagerness[len(HEADS) :] if is_lone else self._eagerness[: len(HEADS)]

    def _add_posting_mentions(self, docs: Sequence[Doc], phrases: Phrases) -> None:
        sure = probabilities(describe_phrases(docs, phrases), self._coefficients)
        _add_mentions(docs, phrases, sure, choose_apart(phrases, sure, self._threshold))

    def _add_sentence_mentions(self, docs: Sequence[Doc], phrases: Phrases) -> None:
        """Phrases of the two heads of SkillSpan, which may nest; the third head knows postings only."""
        sure = probabilities(sentence_facts(phrases), self._sentence_coefficients)
        kept = np.flatnonzero((phrases.heads != _POSTING_HEAD) & (sure >= self._sentence_threshold))
        _add_mentions(docs, phrases, sure, kept.tolist())

    def to_bytes(self, **_: object) -> bytes:
        """The model as bytes."""
        stream = BytesIO()
        _save(stream, self._tagger.network.weights)
        return stream.getvalue()

    def from_bytes(self, content: bytes, **_: object) -> "OpenSkills":
        """Read what `to_bytes` gave."""
        with np.load(BytesIO(content), allow_pickle=False) as archive:
            self._load(Network({name: archive[name] for name in archive.files}))
        return self

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Write the model into the pipeline's directory."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / MODEL_PATH.name).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: object) -> "OpenSkills":
        """Read the model that `to_disk` wrote.

        Raises:
            ModelError: it is not there or of another format.
        """
        self._load(read_network(Path(path) / MODEL_PATH.name))
        return self


def sentence_facts(phrases: Phrases) -> Floats:
    """Log odds that the confidence in a phrase of a lone sentence rests on, shape (phrases, 2)."""
    bounded = np.clip(np.column_stack([phrases.weakest, phrases.edges]), 1e-4, 1 - 1e-4)
    odds: Floats = np.log(bounded / (1 - bounded)).astype(np.float32)
    return odds


def _add_mentions(docs: Sequence[Doc], phrases: Phrases, sure: Floats, chosen: list[int]) -> None:
    """Add the chosen phrases to the mentions of their docs, in the order of their places."""
    known: dict[int, set[tuple[int, int]]] = {}
    places = zip(phrases.docs.tolist(), phrases.starts.tolist(), phrases.ends.tolist(), strict=True)
    ranges = list(places)
    added: dict[int, list[Span]] = {}
    for index in chosen:
        number, start, end = ranges[index]
        doc = docs[number]
        if number not in known:
            known[number] = {(span.start, span.end) for span in doc.spans.get("mentions", ())}
            added[number] = []
        if (start, end) in known[number] or doc[start].idx < doc._.description_start:
            continue
        known[number].add((start, end))
        span = Span(doc, start, end, label="skill")
        span._.confidence = float(sure[index])
        added[number].append(span)
    for number, spans in added.items():
        mentions = [*docs[number].spans.get("mentions", ()), *spans]
        docs[number].spans["mentions"] = sorted(mentions, key=lambda span: (span.start, span.end))


def _save(stream: BytesIO, weights: dict[str, NDArray[np.generic]]) -> None:
    np.savez_compressed(stream, **weights)  # type: ignore[arg-type]
