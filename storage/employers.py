"""Names of employers, brought to one key so that one employer counts once."""

import re

_LEGAL_FORMS = frozenset(
    (
        "inc",
        "incorporated",
        "llc",
        "llp",
        "lp",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "co",
        "company",
        "plc",
        "pc",
    )
)
_WORD = re.compile(r"[^\W_]+")


def employer_key(name: str | None) -> str | None:
    """Key under which spellings of one employer's name meet; null for no name.

    Case, punctuation, a leading "the" and legal forms at the end don't count: "The Acme Co., Inc." -> "acme".
    """
    words = _WORD.findall((name or "").casefold().replace("'", "").replace("’", ""))
    if words[:1] == ["the"]:
        words = words[1:]
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _LEGAL_FORMS:
        kept.pop()
    return " ".join(kept) or None
