"""What the parts of one location say: a country, a state, a ZIP code or a name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from taxonomy.areas_index import AreaIndex
from taxonomy.areas_names import name_key
from taxonomy.areas_regions import ARRANGEMENT_WORDS, NO_PLACE, REMOTE_WORDS
from taxonomy.areas_world import CANADIAN_PROVINCES, COUNTRIES, ISO_CODES, SHARED_COUNTRY_NAMES

TokenKind: TypeAlias = Literal["country", "state", "zip", "name"]
_ZIP = re.compile(r"(?<![\d-])(\d{5})(?:-\d{4})?$")
_SPACED_DASH = re.compile(r"\s+[-–—>:]+\s+|\s*[–—→>]\s*|:\s+|_+")
_PARENTHESES = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_METRO_OF_STATE = re.compile(
    r"^\s*(?:Greater\s+)?([^,]+),\s*([A-Za-z ]+?)\s+(?:Metropolitan\s+|Metro\s+)?Area\s*$", re.IGNORECASE
)
_CODED_START = re.compile(r"^(US|USA|[A-Z]{2})-(?=\w)")
_CODED_END = re.compile(r"-([A-Z]{2})$")
# Not in capitals: "IN 46032" is Indiana.
_LEADING_WORDS = re.compile(r"^(?:[Ii]n|[Ww]ithin|[Ff]rom|[Aa]t|[Tt]o|[Oo]f|[Nn]ear|[Oo]nly)\s+(?=\S)")
_STORE_NUMBER = re.compile(r"-\d{1,4}$")
_STATE_WORD = re.compile(r"^state of (.+)$|^(.+) state$")
_EDGES = " \t.-–—:;*•·#&/\\'\""
_CODE_LENGTH = 2
_CODED_PARTS = 3


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a location.

    Attributes:
        kind: what it is.
        value: USPS code of a state, ISO code of a country, digits of a ZIP, name key of a name.
        key: the name key of the text itself.
        text: as written, without edges.
    """

    kind: TokenKind
    value: str
    key: str
    text: str


def read_tokens(segment: str, index: AreaIndex) -> list[Token]:
    """Split one location into tokens without the parts that name no place ("Remote", "Various")."""
    outside = _PARENTHESES.sub(" ", _METRO_OF_STATE.sub(r"Greater \1, \2", segment))
    tokens = _tokens(outside, index)
    if not tokens:
        inside = ", ".join(filter(None, (found[1] or found[2] for found in _PARENTHESES.finditer(segment))))
        tokens = _tokens(inside, index)
    return tokens


def _tokens(text: str, index: AreaIndex) -> list[Token]:
    parts = [part.strip() for part in text.split(",")]
    if _is_country_first(parts, index):
        parts = [*reversed(parts[1:]), parts[0]]
    text = ", ".join(parts)
    text = ARRANGEMENT_WORDS.sub(" , ", REMOTE_WORDS.sub(" , ", text))
    text = _SPACED_DASH.sub(", ", text)
    parts = [
        piece.strip(_EDGES) for part in text.split(",") for piece in _split_codes(part.strip(_EDGES), index)
    ]
    parts = [_LEADING_WORDS.sub("", part) for part in parts if part]
    tokens: list[Token] = []
    for at, part in enumerate(parts):
        tokens += _classify(part, index, is_first=at == 0, is_only=len(parts) == 1)
    return tokens


def _is_country_first(parts: list[str], index: AreaIndex) -> bool:
    """Whether it is "US, TX, Austin", "GB, LND, London" or "MY, ,"."""
    first = parts[0]
    if first in {"US", "USA", "United States"}:
        return len(parts) > 1
    if first not in ISO_CODES or len(parts) != _CODED_PARTS:
        return False
    region, city = parts[1], parts[2]
    is_code = len(region) <= _CODED_PARTS and region == region.upper()
    return is_code and city.lower() not in index.states and not _ZIP.search(city)


def _split_codes(part: str, index: AreaIndex) -> list[str]:
    """Take "US-TX-Austin", "TX-Austin" and "Boston-MA" apart; other hyphens stay."""
    pieces = []
    while (found := _CODED_START.match(part)) and _is_code(found[1].lower(), index):
        pieces.append(found[1])
        part = part[found.end() :].lstrip(_EDGES)
    if pieces:
        part = _STORE_NUMBER.sub("", part)
    ending = _CODED_END.search(part)
    if ending and ending[1].lower() in index.states:
        return [*pieces, part[: ending.start()], ending[1]]
    return [*reversed([*pieces, part])] if pieces else [part]


def _is_code(code: str, index: AreaIndex) -> bool:
    return code in index.states or code in COUNTRIES


def _classify(part: str, index: AreaIndex, *, is_first: bool, is_only: bool) -> list[Token]:
    found = _ZIP.search(part)
    if found:
        rest = part[: found.start()].strip(_EDGES)
        code = Token("zip", found[1], found[1], found[1])
        return [*(_classify(rest, index, is_first=is_first, is_only=is_only) if rest else []), code]
    key = _STATE_WORD.sub(_bare_state(index), name_key(part))
    if not key or key in NO_PLACE:
        return []
    if len(part) == _CODE_LENGTH and part.isupper() and key not in index.states:
        if key in CANADIAN_PROVINCES:
            return [Token("country", "CA", key, part)]
        if part in ISO_CODES:
            return [Token("country", part, key, part)]
    if key in COUNTRIES:
        return [Token("country", COUNTRIES[key], key, part)]
    if key in SHARED_COUNTRY_NAMES and key not in index.states and not is_first:
        return [Token("country", SHARED_COUNTRY_NAMES[key], key, part)]
    if key in index.states and _may_be_state(part, key, is_first=is_first):
        return [Token("state", index.states[key], key, part)]
    return [Token("name", key, key, part)]


def _bare_state(index: AreaIndex) -> Callable[[re.Match[str]], str]:
    """Replaces "washington state" by "washington"; "penn state" stays."""

    def replace(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        return name if len(name) > _CODE_LENGTH and name in index.states else found[0]

    return replace


def _may_be_state(part: str, key: str, *, is_first: bool) -> bool:
    """A lower-case "in" or "or" at the beginning is a word, "IN" is a state."""
    return len(key) > _CODE_LENGTH or not is_first or part == part.upper()
