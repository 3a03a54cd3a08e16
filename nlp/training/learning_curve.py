"""`python -m nlp.training.learning_curve --shared DIR`: what more labelled postings give the judge.

For shares of the labelled postings the judge is fitted without a fold and tested on it (`mention_judge`,
5-fold); F1 is over the candidates, so what never became one is not missed here. Prints a Markdown table.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from nlp.components.mention_judge import MentionJudge
from nlp.training.mention_judge import (
    N_FOLDS,
    UNCALIBRATED,
    Example,
    fit_judge,
    fold_of,
    hashed_features,
    is_tested,
    prepare,
    text_f1,
)

SHARES = (0.125, 0.25, 0.5, 1.0)
KIND_GROUPS = {
    "technology": ("technology",),
    "certification + license": ("certification", "license"),
    "degree": ("degree",),
    "skill (vocabulary)": ("skill",),
}
_STEPS = 1000


def learning_curve(examples: Sequence[Example]) -> list[tuple[float, int, dict[str, float]]]:
    """Share, number of postings and F1 by kind, one entry per share."""
    curve = []
    for share in SHARES:
        chosen = [
            one for one in examples if not (one.is_posting or one.is_excerpt) or _place(one.group) < share
        ]
        n_postings = len({one.group for one in chosen if one.is_posting})
        judged = []
        for fold in range(N_FOLDS):
            seen = [
                one for one in chosen if not (one.is_posting or one.is_excerpt) or fold_of(one.group) != fold
            ]
            judge = MentionJudge(fit_judge(seen, UNCALIBRATED))
            tested = [one for one in examples if is_tested(one) and fold_of(one.group) == fold]
            judged += [(one, judge.probability(hashed_features(one.features))) for one in tested]
        figures = {
            name: text_f1([pair for pair in judged if pair[0].kind in kinds], 0.5)
            for name, kinds in KIND_GROUPS.items()
        }
        curve.append((share, n_postings, figures))
    return curve


def _place(group: str) -> float:
    """A place in 0-1 that a posting keeps, independent of its fold."""
    return crc32(f"curve {group}".encode()) % _STEPS / _STEPS


def main(arguments: list[str] | None = None) -> int:
    """Print the curve."""
    parser = ArgumentParser(prog="python -m nlp.training.learning_curve", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="directory with data/evaluation")
    examples, _ = prepare(parser.parse_args(arguments).shared)
    sys.stdout.write(
        f"| share | postings | {' | '.join(KIND_GROUPS)} |\n|--:|--:|{'--:|' * len(KIND_GROUPS)}\n"
    )
    for share, n_postings, figures in learning_curve(examples):
        row = " | ".join(f"{value:.3f}" for value in figures.values())
        sys.stdout.write(f"| {share:g} | {n_postings} | {row} |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
