"""The vocabulary: every skill, technology and credential that Signalpost can name, with its surface forms.

It is compiled from our YAML (skills, technologies, credentials), O*NET's technology names and chosen ESCO
labels into two tables, `vocabulary` and `vocabulary_aliases`. At run time only those are read.
`signalpost taxonomy build` compiles them again after a change of the YAML.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from taxonomy.errors import MissingTableError
from taxonomy.types import Alias, Concept
from taxonomy.vocabulary_entries import TAXONOMY_DIR, Entry, digest_sources, read_entries, read_yaml
from taxonomy.vocabulary_esco import esco_concepts
from taxonomy.vocabulary_onet import TechnologyRow, fold_form, technology_concepts

TABLES_DIR = TAXONOMY_DIR / "tables"
DIGEST_KEY = b"signalpost.sources_sha256"
STOP_FILE = "technologies/_onet_stop.yml"
_CONCEPT_SCHEMA = pa.schema(
    [
        ("concept_id", pa.string()),
        ("label", pa.string()),
        ("kind", pa.string()),
        ("source", pa.string()),
        ("is_soft", pa.bool_()),
        ("soc_codes", pa.list_(pa.string())),
        ("links", pa.string()),
        ("issuer", pa.string()),
        ("equivalents", pa.list_(pa.string())),
    ]
)
_ALIAS_SCHEMA = pa.schema(
    [
        ("concept_id", pa.string()),
        ("text", pa.string()),
        ("is_exact", pa.bool_()),
        ("is_ambiguous", pa.bool_()),
    ]
)
_LOWER_WORD = re.compile(r"(?<![^\s(/,-])[a-z]{2,}(?![^\s)/,-])")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All concepts by id, in the order of the table (by kind, then id).

    Attributes:
        concepts: concept_id -> concept.
        issuers: concept_id -> who awards it; concepts without a single issuer are missing.
        equivalents: concept_id -> ids that employers accept in its place; most are missing.
    """

    concepts: dict[str, Concept]
    issuers: dict[str, str]
    equivalents: dict[str, tuple[str, ...]]

    def __iter__(self) -> Iterator[Concept]:
        """Iterate over the concepts."""
        return iter(self.concepts.values())

    def __len__(self) -> int:
        """Number of concepts."""
        return len(self.concepts)


@lru_cache(maxsize=4)
def load_vocabulary(tables: Path = TABLES_DIR) -> Vocabulary:
    """Read the compiled vocabulary (cached).

    Raises:
        MissingTableError: it has not been compiled.
    """
    aliases: dict[str, list[Alias]] = {}
    columns = _read_columns(tables, "vocabulary_aliases")
    for concept_id, text, is_exact, is_ambiguous in zip(*columns, strict=True):
        aliases.setdefault(concept_id, []).append(Alias(text, is_exact, is_ambiguous))
    concepts: dict[str, Concept] = {}
    issuers: dict[str, str] = {}
    equivalents: dict[str, tuple[str, ...]] = {}
    for row in zip(*_read_columns(tables, "vocabulary"), strict=True):
        concept_id, label, kind, source, is_soft, soc_codes, links, issuer, same = row
        forms = tuple(aliases.get(concept_id, ()))
        known_links = json.loads(links) if links != "{}" else {}
        concepts[concept_id] = Concept(
            concept_id, label, kind, forms, source, is_soft, tuple(soc_codes), known_links
        )
        if issuer:
            issuers[concept_id] = issuer
        if same:
            equivalents[concept_id] = tuple(same)
    return Vocabulary(concepts, issuers, equivalents)


def compiled_digest(tables: Path = TABLES_DIR) -> str:
    """Digest of the YAML from which the tables were compiled (compare with `digest_sources`).

    Raises:
        MissingTableError: the vocabulary has not been compiled.
    """
    path = tables / "vocabulary.parquet"
    if not path.exists():
        raise MissingTableError("vocabulary")
    metadata: dict[bytes, bytes] = pq.read_schema(path).metadata or {}
    return metadata.get(DIGEST_KEY, b"").decode()


def compile_vocabulary(folder: Path = TAXONOMY_DIR, tables: Path = TABLES_DIR) -> tuple[int, int]:
    """Compile YAML and official names into `vocabulary.parquet` and `vocabulary_aliases.parquet`.

    Args:
        folder: holds `credentials/`, `skills/` and `technologies/`.
        tables: holds the official tables; the two tables are written there.

    Returns:
        Number of concepts, number of aliases.

    Raises:
        MissingTableError: an official table is not there.
        InvalidConceptError: an entry has the wrong shape.
    """
    entries = read_entries(folder)
    stopped = {row["name"]: row["reason"] for row in read_yaml(folder / STOP_FILE)}
    technologies = technology_concepts(_technology_rows(tables), everyday_words(tables), stopped)
    labels = zip(*_official(tables, "esco_skills", ["esco_id", "label"]), strict=True)
    chosen = esco_concepts(folder, ((str(esco_id), str(label)) for esco_id, label in labels))
    ours = [entry.concept for entry in entries]
    concepts = merge_concepts(ours, [*technologies, *chosen])
    _write_tables(
        concepts, {entry.concept.concept_id: entry for entry in entries}, digest_sources(folder), tables
    )
    load_vocabulary.cache_clear()
    return len(concepts), sum(len(concept.aliases) for concept in concepts)


def merge_concepts(ours: Iterable[Concept], others: Iterable[Concept]) -> list[Concept]:
    """Join concepts that share a sure form; our entries win over official names, in wording and in flags.

    An official concept is the same as an earlier one of its group (technology, or any other kind) when its
    label or a form that is not ambiguous is a form of the earlier one. It then adds its codes, links and
    unseen sure forms. An ambiguous official form that belongs to another concept already is dropped.

    Returns:
        Concepts sorted by kind and id.
    """
    merged: dict[str, Concept] = {}
    owner: dict[tuple[bool, str], str] = {}
    for concept in ours:
        merged[concept.concept_id] = concept
        for form in (concept.label, *(alias.text for alias in concept.aliases)):
            owner.setdefault(_owner_key(concept, form), concept.concept_id)
    for concept in others:
        sure = [concept.label, *(alias.text for alias in concept.aliases if not alias.is_ambiguous)]
        known = next((owner[key] for form in sure if (key := _owner_key(concept, form)) in owner), None)
        known = known or (concept.concept_id if concept.concept_id in merged else None)
        if known is None:
            merged[concept.concept_id] = _unowned(concept, owner, keep_label=True)
        else:
            merged[known] = _absorb(merged[known], _unowned(concept, owner, keep_label=False))
        for alias in merged[known or concept.concept_id].aliases:
            owner.setdefault(_owner_key(concept, alias.text), known or concept.concept_id)
    return sorted(merged.values(), key=lambda concept: (concept.kind, concept.concept_id))


def everyday_words(tables: Path = TABLES_DIR) -> frozenset[str]:
    """Words of everyday language: those written in lower case in ESCO labels and in O*NET's names and titles.

    Source: ESCO 1.1.1 labels, O*NET 29.2 alternate titles and technology names.
    """
    titles = _official(tables, "titles", ["title"])[0]
    names = set(_official(tables, "technologies", ["name"])[0])
    labels = _official(tables, "esco_skills", ["label"])[0]
    words = {word for text in (*labels, *names) for word in _LOWER_WORD.findall(text)}
    single_word_titles = {title.casefold() for title in titles if title.isalpha()}
    return frozenset(words | single_word_titles)


def _owner_key(concept: Concept, form: str) -> tuple[bool, str]:
    return concept.kind == "technology", fold_form(form)


def _unowned(concept: Concept, owner: dict[tuple[bool, str], str], *, keep_label: bool) -> Concept:
    """The concept without the forms that an earlier concept has; a new concept keeps its label."""
    forms = tuple(
        alias
        for alias in concept.aliases
        if _owner_key(concept, alias.text) not in owner or (keep_label and alias.text == concept.label)
    )
    return replace(concept, aliases=forms)


def _absorb(kept: Concept, added: Concept) -> Concept:
    sure = tuple(alias for alias in added.aliases if not alias.is_ambiguous)
    return replace(
        kept,
        aliases=kept.aliases + sure,
        soc_codes=tuple(sorted({*kept.soc_codes, *added.soc_codes})),
        links={**added.links, **kept.links},
    )


def _official(tables: Path, name: str, columns: list[str]) -> list[list[str]]:
    path = tables / f"{name}.parquet"
    if not path.exists():
        raise MissingTableError(name)
    table = pq.read_table(path, columns=columns)
    return [table.column(column).to_pylist() for column in columns]


def _technology_rows(tables: Path) -> list[TechnologyRow]:
    columns = _official(tables, "technologies", ["name", "soc_code", "commodity_code", "is_hot"])
    return [TechnologyRow(*row) for row in zip(*columns, strict=True)]


def _read_columns(tables: Path, name: str) -> list[list[object]]:
    path = tables / f"{name}.parquet"
    if not path.exists():
        raise MissingTableError(name)
    return [column.to_pylist() for column in pq.read_table(path).columns]


def _write_tables(concepts: list[Concept], entries: dict[str, Entry], digest: str, tables: Path) -> None:
    rows = [
        {
            "concept_id": concept.concept_id,
            "label": concept.label,
            "kind": concept.kind,
            "source": concept.source,
            "is_soft": concept.is_soft,
            "soc_codes": list(concept.soc_codes),
            "links": json.dumps(concept.links, sort_keys=True),
            "issuer": entries[concept.concept_id].issuer if concept.concept_id in entries else None,
            "equivalents": list(entries[concept.concept_id].equivalents)
            if concept.concept_id in entries
            else [],
        }
        for concept in concepts
    ]
    forms = [
        {
            "concept_id": concept.concept_id,
            "text": alias.text,
            "is_exact": alias.is_exact,
            "is_ambiguous": alias.is_ambiguous,
        }
        for concept in concepts
        for alias in concept.aliases
    ]
    metadata = {DIGEST_KEY: digest.encode()}
    for name, schema, content in (
        ("vocabulary", _CONCEPT_SCHEMA, rows),
        ("vocabulary_aliases", _ALIAS_SCHEMA, forms),
    ):
        table = pa.Table.from_pylist(content, schema=schema.with_metadata(metadata))
        pq.write_table(table, tables / f"{name}.parquet", compression="zstd")
