from pathlib import Path

from taxonomy.sources.esco import build_esco_skills
from taxonomy.sources.files import SourceFiles
from tests.taxonomy.sources.official_files import write_lines

FIRST = "0005c151-5b5a-4a66-8aac-60e734beb1ab"


def test_labels_are_kept_and_groups_left_out(tmp_path: Path) -> None:
    write_lines(
        tmp_path / "esco_1_1_1_labels.csv",
        "id,description,hierarchy_levels,type",
        f"{FIRST},bake bread,\"[['S']]\",preferredLabel",
        f"{FIRST},make loaves,\"[['S']]\",altLabels",
        "S1.2,baking,,level_2",
    )
    assert build_esco_skills(SourceFiles(tmp_path)).table.to_pylist() == [
        {"esco_id": FIRST, "label": "bake bread", "is_preferred": True},
        {"esco_id": FIRST, "label": "make loaves", "is_preferred": False},
    ]


def test_the_official_download_is_preferred_and_gives_one_row_per_label(tmp_path: Path) -> None:
    write_lines(tmp_path / "esco_1_1_1_labels.csv", "id,description,hierarchy_levels,type")
    write_lines(
        tmp_path / "skills_en.csv",
        "conceptType,conceptUri,preferredLabel,altLabels",
        f'KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/{FIRST},bake bread,"make loaves',
        'bread making"',
    )
    labels = build_esco_skills(SourceFiles(tmp_path)).table["label"].to_pylist()
    assert labels == ["bake bread", "bread making", "make loaves"]
