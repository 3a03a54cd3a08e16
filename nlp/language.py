"""Is a posting English? Function words decide nearly always; else the identifier is asked.

A list of product names has no function words and looks like any language to an identifier, so a text is
foreign only when foreign function words or another script say so too.
"""

import re
from functools import lru_cache
from typing import Any

_SAMPLE_CHARACTERS = 3000
# Runs of letters; plain ones are the most and are read faster.
_WORD = re.compile(r"[a-z]+[^\W\d_]*|[^\W\d_]+")
_ENGLISH_WORDS = (
    "the and of to with for you your our is are will be this that we or have must from as an on at by"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_FOREIGN = re.compile(
    r"\b(?:der|die|das|und|mit|für|ein|eine|wir|sie|ist|zu|le|la|les|des|une|et|vous|nous|pour|avec|dans|est|el|los|"
    r"las|una|con|para|por|que|y|en|del|de|di|il|per|che|e|sono|com|uma|os|och|att|som|en|ett|het|een|van|voor|je|"
    r"wij|og|til|av|ja|na|do|w|z|się|oraz|для|и|на|с|в)\b",
    re.IGNORECASE,
)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u3040-\ud7ff]")
_FEW_WORDS = 12
_ENGLISH_SHARE = 0.12
_LITTLE_ENGLISH_SHARE = 0.05
_FOREIGN_SHARE = 0.1
_SCRIPT_SHARE = 0.3
_MIN_PROBABILITY = 0.5


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`; null when there is too little text to tell.

    Source: py3langid (Lui & Baldwin 2012), asked when few words are English function words.
    """
    sample = text[:_SAMPLE_CHARACTERS]
    words = _WORD.findall(sample.lower())
    n_words = len(words)
    n_english = sum(map(_ENGLISH.__contains__, words))
    if n_words >= _FEW_WORDS and n_english >= _ENGLISH_SHARE * n_words:
        return "en"
    if not _may_be_foreign(sample, n_words, n_english):
        return None
    language, probability = _identifier().classify(" ".join(sample.lower().split()))
    return str(language) if probability >= _MIN_PROBABILITY else None


def _may_be_foreign(sample: str, n_words: int, n_english: int) -> bool:
    if len(_OTHER_SCRIPT.findall(sample)) > _SCRIPT_SHARE * len(sample):
        return True
    if n_words < _FEW_WORDS or n_english > _LITTLE_ENGLISH_SHARE * n_words:
        return False
    return len(_FOREIGN.findall(sample)) >= _FOREIGN_SHARE * n_words


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads for rare texts only

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
