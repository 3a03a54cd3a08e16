"""Trains the occupation coder: `train(shared)` writes `nlp/models/occupation.npz` and its figures.

1. Title parts are fitted four times without one quarter of the filed titles and of the labelled postings
   (near-identical titles stay together) and judge that quarter; the combination for titles is fitted on those
   opinions.
2. Title parts are fitted on everything. Unlabelled postings whose title alone says enough lend their text to
   the description model; copies of labelled ones do not.
3. Description models are fitted four times without a quarter of the labelled postings and judge it; the
   combination for whole postings is fitted on those opinions. The one that is shipped has seen them all.

Ads that we wrote are learnt from, but no combination is fitted on them and nothing is measured on them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_judges import JudgedText
from nlp.components.occupation_model import Floats, LowRankSoftmax
from nlp.components.occupation_model_file import (
    MODEL_FORMAT,
    MODEL_PATH,
    combination_arrays,
    pack_strings,
)
from nlp.components.occupation_scores import OPINIONS, Combination, SocStructure
from nlp.training.occupation_combine import Penalties, fit_combination, fit_curve
from nlp.training.occupation_data import (
    FiledTitle,
    load_postings,
    load_task_texts,
    load_tools,
)
from nlp.training.occupation_material import (
    N_FOLDS,
    Material,
    drop_copies,
    label_shares,
    load_material,
    mark_admissible,
)
from nlp.training.occupation_parts import (
    TitleParts,
    fit_description_model,
    fit_title_parts,
    take_opinions,
)
from nlp.training.occupation_report import write_figures
from nlp.training.occupation_unseen import save_unseen

NO_TITLE_OPINIONS = (
    "description_model",
    "description_minor_group",
    "whole_text_model",
    "title_phrases",
    "employment",
)
NO_POSTING_OPINIONS = ("filed_title_model", "filed_title_votes", "filings")
TITLE_START = (0.1, 0.35, 0.2, 0.25, 0.0, 0.2, 0.0, 0.0, 0.0, 0.0, 0.0, 0.2)
POSTING_START = (0.5, 0.0, 0.5, 0.0, 0.3, 0.2, 0.4, 0.2, 0.3, 0.3, 0.2, 0.0)
GOLD_WEIGHT = 4
GOLD_TEXT_COPIES = 2
FIGURES_DIR = Path(__file__).parents[2] / "docs" / "models" / "occupation"
_IDENTITY = np.array([0.0, 1.0], np.float32)
_TITLE_PENALTIES = Penalties(weights=1.0, offsets=10.0)
_POSTING_PENALTIES = Penalties(weights=5.0, offsets=2.0)
_MIN_TITLE_PROBABILITY = 0.3
_MAX_POSTINGS_PER_CODE = 120


@dataclass(frozen=True, slots=True)
class TitleEvidence:
    """Opinions on filed titles by parts that had not seen them, and the folds they were made in.

    `parts` holds the title parts of each fold.
    """

    opinions: Floats
    admissible: npt.NDArray[np.bool_]
    folds: npt.NDArray[np.int64]
    parts: tuple[TitleParts, ...] = ()


def train(shared: Path) -> None:
    """Train and write the artifact.

    Args:
        shared: folder with the development material (`data/reference`, `data/evaluation`, `data/postings`).

    Raises:
        ModelError: the material is not there.
        MissingTableError: the official tables are not compiled.
    """
    material = load_material(shared)
    gold, structure = material.gold, material.structure
    is_real = material.mark_real()
    admissible = mark_admissible(gold, structure)[is_real]
    evidence = judge_filed_titles(material)
    gold_titles = judge_gold(material, evidence.parts, None)[:, is_real]
    titles = fit_title_combination(evidence, gold_titles, admissible)
    parts = fit_title_parts(material.titles_without(-1), material.filed, structure)
    distant = choose_distant_postings(shared, material, parts, titles)
    texts = TextSources(load_task_texts(shared), load_tools(shared), distant)
    descriptions = [fit_descriptions(material, texts, fold) for fold in range(N_FOLDS)]
    opinions = judge_gold(material, evidence.parts, descriptions)
    postings = fit_posting_combination(opinions[:, is_real], admissible)
    description = fit_descriptions(material, texts, -1)
    save_model(MODEL_PATH, parts, description, (titles, postings), material.employment, structure)
    unseen = combine_unseen(opinions[:, is_real], admissible)
    real = np.flatnonzero(is_real).tolist()
    save_unseen([gold[i].posting_id for i in real], unseen)
    measure_titles(evidence, gold_titles, admissible, material.filed, structure, FIGURES_DIR)
    write_figures(FIGURES_DIR, "postings", unseen, admissible, ())


def judge_gold(
    material: Material, parts: Sequence[TitleParts], descriptions: Sequence[LowRankSoftmax] | None
) -> Floats:
    """Opinions on the labelled postings, by title parts and description models that had not seen them.

    Args:
        material: with the postings.
        parts: title parts of each fold.
        descriptions: description model of each fold; null = by the titles alone.
    """
    structure = material.structure
    opinions = np.zeros((len(OPINIONS), len(material.gold), len(structure.soc_codes)), np.float32)
    for fold in range(N_FOLDS):
        held = np.flatnonzero(material.gold_folds == fold)
        postings = [material.gold[int(i)] for i in held]
        opinions[:, held] = take_opinions(
            parts[fold],
            descriptions[fold] if descriptions else None,
            material.employment,
            structure,
            [
                JudgedText(p.title, p.duties, p.boilerplate) if descriptions else JudgedText(p.title)
                for p in postings
            ],
        )
    return opinions


def fit_title_combination(
    evidence: TitleEvidence,
    gold_titles: Floats,
    gold_admissible: npt.NDArray[np.bool_],
    gold_weight: int = GOLD_WEIGHT,
) -> Combination:
    """Combination for titles, fitted on filed titles and, GOLD_WEIGHT-fold, those of labelled postings.

    Filings alone would teach the codes that employers filed years ago ("Data Scientist" as a statistician).
    The calibration curve counts every title once.
    """
    repeated = np.repeat(np.arange(len(gold_admissible)), gold_weight)
    fitted = fit_combination(
        np.concatenate([evidence.opinions, gold_titles[:, repeated]], axis=1),
        np.concatenate([evidence.admissible, gold_admissible[repeated]]),
        [name not in NO_TITLE_OPINIONS for name in OPINIONS],
        np.array(TITLE_START, np.float32),
        _TITLE_PENALTIES,
    )
    raw = replace(fitted, curve_from=_IDENTITY, curve_to=_IDENTITY)
    probabilities = np.concatenate([raw.combine(evidence.opinions), raw.combine(gold_titles)])
    return fit_curve(raw, probabilities, np.concatenate([evidence.admissible, gold_admissible]))


def measure_titles(
    evidence: TitleEvidence,
    gold_titles: Floats,
    gold_admissible: npt.NDArray[np.bool_],
    filed: Sequence[FiledTitle],
    structure: SocStructure,
    folder: Path,
) -> None:
    """Write the figures of filed titles; the combination is fitted on one half, measured on the other."""
    probabilities = np.zeros(evidence.admissible.shape, np.float32)
    for half in (0, 1):
        seen = evidence.folds % 2 != half
        part = TitleEvidence(evidence.opinions[:, seen], evidence.admissible[seen], evidence.folds[seen])
        # half of the filings, so half of the weight: the same mix as in the artifact
        fitted = fit_title_combination(part, gold_titles, gold_admissible, GOLD_WEIGHT // 2)
        probabilities[~seen] = fitted.combine(evidence.opinions[:, ~seen])
    is_new = np.array([not title.is_onet_title for title in filed])
    write_figures(folder, "titles", probabilities[is_new], evidence.admissible[is_new], structure.soc_codes)


def combine_unseen(opinions: Floats, admissible: npt.NDArray[np.bool_]) -> Floats:
    """Probabilities of labelled postings, (n_postings, n_soc), each by a combination that had not seen it.

    Five-fold: a combination sees the other four fifths.
    """
    probabilities = np.zeros(admissible.shape, np.float32)
    folds = np.arange(len(admissible)) % 5
    for fold in range(5):
        seen = folds != fold
        fitted = fit_posting_combination(opinions[:, seen], admissible[seen])
        probabilities[~seen] = fitted.combine(opinions[:, ~seen])
    return probabilities


def judge_filed_titles(material: Material) -> TitleEvidence:
    """Opinions on each filed title by title parts fitted without its fold."""
    structure, filed, folds = material.structure, material.filed, material.filed_folds
    opinions = np.zeros((len(OPINIONS), len(filed), len(structure.soc_codes)), np.float32)
    all_parts = []
    for fold in range(N_FOLDS):
        rest = [title for title, k in zip(filed, folds, strict=True) if k != fold]
        held = np.flatnonzero(folds == fold)
        parts = fit_title_parts(material.titles_without(fold), rest, structure)
        titles = [JudgedText(filed[int(i)].title) for i in held]
        opinions[:, held] = take_opinions(parts, None, material.employment, structure, titles)
        all_parts.append(parts)
    position = {code: i for i, code in enumerate(structure.soc_codes)}
    admissible = np.zeros((len(filed), len(structure.soc_codes)), bool)
    for i, title in enumerate(filed):
        admissible[i, [position[code] for code in title.soc_codes]] = True
    return TitleEvidence(opinions, admissible, folds, tuple(all_parts))


@dataclass(frozen=True, slots=True)
class Distant:
    """Duties of postings coded by their title alone, and duties that show how postings are worded."""

    postings: list[tuple[str, Floats]]
    background: list[str]


@dataclass(frozen=True, slots=True)
class TextSources:
    """Task statements and tools per SOC code; postings with the distribution that their title gives."""

    tasks: dict[str, list[str]]
    tools: dict[str, list[str]]
    distant: Distant


def choose_distant_postings(
    shared: Path, material: Material, parts: TitleParts, titles: Combination
) -> Distant:
    """Unlabelled postings whose title says enough, with the distribution over codes that it gives."""
    postings = drop_copies(load_postings(shared), material.gold)
    opinions = take_opinions(
        parts,
        None,
        material.employment,
        material.structure,
        [JudgedText(p.title) for p in postings],
    )
    probabilities = titles.combine(opinions)
    chosen, per_code = [], Counter[int]()
    for i in np.argsort(-probabilities.max(axis=1), kind="stable"):
        best = int(probabilities[i].argmax())
        if probabilities[i, best] >= _MIN_TITLE_PROBABILITY and per_code[best] < _MAX_POSTINGS_PER_CODE:
            per_code[best] += 1
            chosen.append((postings[i].duties, probabilities[i]))
    return Distant(chosen, [posting.duties for posting in postings[::5]])


def fit_descriptions(material: Material, texts: TextSources, fold: int) -> LowRankSoftmax:
    """Description model from tasks, tools, titles, postings by their titles and labelled ones outside a fold.

    Args:
        material: with the labelled postings.
        texts: of everything else.
        fold: whose labelled postings are left out; -1 = none.
    """
    labelled = [(one.duties, label_shares(one, material.structure)) for one in material.gold_without(fold)]
    return fit_description_model(
        texts.tasks,
        texts.tools,
        material.titles_without(fold),
        [*texts.distant.postings, *labelled * GOLD_TEXT_COPIES],
        material.structure,
        texts.distant.background,
    )


def fit_posting_combination(opinions: Floats, admissible: npt.NDArray[np.bool_]) -> Combination:
    """Combination for whole postings, with the curve from said to true probability."""
    active = [name not in NO_POSTING_OPINIONS for name in OPINIONS]
    start = np.array(POSTING_START, np.float32)
    return fit_combination(opinions, admissible, active, start, _POSTING_PENALTIES)


def save_model(
    path: Path,
    parts: TitleParts,
    description: LowRankSoftmax,
    combinations: tuple[Combination, Combination],
    employment: Floats,
    structure: SocStructure,
) -> None:
    """Write the artifact."""
    index = {f"index_{name}": array for name, array in parts.index_data.arrays.items()}
    arrays = {
        "format": np.array(MODEL_FORMAT),
        "opinions": pack_strings(OPINIONS),
        "soc_codes": pack_strings(structure.soc_codes),
        "onet_codes": pack_strings(structure.onet_codes),
        "titles": pack_strings(parts.index_data.titles),
        "words": pack_strings(parts.index_data.words),
        "employment": employment.astype(np.float16),
        "filings": parts.filings.astype(np.float16),
        **parts.model.to_arrays("title"),
        **description.to_arrays("description"),
        **index,
        "phrase_hashes": parts.phrases.hashes,
        "phrase_pointers": parts.phrases.pointers.astype(np.int32),
        "phrase_soc": parts.phrases.soc.astype(np.int16),
        "phrase_shares": parts.phrases.shares.astype(np.float16),
        **combination_arrays(combinations[0], "title_combination"),
        **combination_arrays(combinations[1], "posting_combination"),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **arrays)
