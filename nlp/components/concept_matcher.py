"""Finds every surface form of the vocabulary: Aho-Corasick over a folded copy of the text.

All overlapping occurrences are asked for and then filtered by word boundaries: leftmost-longest search would
let a form that begins inside a word hide a real one. Overlaps are resolved longest first within a group of
kinds; a technology inside a longer skill phrase stays, a skill inside a longer technology or credential does
not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from spacy.language import Language
from spacy.tokens import Doc

from nlp.doc_text import doc_text
from nlp.everyday_phrases import EVERYDAY_PHRASES
from nlp.factories import component_factory
from nlp.folding import FoldedText, fold_form, fold_text
from nlp.mentions import read_mentions, token_places, write_mentions
from nlp.occupancy import Occupancy
from taxonomy.types import Alias, Concept
from taxonomy.vocabulary import load_vocabulary

Certainty: TypeAlias = Literal["sure", "ambiguous"]
_EVERYDAY = "everyday"
_GROUP = {
    "skill": 0,
    "technology": 1,
    "certification": 2,
    "license": 2,
    "degree": 2,
    "clearance": 2,
    _EVERYDAY: 3,
}
_GROUPS = tuple(sorted(set(_GROUP.values())))
_DOUBTFUL = 0.5
"""Where an ambiguous credential stands among the groups: behind a technology, ahead of a skill."""
_SHORT = 2
# The capital stands in front of the look behind it: the regular expression skips to it quickly.
_SHORT_WORD = re.compile(r"[A-Z](?<![A-Za-z0-9][A-Z])[A-Za-z0-9]?(?![A-Za-z0-9+#])")
# A method, not two names: "LC/MS/MS teams" holds neither "MS" nor "MS Teams".
_DOUBLED = re.compile(r"(?<![^\W_])([A-Z]{1,5})/\1(?![\w+#])")
_DENIED = "non "
_MIN_PLURAL = 4
# The other number of a form of ours that means something else: "security" and "securities".
_OTHER_SENSES = frozenset(
    {"alignment", "appeal", "clouds", "collection", "constructions", "correction", "discoveries"}
    | {"instructions", "sale", "securities"}
)
_MIN_GLUED = 5
_MIN_GLUED_CAPITALS = 3


@dataclass(frozen=True, slots=True)
class Form:
    """What a matched form stands for."""

    concept_id: str
    kind: str
    certainty: Certainty


class Candidate(NamedTuple):
    """A form found at [start, end) of the original text."""

    start: int
    end: int
    form: Form


class ConceptMatcher:
    """Compiled forms of a vocabulary.

    Args:
        concepts: any iterable of concepts; when two share a form in the same group of kinds, one that is
            not ambiguous wins, then the first.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        loose: dict[str, dict[int, Form]] = {}
        exact: dict[str, dict[int, Form]] = {}
        for concept in concepts:
            for alias in concept.aliases:
                _add_alias(exact if alias.is_exact else loose, concept, alias)
        for phrase in EVERYDAY_PHRASES:
            everyday = loose.setdefault(fold_form(phrase), {})
            everyday[_GROUP[_EVERYDAY]] = Form("", _EVERYDAY, "sure")
        self._short = {form: list(owners.values()) for form, owners in exact.items() if _is_short(form)}
        self._loose = _Automaton({form: owners for form, owners in loose.items() if not _is_short(form)})
        self._exact = _Automaton({form: owners for form, owners in exact.items() if not _is_short(form)})

    def __call__(self, doc: Doc) -> Doc:
        """Add the candidates to the mentions; their origin is "sure" or "ambiguous"."""
        text = doc_text(doc)
        found = _trust_joined(resolve_overlaps(self.find(text)), text)
        places = token_places(doc)
        mentions = [
            places.mention(start, end, form.kind, form.concept_id, form.certainty)
            for start, end, form in found
        ]
        write_mentions(doc, read_mentions(doc) + [mention for mention in mentions if mention is not None])
        return doc

    def find(self, text: str) -> list[Candidate]:
        """Every occurrence of every form at word boundaries, overlaps included."""
        folded = fold_text(text)
        found = self._loose.find(folded.lower, folded) + self._exact.find(folded.cased, folded)
        for match in _SHORT_WORD.finditer(text):
            for form in self._short.get(match[0], ()):
                if not _is_part_of_sign(text, match.start(), match.end()):
                    found.append(Candidate(match.start(), match.end(), form))
        doubled = [match.span() for match in _DOUBLED.finditer(text)] if "/" in text else []
        return [item for item in found if not any(start <= item.start < end for start, end in doubled)]


class _Automaton:
    """Aho-Corasick automaton with what its patterns stand for."""

    def __init__(self, forms: dict[str, dict[int, Form]]) -> None:
        self._forms = [list(owners.values()) for owners in forms.values()]
        self._automaton = AhoCorasick(
            list(forms),
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
            store_patterns=False,
        )

    def find(self, haystack: str, folded: FoldedText) -> list[Candidate]:
        found: list[Candidate] = []
        cased = folded.cased
        for index, start, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            if not _at_boundaries(haystack, start, end) and not _is_glued(cased, start, end):
                continue
            if _is_domain(cased, start, end) or _is_denied(haystack, start):
                continue
            first, last = folded.original(start, end)
            found += [Candidate(first, last, form) for form in self._forms[index]]
        return found


def _at_boundaries(text: str, start: int, end: int) -> bool:
    """Whether neither end of the range lies inside a word; an end that is a sign ("C++") never does."""
    inside_before = start > 0 and text[start].isalnum() and _continues(text, start)
    return not inside_before and not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


def _is_domain(text: str, start: int, end: int) -> bool:
    """Whether a form that begins with a stop ends an address: "www.acme.net" names no ".NET"."""
    return text[start] == "." and text[start - 1 : start].isalnum() and text[start:end].islower()


def _is_denied(folded: str, start: int) -> bool:
    """Whether "non-" stands ahead of the form: "non-English languages", "non-CDL driver"."""
    return folded[start - 4 : start].lower() == _DENIED and not folded[start - 5 : start - 4].isalnum()


def _continues(text: str, start: int) -> bool:
    """Whether the form goes on a word or an abbreviation: "A.A." in "S.A.A."."""
    if text[start - 1] == ".":
        return start > 1 and text[start - 2].isalnum() and text[start + 1 : start + 2] == "."
    return text[start - 1].isalnum()


def _is_short(form: str) -> bool:
    """A form such as "R" or "PE", which an automaton would find in every other word."""
    return len(form) <= _SHORT and form.isalnum()


def resolve_overlaps(found: list[Candidate]) -> list[Candidate]:
    """Longest first within a group of kinds; between groups as the module says. Sorted by start."""
    length = max((item.end for item in found), default=0)
    # What one group takes is closed to it and to all groups below.
    closed = [Occupancy(length) for _ in _GROUPS]
    kept: list[Candidate] = []
    for item in sorted(found, key=_precedence):
        group = _GROUP[item.form.kind]
        if closed[group].is_free(item.start, item.end):
            for lower in closed[: group + 1]:
                lower.take(item.start, item.end)
            kept.append(item)
    named = [item for item in kept if item.form.kind != _EVERYDAY]
    return sorted(named, key=lambda item: (item.start, item.end))


def _trust_joined(found: list[Candidate], text: str) -> list[Candidate]:
    """An ambiguous technology that a slash joins to a sure one is sure too: "Python/R", "Sendmail/exim"."""
    places = [place for place, item in enumerate(found) if item.form.kind == "technology"]
    joined = list(found)
    for one, other in pairwise(places):
        left, right = joined[one], joined[other]
        if text[left.end : right.start].strip() != "/" or left.form.certainty == right.form.certainty:
            continue
        doubtful = one if left.form.certainty == "ambiguous" else other
        joined[doubtful] = joined[doubtful]._replace(form=replace(joined[doubtful].form, certainty="sure"))
    return joined


def _precedence(item: Candidate) -> tuple[int, float, int]:
    """A credential that may be something else lets a technology stand beside it: "GIT", "ACAS"."""
    group = _GROUP[item.form.kind]
    is_doubtful = group == _GROUP["license"] and item.form.certainty == "ambiguous"
    return item.start - item.end, -_DOUBTFUL if is_doubtful else -group, item.start


def _add_alias(forms: dict[str, dict[int, Form]], concept: Concept, alias: Alias) -> None:
    form = Form(concept.concept_id, concept.kind, "ambiguous" if alias.is_ambiguous else "sure")
    for text in _spellings(concept, alias):
        owners = forms.setdefault(text, {})
        known = owners.get(_GROUP[concept.kind])
        if known is None or (known.certainty == "ambiguous" and not alias.is_ambiguous):
            owners[_GROUP[concept.kind]] = form


def _spellings(concept: Concept, alias: Alias) -> list[str]:
    """The form as folded text holds it, with its plural or singular where that cannot mislead."""
    form = fold_form(alias.text)
    if alias.is_exact:
        return [fold_text(alias.text).cased]
    if form.startswith("a "):  # "A-level" must not be found in "at a level of difficulty"
        return []
    spellings = [form]
    if form.endswith(".") and form.count(".") > 1:
        spellings.append(form[:-1])
    if concept.kind == "technology" and (alias.is_ambiguous or not alias.text.islower()):
        return spellings
    if concept.is_soft and alias.is_ambiguous:  # a trait is not counted: "initiatives", "commitments"
        return spellings
    last = form.rpartition(" ")[2]
    if last.isalpha() and len(last) >= _MIN_PLURAL:
        spellings += [other for other in _other_number(form) if other not in _OTHER_SENSES]
    return spellings


def _other_number(form: str) -> list[str]:
    if form.endswith("ies"):
        return [form[:-3] + "y"]
    if form.endswith(("ss", "us", "is", "ics", "ing")):
        return []
    if form.endswith("s"):
        return [form[:-1]]
    if form.endswith("y") and form[-2] not in "aeiou":
        return [form[:-1] + "ies"]
    return [form + ("es" if form.endswith(("x", "ch", "sh")) else "s")]


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether the range ends where a lost line break glued two words ("ExcelRequirements")."""
    form = text[start:end]
    if end - start < (_MIN_GLUED_CAPITALS if form.isupper() and form.isalnum() else _MIN_GLUED):
        return False
    before = (
        start == 0 or not text[start - 1].isalnum() or (text[start - 1].islower() and text[start].isupper())
    )
    if not before or end == len(text) or not text[end].isalnum():
        return before
    if text[end].isdigit():
        return text[start].isupper()
    return text[end].isupper() and (text[end - 1].islower() or _is_before_word(text, end))


def _is_before_word(text: str, end: int) -> bool:
    """Whether capitals end where a capitalized word begins: "CSSExperience", "CNARequirements"."""
    return text[end - 1].isupper() and text[end + 1 : end + 4].islower() and text[end + 1 : end + 4].isalpha()


def _is_part_of_sign(text: str, start: int, end: int) -> bool:
    """Whether a short form is only part of "R&D", "C-level", "D.C.", "don't"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    next_is_word = text[end + 1 : end + 2].isalnum()
    previous_is_word = start > 1 and text[start - 2].isalnum()
    return (bool(after) and after in "&-'\u2019." and next_is_word) or (
        bool(before) and before in "&-'\u2019." and previous_is_word
    )


@component_factory("signalpost.concept_matcher.v1", assigns=["doc.spans"])
def create_concept_matcher(nlp: Language, name: str) -> ConceptMatcher:
    """A matcher of the packaged vocabulary."""
    del nlp, name
    return ConceptMatcher(load_vocabulary())
