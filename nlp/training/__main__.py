"""`python -m nlp.training --shared DIR [component ...]`: rebuild trained components, by default all."""

import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from time import process_time

# In the order of the pipeline: a later component is trained on what the earlier ones find.
COMPONENTS = (
    "sections",
    "phrase_tagger",
    "mention_judge",
    "open_skills",
    "requirement_level",
    "occupation",
    "cluster",
)


def main(arguments: list[str] | None = None) -> int:
    """Train what is asked for; 2 when the data are not there."""
    parser = ArgumentParser(prog="python -m nlp.training", description=__doc__)
    parser.add_argument(
        "--shared", type=Path, required=True, help="directory with data/evaluation and data/postings"
    )
    parser.add_argument("components", nargs="*", choices=[*COMPONENTS, "all", []], default=[])
    options = parser.parse_args(arguments)
    missing = [name for name in ("evaluation", "postings") if not (options.shared / "data" / name).is_dir()]
    if missing:
        sys.stderr.write(
            f"training needs {options.shared}/data/{{{','.join(missing)}}}, which is not there\n"
        )
        return 2
    chosen = COMPONENTS if not options.components or "all" in options.components else options.components
    for name in chosen:
        begun = process_time()
        import_module(f"nlp.training.{name}").train(options.shared)
        sys.stdout.write(f"{name}: trained in {process_time() - begun:.0f} CPU-s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
