"""What the occupation coder is trained on and how it is split: codes, titles, postings with folds."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_features import read_words
from nlp.components.occupation_model import Floats
from nlp.components.occupation_scores import SocStructure
from nlp.components.title_text import title_key
from nlp.training.labels import is_written
from nlp.training.occupation_data import (
    FiledTitle,
    ListedTitle,
    TrainingPosting,
    assign_folds,
    load_employment,
    load_filed_titles,
    load_gold_postings,
    load_listed_titles,
    load_soc_codes,
)
from taxonomy.loader import load_table

N_FOLDS = 4
NEVER_HELD_OUT = N_FOLDS
SEED = 7
GOLD_TITLE_WEIGHT = 2.0
_COPY_STEMS = 0.8
_FIRST_WEIGHT = 20.0


@dataclass(frozen=True, slots=True)
class Material:
    """What is learnt from: codes, listed and filed titles, labelled postings with their fold.

    Ads that we wrote are NEVER_HELD_OUT: nothing is measured on them.
    """

    structure: SocStructure
    listed: Sequence[ListedTitle]
    filed: Sequence[FiledTitle]
    gold: Sequence[TrainingPosting]
    gold_folds: npt.NDArray[np.int64]
    filed_folds: npt.NDArray[np.int64]
    employment: Floats

    def mark_real(self) -> npt.NDArray[np.bool_]:
        """(n_postings,): false for ads that we wrote, on which nothing is fitted to judge or measured."""
        return np.asarray(self.gold_folds != NEVER_HELD_OUT)

    def titles_without(self, fold: int) -> list[ListedTitle]:
        """Listed titles and those of labelled postings outside the fold; -1 = of all."""
        return [*self.listed, *title_entries(self.gold_without(fold))]

    def gold_without(self, fold: int) -> list[TrainingPosting]:
        """Labelled postings outside the fold; -1 = all."""
        return [one for one, k in zip(self.gold, self.gold_folds, strict=True) if k != fold]


def load_material(shared: Path) -> Material:
    """Read everything but texts; near-identical titles, filed or of postings, share a fold."""
    structure, listed = load_structure()
    filed = load_filed_titles(shared)
    gold = [posting for posting in load_gold_postings(shared) if posting.soc_codes]
    keys = [title.key for title in filed] + [title_key(posting.title) for posting in gold]
    folds = np.array(assign_folds(keys, N_FOLDS, SEED))
    gold_folds = folds[len(filed) :]
    gold_folds[[is_written(posting.posting_id) for posting in gold]] = NEVER_HELD_OUT
    employment = np.log(np.array(load_employment(list(structure.soc_codes)), np.float32))
    return Material(structure, listed, filed, gold, gold_folds, folds[: len(filed)], employment)


def title_entries(postings: Sequence[TrainingPosting]) -> list[ListedTitle]:
    """Titles of labelled postings under their first code."""
    return [
        ListedTitle(posting.title, f"{posting.soc_codes[0]}.00", GOLD_TITLE_WEIGHT) for posting in postings
    ]


def load_structure() -> tuple[SocStructure, list[ListedTitle]]:
    """The codes, and the listed titles."""
    listed = load_listed_titles()
    codes = {row["onet_soc_code"] for row in load_table("onet_soc").to_pylist()}
    return SocStructure.build(load_soc_codes(), sorted(codes)), listed


def mark_admissible(gold: Sequence[TrainingPosting], structure: SocStructure) -> npt.NDArray[np.bool_]:
    """(n_postings, n_soc): the codes that people find defensible."""
    position = {code: i for i, code in enumerate(structure.soc_codes)}
    admissible = np.zeros((len(gold), len(position)), bool)
    for i, posting in enumerate(gold):
        admissible[i, [position[code] for code in posting.soc_codes if code in position]] = True
    return admissible


def label_shares(posting: TrainingPosting, structure: SocStructure) -> Floats:
    """A distribution over the codes that people find defensible; the first takes nearly all.

    General codes ("Project Management Specialists") are second or third for many postings: at 2 to 1 the
    model named them where readers name the field.
    """
    shares = np.zeros(len(structure.soc_codes), np.float32)
    for rank, code in enumerate(posting.soc_codes):
        if code in structure.soc_codes:
            shares[structure.soc_codes.index(code)] = _FIRST_WEIGHT if rank == 0 else 1.0
    return np.asarray(shares / max(float(shares.sum()), 1e-9), np.float32)


def drop_copies(
    postings: Sequence[TrainingPosting], gold: Sequence[TrainingPosting]
) -> list[TrainingPosting]:
    """Distinct postings that neither are nor copy (share most words with) one of `gold`."""
    gold_ids = {posting.posting_id for posting in gold}
    gold_words = [frozenset(read_words(posting.description).features.tolist()) for posting in gold]
    seen: set[frozenset[int]] = set()
    kept = []
    for posting in postings:
        words = frozenset(read_words(posting.description).features.tolist())
        is_copy = any(len(words & other) >= _COPY_STEMS * min(len(words), len(other)) for other in gold_words)
        if posting.posting_id in gold_ids or is_copy or words in seen:
            continue
        seen.add(words)
        kept.append(posting)
    return kept
