"""Trains the judge of mentions: `python -m nlp.training --shared DIR mention_judge`.

Candidates of the matcher, the patterns and the degree heads over labelled postings are the examples; an
example is positive when an expert marked a quote of its kind there. Sentences of SkillSpan train add examples
of skills and technologies at a lower weight.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.strings import get_string_id

from nlp.components.mention_judge import FORMAT, MODEL_PATH, MentionJudge, is_word_template, write_model
from nlp.components.phrase_network import Networks, read_networks
from nlp.components.phrase_tagger import PhraseTagger
from nlp.components.segments import segment_starts
from nlp.extractor import make_doc
from nlp.mention_features import Feature, mention_features
from nlp.mentions import read_mentions
from nlp.pipeline import CANDIDATE_COMPONENTS, COMPONENTS, build_pipeline
from nlp.training.form_priors import collect_priors, sample_postings
from nlp.training.gold import KINDS, GoldPosting, read_gold_postings, read_gold_sentences
from nlp.training.labels import is_written
from nlp.training.phrase_tagger import fold_of as tagger_fold_of
from nlp.training.phrase_tagger import read_teachers
from nlp.training.weak_labels import weak_label
from nlp.types import PostingInput

SEED = 20261122
N_FOLDS = 5
READING_COMPONENTS = COMPONENTS[: COMPONENTS.index("mention_judge")]
SENTENCE_WEIGHT = 0.05
WEAK_WEIGHT = 0.06
EXCERPT_WEIGHT = 0.3
EXCERPT_SEGMENTS = 2
EXCERPT_STEP = 5
MAX_EXCERPTS = 8
MAX_WEAK = 4000
WEAK_STEP = 3  # every third posting of the sample
OPTIONAL_WEIGHT = 0.5
REGULARISATION = 0.5
MIN_COUNT = 2
MIN_WEIGHT = 0.01
# Features of these templates are many and rarely seen, so they are trusted less: their values are scaled
# down.
SCALES = {"near": 0.5, "far": 0.3, "before": 0.7, "after": 0.7, "before2": 0.5, "after2": 0.5}
UNCALIBRATED = {"scale": 1.0, "offset": 0.0, "thresholds": dict.fromkeys(KINDS, 0.5), "priors": {}}
NEARLY = 0.005
# With few examples the best threshold is luck; an asked-for credential is worth more than a wrong one costs.
MAX_THRESHOLDS = dict.fromkeys(KINDS, 0.5) | {"certification": 0.4, "license": 0.4}
THRESHOLDS = tuple(step / 40 for step in range(8, 33))


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate: which posting it stands in, what the judge sees, what the expert said.

    `is_posting` is false for sentences out of context and for excerpts: they help to fit, they never test.
    """

    group: str
    is_posting: bool
    kind: str
    text: str
    features: list[Feature]
    is_wanted: bool
    weight: float
    is_excerpt: bool = False


def train(shared: Path) -> None:
    """Fit the judge on everything labelled and write it to `nlp/models/`.

    Raises:
        FileNotFoundError: `shared` lacks a labelled set.
    """
    examples, priors = prepare(shared)
    model = fit_judge(examples, cross_calibrate(examples) | {"priors": priors})
    write_model(model, MODEL_PATH)
    n_weights = sum(map(len, model["weights"].values()))
    sys.stdout.write(f"mention_judge: {len(examples)} examples, {n_weights} weights\n")


def fit_fold_models(shared: Path) -> list[dict[str, Any]]:
    """One model per fold, fitted without the postings of that fold (see `fold_of`), all calibrated alike."""
    examples, priors = prepare(shared)
    calibration = cross_calibrate(examples) | {"priors": priors}
    return [fit_judge(_without_fold(examples, fold), calibration) for fold in range(N_FOLDS)]


def prepare(shared: Path) -> tuple[list[Example], dict[str, str]]:
    """Examples of every source and the priors of forms with which they were described."""
    priors = collect_priors(build_pipeline(CANDIDATE_COMPONENTS), shared, SEED)
    nlp = build_pipeline(READING_COMPONENTS)
    return collect_examples(nlp, shared, priors, read_teachers()), priors


def collect_examples(
    nlp: Language, shared: Path, priors: dict[str, str], teachers: Sequence[Networks]
) -> list[Example]:
    """Examples of the labelled postings (weight 1, optional items less) and of SkillSpan's sentences.

    Args:
        nlp: the candidate components and the phrase tagger.
        shared: directory with the labelled sets.
        priors: from `collect_priors`.
        teachers: networks that have not seen the postings of a fold of the phrase tagger, by fold.
    """
    tagger = nlp.get_pipe("phrase_tagger")
    if not isinstance(tagger, PhraseTagger):
        raise TypeError("the pipeline's phrase_tagger is of another class")
    gold = read_gold_postings(shared)
    examples: list[Example] = []
    for fold, networks in enumerate(teachers):
        tagger.use(networks)
        unseen = [one for one in gold if tagger_fold_of(one.posting.posting_id) == fold]
        examples += posting_examples(nlp, unseen, priors)
        short = [excerpt for one in unseen for excerpt in take_excerpts(one)]
        examples += posting_examples(nlp, short, priors, excerpt_weight=EXCERPT_WEIGHT)
    tagger.use(read_networks())
    sentences = read_gold_sentences(shared / "data" / "evaluation" / "skillspan_train.jsonl")
    examples += posting_examples(nlp, sentences, priors, sentence_weight=SENTENCE_WEIGHT)
    return examples + weak_examples(nlp, islice(sample_postings(shared, SEED), 0, None, WEAK_STEP), priors)


def posting_examples(
    nlp: Language,
    postings: Iterable[GoldPosting],
    priors: dict[str, str],
    sentence_weight: float | None = None,
    excerpt_weight: float | None = None,
) -> list[Example]:
    """Every candidate in a description as an example; kinds that were not labelled are left out.

    Args:
        nlp: the candidate components.
        postings: whole postings, or sentences when `sentence_weight` is given.
        priors: from `collect_priors`.
        sentence_weight: weight of an example out of context.
        excerpt_weight: the same for parts of the postings, which are left out of a fold with them.
    """
    examples = []
    weight = sentence_weight or excerpt_weight or 1.0
    for gold in postings:
        doc = nlp(make_doc(nlp, gold.posting))
        mentions = read_mentions(doc)
        offset = doc._.description_start
        for mention, features in zip(mentions, mention_features(doc, mentions, priors), strict=True):
            if mention.start < offset or mention.kind not in gold.kinds:
                continue
            wanted, optional = gold.label(mention.kind, mention.start - offset, mention.end - offset)
            examples.append(
                Example(
                    group=gold.posting.posting_id,
                    is_posting=sentence_weight is None and excerpt_weight is None,
                    is_excerpt=excerpt_weight is not None,
                    kind=mention.kind,
                    text=doc.text[mention.start : mention.end].lower(),
                    features=_readable(nlp, features),
                    is_wanted=wanted,
                    weight=weight * (OPTIONAL_WEIGHT if optional else 1.0),
                )
            )
    return examples


def weak_examples(nlp: Language, postings: Iterable[PostingInput], priors: dict[str, str]) -> list[Example]:
    """Candidates of unlabelled postings that `weak_label` is sure about, at most about `MAX_WEAK`."""
    examples = []
    for posting in postings:
        doc = nlp(make_doc(nlp, posting))
        mentions = read_mentions(doc)
        for mention, features in zip(mentions, mention_features(doc, mentions, priors), strict=True):
            readable = _readable(nlp, features)
            near = frozenset(str(value) for template, value in readable if template.startswith("near."))
            text = doc.text[mention.start : mention.end]
            wanted = weak_label(mention.kind, text, readable, near)
            if wanted is not None:
                examples.append(
                    Example(
                        posting.posting_id, False, mention.kind, text.lower(), readable, wanted, WEAK_WEIGHT
                    )
                )
    return examples[:: 1 + len(examples) // MAX_WEAK]


def fit_judge(examples: list[Example], calibration: dict[str, Any]) -> dict[str, Any]:
    """Fit one judge.

    Args:
        examples: at least one of each answer.
        calibration: "scale", "offset" and "thresholds", from `cross_calibrate`.
    """
    counts = Counter(feature for example in examples for feature in set(example.features))
    index = {
        feature: number
        for number, feature in enumerate(
            sorted(
                (one for one, count in counts.items() if count >= MIN_COUNT and not _is_edge(one)), key=str
            )
        )
    }
    matrix = _matrix(examples, index)
    answers = np.array([example.is_wanted for example in examples])
    weights = np.array([example.weight for example in examples])
    fitted = LogisticRegression(C=REGULARISATION, solver="liblinear", random_state=SEED, max_iter=300)
    fitted.fit(matrix, answers, sample_weight=weights)
    tables: dict[str, dict[str, float]] = {}
    for (template, value), column in index.items():
        weight = round(float(fitted.coef_[0, column]) * scale_of(template), 3)
        if abs(weight) >= MIN_WEIGHT:
            tables.setdefault(template, {})[str(value)] = weight
    return {"format": FORMAT, "bias": round(float(fitted.intercept_[0]), 4), "weights": tables, **calibration}


def cross_calibrate(examples: list[Example]) -> dict[str, Any]:
    """Scale, offset and thresholds from scores that judges gave to postings they were not trained on."""
    held_out = []
    for fold in range(N_FOLDS):
        judge = MentionJudge(fit_judge(_without_fold(examples, fold), UNCALIBRATED))
        tested = [one for one in examples if is_tested(one) and fold_of(one.group) == fold]
        held_out += [(example, judge.score(hashed_features(example.features))) for example in tested]
    scores = np.array([[score] for _, score in held_out])
    answers = np.array([example.is_wanted for example, _ in held_out])
    line = LogisticRegression(C=1e6).fit(scores, answers)
    scale, offset = float(line.coef_[0, 0]), float(line.intercept_[0])
    probabilities = 1.0 / (1.0 + np.exp(-(scale * scores[:, 0] + offset)))
    judged = [(example, float(value)) for (example, _), value in zip(held_out, probabilities, strict=True)]
    thresholds = {
        kind: best_threshold([pair for pair in judged if pair[0].kind == kind], MAX_THRESHOLDS[kind])
        for kind in KINDS
    }
    return {"scale": round(scale, 4), "offset": round(offset, 4), "thresholds": thresholds}


def is_tested(example: Example) -> bool:
    """Whether the example is of a real posting, whole: those that figures are measured on."""
    return example.is_posting and not is_written(example.group)


def take_excerpts(gold: GoldPosting) -> list[GoldPosting]:
    """Runs of a few segments as if they were the whole description: short texts hold little context."""
    text = gold.posting.description
    starts = [*segment_starts(text), len(text)]
    excerpts = []
    for number in range(0, len(starts) - 1, EXCERPT_STEP):
        begin, end = starts[number], starts[min(number + EXCERPT_SEGMENTS, len(starts) - 1)]
        inside = [
            replace(item, places=places)
            for item in gold.items
            if (places := tuple((a - begin, b - begin) for a, b in item.places if begin <= a and b <= end))
        ]
        if inside:
            posting = PostingInput(gold.posting.posting_id, gold.posting.title, text[begin:end])
            excerpts.append(GoldPosting(posting, tuple(inside), gold.kinds))
    return excerpts[:MAX_EXCERPTS]


def fold_of(posting_id: str) -> int:
    """The fold, 0 to 4, of a posting; the same in every component and run."""
    return crc32(posting_id.encode()) % N_FOLDS


def best_threshold(judged: Sequence[tuple[Example, float]], highest: float) -> float:
    """The middle of the thresholds whose F1 is nearly the best, at most `highest`.

    F1 is over distinct texts per posting, a text being right when one place of it is, as
    `tools/score.py` counts.
    """
    scores = {threshold: text_f1(judged, threshold) for threshold in THRESHOLDS}
    best = max(scores.values())
    near = [threshold for threshold, f1 in scores.items() if f1 >= best - NEARLY]
    return round(min(highest, sum(near) / len(near)), 3)


def text_f1(judged: Sequence[tuple[Example, float]], threshold: float) -> float:
    """F1 of the candidates at or above the threshold, each text once per posting."""
    n_wanted = len({(example.group, example.text) for example, _ in judged if example.is_wanted})
    kept = [example for example, probability in judged if probability >= threshold]
    texts = {(example.group, example.text) for example in kept}
    right = {(example.group, example.text) for example in kept if example.is_wanted}
    return 2 * len(right) / max(1, len(texts) + n_wanted)


def _without_fold(examples: list[Example], fold: int) -> list[Example]:
    return [
        example
        for example in examples
        if not (example.is_posting or example.is_excerpt) or fold_of(example.group) != fold
    ]


def scale_of(template: str) -> float:
    """By how much the features of a template are scaled down."""
    return SCALES.get(template.partition(".")[0], 1.0)


def hashed_features(features: list[Feature]) -> list[Feature]:
    """Features as the judge sees them at run time: words as hashes."""
    return [
        (template, get_string_id(str(value)) if is_word_template(template) else value)
        for template, value in features
    ]


def _readable(nlp: Language, features: list[Feature]) -> list[Feature]:
    """Words spelt out, so that the model file can be read and does not depend on a string store."""
    strings = nlp.vocab.strings
    return [
        (template, strings[value] if isinstance(value, int) and value else str(value or ""))
        for template, value in features
    ]


def _is_edge(feature: Feature) -> bool:
    """Whether the feature is the nothing beyond the end of a text: it is no word near the name."""
    template, value = feature
    return template.startswith("near.") and not value


def _matrix(examples: list[Example], index: dict[Feature, int]) -> csr_matrix:
    """Features of the examples; a word that stands twice beside a name counts twice, as it does in use."""
    rows: list[np.ndarray[tuple[int], np.dtype[np.int32]]] = [
        np.array(sorted(index[feature] for feature in example.features if feature in index), dtype=np.int32)
        for example in examples
    ]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate(rows)
    scales = np.array([scale_of(template) for template, _ in index])
    return csr_matrix((scales[columns], columns, ends), shape=(len(examples), len(index)))
