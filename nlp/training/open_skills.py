"""Trains the selection of open skills: `python -m nlp.training --shared DIR open_skills`.

Postings are read by teachers of the phrase tagger that have not seen them, so that the confidence holds for
new postings. For lone sentences it is fitted to SkillSpan dev, which no network learns from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.open_skills import FORMAT, MODEL_PATH, sentence_facts, skill_phrases
from nlp.components.open_skills_bounds import says_nothing_new, tidy
from nlp.components.open_skills_selection import choose_apart, describe_phrases, probabilities
from nlp.components.phrase_decoding import Floats
from nlp.components.phrase_network import Networks
from nlp.components.phrase_reading import Phrases, join_phrases
from nlp.components.phrase_tagger import PhraseTagger, read_marks
from nlp.mentions import read_mentions
from nlp.pipeline import COMPONENTS, build_pipeline
from nlp.training.labels import is_written
from nlp.training.phrase_data import LabelledText, Range, read_postings, read_skillspan
from nlp.training.phrase_tagger import N_FOLDS, fold_of, read_teachers

SENTENCE_THRESHOLD = 0.5
THRESHOLDS = tuple(step / 50 for step in range(10, 41))
_STRENGTH = 0.1


def train(shared: Path) -> None:
    """Fit the selection and write it to `nlp/models/`; phrase tagger and judge must have been trained.

    Raises:
        ModelError: the teachers of the phrase tagger are not there.
        FileNotFoundError: `shared` lacks a labelled set.
    """
    nlp = build_pipeline(COMPONENTS[: COMPONENTS.index("open_skills")])
    judged = [judge_postings(fold) for fold in read_folds(shared, nlp, read_teachers()) if fold]
    by_fold = [fit_coefficients([*judged[:number], *judged[number + 1 :]]) for number in range(len(judged))]
    threshold = choose_threshold(judged, by_fold)
    counts = np.sum(
        [count_skills(one, own, threshold) for one, own in zip(judged, by_fold, strict=True)], axis=0
    )
    right, marked, found, wanted = counts.tolist()
    print(  # noqa: T201
        f"open_skills: on postings that the tagger had not seen, precision {right / marked:.3f}, "
        f"recall {found / wanted:.3f}, threshold {threshold}"
    )
    dev = read_skillspan(shared / "data" / "evaluation" / "skillspan_dev.jsonl", nlp)
    sentences = judge_sentences(dev)
    of_sentences = fit_coefficients([sentences])
    relaxed, strict = score_sentences(sentences, of_sentences, SENTENCE_THRESHOLD)
    print(f"open_skills: tagger alone on SkillSpan dev, relaxed F1 {relaxed:.3f}, strict F1 {strict:.3f}")  # noqa: T201
    np.savez_compressed(
        MODEL_PATH,
        format=np.array(FORMAT),
        coefficients=fit_coefficients(judged),
        threshold=np.array(threshold),
        sentence_coefficients=of_sentences,
        sentence_threshold=np.array(SENTENCE_THRESHOLD),
    )


def read_folds(shared: Path, nlp: Language, teachers: Sequence[Networks]) -> list[list[LabelledText]]:
    """Real postings whose skills were labelled, by fold, each read by the teacher that has not seen it."""
    tagger = nlp.get_pipe("phrase_tagger")
    if not isinstance(tagger, PhraseTagger):
        raise TypeError("the pipeline's phrase_tagger is of another class")
    folds = []
    for fold in range(N_FOLDS):
        tagger.use(teachers[fold])
        texts = read_postings(shared, nlp, _fold_test(fold))
        folds.append([text for text in texts if "posting" in text.spans])
    return folds


@dataclass(frozen=True, slots=True)
class Judged:
    """Phrases of labelled texts.

    Attributes:
        texts: with the doc as the components before open skills leave it.
        phrases: what a network that has not learnt from them marked.
        facts: of each phrase, shape (phrases, facts).
        is_right: whether an expert marked something there, shape (phrases,).
    """

    texts: Sequence[LabelledText]
    phrases: Phrases
    facts: Floats
    is_right: NDArray[np.bool_]


def _fold_test(fold: int) -> Callable[[str], bool]:
    return lambda posting_id: fold_of(posting_id) == fold and not is_written(posting_id)


def judge_postings(texts: Sequence[LabelledText]) -> Judged:
    """Compare what the tagger marked in postings with their labels; optional ones count as right."""
    docs = [text.doc for text in texts]
    phrases = _in_descriptions(docs, skill_phrases(docs))
    labels = [[*text.spans["posting"], *text.optional.get("posting", ())] for text in texts]
    return Judged(texts, phrases, describe_phrases(docs, phrases), _are_right(docs, phrases, labels))


def judge_sentences(texts: Sequence[LabelledText]) -> Judged:
    """The same for lone sentences, which carry SkillSpan's labels."""
    read = [text for text in texts if read_marks(text.doc) is not None]
    marks = [read_marks(text.doc) for text in read]
    phrases = join_phrases([one.phrases for one in marks if one is not None])
    labels = [[*text.spans["skill"], *text.spans["knowledge"]] for text in read]
    docs = [text.doc for text in read]
    return Judged(read, phrases, sentence_facts(phrases), _are_right(docs, phrases, labels))


def fit_coefficients(judged: Sequence[Judged]) -> Floats:
    """Logistic regression of being right; the last coefficient is the intercept."""
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    model.fit(np.concatenate([one.facts for one in judged]), np.concatenate([one.is_right for one in judged]))
    return np.append(model.coef_[0], model.intercept_[0]).astype(np.float32)


def choose_threshold(judged: Sequence[Judged], coefficients: Sequence[Floats]) -> float:
    """The threshold with the best F1 of skills, existing skill mentions counted in.

    Args:
        judged: postings of each fold.
        coefficients: of each fold, fitted to the others.
    """
    scores = []
    for threshold in THRESHOLDS:
        counts = np.sum(
            [count_skills(one, own, threshold) for one, own in zip(judged, coefficients, strict=True)], axis=0
        )
        scores.append(f1(counts))
    return THRESHOLDS[int(np.argmax(scores))]


def score_sentences(judged: Judged, coefficients: Floats, threshold: float) -> tuple[float, float]:
    """Relaxed and strict F1 of the phrases at or above the threshold; the same range counts once."""
    sure = probabilities(judged.facts, coefficients)
    marked: list[set[Range]] = [set() for _ in judged.texts]
    for index in np.flatnonzero(sure >= threshold).tolist():
        number = int(judged.phrases.docs[index])
        span = judged.texts[number].doc[int(judged.phrases.starts[index]) : int(judged.phrases.ends[index])]
        marked[number].add((span.start_char, span.end_char))
    relaxed, strict = np.zeros(4, dtype=np.int64), np.zeros(4, dtype=np.int64)
    for text, mine in zip(judged.texts, marked, strict=True):
        wanted = {*text.spans["skill"], *text.spans["knowledge"]}
        both = len(wanted & mine)
        hits = sum(_overlaps(one, list(wanted)) for one in mine)
        found = sum(_overlaps(one, list(mine)) for one in wanted)
        relaxed += np.array([hits, len(mine), found, len(wanted)])
        strict += np.array([both, len(mine), both, len(wanted)])
    return f1(relaxed), f1(strict)


def count_skills(judged: Judged, coefficients: Floats, threshold: float) -> NDArray[np.int64]:
    """Right mentions, mentions, found labels, labels; by overlap, a mention's text once per posting."""
    phrases = judged.phrases
    chosen = choose_apart(phrases, probabilities(judged.facts, coefficients), threshold)
    ranges: dict[int, list[Range]] = {}
    for index in chosen:
        doc = judged.texts[int(phrases.docs[index])].doc
        place = tidy(doc, int(phrases.starts[index]), int(phrases.ends[index]))
        if place[0] < place[1] and not says_nothing_new(doc, place, read_mentions(doc)):
            span = doc[place[0] : place[1]]
            ranges.setdefault(int(phrases.docs[index]), []).append((span.start_char, span.end_char))
    totals = np.zeros(4, dtype=np.int64)
    for number, text in enumerate(judged.texts):
        known = [
            (mention.start, mention.end)
            for mention in read_mentions(text.doc)
            if mention.kind == "skill" and mention.start >= text.doc._.description_start
        ]
        totals += _count(text, [*known, *ranges.get(number, [])])
    return totals


def _count(text: LabelledText, marked: Sequence[Range]) -> NDArray[np.int64]:
    wanted = text.spans["posting"]
    allowed = [*wanted, *text.optional.get("posting", ())]
    groups: dict[str, bool] = {}
    for start, end in marked:
        key = text.doc.text[start:end].lower().strip()
        groups[key] = groups.get(key, False) or _overlaps((start, end), allowed)
    quotes: dict[str, bool] = {}
    for start, end in wanted:
        key = text.doc.text[start:end].lower()
        quotes[key] = quotes.get(key, False) or _overlaps((start, end), marked)
    return np.array([sum(groups.values()), len(groups), sum(quotes.values()), len(quotes)])


def f1(counts: NDArray[np.int64]) -> float:
    """Harmonic mean of precision and recall; 0 when nothing is right."""
    right, marked, found, wanted = counts.tolist()
    precision, recall = right / max(marked, 1), found / max(wanted, 1)
    return 2 * precision * recall / (precision + recall) if right and found else 0.0


def _overlaps(one: Range, others: Sequence[Range]) -> bool:
    return any(one[0] < end and start < one[1] for start, end in others)


def _are_right(docs: Sequence[Doc], phrases: Phrases, labels: Sequence[Sequence[Range]]) -> NDArray[np.bool_]:
    """Whether each phrase overlaps a label of its doc, shape (phrases,)."""
    right = []
    for number, start, end in zip(phrases.docs, phrases.starts, phrases.ends, strict=True):
        span = docs[number][int(start) : int(end)]
        right.append(_overlaps((span.start_char, span.end_char), labels[number]))
    return np.array(right, dtype=bool)


def _in_descriptions(docs: Sequence[Doc], phrases: Phrases) -> Phrases:
    begins = [
        next((token.i for token in doc if token.idx >= doc._.description_start), len(doc)) for doc in docs
    ]
    return phrases.part(phrases.starts >= np.array(begins, dtype=np.int32)[phrases.docs])
