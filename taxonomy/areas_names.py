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
_TITLE_SEPARATORS = ("--", "-", "/")
_APOSTROPHES = re.compile(r"['’`´ʻ]")
_INITIALS = re.compile(r"\b(?:[a-z]\.)+[a-z]\b\.?|\b(?:[a-z]\.){2,}")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """The form in which names are compared: no accents, case or punctuation; abbreviations written out.

    "Ft. Worth" -> "fort worth"; "Winston-Salem" -> "winston salem"; "Coeur d'Alene" -> "coeur dalene".
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = _INITIALS.sub(lambda initials: initials[0].replace(".", "") + " ", plain)
    words = _NOT_WORD.sub(" ", _APOSTROPHES.sub("", plain)).split()
    return " ".join(_WORDS.get(word, word) for word in words)


def title_cities(title: str) -> tuple[list[str], list[str]]:
    """Cities and states of a CBSA title: "Boston-Cambridge-Newton, MA-NH" -> (three cities, ["MA", "NH"])."""
    names, _, states = title.rpartition(", ")
    for separator in _TITLE_SEPARATORS:
        names = names.replace(separator, "|")
    return [part.strip() for part in names.split("|") if part.strip()], states.split("-")
