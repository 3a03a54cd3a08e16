r"""What the components read from and write to a spaCy `Doc`.

A `Doc` holds title and description in one text, `title + "\n" + description`; `doc._.description_start` is
the character at which the description begins, so one pass of every component sees both.

| where | what | written by |
|---|---|---|
| `doc._.posting` | the `PostingInput` | extractor |
| `doc._.description_start` | character offset of the description | extractor |
| `doc.spans["sections"]` | one span per section, `label_` a `SectionKind`; no overlap | sections |
| `nlp.mentions` | the mentions while components work on them | matchers to requirement_level |
| `doc.spans["mentions"]` | `label_` a concept kind, `kb_id_` the concept id or "" | mention_spans |
| `span._.confidence` | 0-1 | mention_spans |
| `span._.requirement` | a `Requirement` | mention_spans |
| `doc._.pay` ... `doc._.remote` | facts of the posting; None = not said | component of that name |
| `doc._.occupation`, `doc._.cluster` | `OccupationCode`, `ClusterCode` or None | occupation, cluster |
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from spacy.tokens import Doc, Span

Requirement: TypeAlias = Literal["required", "preferred", "mentioned", "offered"]
SectionKind: TypeAlias = Literal[
    "title", "duties", "required", "preferred", "benefits", "company", "eeo", "pay", "application", "other"
]
Education: TypeAlias = Literal[
    "high_school",
    "some_college",
    "certificate",
    "associate",
    "bachelor",
    "master",
    "professional",
    "doctorate",
]
EmploymentType: TypeAlias = Literal[
    "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"
]
Remote: TypeAlias = Literal["remote", "hybrid", "on_site"]


@dataclass(frozen=True, slots=True)
class PostingInput:
    """One posting as the pipeline takes it; `description` is plain text. Null = not known.

    `was_html`: the description came as HTML and was converted, so the text goes back to the caller.
    """

    posting_id: str
    title: str
    description: str
    employer: str | None = None
    location: str | None = None
    naics_code: str | None = None
    was_html: bool = False


@dataclass(frozen=True, slots=True)
class CodeCandidate:
    """A SOC 2018 code with its calibrated probability, 0-1."""

    soc_code: str
    probability: float


@dataclass(frozen=True, slots=True)
class OccupationCode:
    """The SOC code of a posting.

    Attributes:
        soc_code: six digits, null when none is credible.
        title: of the SOC code.
        onet_soc_code: eight digits, null when O*NET adds nothing.
        probability: calibrated probability that `soc_code` (or the best candidate) is right.
        alternatives: up to five others, best first; the best candidate is among them when `soc_code` is null.
        level: how fine the certain part is: detailed, broad, minor, major; null = not coded at all.
        level_code: the code at that level, e.g. "29-1000".
        evidence: what spoke for it, for `signalpost explain`; empty where it was not asked for.
    """

    soc_code: str | None
    title: str | None
    onet_soc_code: str | None
    probability: float
    alternatives: tuple[CodeCandidate, ...]
    level: Literal["detailed", "broad", "minor", "major"] | None = None
    level_code: str | None = None
    evidence: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClusterCode:
    """Career Cluster and Sub-Cluster (National Career Clusters Framework, 2024) with a probability, 0-1."""

    name: str
    sub_cluster: str | None
    probability: float


_DOC_EXTENSIONS = (
    "posting",
    "pay",
    "education",
    "experience_years_min",
    "employment_type",
    "remote",
    "occupation",
    "cluster",
)

for _name in _DOC_EXTENSIONS:
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
if not Doc.has_extension("description_start"):
    Doc.set_extension("description_start", default=0)
if not Span.has_extension("requirement"):
    Span.set_extension("requirement", default="mentioned")
if not Span.has_extension("confidence"):
    Span.set_extension("confidence", default=1.0)
