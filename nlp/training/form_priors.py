"""How every surface form is used over thousands of unlabelled postings: distant supervision for the judge.

A technology that is mostly written in lower case, far from other technologies and in what companies say
about themselves is seldom a demand; labelled postings alone are too few to show that for thousands of forms.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from nlp.extractor import make_doc
from nlp.mention_features import mention_features
from nlp.mentions import read_mentions
from nlp.training.labels import read_json_lines
from nlp.types import PostingInput
from taxonomy.text.html import html_to_text, looks_like_html

# Postings taken per file, so that no trade drowns the others.
SAMPLE = {
    "usajobs": 400,
    "nyc_city_jobs": 1200,
    "emscad": 400,
    "virginia_2016": 30,
    "dol_seasonal": 800,
    "technology_boards": 1500,
}
DEMANDS = frozenset(("required", "preferred"))
OTHERS = frozenset(("company", "eeo", "benefits", "application", "pay"))
MIN_POSTINGS = 2
_LOWER_STEPS = (0.02, 0.2, 0.6, 0.95)
_COMPANY_STEPS = (0.02, 0.1, 0.25, 0.5)
_DEMAND_STEPS = (0.1, 0.25, 0.45, 0.65)
_OTHER_STEPS = (0.05, 0.15, 0.3, 0.5)
_POSTING_STEPS = (5, 20, 80, 300)


@dataclass(slots=True)
class FormUse:
    """Counts of one form: postings, occurrences, and those in lower case, beside its kind, by section."""

    n_postings: int = 0
    n: int = 0
    n_lower: int = 0
    n_listed: int = 0
    n_demands: int = 0
    n_others: int = 0

    def code(self) -> str:
        """Five digits: shares of lower case, listed, demands, others; number of postings."""
        shares = (
            (self.n_lower, _LOWER_STEPS),
            (self.n_listed, _COMPANY_STEPS),
            (self.n_demands, _DEMAND_STEPS),
            (self.n_others, _OTHER_STEPS),
        )
        digits = [bisect(steps, count / self.n) for count, steps in shares]
        return "".join(map(str, [*digits, bisect(_POSTING_STEPS, self.n_postings)]))


def collect_priors(nlp: Language, shared: Path, seed: int) -> dict[str, str]:
    """Code of every form that at least two postings of the sample hold, by "<kind>.<form in lower case>".

    Args:
        nlp: the candidate components.
        shared: directory with `data/postings`.
        seed: of the sample.
    """
    uses: dict[str, FormUse] = {}
    for posting in sample_postings(shared, seed):
        _count(nlp, posting, uses)
    return {form: use.code() for form, use in sorted(uses.items()) if use.n_postings >= MIN_POSTINGS}


def sample_postings(shared: Path, seed: int) -> Iterator[PostingInput]:
    """Unlabelled postings of all trades; the same for the same seed."""
    for name, size in SAMPLE.items():
        rows = list(read_json_lines(shared / "data" / "postings" / f"{name}.jsonl"))
        random.Random(seed).shuffle(rows)  # noqa: S311 - a sample, not a secret
        for row in rows[:size]:
            description = str(row["description"] or "")
            text = html_to_text(description) if looks_like_html(description) else description
            yield PostingInput(str(row["id"]), str(row["title"] or ""), text)


def _count(nlp: Language, posting: PostingInput, uses: dict[str, FormUse]) -> None:
    doc = nlp(make_doc(nlp, posting))
    mentions = read_mentions(doc)
    seen: set[str] = set()
    for mention, features in zip(mentions, mention_features(doc, mentions, {}), strict=True):
        values = dict(features)
        form = str(values["form"])
        use = uses.setdefault(form, FormUse())
        use.n_postings += form not in seen
        seen.add(form)
        use.n += 1
        use.n_lower += doc.text[mention.start : mention.end].islower()
        use.n_listed += not str(values["neighbours"]).endswith("00")
        section = str(values["section"]).rpartition(".")[2]
        use.n_demands += section in DEMANDS
        use.n_others += section in OTHERS
