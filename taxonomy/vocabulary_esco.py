"""ESCO skill labels that a US employer would write: a source of concepts, not the vocabulary.

ESCO is European and wordy. `skills/_esco_accepted.yml` lists the labels that we accept; each was seen in US
postings and read. Everything else stays out.
"""

from collections.abc import Iterable
from pathlib import Path

from taxonomy.types import Alias, Concept
from taxonomy.vocabulary_entries import read_yaml
from taxonomy.vocabulary_onet import slugify

ACCEPTED_FILE = "skills/_esco_accepted.yml"


def esco_concepts(folder: Path, labels: Iterable[tuple[str, str]]) -> list[Concept]:
    """The accepted ESCO labels as skills.

    Args:
        folder: the taxonomy folder; the accepted file has rows `{label, us?, ambiguous?}`, `us` = US wording.
        labels: (esco_id, label) of the table `esco_skills`.

    Returns:
        Concepts with source "esco", sorted by id.
    """
    accepted = {row["label"]: row for row in read_yaml(folder / ACCEPTED_FILE)}
    concepts: dict[str, Concept] = {}
    for esco_id, label in labels:
        if label not in accepted:
            continue
        wording = accepted[label].get("us", label)
        concept = Concept(
            concept_id=f"skill:{slugify(wording)}",
            label=wording,
            kind="skill",
            aliases=(Alias(wording, is_ambiguous=bool(accepted[label].get("ambiguous", False))),),
            source="esco",
            links={"esco": esco_id},
        )
        concepts.setdefault(concept.concept_id, concept)
    return [concepts[concept_id] for concept_id in sorted(concepts)]
