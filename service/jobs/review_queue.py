"""What a human should look at first: many postings, low confidence, disagreement between title and text."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from nlp.components.occupation import OccupationCoder, OccupationInput
from nlp.components.occupation_corrections import CORRECTION_COLUMNS, CorrectionBook
from service.jobs.review import list_corrections
from storage.models import OccupationCodeRow, PostingRow
from storage.session import open_session
from taxonomy.occupations import soc_entries

_EXAMPLES = 3
# To code titles takes a while, so only those with the most doubt are compared with their text.
_COMPARED_PER_ROW = 20
_MIN_COMPARED = 1_000
WORKSHEET_COLUMNS = (
    *CORRECTION_COLUMNS,
    "n_postings",
    "why",
    "coded_as",
    "probability",
    "title_alone",
    "examples",
)


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """Postings of one title that were coded alike, as a reviewer sees them.

    Attributes:
        title: as posted (of the first).
        n_postings: how many.
        soc_code: their code; null = not coded at six digits.
        best_soc_code: their code, or the best candidate where it was too weak to be given.
        probability: mean probability of that, 0-1.
        posting_ids: up to three examples.
        title_soc_code: best code of the title alone; null before it is compared.
        title_probability: of that, 0-1.
    """

    title: str
    n_postings: int
    soc_code: str | None
    best_soc_code: str
    probability: float
    posting_ids: tuple[int, ...]
    title_soc_code: str | None = None
    title_probability: float = 0.0

    @property
    def disagrees(self) -> bool:
        """Whether the title alone speaks for another code than title and text together."""
        return self.title_soc_code is not None and self.title_soc_code != self.best_soc_code

    @property
    def priority(self) -> float:
        """Expected number of wrong codes; a title that speaks against adds its own confidence."""
        doubt = 1 - self.probability + (self.title_probability if self.disagrees else 0.0)
        return self.n_postings * doubt

    @property
    def why(self) -> str:
        """What makes it worth a look."""
        reasons = ["not coded" if self.soc_code is None else ""]
        reasons.append("title and text differ" if self.disagrees else "")
        return ", ".join(filter(None, reasons)) or "low confidence"


def review_queue(engine: Engine, coder: OccupationCoder, limit: int) -> list[QueueEntry]:
    """What a human should look at first; what a reviewer has decided is left out."""
    with open_session(engine) as session:
        groups = sorted(_group_by_title(session), key=lambda entry: -entry.priority)
    compared = groups[: max(_MIN_COMPARED, _COMPARED_PER_ROW * limit)]
    titles = coder.code_batch([OccupationInput(entry.title) for entry in compared])
    entries = [
        replace(
            entry,
            title_soc_code=coded.code.soc_code or coded.code.alternatives[0].soc_code,
            title_probability=coded.code.probability,
        )
        for entry, coded in zip(compared, titles, strict=True)
    ]
    return sorted(entries, key=lambda entry: -entry.priority)[:limit]


def write_worksheet(path: Path, entries: Iterable[QueueEntry]) -> None:
    """Write the queue as a CSV file to fill in; `signalpost review import` takes the rows with a code."""
    today = datetime.now(UTC).date().isoformat()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, WORKSHEET_COLUMNS, restval="")
        writer.writeheader()
        for entry in entries:
            writer.writerow(
                {
                    "title_pattern": entry.title,
                    "decided_on": today,
                    "n_postings": entry.n_postings,
                    "why": entry.why,
                    "coded_as": name_code(entry.best_soc_code),
                    "probability": f"{entry.probability:.2f}",
                    "title_alone": name_code(entry.title_soc_code) if entry.title_soc_code else "",
                    "examples": " ".join(map(str, entry.posting_ids)),
                }
            )


def name_code(soc_code: str) -> str:
    """Code and title, e.g. "29-1141 Registered Nurses"."""
    return f"{soc_code} {soc_entries()[soc_code].title}"


def _group_by_title(session: Session) -> Iterator[QueueEntry]:
    code = OccupationCodeRow
    columns = (PostingRow.id, PostingRow.title, code.soc_code, code.probability, code.alternatives)
    query = select(*columns).join(code, code.posting_id == PostingRow.id).order_by(PostingRow.id)
    decided = CorrectionBook(list_corrections(session), list(soc_entries()))
    groups: dict[tuple[str, str | None, str], list[tuple[int, str, float]]] = defaultdict(list)
    for posting_id, title, soc_code, probability, alternatives in session.execute(query):
        best = soc_code or (alternatives[0]["soc_code"] if alternatives else None)
        if best is not None and decided.find(str(posting_id), title) is None:
            key = (" ".join(title.casefold().split()), soc_code, best)
            groups[key].append((posting_id, title, probability))
    for (_, soc_code, best), members in groups.items():
        yield QueueEntry(
            title=members[0][1],
            n_postings=len(members),
            soc_code=soc_code,
            best_soc_code=best,
            probability=sum(probability for *_, probability in members) / len(members),
            posting_ids=tuple(posting_id for posting_id, *_ in members[:_EXAMPLES]),
        )
