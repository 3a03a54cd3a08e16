"""Postings in, output records of contract 1 (DESIGN.md) out."""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

import nlp.components.schedule  # noqa: F401 - registers the extensions that the record reads
from nlp.components.occupation_corrections import Correction
from nlp.doc_text import doc_text
from nlp.errors import InvalidPostingError
from nlp.language import detect_language
from nlp.mentions import Mention, read_mentions
from nlp.pipeline import build_pipeline
from nlp.records import error_record
from nlp.types import ClusterCode, OccupationCode, PostingInput
from taxonomy.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from nlp.components.occupation import OccupationComponent

BATCH_SIZE = 128
# To learn a word takes far longer than to look it up; beyond these, words are forgotten with their batch.
_KEPT_WORDS = 30_000
_GC_THRESHOLD = 1_000_000
# Spans are for readers of a `Doc`; the records are made from the mentions themselves.
_NOT_RUN = frozenset(("mention_spans",))


class Extractor:
    """The pipeline behind a plain interface; one per process, not safe for threads."""

    def __init__(self, nlp: Language, vocabulary: Vocabulary) -> None:
        self._nlp = nlp
        self._concepts = vocabulary.concepts

    def use_corrections(self, corrections: Iterable[Correction]) -> None:
        """Let reviewers' decisions win over the occupation model; they replace those used before.

        Raises:
            ModelError: a correction names an unknown code.
        """
        component: OccupationComponent = self._nlp.get_pipe("occupation")  # type: ignore[assignment]
        component.coder.use_corrections(corrections)

    def classify(self, posting: PostingInput) -> tuple[OccupationCode | None, ClusterCode | None]:
        """Occupation with its evidence, and Cluster, of one posting."""
        component: OccupationComponent = self._nlp.get_pipe("occupation")  # type: ignore[assignment]
        doc = self._nlp(make_doc(self._nlp, posting))
        return component.explain(doc), doc._.cluster

    def extract(self, posting: PostingInput) -> dict[str, Any]:
        """The output record of one posting, or its error record."""
        return next(self.extract_many([posting]))

    def extract_many(self, postings: Iterable[PostingInput]) -> Iterator[dict[str, Any]]:
        """One record per posting, in order; the result does not depend on how postings are batched.

        A posting in another language than English gets its language and no mentions. A posting on which a
        component fails gets an error record, the others go on.
        """
        waiting = iter(postings)
        while batch := list(islice(waiting, BATCH_SIZE)):
            with self._zone():
                records = self._extract_batch(batch)
            yield from records

    def _zone(self) -> AbstractContextManager[object]:
        """Where the words of a batch are kept: the first ones, which are the usual ones, for good."""
        return self._nlp.memory_zone() if len(self._nlp.vocab) > _KEPT_WORDS else nullcontext()

    def _extract_batch(self, batch: list[PostingInput]) -> list[dict[str, Any]]:
        languages = [detect_language(posting.description or posting.title) for posting in batch]
        docs = {
            position: make_doc(self._nlp, posting)
            for position, posting in enumerate(batch)
            if languages[position] in ("en", None)
        }
        failures = self._process(docs)
        return [
            self._record(posting, docs.get(position), languages[position], failures.get(position))
            for position, posting in enumerate(batch)
        ]

    def _process(self, docs: dict[int, Doc]) -> dict[int, InvalidPostingError]:
        """Run each component over all docs before the next one, which is faster than doc by doc.

        A doc on which a component fails leaves `docs`; its error is returned under its key.
        """
        failures: dict[int, InvalidPostingError] = {}
        for name, component in self._nlp.pipeline:
            if name in _NOT_RUN or _runs_in_batch(component, docs):
                continue
            for position, doc in list(docs.items()):
                try:
                    component(doc)
                except Exception as error:  # noqa: BLE001 - whatever one posting does, the others go on
                    problem = f"component {name} failed: {type(error).__name__}: {error}"
                    failures[position] = InvalidPostingError(doc._.posting.posting_id, "posting", problem)
                    del docs[position]
        return failures

    def _record(
        self,
        posting: PostingInput,
        doc: Doc | None,
        language: str | None,
        failure: InvalidPostingError | None,
    ) -> dict[str, Any]:
        if doc is None and failure is not None:
            return error_record(failure)
        record: dict[str, Any] = {"id": posting.posting_id}
        if posting.was_html:
            record["text"] = posting.description
        doc = doc or make_doc(self._nlp, PostingInput(posting.posting_id, "", ""))
        education = doc._.education
        return record | {
            "mentions": self._mentions(doc),
            "occupation": _occupation(doc._.occupation),
            "cluster": _cluster(doc._.cluster),
            "pay": doc._.pay,
            "education": {"minimum": education} if education else None,
            "experience_years_min": doc._.experience_years_min,
            "employment_type": doc._.employment_type,
            "remote": doc._.remote,
            "shift": doc._.shift,
            "travel_pct": doc._.travel_pct,
            "openings": doc._.openings,
            "language": language,
        }

    def _mentions(self, doc: Doc) -> list[dict[str, Any]]:
        """Mentions by place; one that runs from the title into the description is none."""
        description_start = doc._.description_start
        title_end = description_start - 1
        found = [one for one in read_mentions(doc) if not one.start < title_end < one.end]
        found.sort(key=attrgetter("start", "end", "kind"))
        text = doc_text(doc)
        return [self._mention(mention, text, description_start) for mention in found]

    def _mention(self, mention: Mention, text: str, description_start: int) -> dict[str, Any]:
        start, end = mention.start, mention.end
        offset = 0 if start < description_start else description_start
        quote = text[start:end]
        concept = self._concepts.get(mention.concept_id)
        return {
            "start": start - offset,
            "end": end - offset,
            "field": "description" if offset else "title",
            "text": quote,
            "kind": mention.kind,
            "concept_id": mention.concept_id or None,
            "label": concept.label if concept else " ".join(quote.split()),
            "requirement": mention.requirement,
            "confidence": round(mention.confidence, 3),
        }


def _runs_in_batch(component: Callable[[Doc], Doc], docs: Mapping[int, Doc]) -> bool:
    """Let a component that can work on many docs do so; false when it cannot or one of them made it fail."""
    pipe = getattr(component, "pipe", None)
    if pipe is None:
        return False
    try:
        deque(pipe(docs.values(), batch_size=BATCH_SIZE), maxlen=0)
    except Exception:  # noqa: BLE001 - one by one it will be seen which posting it is
        return False
    return True


def make_doc(nlp: Language, posting: PostingInput) -> Doc:
    """Title and description as one `Doc`, laid out as `nlp.types` says; not yet processed."""
    doc = nlp.make_doc(f"{posting.title}\n{posting.description}")
    doc._.posting = posting
    doc._.description_start = len(posting.title) + 1
    return doc


@lru_cache(maxsize=1)
def load_extractor() -> Extractor:
    """The extractor with the default pipeline; loaded once per process.

    What has been loaded lives as long as the process, so the garbage collector is told to leave it alone and,
    as documents make many short-lived objects and few cycles, to look less often.

    Raises:
        ModelError: a trained artifact is missing. MissingTableError: a compiled table is missing.
    """
    extractor = Extractor(build_pipeline(), load_vocabulary())
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GC_THRESHOLD)
    return extractor


def _occupation(code: OccupationCode | None) -> dict[str, Any] | None:
    if code is None:
        return None
    return {
        "soc_code": code.soc_code,
        "title": code.title,
        "onet_soc_code": code.onet_soc_code,
        "probability": round(code.probability, 3),
        "alternatives": [
            {"soc_code": other.soc_code, "probability": round(other.probability, 3)}
            for other in code.alternatives
        ],
        "level": code.level,
        "level_code": code.level_code,
    }


def _cluster(code: ClusterCode | None) -> dict[str, Any] | None:
    if code is None:
        return None
    return {"name": code.name, "sub_cluster": code.sub_cluster, "probability": round(code.probability, 3)}
