"""Rules that label candidates in unlabelled postings where the context leaves little doubt; null elsewhere.

They teach the judge contexts of ambiguous words ("excel in your role") that the labelled
postings are too few to show. They help to fit; they never test.
"""

from nlp.mention_features import Feature
from nlp.training.form_priors import DEMANDS, OTHERS

_SELDOM_LOWER = frozenset("012")
_AWARDED = frozenset(
    ("certification", "certified", "license", "licensed", "licensure", "current", "required")
)
_CREDENTIAL_WORDS = {
    "certification": _AWARDED,
    "license": _AWARDED,
    "clearance": frozenset(
        ("security", "secret", "government", "background", "obtain", "active", "dod", "sci")
    ),
}


def weak_label(kind: str, form: str, features: list[Feature], words: frozenset[str]) -> bool | None:
    """Whether a candidate is clearly wanted, clearly not, or neither (null).

    Args:
        kind: of the candidate.
        form: as it stands in the text.
        features: from `mention_features`, with the priors of the sample.
        words: the words near it, in lower case.
    """
    values = {template: str(value) for template, value in features}
    certainty = values["shape"].rpartition(".")[2]
    section = values["section"].rpartition(".")[2]
    is_listed = not values["neighbours"].endswith("00")
    if certainty != "ambiguous":
        return None
    if kind in _CREDENTIAL_WORDS:
        if words & _CREDENTIAL_WORDS[kind]:
            return True
        return False if kind == "clearance" and section not in DEMANDS else None
    if kind != "technology":
        return None
    if values["lower"].rpartition(".")[2] not in _SELDOM_LOWER:
        return None
    if form.islower():
        return None if is_listed else False
    return True if is_listed and section not in OTHERS else None
