"""Where an open skill begins and ends, and which are none: the tagger cuts some phrases a word off.

Words that bind a phrase to its sentence leave its edges; of a list that runs on behind the phrase only the
first item stays. Postures, shifts and phrases that only repeat skills of the vocabulary are no skills of
their own.
"""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from nlp.components.phrase_tagger import trim
from nlp.doc_text import doc_text
from nlp.mentions import Mention, token_places

Range = tuple[int, int]
_BINDING = frozenset((
    "and", "or", "nor", "but", "of", "to", "for", "with", "the", "a", "an", "from", "by", "as", "at",
    "into", "that", "which", "who", "whose", "their", "its", "our", "your", "his", "her", "and/or", "&",
    "/", "+", "including", "is", "are", "be", "was", "were", "than", "because", "when", "while", "if",
))  # fmt: skip
_HANGING = _BINDING | {"in", "on", "both", "either", "any", "such", "between", "through", "within", "via"}
_LEADING = _BINDING | {"in"}
"""Not "on": "on call dispatch"."""
_JOINTS = frozenset("-–‑/.")
_CLOSING = frozenset(("and", "or", "&", "and/or", "as", "then", "but", "while", "including", "such"))
# Nouns and gerunds, which a comma may end; adjectives ("complex, technical findings") do not part.
_NOMINAL = re.compile(
    r"[a-z]{2,}(?:ing|ions?|ments?|it(?:y|ies)|[ae]nc(?:e|y|ies)|ships?|olog(?:y|ies)|[^su\W]s)"
)
_POSTURES = frozenset((
    "bend", "bending", "climb", "climbing", "crawl", "crawling", "reach", "reaching", "sit", "sitting",
    "stand", "standing", "walk", "walking", "twist", "twisting", "lift", "lifting", "carry", "carrying",
    "push", "pushing", "pull", "pulling", "grasp", "grasping", "balance", "balancing", "run", "running",
    "turn", "turning", "hear", "hearing", "see", "seeing",
))  # fmt: skip
_ONLY_POSTURES = frozenset((
    "kneel", "kneeling", "squat", "squatting", "stoop", "stooping", "crouch", "crouching",
))  # fmt: skip
_TIMES = frozenset((
    "weekend", "weekends", "weeknights", "holiday", "holidays", "evening", "evenings", "night", "nights",
    "overnight", "overtime", "shift", "shifts", "saturdays", "sundays",
))  # fmt: skip
_AROUND_TIMES = frozenset((
    "work", "works", "working", "be", "available", "availability", "rotating", "rotational", "flexible",
    "various", "variable", "varied", "varying", "irregular", "extended", "long", "late", "early", "day",
    "days", "hour", "hours", "schedule", "schedules", "morning", "mornings", "some", "occasional",
    "mandatory", "required", "necessary", "as", "needed", "on", "call", "either", "all", "off", "after",
    "different", "2nd", "3rd", "second", "third", "swing", "graveyard",
))  # fmt: skip
_SMALL = _HANGING | {"up", "on", "not", "all", "this", "these", "other", "it"}
_EMPTY = _SMALL | frozenset((
    "skill", "skills", "ability", "abilities", "able", "experience", "knowledge", "understanding",
    "activity", "activities", "work", "works", "working", "task", "tasks", "duty", "duties", "function",
    "functions", "process", "processes", "perform", "performs", "performing", "provide", "provides",
    "providing", "conduct", "conducts", "conducting", "use", "uses", "using", "strong", "good", "excellent",
    "effective", "general", "various", "daily", "related", "appropriate", "necessary", "proper",
))  # fmt: skip
_WORD = re.compile(r"[\w&'’]+(?:/\w+)?")


def tidy(doc: Doc, first: int, last: int) -> Range:
    """The phrase that a range of tokens holds; empty when that is no skill."""
    words = _words(doc, first, last)
    first, last = _bare(doc, first, first + min([*_list_cuts(words), len(words)]))
    return (first, first) if _is_strain(_words(doc, first, last)) else (first, last)


def says_nothing_new(doc: Doc, place: Range, known: Iterable[Mention]) -> bool:
    """Whether a phrase stands within a skill of the vocabulary or adds only empty words to such skills."""
    first, last = place
    covered: set[int] = set()
    for mention in known:
        if mention.kind == "skill" and mention.concept_id:
            if mention.first <= first and last <= mention.last:
                return True
            if first <= mention.first and mention.last <= last:
                covered.update(range(mention.first, mention.last))
    if not covered:
        return False
    return all(
        first + number in covered or word in _EMPTY or not word[0].isalnum()
        for number, word in enumerate(_words(doc, first, last))
    )


def _words(doc: Doc, first: int, last: int) -> list[str]:
    text, tokens = doc_text(doc), token_places(doc)
    return [text[tokens.begins[at] : tokens.ends[at]].lower() for at in range(first, last)]


def _list_cuts(words: Sequence[str]) -> list[int]:
    """Semicolons, and the commas of a list that no "and" closes, each behind a noun."""
    cuts = [number for number, word in enumerate(words) if number and word == ";"]
    commas = [number for number, word in enumerate(words) if word == ","]
    if commas and _CLOSING.isdisjoint(words[commas[0] :]):
        cuts += [comma for comma in commas if comma and _NOMINAL.fullmatch(words[comma - 1])]
    return cuts


def _bare(doc: Doc, first: int, last: int) -> Range:
    """The range without marks and binding words at its edges; "in-person sales" and "as-built" stay."""
    while True:
        first, last = trim(doc, first, last)
        words = _words(doc, first, last)
        if not words:
            return first, first
        is_joined = len(words) > 1 and words[1] in _JOINTS
        if words[0] in _LEADING and not is_joined:
            first += 1
        elif words[-1] in _HANGING and not (len(words) > 1 and words[-2] in _JOINTS):
            last -= 1
        else:
            return first, last


def _is_strain(words: Sequence[str]) -> bool:
    """Whether a phrase tells of postures or of working times only."""
    telling = [word for word in words if _WORD.fullmatch(word) and word not in _SMALL]
    if not _ONLY_POSTURES.isdisjoint(telling):
        return True
    n_postures = sum(word in _POSTURES for word in telling)
    if n_postures > 1 and 2 * n_postures > len(telling):
        return True
    return not _TIMES.isdisjoint(telling) and all(word in _TIMES or word in _AROUND_TIMES for word in telling)
