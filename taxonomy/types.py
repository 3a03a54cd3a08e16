"""Value types of the taxonomy, shared by every package."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

ConceptKind: TypeAlias = Literal["skill", "technology", "certification", "license", "degree", "clearance"]
CONCEPT_KINDS: tuple[ConceptKind, ...] = get_args(ConceptKind)


@dataclass(frozen=True, slots=True)
class Alias:
    """One way in which postings write a concept.

    Attributes:
        text: the surface form, e.g. "MS Excel".
        is_exact: match only in this letter case ("BLS", "Go"); else any case matches.
        is_ambiguous: the form has other everyday meanings, so the judge decides in context.
    """

    text: str
    is_exact: bool = False
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the vocabulary.

    Attributes:
        concept_id: "<kind>:<slug>", stable, e.g. "technology:microsoft-excel".
        label: the preferred name, US English.
        kind: one of CONCEPT_KINDS.
        aliases: surface forms; the label is matched only when it is listed here.
        source: "signalpost", "onet" or "esco".
        is_soft: a soft (transferable, interpersonal) skill.
        soc_codes: related SOC 2018 codes; empty when not known.
        links: identifiers in other systems, e.g. {"onet": "43232110", "esco": "<uuid>", "ctdl": "<ctid>"}.
    """

    concept_id: str
    label: str
    kind: ConceptKind
    aliases: tuple[Alias, ...]
    source: str
    is_soft: bool = False
    soc_codes: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as far as the text decides it; null where it does not.

    Attributes:
        raw: the text that was read.
        city: as in the area tables, e.g. "Fort Worth".
        state: USPS code, e.g. "TX"; "DC" for the District of Columbia.
        postal_code: five digits.
        country: ISO 3166 alpha-2, e.g. "US".
        county_fips: five digits; null when the place lies in several counties without a main one.
        cbsa_code: five digits, OMB 2023; null outside every CBSA.
    """

    raw: str
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None
    county_fips: str | None = None
    cbsa_code: str | None = None
