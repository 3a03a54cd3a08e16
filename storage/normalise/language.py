"""The language of a posting."""

import re
from functools import lru_cache
from importlib.resources import files

from py3langid.langid import LanguageIdentifier

MIN_CHARACTERS = 60
MIN_PROBABILITY = 0.9
_READ_CHARACTERS = 600
_CODE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,4})?")


def read_language(declared: str | None, text: str) -> str | None:
    """ISO 639-1 code of a posting.

    Args:
        declared: what the source says, e.g. "en" or "en_US"; wins when it is a code.
        text: plain text, judged when nothing is declared.

    Returns:
        "en", "es" ...; null when the text is too short or mixed to tell.
    """
    match = _CODE.fullmatch(declared.strip()) if declared else None
    if match:
        return match[1].lower()
    if len(text) < MIN_CHARACTERS:
        return None
    code, probability = _identifier().classify(text[:_READ_CHARACTERS])
    return str(code) if probability >= MIN_PROBABILITY else None


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    model = files("py3langid") / "data" / "model.npz.xz"
    return LanguageIdentifier.from_model_file(str(model), norm_probs=True)
