from pathlib import Path
from typing import Any

import pytest

from taxonomy.errors import InvalidConceptError
from taxonomy.types import Alias
from taxonomy.vocabulary_entries import digest_sources, entry_files, parse_entry, read_entries, read_yaml

PATH = Path("test.yml")
BLS: dict[str, Any] = {
    "id": "certification:basic-life-support",
    "label": "Basic Life Support",
    "aliases": ["Basic Life Support"],
    "exact": ["BLS"],
    "ambiguous": ["BLS"],
    "issuer": "American Heart Association",
    "soc_codes": ["29-1141"],
    "equivalents": ["certification:cpr"],
    "links": {"ctdl": None, "onet": 43},
    "match": "BLS is required.",
    "no_match": "BLS publishes figures.",
}


def test_an_entry_keeps_its_forms_with_their_flags() -> None:
    concept = parse_entry(BLS, PATH).concept
    assert concept.aliases == (
        Alias("Basic Life Support"),
        Alias("BLS", is_exact=True, is_ambiguous=True),
    )
    assert concept.kind == "certification"
    assert concept.source == "signalpost"


def test_an_entry_drops_empty_links_and_turns_codes_into_strings() -> None:
    assert parse_entry(BLS, PATH).concept.links == {"onet": "43"}


def test_an_entry_keeps_what_is_not_compiled_into_the_concept() -> None:
    entry = parse_entry(BLS, PATH)
    assert entry.issuer == "American Heart Association"
    assert entry.equivalents == ("certification:cpr",)
    assert entry.no_match == "BLS publishes figures."


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"id": None}, "no id"),
        ({"id": "talent:juggling"}, "the kind must be one of"),
        ({"label": ""}, "has no label"),
        ({"aliases": [], "exact": [], "ambiguous": []}, "neither aliases nor exact"),
        ({"ambiguous": ["CPR"]}, "ambiguous forms that are not listed: CPR"),
        ({"aliases": [" spaced "]}, "strings without outer spaces"),
        ({"aliases": [True]}, "strings without outer spaces"),
        ({"links": ["onet"]}, "links must be a mapping"),
        ({"source": "hearsay"}, "the source must be one of"),
        ({"soc": "29-1141"}, "unknown keys: soc"),
    ],
)
def test_a_wrong_entry_is_refused_with_the_reason(change: dict[str, Any], problem: str) -> None:
    with pytest.raises(InvalidConceptError, match=problem):
        parse_entry(BLS | change, PATH)


def test_an_exact_form_that_is_also_loose_counts_once() -> None:
    row = {"id": "technology:go", "label": "Go", "aliases": ["Go"], "exact": ["Go"]}
    assert parse_entry(row, PATH).concept.aliases == (Alias("Go"),)


def write_folder(folder: Path, text: str) -> Path:
    for name in ("credentials", "skills", "technologies"):
        (folder / name).mkdir()
    (folder / "skills" / "farm.yml").write_text(text, encoding="utf-8")
    return folder


def test_choices_and_patterns_are_not_entries(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, "- {id: 'skill:milking', label: Milking, aliases: [milking]}\n")
    (folder / "skills" / "_choices.yml").write_text("- {label: x}\n", encoding="utf-8")
    (folder / "credentials" / "patterns.yml").write_text("- {name: x}\n", encoding="utf-8")
    assert [path.name for path in entry_files(folder)] == ["farm.yml"]
    assert [entry.concept.concept_id for entry in read_entries(folder)] == ["skill:milking"]


def test_the_digest_changes_with_the_text_and_with_the_choices(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, "[]\n")
    first = digest_sources(folder)
    (folder / "skills" / "farm.yml").write_text("- {}\n", encoding="utf-8")
    second = digest_sources(folder)
    (folder / "skills" / "_choices.yml").write_text("[]\n", encoding="utf-8")
    assert len({first, second, digest_sources(folder)}) == 3


@pytest.mark.parametrize("text", ["id: skill:a\n", "- skill:a\n", "- {id: [\n"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    folder = write_folder(tmp_path, text)
    with pytest.raises(InvalidConceptError):
        read_entries(folder)


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "empty.yml"
    path.write_text("", encoding="utf-8")
    assert read_yaml(path) == []
