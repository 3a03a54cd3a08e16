"""Which skill phrases of the network become mentions of a posting, and how sure that is.

The network is too sure of itself; a logistic regression on a few facts of each phrase, fitted to postings
that the network had not seen, says how likely an expert would have marked a skill there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.components.phrase_decoding import Floats
from nlp.components.phrase_reading import Phrases
from nlp.mentions import read_mentions

SECTIONS = ("duties", "required", "preferred", "benefits", "company", "eeo", "pay", "application", "other")
_CREDENTIALS = frozenset(("certification", "license", "degree", "clearance"))
_MOST = np.float32(8)
N_FACTS = 2 + 3 + 3 + len(SECTIONS)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether an existing mention covers a token, shape (tokens,), by kind."""

    skills: NDArray[np.bool_]
    technologies: NDArray[np.bool_]
    credentials: NDArray[np.bool_]


def read_coverage(doc: Doc) -> Coverage:
    """Mark the tokens of the mentions so far."""
    coverage = Coverage(*(np.zeros(len(doc) + 1, dtype=bool) for _ in range(3)))
    for mention in read_mentions(doc):
        kinds = coverage.skills if mention.kind == "skill" else coverage.technologies
        if mention.kind in _CREDENTIALS:
            kinds = coverage.credentials
        kinds[mention.first : mention.last] = True
    return coverage


def describe_phrases(docs: Sequence[Doc], phrases: Phrases) -> Floats:
    """Facts of each phrase, shape (phrases, N_FACTS).

    Log odds of its weakest token and of its edges; length; existing mentions in it; section.
    """
    facts = np.zeros((len(phrases.docs), N_FACTS), dtype=np.float32)
    facts[:, 0] = _log_odds(phrases.weakest)
    facts[:, 1] = _log_odds(phrases.edges)
    lengths = phrases.ends - phrases.starts
    facts[:, 2] = np.log(lengths)
    facts[:, 3] = lengths == 1
    facts[:, 4] = lengths > 6  # noqa: PLR2004 - a clause rather than a name
    bounds = np.searchsorted(phrases.docs, np.arange(len(docs) + 1))
    for number, doc in enumerate(docs):
        part = slice(bounds[number], bounds[number + 1])
        if part.start == part.stop:
            continue
        starts, ends = phrases.starts[part], phrases.ends[part]
        coverage = read_coverage(doc)
        for column, covered in enumerate(
            (coverage.skills, coverage.technologies, coverage.credentials), start=5
        ):
            total = np.cumsum(np.append(0, covered))
            facts[part, column] = (total[ends] - total[starts]) / (ends - starts)
        facts[part, 8:] = _section_facts(doc, starts)
    return facts


def _log_odds(probability: Floats) -> Floats:
    bounded = np.clip(probability, 1e-4, 1 - 1e-4)
    odds: Floats = np.clip(np.log(bounded / (1 - bounded)), -_MOST, _MOST)
    return odds


def _section_facts(doc: Doc, starts: NDArray[np.int32]) -> Floats:
    """One of SECTIONS per phrase, shape (phrases, sections); all 0 where no section was found."""
    facts = np.zeros((len(starts), len(SECTIONS)), dtype=np.float32)
    sections = [span for span in doc.spans.get("sections", ()) if span.label_ in SECTIONS]
    if sections:
        begins = np.array([span.start for span in sections])
        kinds = np.array([SECTIONS.index(span.label_) for span in sections])
        at = np.searchsorted(begins, starts, side="right") - 1
        within = np.flatnonzero(at >= 0)
        facts[within, kinds[at[within]]] = 1
    return facts


def probabilities(facts: Floats, coefficients: Floats) -> Floats:
    """Logistic regression; the last coefficient is the intercept."""
    result: Floats = 1 / (1 + np.exp(-(facts @ coefficients[:-1] + coefficients[-1])))
    return result


def choose_apart(phrases: Phrases, sure: Floats, threshold: float) -> list[int]:
    """Indices of the surest phrases at or above the threshold that do not overlap, in order of place."""
    chosen: list[int] = []
    taken: dict[int, bytearray] = {}
    docs, starts, ends = phrases.docs.tolist(), phrases.starts.tolist(), phrases.ends.tolist()
    for index in np.argsort(-sure, kind="stable").tolist():
        if sure[index] < threshold:
            break
        start, end = starts[index], ends[index]
        tokens = taken.setdefault(docs[index], bytearray())
        if tokens.find(1, start, end) < 0:
            tokens.extend(bytes(max(0, end - len(tokens))))
            tokens[start:end] = b"\x01" * (end - start)
            chosen.append(index)
    return sorted(chosen)
