"""Component `signalpost.phrase_tagger.v1`: what a small network reads as skills and names of things.

It runs behind the matchers, whose candidates are hints to it, and ahead of the judge, to which what it says
of their tokens is evidence. Names that no vocabulary holds (systems, certificates, licenses, degrees) become
candidates for the judge; skill phrases wait for the component `open_skills`.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.phrase_features import is_lone_sentence
from nlp.components.phrase_network import HEADS, MODEL_PATH, NAME_HEADS, Networks, read_networks
from nlp.components.phrase_reading import Marks, Tagger
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from nlp.mentions import Mention, place_of, read_mentions, token_places, write_mentions

ORIGIN = "tagged"
"""`Mention.origin` of names that the network found."""
BATCH_SIZE = 64
# Added to the log odds of every tag but "outside": skills in postings, phrases of lone sentences.
POSTING_EAGERNESS = {HEADS.index("posting"): 0.4}
SENTENCE_EAGERNESS = dict.fromkeys((HEADS.index("skill"), HEADS.index("knowledge")), -0.15)
_MARKS_KEY = "signalpost.marks"
_LEAST_SURE = 0.2
_MOST_WORDS = 9
_EDGE_MARKS = frozenset("'\"`,;:.!?*-•/“”‘’…()")


@component_factory(
    "signalpost.phrase_tagger.v1", assigns=["doc.spans"], requires=["doc.spans", "doc._.description_start"]
)
def create_phrase_tagger(nlp: Language, name: str) -> "PhraseTagger":
    """The component with the packaged model.

    Raises:
        ModelError: the model is missing or of another format.
    """
    del nlp
    return PhraseTagger(read_networks(), name)


class PhraseTagger:
    """Leaves `Marks` for later components (`read_marks`) and adds names to the mentions.

    Args:
        networks: trained weights.
        name: under which it stands in the pipeline.
    """

    def __init__(self, networks: Networks, name: str = "phrase_tagger") -> None:
        self.name = name
        self.use(networks)

    def use(self, networks: Networks) -> None:
        """Read by other networks from now on."""
        self._networks = networks
        self._postings = Tagger(networks.postings)
        self._sentences = Tagger(networks.sentences)

    def __call__(self, doc: Doc) -> Doc:
        """Read one doc."""
        self._read([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH_SIZE) -> Iterator[Doc]:
        """Read docs in batches, which is faster; what is found does not depend on the batch."""
        waiting = iter(stream)
        while batch := list(islice(waiting, batch_size)):
            self._read(batch)
            yield from batch

    def _read(self, docs: Sequence[Doc]) -> None:
        postings: list[Doc] = []
        sentences: list[Doc] = []
        for doc in filter(len, docs):
            (sentences if is_lone_sentence(doc) else postings).append(doc)
        for doc, marks in zip(postings, self._postings.mark(postings, POSTING_EAGERNESS), strict=True):
            doc.user_data[_MARKS_KEY] = marks
            _add_names(doc, marks)
        for doc, marks in zip(sentences, self._sentences.mark(sentences, SENTENCE_EAGERNESS), strict=True):
            doc.user_data[_MARKS_KEY] = marks

    def to_bytes(self, **_: object) -> bytes:
        """The model as bytes."""
        stream = BytesIO()
        save_arrays(stream, self._networks.to_arrays())
        return stream.getvalue()

    def from_bytes(self, content: bytes, **_: object) -> "PhraseTagger":
        """Read what `to_bytes` gave."""
        with np.load(BytesIO(content), allow_pickle=False) as archive:
            self.use(Networks.from_arrays({name: archive[name] for name in archive.files}))
        return self

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Write the model into the pipeline's directory."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / MODEL_PATH.name).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: object) -> "PhraseTagger":
        """Read the model that `to_disk` wrote.

        Raises:
            ModelError: it is not there or of another format.
        """
        self.use(read_networks(Path(path) / MODEL_PATH.name))
        return self


def read_marks(doc: Doc) -> Marks | None:
    """What the tagger left of this doc; null when it has not read it."""
    marks: Marks | None = doc.user_data.get(_MARKS_KEY)
    return marks


def trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The range of tokens without marks at its edges; empty when it holds nothing else."""
    text, tokens = doc_text(doc), token_places(doc)
    begins, ends = tokens.begins, tokens.ends
    while first < last and text[begins[last - 1] : ends[last - 1]] in _EDGE_MARKS:
        last -= 1
    while first < last and text[begins[first] : ends[first]] in _EDGE_MARKS:
        first += 1
    return first, last


def save_arrays(stream: BytesIO, arrays: dict[str, NDArray[np.generic]]) -> None:
    """Write arrays in numpy's compressed form."""
    np.savez_compressed(stream, **arrays)  # type: ignore[arg-type]


def _add_names(doc: Doc, marks: Marks) -> None:
    """Names of the network that touch no candidate but skills."""
    phrases = marks.phrases
    is_name = (phrases.heads >= HEADS.index(NAME_HEADS[0])) & (phrases.weakest >= _LEAST_SURE)
    if not is_name.any():
        return
    text, tokens, begin = doc_text(doc), token_places(doc), doc._.description_start
    mentions = read_mentions(doc)
    taken = bytearray(len(doc))
    for mention in mentions:
        if mention.kind != "skill":
            taken[mention.first : mention.last] = b"\x01" * (mention.last - mention.first)
    added = []
    surest = np.flatnonzero(is_name)[np.argsort(-phrases.weakest[is_name], kind="stable")]
    for index in surest.tolist():
        first, last = trim(doc, int(phrases.starts[index]), int(phrases.ends[index]))
        if first >= last or last - first > _MOST_WORDS or taken.find(1, first, last) >= 0:
            continue
        start, end = tokens.begins[first], tokens.ends[last - 1]
        if start < begin or "\n" in text[start:end]:
            continue
        taken[first:last] = b"\x01" * (last - first)
        added.append(Mention(start, end, first, last, HEADS[int(phrases.heads[index])], origin=ORIGIN))
    if added:
        write_mentions(doc, sorted([*mentions, *added], key=place_of))
