from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taxonomy.errors import MissingTableError
from taxonomy.types import CONCEPT_KINDS, Alias, Concept
from taxonomy.vocabulary import (
    Vocabulary,
    compile_vocabulary,
    compiled_digest,
    everyday_words,
    load_vocabulary,
    merge_concepts,
)
from taxonomy.vocabulary_entries import digest_sources

EXCEL = Concept(
    "technology:microsoft-excel",
    "Microsoft Excel",
    "technology",
    (Alias("Microsoft Excel"), Alias("Excel", is_ambiguous=True)),
    "signalpost",
)
ONET_EXCEL = Concept(
    "technology:ms-excel-software",
    "MS Excel software",
    "technology",
    (Alias("MS Excel software"), Alias("Microsoft Excel"), Alias("EXCEL", is_exact=True, is_ambiguous=True)),
    "onet",
    soc_codes=("13-2011",),
    links={"onet": "43232110"},
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def test_an_official_concept_with_a_known_sure_form_joins_ours() -> None:
    (merged,) = merge_concepts([EXCEL], [ONET_EXCEL])
    assert merged.label == "Microsoft Excel"
    assert merged.soc_codes == ("13-2011",)
    assert merged.links == {"onet": "43232110"}
    assert [alias.text for alias in merged.aliases] == ["Microsoft Excel", "Excel", "MS Excel software"]


def test_an_ambiguous_official_form_alone_joins_nothing_and_is_not_claimed_twice() -> None:
    other = replace(
        ONET_EXCEL,
        concept_id="technology:excel-gym",
        label="Excel Gym",
        aliases=(Alias("Excel Gym"), Alias("Excel", is_ambiguous=True)),
    )
    merged = {concept.concept_id: concept for concept in merge_concepts([EXCEL], [other])}
    assert [alias.text for alias in merged["technology:excel-gym"].aliases] == ["Excel Gym"]


def test_a_skill_may_share_a_form_with_a_technology() -> None:
    skill = Concept("skill:excel", "Excel", "skill", (Alias("Microsoft Excel"),), "esco")
    assert len(merge_concepts([EXCEL], [skill])) == 2


def write_tables(folder: Path) -> None:
    tables = {
        "technologies": {
            "name": ["Microsoft Excel", "Yardi software", "Spreadsheet software"],
            "soc_code": ["13-2011", "11-9141", "13-2011"],
            "commodity_code": ["43232110", "43231602", "43232110"],
            "is_hot": [True, False, False],
        },
        "titles": {"title": ["Chef", "Nurse Manager"]},
        "esco_skills": {
            "esco_id": ["u1", "u2"],
            "label": ["tend the bar", "make a spreadsheet"],
            "is_preferred": [True, True],
        },
    }
    for name, columns in tables.items():
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")


def write_sources(folder: Path) -> None:
    for name in ("credentials", "skills", "technologies"):
        (folder / name).mkdir(parents=True)
    (folder / "technologies" / "_onet_stop.yml").write_text("[]\n", encoding="utf-8")
    (folder / "skills" / "_esco_accepted.yml").write_text("- {label: tend the bar}\n", encoding="utf-8")
    (folder / "credentials" / "health.yml").write_text(
        "- {id: 'license:rn', label: RN, aliases: [RN license], issuer: State board,\n"
        "   equivalents: ['license:lpn'], soc_codes: ['29-1141'], match: a, no_match: b}\n",
        encoding="utf-8",
    )


def test_compiling_writes_what_loading_reads(tmp_path: Path) -> None:
    folder, tables = tmp_path / "sources", tmp_path / "tables"
    tables.mkdir()
    write_tables(tables)
    write_sources(folder)
    assert compile_vocabulary(folder, tables)[0] == 4
    vocabulary = load_vocabulary(tables)
    assert list(vocabulary.concepts) == [
        "license:rn",
        "skill:tend-the-bar",
        "technology:microsoft-excel",
        "technology:yardi",
    ]
    assert vocabulary.issuers == {"license:rn": "State board"}
    assert vocabulary.equivalents == {"license:rn": ("license:lpn",)}
    assert vocabulary.concepts["license:rn"].soc_codes == ("29-1141",)
    assert compiled_digest(tables) == digest_sources(folder)


def test_everyday_words_are_those_written_in_lower_case(tmp_path: Path) -> None:
    write_tables(tmp_path)
    words = everyday_words(tmp_path)
    assert {"tend", "the", "bar", "software", "chef"} <= words
    assert words.isdisjoint({"nurse", "excel", "yardi"})


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingTableError, match="vocabulary"):
        load_vocabulary(tmp_path)
    with pytest.raises(MissingTableError, match="vocabulary"):
        compiled_digest(tmp_path)


def test_the_compiled_tables_are_as_new_as_the_yaml() -> None:
    assert compiled_digest() == digest_sources(), "run `signalpost taxonomy build` and commit the tables"


def test_the_vocabulary_is_as_large_as_promised(vocabulary: Vocabulary) -> None:
    n_by_kind = {kind: sum(concept.kind == kind for concept in vocabulary) for kind in CONCEPT_KINDS}
    n_credentials = sum(n_by_kind[kind] for kind in ("certification", "license", "degree", "clearance"))
    ours = [concept for concept in vocabulary if concept.source == "signalpost"]
    assert n_credentials >= 700
    assert sum(concept.kind == "technology" for concept in ours) >= 700
    assert len(vocabulary) == sum(n_by_kind.values())


@pytest.mark.parametrize(
    ("form", "concept_id"),
    [
        ("MS Excel", "technology:microsoft-excel"),
        ("AWS", "technology:aws"),
        ("Registered Nurse", "license:registered-nurse-license"),
        ("CPR", "certification:cpr-certification"),
        ("PMP", "certification:project-management-professional"),
        ("four-year degree", "degree:bachelor"),
        ("TS/SCI", "clearance:ts-sci"),
    ],
)
def test_well_known_forms_name_their_concept(vocabulary: Vocabulary, form: str, concept_id: str) -> None:
    assert form in {alias.text for alias in vocabulary.concepts[concept_id].aliases}


@pytest.mark.parametrize(
    ("concept_id", "form"),
    [
        ("technology:go", "Go"),
        ("technology:r", "R"),
        ("technology:c", "C"),
        ("technology:microsoft-excel", "Excel"),
        ("technology:microsoft-access", "Access"),
        ("technology:spring", "Spring"),
        ("technology:oracle-database", "Oracle"),
        ("technology:sas", "SAS"),
        ("technology:chef-configuration", "Chef"),
        ("technology:epic", "Epic"),
        ("technology:slack", "Slack"),
        ("certification:basic-life-support", "BLS"),
        ("certification:certified-nursing-assistant", "CNA"),
        ("license:professional-engineer", "PE"),
    ],
)
def test_everyday_forms_go_to_the_judge(vocabulary: Vocabulary, concept_id: str, form: str) -> None:
    flags = {alias.text: alias.is_ambiguous for alias in vocabulary.concepts[concept_id].aliases}
    assert flags[form]


def test_every_concept_can_be_found(vocabulary: Vocabulary) -> None:
    assert [concept.concept_id for concept in vocabulary if not concept.aliases] == []
