"""How place names are written: one key for "St. Paul", "Saint Paul" and "SAINT PAUL"."""

import re
import unicodedata
from functools import lru_cache

_WORDS = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "pt": "point",
    "hts": "heights",
    "spgs": "springs",
    "spg": "spring",
    "vlg": "village",
    "twp": "township",
    "jct": "junction",
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "afb": "air force base",
    "jb": "joint base",
    "nas": "naval air station",
    "intl": "international",
    "bch": "beach",
    "pk": "park",
    "ctr": "center",
    "centre": "center",
}
_APOSTROPHES = re.compile(r"['’`´ʻ]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """The form in which names are compared: no accents, case or punctuation; abbreviations written out.

    "Ft. Worth" -> "fort worth"; "Winston-Salem" -> "winston salem"; "Coeur d'Alene" -> "coeur dalene".
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = _NOT_WORD.sub(" ", _APOSTROPHES.sub("", plain)).split()
    return " ".join(_WORDS.get(word, word) for word in words)
