import pytest

from taxonomy.types import Alias
from taxonomy.vocabulary_onet import (
    TechnologyRow,
    clean_name,
    fold_form,
    is_generic_name,
    name_forms,
    slugify,
    technology_concepts,
)

EVERYDAY = frozenset({"excel", "word", "the", "slack", "sales", "project", "microsoft"})


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        (".NET", "dotnet"),
        ("Node.js", "node-js"),
        ("AT&T", "at-and-t"),
    ],
)
def test_slugs_spell_out_signs(label: str, slug: str) -> None:
    assert slugify(label) == slug


@pytest.mark.parametrize(("one", "other"), [("T-SQL", "t sql"), ("Driver’s  License", "driver's license")])
def test_case_hyphen_and_apostrophe_do_not_part_forms(one: str, other: str) -> None:
    assert fold_form(one) == fold_form(other)


def test_signs_part_forms() -> None:
    assert len({fold_form(name) for name in ("C", "C++", "C#")}) == 3


@pytest.mark.parametrize(
    ("name", "is_generic"),
    [
        ("Spreadsheet software", True),
        ("Customer relationship management CRM software", True),
        ("Inventory management systems", True),
        ("Microsoft Excel", False),
        ("Yardi software", False),
        ("Structured query language SQL", False),
    ],
)
def test_names_of_goods_are_told_from_products(name: str, is_generic: bool) -> None:
    everyday = frozenset({"spreadsheet", "customer", "inventory"})
    assert is_generic_name(name, everyday) is is_generic


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Yardi software", "Yardi"),
        ("Amazon Web Services AWS software", "Amazon Web Services AWS"),
        ("CorelDraw 11.0", "CorelDraw"),
        ("AutoCAD 2010", "AutoCAD"),
        ("DB 2", "DB 2"),
    ],
)
def test_words_and_versions_that_onet_adds_are_dropped(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned


def test_a_vendor_is_dropped_and_an_everyday_product_goes_to_the_judge() -> None:
    forms = name_forms("Microsoft Excel", EVERYDAY)
    assert Alias("Excel", is_exact=True, is_ambiguous=True) in forms
    assert Alias("MS Excel") in forms


def test_a_trailing_acronym_is_a_form_of_its_own() -> None:
    assert [form.text for form in name_forms("Structured query language SQL", EVERYDAY)] == [
        "Structured query language SQL",
        "Structured query language",
        "SQL",
    ]


def rows(*names: str, is_hot: bool = False) -> list[TechnologyRow]:
    return [TechnologyRow(name, "15-1252", "43230000", is_hot) for name in names]


def test_spellings_of_one_product_become_one_concept() -> None:
    concepts = technology_concepts(rows("Yardi software", "Yardi"), EVERYDAY, {})
    assert [concept.concept_id for concept in concepts] == ["technology:yardi"]
    assert concepts[0].soc_codes == ("15-1252",)
    assert concepts[0].links == {"onet": "43230000"}


def test_stopped_generic_and_everyday_names_are_left_out() -> None:
    names = rows("Sales software", "Blink", "Slack", "QuarkXPress")
    concepts = technology_concepts(names, EVERYDAY, {"Blink": "an everyday word"})
    assert [concept.label for concept in concepts] == ["QuarkXPress"]


def test_an_everyday_name_stays_when_onet_calls_it_hot_but_the_judge_decides() -> None:
    concepts = technology_concepts(rows("Slack", is_hot=True), EVERYDAY, {})
    assert concepts[0].aliases == (Alias("Slack", is_exact=True, is_ambiguous=True),)
