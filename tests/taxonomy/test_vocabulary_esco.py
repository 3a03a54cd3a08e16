from pathlib import Path

from taxonomy.types import Alias
from taxonomy.vocabulary_esco import ACCEPTED_FILE, esco_concepts

LABELS = [("u1", "jewellery making"), ("u2", "types of dip tank"), ("u3", "welding"), ("u4", "welding")]


def accepted(folder: Path, text: str) -> Path:
    path = folder / ACCEPTED_FILE
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return folder


def test_only_accepted_labels_become_skills(tmp_path: Path) -> None:
    folder = accepted(tmp_path, "- {label: welding, ambiguous: true}\n")
    concepts = esco_concepts(folder, LABELS)
    assert [concept.concept_id for concept in concepts] == ["skill:welding"]
    assert concepts[0].aliases == (Alias("welding", is_ambiguous=True),)
    assert concepts[0].links == {"esco": "u3"}
    assert concepts[0].source == "esco"


def test_the_us_wording_replaces_the_british_one(tmp_path: Path) -> None:
    folder = accepted(tmp_path, "- {label: jewellery making, us: jewelry making}\n")
    assert [concept.label for concept in esco_concepts(folder, LABELS)] == ["jewelry making"]
