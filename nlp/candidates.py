"""Skill phrases outside the vocabulary that many employers write: candidates for the taxonomy."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nlp.folding import fold_form

_LEADING = re.compile(
    r"^(?:(?:a|an|the|and|or|of|in|with|for|to|our|your|their|strong|excellent|good|solid|proven|basic|advanced|"
    r"effective|exceptional|demonstrated|relevant|various|other|all) )+"
)
_TRAILING = re.compile(r"(?: (?:and|or|of|in|with|for|to|skills?|abilit(?:y|ies)|experience|knowledge))+$")
_PUNCTUATION = ".,;:!?()[]\"'*/ "
_MIN_PLURAL = 4
_MAX_WORDS = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may deserve a concept.

    Attributes:
        phrase: the commonest way of writing it.
        n_postings: postings that hold it, each counted once.
        n_employers: distinct employers among them; postings without an employer add none.
        n_required: postings that require it.
        confidence: mean of the mentions, 0-1.
    """

    phrase: str
    n_postings: int
    n_employers: int
    n_required: int
    confidence: float


@dataclass(slots=True)
class _Use:
    n_postings: int = 0
    n_required: int = 0
    employers: set[str] = field(default_factory=set)
    writings: Counter[str] = field(default_factory=Counter)
    confidence: float = 0.0


def find_candidates(
    records: Iterable[tuple[str | None, Mapping[str, Any]]],
    known: Collection[str] = (),
    min_employers: int = 3,
    min_postings: int = 3,
) -> list[Candidate]:
    """Open phrases that enough employers use, the most widespread first.

    Args:
        records: employer (null = unknown) and output record (DESIGN.md, contract 1) of each posting; error
            records are passed over.
        known: surface forms of the vocabulary in any letter case; phrases that are one of them are left out.
        min_employers: fewest distinct employers; a copied advertisement is no evidence of use.
        min_postings: fewest postings.
    """
    taken = {phrase_key(form) for form in known}
    uses: dict[str, _Use] = {}
    for employer, record in records:
        for key, mentions in _open_phrases(record).items():
            if key not in taken:
                _count(uses.setdefault(key, _Use()), employer, mentions)
    found = [
        _candidate(use)
        for use in uses.values()
        if len(use.employers) >= min_employers and use.n_postings >= min_postings
    ]
    return sorted(found, key=lambda one: (-one.n_employers, -one.n_postings, one.phrase))


def phrase_key(phrase: str) -> str:
    """What writings of a phrase share: case, hyphens, outer filler words and a plural at the end are folded.

    "" when nothing is left.
    """
    words = without_filler(fold_form(phrase)).split()
    if not words or len(words) > _MAX_WORDS:
        return ""
    last = words[-1]
    if len(last) > _MIN_PLURAL and last.endswith("s") and not last.endswith(("ss", "us", "is")):
        words[-1] = last[:-1]
    return " ".join(words)


def without_filler(phrase: str) -> str:
    """Take punctuation and filler words off the ends: "good communication skills" is about "communication".

    Args:
        phrase: in lower case.
    """
    return _TRAILING.sub("", _LEADING.sub("", phrase.strip(_PUNCTUATION))).strip(_PUNCTUATION)


def _open_phrases(record: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    """Mentions of skills without a concept by the key of their phrase."""
    phrases: dict[str, list[Mapping[str, Any]]] = {}
    for mention in record.get("mentions", ()):
        if mention["kind"] == "skill" and mention["concept_id"] is None:
            key = phrase_key(mention["text"])
            if key:
                phrases.setdefault(key, []).append(mention)
    return phrases


def _count(use: _Use, employer: str | None, mentions: list[Mapping[str, Any]]) -> None:
    """Add one posting that holds the phrase."""
    use.n_postings += 1
    use.n_required += any(mention["requirement"] == "required" for mention in mentions)
    use.confidence += max(float(mention["confidence"]) for mention in mentions)
    use.writings[" ".join(mentions[0]["text"].split())] += 1
    if employer is not None and employer.strip():
        use.employers.add(" ".join(employer.casefold().split()))


def _candidate(use: _Use) -> Candidate:
    phrase, _ = min(use.writings.items(), key=lambda item: (-item[1], item[0]))
    return Candidate(
        phrase=phrase,
        n_postings=use.n_postings,
        n_employers=len(use.employers),
        n_required=use.n_required,
        confidence=round(use.confidence / use.n_postings, 4),
    )
