"""Which skill phrases of the network become mentions of a posting, and how sure that is.

The network is too sure of itself; a logistic regression on a few facts of each phrase, fitted to postings
that the network had not seen, says how likely an expert would have marked a skill there.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from nlp.components.phrase_decoding import Floats
from nlp.components.phrase_reading import Phrases
from nlp.mentions import read_mentions
from nlp.section_places import read_sections

SECTIONS = ("duties", "required", "preferred", "benefits", "company", "eeo", "pay", "application", "other")
_CREDENTIALS = frozenset(("certification", "license", "degree", "clearance"))
_MOST = np.float32(8)
N_FACTS = 2 + 3 + 3 + len(SECTIONS)


def read_coverage(doc: Doc) -> NDArray[np.bool_]:
    """Whether a skill, a technology, a credential so far covers each token, shape (3, tokens)."""
    coverage = np.zeros((3, len(doc)), dtype=bool)
    for mention in read_mentions(doc):
        row = 0 if mention.kind == "skill" else 2 if mention.kind in _CREDENTIALS else 1
        coverage[row, mention.first : mention.last] = True
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
        totals = np.zeros((3, len(doc) + 1), dtype=np.int64)
        np.cumsum(read_coverage(doc), axis=1, out=totals[:, 1:])
        facts[part, 5:8] = ((totals[:, ends] - totals[:, starts]) / (ends - starts)).T
        facts[part, 8:] = _section_facts(doc, starts)
    return facts


def _log_odds(probability: Floats) -> Floats:
    bounded = np.clip(probability, 1e-4, 1 - 1e-4)
    odds: Floats = np.clip(np.log(bounded / (1 - bounded)), -_MOST, _MOST)
    return odds


def _section_facts(doc: Doc, starts: NDArray[np.int32]) -> Floats:
    """One of SECTIONS per phrase, shape (phrases, sections); all 0 where no section was found."""
    facts = np.zeros((len(starts), len(SECTIONS)), dtype=np.float32)
    sections = [section for section in read_sections(doc) if section.kind in SECTIONS]
    if sections:
        begins = np.array([section.first for section in sections])
        kinds = np.array([SECTIONS.index(section.kind) for section in sections])
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
