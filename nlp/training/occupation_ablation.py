"""`python -m nlp.training.occupation_ablation --shared DIR`: what each source of supervision gives.

Every row has its own parts, fitted four-fold without the labelled posting that they judge, and its own
combination, fitted five-fold on what they say. The titles of the ads that we wrote are known in every row.
Prints a Markdown table; takes about twenty CPU minutes.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_model import Floats, LowRankSoftmax
from nlp.components.occupation_scores import OPINIONS, Combination
from nlp.training.occupation import (
    TextSources,
    choose_distant_postings,
    combine_unseen,
    fit_descriptions,
    fit_title_combination,
    judge_filed_titles,
    judge_gold,
)
from nlp.training.occupation_combine import accuracy_at
from nlp.training.occupation_data import load_task_texts, load_tools
from nlp.training.occupation_material import N_FOLDS, Material, load_material, mark_admissible
from nlp.training.occupation_parts import fit_description_model, fit_title_parts

_TEXT_OPINIONS = ("description_model", "description_minor_group", "whole_text_model", "title_phrases")
_STRUCTURE = ("title_minor_group", "description_minor_group")


def ablate(shared: Path) -> Iterator[tuple[str, float, float]]:
    """What is learnt from, accuracy of the best code and among the three best, row by row."""
    material = load_material(shared)
    is_real = material.mark_real()
    admissible = mark_admissible(material.gold, material.structure)[is_real]
    evidence = judge_filed_titles(material)
    titles = judge_gold(material, evidence.parts, None)[:, is_real]
    yield "titles only", *_score(titles, admissible, _TEXT_OPINIONS)
    texts = _read_texts(shared, material, fit_title_combination(evidence, titles, admissible))
    variants = (
        "+ description model of tasks and tools, titles found inside descriptions",
        "+ words of titles in the description model",
        "+ postings by their titles (distant supervision)",
        "+ labelled postings",
        "+ ads that we wrote",
    )
    opinions = titles
    for sources, name in enumerate(variants):
        models = [_fit(material, texts, fold, sources) for fold in range(N_FOLDS)]
        opinions = judge_gold(material, evidence.parts, models)[:, is_real]
        yield name, *_score(opinions, admissible, ())
    yield "the same without minor groups (structure)", *_score(opinions, admissible, _STRUCTURE)
    yield "the same without the title model", *_score(opinions, admissible, ("title_model",))
    yield "the same without the boilerplate", *_score(opinions, admissible, ("whole_text_model",))


def _read_texts(shared: Path, material: Material, combination: Combination) -> TextSources:
    parts = fit_title_parts(material.titles_without(-1), material.filed, material.structure)
    distant = choose_distant_postings(shared, material, parts, combination)
    return TextSources(load_task_texts(shared), load_tools(shared), distant)


def _fit(material: Material, texts: TextSources, fold: int, sources: int) -> LowRankSoftmax:
    """The description model that learns from the tasks and the first `sources` of the other four sources."""
    titles, distant, labelled, written = (sources > i for i in range(4))
    if written:
        return fit_descriptions(material, texts, fold)
    if labelled:
        kept = np.flatnonzero(material.mark_real())
        gold = [material.gold[i] for i in kept.tolist()]
        return fit_descriptions(
            replace(material, gold=gold, gold_folds=material.gold_folds[kept]), texts, fold
        )
    return fit_description_model(
        texts.tasks,
        texts.tools,
        material.titles_without(fold) if titles else [],
        texts.distant.postings if distant else [],
        material.structure,
        texts.distant.background,
    )


def _score(
    opinions: Floats, admissible: npt.NDArray[np.bool_], left_out: tuple[str, ...]
) -> tuple[float, float]:
    kept = opinions.copy()
    for name in left_out:
        kept[OPINIONS.index(name)] = 0.0
    probabilities = combine_unseen(kept, admissible)
    return accuracy_at(probabilities, admissible, 1), accuracy_at(probabilities, admissible, 3)


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = ArgumentParser(prog="python -m nlp.training.occupation_ablation", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="directory with data/evaluation")
    sys.stdout.write("| learnt from | @1 | @3 |\n|---|--:|--:|\n")
    for name, first, third in ablate(parser.parse_args(arguments).shared):
        sys.stdout.write(f"| {name} | {first:.3f} | {third:.3f} |\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
