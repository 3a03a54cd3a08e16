"""`python -m tests.bench --shared DIR`: extraction speed and memory beside baselines of the same run.

Every system runs in a process of its own over the same real postings, one thread, and prints postings per
CPU-second (median of three rounds, each over postings that it has not seen) and its largest resident memory.
"""

import json
import os
import resource
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TypeAlias

from nlp.types import PostingInput
from taxonomy.text.html import html_to_text, looks_like_html

FILES = ("usajobs", "nyc_city_jobs", "emscad", "technology_boards", "dol_seasonal")
PER_FILE = 240
ROUNDS = 3
Run: TypeAlias = Callable[[list[PostingInput]], object]


def read_postings(shared: Path, per_file: int = PER_FILE) -> list[PostingInput]:
    """The first postings of every file, HTML converted, so that all systems see the same text."""
    postings = []
    for name in FILES:
        with (shared / "data" / "postings" / f"{name}.jsonl").open(encoding="utf-8") as stream:
            for line, _ in zip(stream, range(per_file), strict=False):
                row = json.loads(line)
                text = row["description"] or ""
                text = html_to_text(text) if looks_like_html(text) else text
                postings.append(PostingInput(str(row["id"]), row["title"] or "", text))
    return postings


def build_tokenizer() -> Run:
    """spaCy's own tokenizer, nothing else."""
    import spacy  # noqa: PLC0415 - each system loads only what it needs

    nlp = spacy.blank("en")
    return lambda postings: [nlp.make_doc(posting.description) for posting in postings]


def build_phrase_matcher() -> Run:
    """spaCy's PhraseMatcher over every form of our vocabulary, lower case."""
    import spacy  # noqa: PLC0415
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415

    from taxonomy.vocabulary import load_vocabulary  # noqa: PLC0415

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    forms = {alias.text for concept in load_vocabulary() for alias in concept.aliases}
    matcher.add("form", [nlp.make_doc(form) for form in sorted(forms)])
    return lambda postings: [matcher(nlp.make_doc(posting.description)) for posting in postings]


def build_mentions() -> Run:
    """Our tokenizer, matcher, patterns and judge."""
    from nlp.extractor import make_doc  # noqa: PLC0415
    from nlp.pipeline import build_pipeline  # noqa: PLC0415

    parts = ("concept_matcher", "credential_patterns", "degree_fields", "listed_names", "mention_judge")
    nlp = build_pipeline(parts)
    return lambda postings: [nlp(make_doc(nlp, posting)) for posting in postings]


def build_whole() -> Run:
    """`signalpost extract` in one process: the default pipeline with its output records."""
    from nlp.extractor import load_extractor  # noqa: PLC0415

    extractor = load_extractor()
    return lambda postings: list(extractor.extract_many(postings))


SYSTEMS: dict[str, Callable[[], Run]] = {
    "spaCy blank tokenizer": build_tokenizer,
    "spaCy PhraseMatcher, our forms": build_phrase_matcher,
    "ours: tokens, forms, judge": build_mentions,
    "ours: whole default pipeline": build_whole,
}


def measure(name: str, postings: list[PostingInput]) -> tuple[float, float, float]:
    """Postings per CPU-second, seconds to load, largest resident memory in MB; run in a fresh process."""
    begun = perf_counter()
    run = SYSTEMS[name]()
    load_seconds = perf_counter() - begun
    warm_up, *rounds = (postings[part :: ROUNDS + 1] for part in range(ROUNDS + 1))
    run(warm_up)
    speeds = []
    for one in rounds:
        start = process_time()
        run(one)
        speeds.append(len(one) / (process_time() - start))
    return median(speeds), load_seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str] | None = None) -> int:
    """Print one row per system; 2 when the postings are not there."""
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="directory with data/postings")
    parser.add_argument("--per-file", type=int, default=PER_FILE, help="postings taken of each file")
    options = parser.parse_args(arguments)
    if not (options.shared / "data" / "postings").is_dir():
        sys.stderr.write(f"the bench needs {options.shared}/data/postings, which is not there\n")
        return 2
    postings = read_postings(options.shared, options.per_file)
    words = sum(len(posting.description.split()) for posting in postings) / len(postings)
    sys.stdout.write(
        f"extraction: {len(postings)} real postings, a quarter to warm up, mean {words:.0f} words, one thread\n"
    )
    sys.stdout.write(f"{'system':34} {'postings/CPU-s':>14} {'load s':>7} {'RSS MB':>7}\n")
    os.environ["OMP_NUM_THREADS"] = "1"
    for name in SYSTEMS:
        with get_context("spawn").Pool(1) as pool:
            speed, load_seconds, memory = pool.apply(measure, (name, postings))
        sys.stdout.write(f"{name:34} {speed:14.0f} {load_seconds:7.1f} {memory:7.0f}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
