"""Checks of the vocabulary that we wrote: `signalpost taxonomy lint`.

Every finding is one sentence that names the concept, so that it can be mended without reading code.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from taxonomy.errors import InvalidConceptError
from taxonomy.loader import load_table
from taxonomy.types import Alias, Concept
from taxonomy.vocabulary_entries import TAXONOMY_DIR, Entry, entry_files, parse_entry, read_yaml
from taxonomy.vocabulary_onet import fold_form

_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_CREDENTIAL_KINDS = ("certification", "license", "degree", "clearance")
_JOINED = re.compile(r"\s*(?:[/&,]|\band\b|\bor\b)\s*")
# One product, whose name only looks like two.
_ONE_NAME = frozenset({"sas/access", "cad/rms"})
_WORD = re.compile(r"[a-z]+")
_OPPOSITES = ("un", "non")


def lint_vocabulary(folder: Path = TAXONOMY_DIR) -> list[str]:
    """Check every entry of ours.

    Args:
        folder: holds `credentials/`, `skills/` and `technologies/`.

    Returns:
        One sentence per finding; [] when all is well.
    """
    findings: list[str] = []
    entries: list[Entry] = []
    for path in entry_files(folder):
        try:
            rows = read_yaml(path)
        except InvalidConceptError as error:
            findings.append(str(error))
            continue
        ids = [str(row.get("id")) for row in rows]
        if ids != sorted(ids):
            findings.append(f"{path.name}: entries are not sorted by id")
        for row in rows:
            try:
                entries.append(parse_entry(row, path))
            except InvalidConceptError as error:
                findings.append(str(error))
    known_codes = frozenset(load_table("soc").column("soc_code").to_pylist())
    findings += _duplicates(entries)
    findings += _collisions(entries)
    findings += joined_names(entry.concept for entry in entries)
    for entry in entries:
        findings += check_entry(entry, known_codes)
    known_ids = {entry.concept.concept_id for entry in entries}
    for entry in entries:
        missing = [other for other in entry.equivalents if other not in known_ids]
        findings += [f"{entry.concept.concept_id}: equivalent {other} does not exist" for other in missing]
    return findings


def check_entry(entry: Entry, known_codes: frozenset[str]) -> Iterator[str]:
    """Findings about one entry alone: slug, SOC codes, repeated forms, examples.

    Args:
        entry: as we wrote it.
        known_codes: SOC 2018 codes.
    """
    concept = entry.concept
    name = concept.concept_id
    if not _SLUG.match(name.partition(":")[2]):
        yield f"{name}: the slug must be lower-case words joined by hyphens"
    for code in concept.soc_codes:
        if code not in known_codes:
            yield f"{name}: {code} is no SOC 2018 code"
    folded = [(fold_form(alias.text), alias.text if alias.is_exact else "") for alias in concept.aliases]
    for form in sorted({form for form, _ in folded if folded.count((form, "")) > 1}):
        yield f"{name}: lists {form!r} twice"
    for form in _opposites(concept):
        yield f"{name}: {form!r} says the opposite of the label {concept.label!r}"
    needs_examples = concept.kind in _CREDENTIAL_KINDS or any(alias.is_ambiguous for alias in concept.aliases)
    if needs_examples and not (entry.match and entry.no_match):
        yield f"{name}: needs a sentence that must match and one that must not"
    if entry.match and not find_forms(concept, entry.match):
        yield f"{name}: is not found in its match sentence"
    if entry.no_match:
        sure = [alias.text for alias in find_forms(concept, entry.no_match) if not alias.is_ambiguous]
        if sure:
            yield f"{name}: its no_match sentence holds the sure form {sure[0]!r}"


def joined_names(concepts: Iterable[Concept]) -> Iterator[str]:
    """Findings about technology forms that join the names of two concepts: one of them would be lost.

    Args:
        concepts: all that are compiled together; other kinds than technologies are passed over.
    """
    technologies = [concept for concept in concepts if concept.kind == "technology"]
    owners: dict[str, set[str]] = defaultdict(set)
    for concept in technologies:
        for alias in concept.aliases:
            owners[fold_form(alias.text)].add(concept.concept_id)
    for concept in technologies:
        for alias in concept.aliases:
            parts = [owners.get(fold_form(part), set()) for part in _JOINED.split(alias.text) if part]
            is_joined = len(parts) > 1 and all(parts) and not set.intersection(*parts)
            if is_joined and alias.text.lower() not in _ONE_NAME:
                yield f"{concept.concept_id}: {alias.text!r} joins two names; each is found without it"


def _opposites(concept: Concept) -> Iterator[str]:
    """Forms of a skill or technology with a word of the label turned round ("unsupervised learning")."""
    if concept.kind in _CREDENTIAL_KINDS:
        return
    label = set(_WORD.findall(concept.label.lower()))
    turned = {prefix + word: word for word in label for prefix in _OPPOSITES if prefix + word not in label}
    for alias in concept.aliases:
        words = set(_WORD.findall(alias.text.lower()))
        if any(turned[word] not in words for word in turned.keys() & words):
            yield alias.text


def find_forms(concept: Concept, sentence: str) -> list[Alias]:
    """The surface forms of a concept that occur in a sentence as whole words.

    Letter case counts for exact forms only; a plural "s" and hyphens do not count.
    """
    loose = fold_form(sentence)
    exact = " ".join(sentence.replace("-", " ").split())
    return [
        alias
        for alias in concept.aliases
        if _occurs(
            alias.text.replace("-", " ") if alias.is_exact else fold_form(alias.text),
            exact if alias.is_exact else loose,
        )
    ]


def _occurs(form: str, text: str) -> bool:
    """Whether `form` stands in `text` with no letter or digit on either side (a plural "s" may follow)."""
    start = text.find(form)
    while start >= 0:
        before = text[start - 1] if start else " "
        rest = text[start + len(form) :].removeprefix("s")
        is_whole = not (before.isalnum() and form[0].isalnum())
        if is_whole and not (rest[:1].isalnum() and form[-1].isalnum()):
            return True
        start = text.find(form, start + 1)
    return False


def _duplicates(entries: Iterable[Entry]) -> Iterator[str]:
    seen: dict[str, Path] = {}
    for entry in entries:
        name = entry.concept.concept_id
        if name in seen:
            yield f"{name}: is both in {seen[name].name} and in {entry.path.name}"
        seen.setdefault(name, entry.path)


def _collisions(entries: Iterable[Entry]) -> Iterator[str]:
    """Forms that two concepts of one kind claim, unless all flag them as ambiguous."""
    owners: dict[tuple[str, str], dict[str, Alias]] = defaultdict(dict)
    for entry in entries:
        concept = entry.concept
        for alias in concept.aliases:
            key = alias.text if alias.is_exact else fold_form(alias.text)
            owners[(concept.kind, key)][concept.concept_id] = alias
    for (_, form), claims in owners.items():
        if len(claims) > 1 and not all(alias.is_ambiguous for alias in claims.values()):
            names = " and to ".join(sorted(claims))
            yield f"{form!r} belongs to {names}; one must go or all must be ambiguous"
