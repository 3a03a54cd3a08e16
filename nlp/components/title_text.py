"""Job titles as employers write them, read into words.

Nothing is thrown away that may tell occupations apart: pay, shifts, requisition numbers and schedules are
taken out because no occupation depends on them; seniority, place of work and specialty stay. Abbreviations
are spelt out beside themselves ("RN" is read as "rn registered nurse").
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from nlp.components.title_lexicon import ABBREVIATIONS, SPANISH_WORDS

MAX_TITLE_CHARS: Final = 300
_WORD = re.compile(r"\.net|c\+\+|c#|[a-z0-9]+")
_NOISE = re.compile(
    r"""
    [$]\s?[\d.,]+\s?k?\+?(?:\s?(?:-|to|/)\s?[$]?\s?[\d.,]+\s?k?)?(?:\s?(?:/|per|an?)\s?(?:hour|hr|week|wk|year|yr|month|annum|day))?
    | \b(?:sign[\s-]?on|signing|retention|referral|relocation)(?:\s(?:bonus|bonuses))?\b |
    \b(?:1st|2nd|3rd|first|second|third|night|day|evening|weekend|swing|graveyard|overnight
        |rotating)\s?shifts?\b
    | \b(?:full|part)[\s/-]?time\b | \bprn\b | \bper[\s-]diem\b | \bp/t\b | \bf/t\b |
    \b(?:fully\s|100%\s)?remote\b | \bhybrid\b | \bwork\sfrom\shome\b | \bwfh\b | \btelecommute\b |
    \bhome\s(?:weekly|daily|nightly|every\s\w+|time)\b | \b(?:urgently\s|immediate\s|now\s)hiring\b |
    \bimmediate\s(?:start|hire|opening)s?\b
    | \bneeded\b | \bwanted\b |
    \b(?:multiple|several|\d+)\s(?:positions?|openings?|vacanc(?:y|ies))\b | \bopen\scontinuous\b |
    \bweekly\spay\b | \bdaily\spay\b | \bgreat\s(?:pay|benefits)\b | \bbenefits\b | \bbonus\b |
    \bgs-?\s?\d{1,4}(?:\s?[-/]\s?\d{1,4})*\b | \breq(?:uisition)?\s?(?:id|no)?[\s.#:]*\w*\d\w* |
    [#]\s?\w*\d\w* | \b[a-z]{0,4}-?\d{4,}\b | \b(?:m/f/d|m/w/d|w/m/d|f/m/d|h/f)\b | \bjob\sid\b
    """,
    re.VERBOSE,
)
_DASHES = re.compile("[‐-―−]|\u00e2\u20ac[\u201c\u201d\u2122]?")
_SEPARATOR = re.compile(r"\s[-|:@~]+\s|[|(\[{,;@]|\s-|-\s")


@lru_cache(maxsize=4096)
def fold_title(title: str) -> str:
    """Title in lower case without accents, odd dashes and apostrophes; at most MAX_TITLE_CHARS characters."""
    text = _DASHES.sub(" - ", title[:MAX_TITLE_CHARS])
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in text if not unicodedata.combining(char))
    return text.lower().replace("'", "").replace("’", "").replace("`", "")


@lru_cache(maxsize=4096)
def strip_noise(folded: str) -> str:
    """Folded title without pay, shifts, requisition numbers; the title itself when nothing is left."""
    stripped = _NOISE.sub(" ", folded)
    return stripped if _WORD.search(stripped) else folded


def split_words(folded: str) -> list[str]:
    """Words of a folded title in order."""
    return _WORD.findall(folded)


def spell_out(words: list[str]) -> list[str]:
    """The words, each abbreviation or Spanish word followed by what it stands for."""
    spelt: list[str] = []
    for word in words:
        spelt.append(word)
        spelt += ABBREVIATIONS.get(word, ()) or SPANISH_WORDS.get(word, ())
    return spelt


def title_words(title: str) -> list[str]:
    """Words of a title, noise taken out, abbreviations spelt out beside themselves."""
    return spell_out(split_words(strip_noise(fold_title(title))))


def head_words(title: str) -> list[str]:
    """Words before the first dash, comma or bracket, mostly the occupation; [] for an empty title."""
    folded = strip_noise(fold_title(title)).strip(" -|:,;([")
    parts = (_WORD.findall(part) for part in _SEPARATOR.split(folded))
    return spell_out(next((part for part in parts if part), []))


def stem_word(word: str) -> str:
    """Word without its plural ending: "nurses" -> "nurse", "secretaries" -> "secretary"."""
    if len(word) > 4 and word.endswith("ies"):  # noqa: PLR2004 - "ties" stays
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):  # noqa: PLR2004
        return word[:-1]
    return word


def title_key(title: str) -> str:
    """What makes two titles near-identical: the sorted set of their stems."""
    return " ".join(sorted({stem_word(word) for word in split_words(fold_title(title))}))
