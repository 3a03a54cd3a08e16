"""Employment types as platforms write them, to schema.org's values."""

import re

_TYPES = {
    "FULL_TIME": r"full[\s_-]?time|vollzeit|jornada completa",
    "PART_TIME": r"part[\s_-]?time|teilzeit|media jornada",
    "CONTRACTOR": r"contract(?:or)?s?|freelance|1099|independent",
    "TEMPORARY": r"temp(?:orary)?|seasonal|fixed[\s_-]?term|limited[\s_-]?term|term",
    "INTERN": r"intern(?:ship)?s?|co-?op|trainee",
    "VOLUNTEER": r"volunteers?",
    "PER_DIEM": r"per[\s_-]?diem|prn|as[\s_-]needed|on[\s_-]call",
    "OTHER": r"other",
}
_PATTERNS = {
    name: re.compile(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])", re.IGNORECASE)
    for name, words in _TYPES.items()
}
_NO_TYPE = re.compile(r"(?:permanent|regular|employee|standard|classified|unclassified)", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TELEWORK = re.compile(r"telecommute|(?:fully |100% )?remote(?:[\s_-](?:work|eligible|only))?", re.IGNORECASE)


def read_employment_types(raw: str | None) -> tuple[str, ...]:
    """schema.org values named in a text such as "Regular Full Time" or "FullTime, Intern".

    Returns:
        Values in schema.org's order without repeats; empty when none is named: there is no default.
    """
    if not raw:
        return ()
    text = _CAMEL.sub(" ", raw)
    return tuple(name for name, pattern in _PATTERNS.items() if pattern.search(text))


def is_known_untyped(raw: str) -> bool:
    """Whether a text names a status that schema.org has no value for ("Permanent", "Regular")."""
    return _NO_TYPE.search(raw) is not None


def is_telecommute(raw: str | None) -> bool:
    """Whether a workplace type ("remote", "TELECOMMUTE", "Fully Remote") says remote; "hybrid" does not."""
    return bool(raw) and _TELEWORK.fullmatch(str(raw).strip()) is not None
