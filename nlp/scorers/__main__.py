"""`python -m nlp.scorers --shared DIR [--out FILE]`: score the development sets, write docs/EVALUATION.md."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nlp.components.mention_judge import MentionJudge
from nlp.components.phrase_tagger import PhraseTagger
from nlp.extractor import Extractor
from nlp.pipeline import build_pipeline
from nlp.scorers.dev_sets import DEV_SETS, score
from nlp.scorers.report import Measured, model_versions, write_report
from nlp.training.cluster import read_unseen_clusters
from nlp.training.mention_judge import fit_fold_models, fold_of
from nlp.training.occupation_unseen import read_unseen_occupations
from nlp.training.phrase_tagger import fold_of as tagger_fold_of
from nlp.training.phrase_tagger import read_teachers
from nlp.types import PostingInput
from taxonomy.vocabulary import load_vocabulary

REPORT = Path("docs/EVALUATION.md")
IN_SAMPLE = (
    "The shipped pipeline. Its trained components have seen these labels, so this says how well they are "
    "reproduced, not how well the pipeline generalises."
)
UNSEEN = (
    "By folds over postings: phrase tagger (3), judge of mentions (5), occupation and Cluster (4) have not "
    "seen the posting that they are tested on. Requirement level and the selection of open skills are the "
    "shipped models (few parameters; their held-out figures stand in docs/models/); rules are rules."
)
BLIND = " Nobody who wrote rules or vocabulary has read these postings' errors."
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
    """Figures of every set by the shipped pipeline, and of postings by parts that have not seen them."""
    extractor = Extractor(build_pipeline(), load_vocabulary())
    unseen = UnseenExtractor(shared)
    for dev_set in DEV_SETS:
        if dev_set.mode == "postings":
            note = UNSEEN + BLIND if dev_set.rows == "blind" else UNSEEN
            yield Measured(dev_set, score(shared, dev_set, unseen.extract_many), note)
        if dev_set.rows is None:
            note = DEVELOPMENT if dev_set.mode == "spans" else IN_SAMPLE
            yield Measured(dev_set, score(shared, dev_set, extractor.extract_many), note)


class UnseenExtractor:
    """The pipeline with models that have not seen the posting at hand.

    Args:
        shared: the material; `make train` must have left its teachers behind.

    Raises:
        ModelError: they are not there.
    """

    def __init__(self, shared: Path) -> None:
        nlp = build_pipeline()
        self._extractor = Extractor(nlp, load_vocabulary())
        judge, tagger = nlp.get_pipe("mention_judge"), nlp.get_pipe("phrase_tagger")
        if not isinstance(judge, MentionJudge) or not isinstance(tagger, PhraseTagger):
            raise TypeError("the pipeline's judge or tagger is of another class")
        self._judge, self._tagger = judge, tagger
        self._judges = fit_fold_models(shared)
        self._taggers = read_teachers()
        self._fold = -1
        self._codes = read_unseen_occupations()
        self._clusters = read_unseen_clusters()

    def extract_many(self, postings: Iterable[PostingInput]) -> Iterator[dict[str, Any]]:
        """Records of labelled postings."""
        for posting in sorted(postings, key=lambda one: tagger_fold_of(one.posting_id)):
            fold = tagger_fold_of(posting.posting_id)
            if fold != self._fold:
                self._tagger.use(self._taggers[fold])
                self._fold = fold
            self._judge.use(self._judges[fold_of(posting.posting_id)])
            record = self._extractor.extract(posting)
            if posting.posting_id in self._codes:
                record["occupation"] = self._codes[posting.posting_id]
                record["cluster"] = self._clusters.get(posting.posting_id)
            yield record


if __name__ == "__main__":
    sys.exit(main())
