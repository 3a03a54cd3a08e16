"""Is a posting English? Function words decide nearly always; else the identifier is asked."""

import re
from functools import lru_cache
from typing import Any

_SAMPLE_CHARACTERS = 3000
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|with|for|you|your|our|is|are|will|be|this|that|we|or|have|must|from|"
    r"as|an|on|at|by)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 25
_ENGLISH_SHARE = 0.12
_MIN_PROBABILITY = 0.9


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`; null when there is too little text to tell.

    Source: py3langid (Lui & Baldwin 2012), asked when fewer than 12% of the words are English function words.
    """
    sample = text[:_SAMPLE_CHARACTERS]
    n_words = len(_WORD.findall(sample))
    if n_words and len(_ENGLISH.findall(sample)) >= _ENGLISH_SHARE * n_words and n_words >= _FEW_WORDS:
        return "en"
    if n_words < _FEW_WORDS and len(_LETTERS.findall(sample)) < 4 * _FEW_WORDS:
        return None
    language, probability = _identifier().classify(_plain(sample))
    return str(language) if probability >= _MIN_PROBABILITY else None


def _plain(sample: str) -> str:
    """Lower case, because lists of capitalised names mislead the identifier."""
    return " ".join(sample.lower().split())


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
