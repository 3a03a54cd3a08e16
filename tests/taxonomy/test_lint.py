from pathlib import Path
from typing import Any

import pytest

from taxonomy.lint import check_entry, find_forms, joined_names, lint_vocabulary
from taxonomy.types import Alias, Concept
from taxonomy.vocabulary_entries import parse_entry

CODES = frozenset({"29-1141"})
ENTRY: dict[str, Any] = {
    "id": "certification:tree-climber",
    "label": "Tree Climber",
    "aliases": ["tree climber card"],
    "exact": ["TCC"],
    "ambiguous": ["TCC"],
    "match": "A tree climber card is required.",
    "no_match": "TCC is a college; trees are near.",
}


def findings(change: dict[str, Any]) -> list[str]:
    return list(check_entry(parse_entry(ENTRY | change, Path("x.yml")), CODES))


def test_a_good_entry_has_no_finding() -> None:
    assert findings({}) == []


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"id": "certification:Tree_Climber"}, "slug"),
        ({"soc_codes": ["99-9999"]}, "no SOC 2018 code"),
        ({"aliases": ["tree climber card", "Tree-Climber Card"]}, "twice"),
        ({"match": None}, "needs a sentence"),
        ({"no_match": None}, "needs a sentence"),
        ({"match": "Climb a tree."}, "not found in its match"),
        ({"no_match": "Show the tree climber cards."}, "holds the sure form"),
    ],
)
def test_each_rule_is_told(change: dict[str, Any], finding: str) -> None:
    assert [text for text in findings(change) if finding in text]


def test_a_technology_without_ambiguous_forms_needs_no_examples() -> None:
    row = {"id": "technology:quarkxpress", "label": "QuarkXPress", "aliases": ["QuarkXPress"]}
    assert list(check_entry(parse_entry(row, Path("x.yml")), CODES)) == []


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("Uses C++ daily.", True),
        ("Uses C+ daily.", False),
        ("Two C++s in a row", True),
        ("xC++ is a typo", False),
    ],
)
def test_forms_are_found_as_whole_words(sentence: str, is_found: bool) -> None:
    concept = Concept("technology:c", "C++", "technology", (Alias("C++", is_exact=True),), "signalpost")
    assert bool(find_forms(concept, sentence)) is is_found


def test_case_counts_for_exact_forms_only() -> None:
    concept = Concept(
        "technology:go", "Go", "technology", (Alias("Go", is_exact=True), Alias("golang")), "signalpost"
    )
    assert [alias.text for alias in find_forms(concept, "go with GOLANG")] == ["golang"]


def write_folder(folder: Path, skills: str) -> Path:
    for name in ("credentials", "skills", "technologies"):
        (folder / name).mkdir()
    (folder / "skills" / "a.yml").write_text(skills, encoding="utf-8")
    return folder


def test_order_duplicates_collisions_and_dangling_equivalents_are_told(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        "- {id: 'skill:b', label: B, aliases: [bee keeping]}\n"
        "- {id: 'skill:a', label: A, aliases: [bee keeping], equivalents: ['skill:z']}\n"
        "- {id: 'skill:b', label: B, aliases: [queen rearing]}\n",
    )
    text = "\n".join(lint_vocabulary(folder))
    assert "a.yml: entries are not sorted by id" in text
    assert "skill:b: is both in a.yml and in a.yml" in text
    assert "'bee keeping' belongs to skill:a and to skill:b" in text
    assert "skill:a: equivalent skill:z does not exist" in text


@pytest.mark.parametrize("text", ["- {id: 'skill:a'}\n", "- {id: [\n"])
def test_what_cannot_be_read_is_a_finding_not_a_crash(tmp_path: Path, text: str) -> None:
    assert len(lint_vocabulary(write_folder(tmp_path, text))) == 1


def test_the_whole_vocabulary_is_clean() -> None:
    assert lint_vocabulary() == []


@pytest.mark.parametrize(
    ("alias", "is_told"),
    [
        ("unsupervised learning", True),
        ("non supervised learning", False),
        ("supervised and unsupervised learning", False),
        ("self-supervised learning", False),
    ],
)
def test_an_opposite_under_a_label_is_told(alias: str, is_told: bool) -> None:
    row = {"id": "skill:supervised-learning", "label": "Supervised learning", "aliases": [alias]}
    found = list(check_entry(parse_entry(row, Path("x.yml")), CODES))
    assert ["opposite" in text for text in found] == [True] * is_told


@pytest.mark.parametrize(
    ("form", "is_told"),
    [
        ("Python/R", True),
        ("R, Python", True),
        ("Python or R", True),
        ("Python/Py", False),
        ("Python/Cobra", False),
        ("SAS/ACCESS", False),
    ],
)
def test_a_form_that_joins_two_names_is_told(form: str, is_told: bool) -> None:
    python = Concept(
        "technology:python", "Python", "technology", (Alias("Python"), Alias("Py"), Alias(form)), "signalpost"
    )
    others = [
        Concept(f"technology:{name.lower()}", name, "technology", (Alias(name),), "signalpost")
        for name in ("R", "SAS", "Access")
    ]
    assert bool(list(joined_names([python, *others]))) == is_told
