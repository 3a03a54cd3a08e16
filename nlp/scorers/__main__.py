"""`python -m nlp.scorers --shared DIR [--out FILE]`: score the development sets, write docs/EVALUATION.md."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nlp.components.mention_judge import MentionJudge
from nlp.extractor import Extractor
from nlp.pipeline import build_pipeline
from nlp.scorers.dev_sets import DEV_SETS, score
from nlp.scorers.report import Measured, model_versions, write_report
from nlp.training.mention_judge import fit_fold_models, fold_of
from nlp.types import PostingInput
from taxonomy.vocabulary import load_vocabulary

REPORT = Path("docs/EVALUATION.md")
IN_SAMPLE = (
    "The shipped pipeline. Its trained components have seen these labels, so this says how well they are "
    "reproduced, not how well the pipeline generalises."
)
HELD_OUT_JUDGE = (
    "By 5-fold over postings: the judge of mentions is fitted without the postings it is tested on. "
    "Requirement level, open skills and occupation are the shipped models; their held-out figures stand in "
    "docs/models/."
)
DEVELOPMENT = "The shipped pipeline."


def main(arguments: list[str] | None = None) -> int:
    """Score every set; 2 when the shared material is not there."""
    parser = ArgumentParser(prog="python -m nlp.scorers", description=__doc__)
    parser.add_argument(
        "--shared", type=Path, required=True, help="directory with tools/score.py and data/evaluation"
    )
    parser.add_argument(
        "--out", type=Path, default=REPORT, help="report to write (default: docs/EVALUATION.md)"
    )
    options = parser.parse_args(arguments)
    if not (options.shared / "tools" / "score.py").exists():
        sys.stderr.write(f"evaluation needs {options.shared}/tools/score.py, which is not there\n")
        return 2
    measured = list(measure(options.shared))
    report = write_report(measured, datetime.now(UTC).date().isoformat(), model_versions())
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(report, encoding="utf-8")
    sys.stdout.write(report)
    return 0


def measure(shared: Path) -> Iterator[Measured]:
    """Figures of every set by the shipped pipeline, and of the postings with held-out judges too."""
    nlp = build_pipeline()
    extractor = Extractor(nlp, load_vocabulary())
    for dev_set in DEV_SETS:
        note = IN_SAMPLE if dev_set.mode != "spans" else DEVELOPMENT
        yield Measured(dev_set, score(shared, dev_set, extractor.extract_many), note)
    judge = nlp.get_pipe("mention_judge")
    if not isinstance(judge, MentionJudge):
        raise TypeError("the pipeline's mention_judge is of another class")
    models = fit_fold_models(shared)

    def held_out(postings: Iterable[PostingInput]) -> Iterator[dict[str, Any]]:
        for posting in postings:
            judge.use(models[fold_of(posting.posting_id)])
            yield extractor.extract(posting)

    for dev_set in DEV_SETS:
        if dev_set.mode == "postings":
            yield Measured(dev_set, score(shared, dev_set, held_out), HELD_OUT_JUDGE)


if __name__ == "__main__":
    sys.exit(main())
