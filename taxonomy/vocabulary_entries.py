"""Our own concepts: the YAML files of skills, technologies and credentials, read and checked for shape.

A file holds a list of entries sorted by id. Files whose name begins with "_" hold choices about other
people's names (O*NET, ESCO), `patterns.yml` holds open patterns; neither holds entries.

| key | meaning |
|---|---|
| `id` | "<kind>:<slug>" |
| `label` | preferred name, US English |
| `aliases` | surface forms in any letter case |
| `exact` | surface forms matched in this letter case only |
| `ambiguous` | which of those forms have other everyday meanings: the judge decides in context |
| `issuer` | who awards a credential |
| `soc_codes` | related SOC 2018 codes |
| `equivalents` | ids of concepts that employers accept in its place |
| `links` | identifiers in other systems; null is dropped |
| `soft` | true for a soft skill |
| `source` | "signalpost" unless the name was taken from "onet" or "esco" |
| `match`, `no_match` | sentences of ours in which the concept must and must not be found |
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from taxonomy.errors import InvalidConceptError
from taxonomy.types import CONCEPT_KINDS, Alias, Concept

TAXONOMY_DIR = Path(__file__).parent
ENTRY_FOLDERS = ("credentials", "skills", "technologies")
_PATTERN_FILE = "patterns.yml"
_SOURCES = ("signalpost", "onet", "esco")


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept as we wrote it.

    Attributes:
        concept: what is compiled.
        path: the file that holds it.
        issuer: who awards it; null for skills, technologies and where many bodies do.
        equivalents: concept ids that employers accept in its place.
        match: a sentence in which it must be found; null when there is none.
        no_match: a sentence in which it must not be found; null when there is none.
    """

    concept: Concept
    path: Path
    issuer: str | None = None
    equivalents: tuple[str, ...] = ()
    match: str | None = None
    no_match: str | None = None


def entry_files(folder: Path = TAXONOMY_DIR) -> list[Path]:
    """The YAML files that hold entries, sorted."""
    return sorted(
        path
        for name in ENTRY_FOLDERS
        for path in (folder / name).glob("*.yml")
        if not path.name.startswith("_") and path.name != _PATTERN_FILE
    )


def source_files(folder: Path = TAXONOMY_DIR) -> list[Path]:
    """Every YAML file that decides what is compiled, sorted: entries and choices about O*NET and ESCO."""
    return sorted(
        path for name in ENTRY_FOLDERS for path in (folder / name).glob("*.yml") if path.name != _PATTERN_FILE
    )


def digest_sources(folder: Path = TAXONOMY_DIR) -> str:
    """SHA-256 over names and bytes of `source_files`: tells whether compiled tables are out of date."""
    digest = hashlib.sha256()
    for path in source_files(folder):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read_yaml(path: Path) -> Any:
    """Parse one YAML file; `[]` when it is empty.

    Raises:
        InvalidConceptError: the file is not YAML.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open(encoding="utf-8") as stream:
        try:
            return yaml.load(stream, Loader=loader) or []  # noqa: S506 - both loaders are the safe one
        except yaml.YAMLError as error:
            raise InvalidConceptError(path.name, f"is not YAML: {error}") from error


def read_entries(folder: Path = TAXONOMY_DIR) -> list[Entry]:
    """Read every entry that we wrote.

    Raises:
        InvalidConceptError: an entry lacks a key, has an unknown one, or a value has the wrong shape.
    """
    return [entry for path in entry_files(folder) for entry in _read_file(path)]


def parse_entry(row: dict[str, Any], path: Path) -> Entry:
    """Turn one YAML mapping into an `Entry`.

    Raises:
        InvalidConceptError: a key is missing or unknown, or a value has the wrong shape.
    """
    rest = dict(row)
    concept_id = rest.pop("id", None)
    if not isinstance(concept_id, str):
        raise InvalidConceptError(str(path), f"an entry has no id: {row!r}")
    label = rest.pop("label", None)
    kind = concept_id.partition(":")[0]
    if kind not in CONCEPT_KINDS:
        raise InvalidConceptError(concept_id, f"the kind must be one of {', '.join(CONCEPT_KINDS)}")
    if not isinstance(label, str) or not label:
        raise InvalidConceptError(concept_id, "has no label")
    source = rest.pop("source", "signalpost")
    if source not in _SOURCES:
        raise InvalidConceptError(concept_id, f"the source must be one of {', '.join(_SOURCES)}")
    concept = Concept(
        concept_id=concept_id,
        label=label,
        kind=kind,
        aliases=tuple(_aliases(concept_id, rest)),
        source=source,
        is_soft=bool(rest.pop("soft", False)),
        soc_codes=tuple(_strings(concept_id, rest, "soc_codes")),
        links=_links(concept_id, rest),
    )
    entry = Entry(
        concept=concept,
        path=path,
        issuer=rest.pop("issuer", None),
        equivalents=tuple(_strings(concept_id, rest, "equivalents")),
        match=rest.pop("match", None),
        no_match=rest.pop("no_match", None),
    )
    if rest:
        raise InvalidConceptError(concept_id, f"has unknown keys: {', '.join(sorted(rest))}")
    return entry


def _read_file(path: Path) -> Iterator[Entry]:
    rows = read_yaml(path)
    if not isinstance(rows, list):
        raise InvalidConceptError(str(path), "must hold a list of entries")
    for row in rows:
        if not isinstance(row, dict):
            raise InvalidConceptError(str(path), f"an entry must be a mapping: {row!r}")
        yield parse_entry(row, path)


def _strings(concept_id: str, row: dict[str, Any], key: str) -> list[str]:
    value = row.pop(key, None) or []
    if not isinstance(value, list) or not all(
        isinstance(item, str) and item.strip() == item != "" for item in value
    ):
        raise InvalidConceptError(
            concept_id, f"{key} must be a list of strings without outer spaces: {value!r}"
        )
    return value


def _links(concept_id: str, row: dict[str, Any]) -> dict[str, str]:
    value = row.pop("links", None) or {}
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise InvalidConceptError(concept_id, f"links must be a mapping: {value!r}")
    return {system: str(code) for system, code in value.items() if code is not None}


def _aliases(concept_id: str, row: dict[str, Any]) -> Iterable[Alias]:
    loose = _strings(concept_id, row, "aliases")
    exact = _strings(concept_id, row, "exact")
    ambiguous = set(_strings(concept_id, row, "ambiguous"))
    if not loose and not exact:
        raise InvalidConceptError(concept_id, "has neither aliases nor exact forms, so it can never be found")
    unknown = ambiguous.difference(loose, exact)
    if unknown:
        raise InvalidConceptError(
            concept_id, f"ambiguous forms that are not listed: {', '.join(sorted(unknown))}"
        )
    for text in dict.fromkeys(loose):
        yield Alias(text, is_ambiguous=text in ambiguous)
    for text in dict.fromkeys(exact):
        if text not in loose:
            yield Alias(text, is_exact=True, is_ambiguous=text in ambiguous)
