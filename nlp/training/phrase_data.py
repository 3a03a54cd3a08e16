"""What open skills are learnt from: labelled sentences and postings, unlabelled text of all trades."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.phrase_decoding import BEGIN, INSIDE, LAST, N_TAGS, OUTSIDE, UNIT
from nlp.components.phrase_features import N_JOINTS, Lexicon, Sentences, read_sentences
from nlp.components.phrase_network import HEADS, NAME_HEADS
from nlp.extractor import make_doc
from nlp.training.form_priors import sample_postings
from nlp.training.gold import read_gold_postings
from nlp.training.labels import read_json_lines
from nlp.training.phrase_learner import Ids
from nlp.training.phrase_teaching import Labelled
from nlp.types import PostingInput

Range = tuple[int, int]
_SHORTEST_SENTENCE = 3
_SAME_POSTING = 150


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text and what people marked in it.

    Attributes:
        group: texts of one group are never split between training and test.
        doc: as `nlp.extractor.make_doc` lays it out.
        spans: characters of the doc by head; a head that is missing was not labelled.
        optional: characters that may be marked or not, by head.
    """

    group: str
    doc: Doc
    spans: Mapping[str, Sequence[Range]]
    optional: Mapping[str, Sequence[Range]] = field(default_factory=dict)

    @property
    def is_posting(self) -> bool:
        """Whether it is a whole posting, not a sentence of SkillSpan."""
        return "skill" not in self.spans and "knowledge" not in self.spans


def read_skillspan(path: Path, nlp: Language) -> list[LabelledText]:
    """SkillSpan's sentences with both of its label sets (Zhang and others, 2022)."""
    texts = []
    for row in read_json_lines(path):
        doc = nlp(make_doc(nlp, PostingInput(str(row["id"]), "", str(row["text"]))))
        marked = row["spans"]
        if not isinstance(marked, list):
            raise TypeError(f"{row['id']} has no spans")
        spans = {
            head: [
                (span["start"] + 1, span["end"] + 1) for span in marked if span["label"].casefold() == head
            ]
            for head in ("skill", "knowledge")
        }
        texts.append(LabelledText(str(row["doc"]), doc, spans))
    return texts


def read_postings(
    shared: Path, nlp: Language, which: Callable[[str], bool] = lambda _: True
) -> list[LabelledText]:
    """Labelled whole postings; overlapping quotes of a kind give way to the longest.

    Args:
        shared: directory with the labelled sets.
        nlp: finds candidates, or more.
        which: whether the posting of an id is wanted.
    """
    texts = []
    for gold in read_gold_postings(shared):
        if not which(gold.posting.posting_id):
            continue
        doc = nlp(make_doc(nlp, gold.posting))
        shift = doc._.description_start
        spans: dict[str, Sequence[Range]] = {}
        optional: dict[str, Sequence[Range]] = {}
        for head in ("posting", *NAME_HEADS):
            kind = "skill" if head == "posting" else head
            if kind not in gold.kinds:
                continue
            places: dict[bool, list[Range]] = {True: [], False: []}
            for item in gold.items:
                if item.kind == kind:
                    places[item.is_optional] += [(start + shift, end + shift) for start, end in item.places]
            spans[head] = without_overlaps(places[False])
            allowed = without_overlaps([*spans[head], *places[True]])
            optional[head] = [place for place in allowed if place not in spans[head]]
        texts.append(LabelledText(gold.posting.posting_id, doc, spans, optional))
    return texts


def without_overlaps(ranges: Sequence[Range]) -> list[Range]:
    """The longest of overlapping ranges, in order."""
    kept: list[Range] = []
    for start, end in sorted(set(ranges), key=lambda item: (item[0] - item[1], item[0])):
        if not any(start < stop and begin < end for begin, stop in kept):
            kept.append((start, end))
    return sorted(kept)


def token_features(sentences: Sentences, lexicon: Lexicon) -> Ids:
    """Features of every token, shape (tokens, 7), joint and hint last."""
    joints, hints = sentences.joints % N_JOINTS, sentences.joints // N_JOINTS
    return np.column_stack([lexicon.features[sentences.lexemes], joints, hints]).astype(np.int32)


def label_sentences(texts: Sequence[LabelledText], lexicon: Lexicon) -> list[Labelled]:
    """Sentences of the descriptions, with the tags that the labels allow."""
    labelled = []
    for text in texts:
        sentences = read_sentences([text.doc], lexicon)
        ids = token_features(sentences, lexicon)
        allowed, weights = _allowed_tags(text, sentences)
        ends = np.cumsum(sentences.lengths).tolist()
        for start, end in zip([0, *ends[:-1]], ends, strict=True):
            if text.doc[int(sentences.tokens[start])].idx >= text.doc._.description_start:
                labelled.append(Labelled(ids[start:end], allowed[:, start:end], weights))
    return labelled


def _allowed_tags(
    text: LabelledText, sentences: Sentences
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    tokens = [text.doc[token] for token in sentences.tokens.tolist()]
    offsets = np.array([token.idx for token in tokens])
    ends = np.array([token.idx + len(token) for token in tokens])
    allowed = np.ones((len(HEADS), len(tokens), N_TAGS), dtype=np.float32)
    weights = np.zeros(len(HEADS), dtype=np.float32)
    for number, head in enumerate(HEADS):
        if head not in text.spans:
            continue
        weights[number] = 1
        owner = np.zeros(len(tokens), dtype=np.int64)
        for position, (start, end) in enumerate(without_overlaps(text.spans[head]), start=1):
            owner[(offsets < end) & (start < ends)] = position
        allowed[number] = np.eye(N_TAGS, dtype=np.float32)[_tags_of(owner, sentences.lengths)]
        for start, end in text.optional.get(head, ()):
            allowed[number, (offsets < end) & (start < ends)] = 1
    return allowed, weights


def _tags_of(owner: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Tags of tokens that belong to numbered spans (0 = to none); a sentence's end cuts a span in two."""
    opens = np.append(True, owner[1:] != owner[:-1])
    opens[np.cumsum(lengths) - lengths] = True
    closes = np.append(opens[1:], True)
    tags = np.select([opens & closes, opens, closes], [UNIT, BEGIN, LAST], INSIDE)
    return np.where(owner > 0, tags, OUTSIDE)


def read_unlabelled(shared: Path, nlp: Language, seed: int) -> Iterator[Doc]:
    """Postings of all trades with their candidates, without those that were labelled."""
    gold = {text.posting.description[:_SAME_POSTING] for text in read_gold_postings(shared)}
    for posting in sample_postings(shared, seed):
        if posting.description[:_SAME_POSTING] not in gold:
            yield nlp(make_doc(nlp, posting))


def distinct_sentences(docs: Iterator[Doc], lexicon: Lexicon) -> list[Ids]:
    """Sentences of at least three tokens, each once."""
    seen: set[bytes] = set()
    result = []
    for doc in docs:
        sentences = read_sentences([doc], lexicon)
        ids = token_features(sentences, lexicon)
        ends = np.cumsum(sentences.lengths).tolist()
        for start, end in zip([0, *ends[:-1]], ends, strict=True):
            key = sentences.lexemes[start:end].tobytes()
            if end - start >= _SHORTEST_SENTENCE and key not in seen:
                seen.add(key)
                result.append(ids[start:end])
    return result


def read_plain_text(shared: Path) -> Iterator[str]:
    """Tasks, activities, names of technologies (O*NET) and labels of skills (ESCO), for the vectors."""
    onet = shared / "data" / "reference" / "onet_29_2"
    for name, column in (
        ("Task Statements", "Task"),
        ("DWA Reference", "DWA Title"),
        ("Technology Skills", "Example"),
    ):
        with (onet / f"{name}.txt").open(encoding="utf-8") as stream:
            yield from sorted({row[column] for row in csv.DictReader(stream, delimiter="\t")})
    with (shared / "data" / "reference" / "esco" / "esco_1_1_1_labels.csv").open(encoding="utf-8") as stream:
        yield from (row["description"] for row in csv.DictReader(stream))
