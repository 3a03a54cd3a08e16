"""Rules that label candidates in unlabelled postings where the context leaves little doubt; null elsewhere.

They teach the judge contexts of ambiguous words ("excel in your role") that the labelled
postings are too few to show. They help to fit; they never test.
"""

from nlp.mention_features import Feature
from nlp.training.form_priors import OTHERS

_SELDOM_LOWER = frozenset("012")
_CREDENTIALS = frozenset(("certification", "license"))
_CREDENTIAL_WORDS = frozenset(
    ("certification", "certifications", "certified", "license", "licensed", "licensure")
)


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
    if kind in _CREDENTIALS:
        return True if certainty == "ambiguous" and words & _CREDENTIAL_WORDS else None
    if kind != "technology" or certainty != "ambiguous":
        return None
    if values["lower"].rpartition(".")[2] not in _SELDOM_LOWER:
        return None
    if form.islower():
        return None if is_listed else False
    return True if is_listed and section not in OTHERS else None
