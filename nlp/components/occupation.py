"""Codes the occupation of a posting: SOC 2018, O*NET-SOC where a known title decides it, and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.occupation_corrections import Correction, CorrectionBook, read_corrections
from nlp.components.occupation_evidence import EvidenceWriter
from nlp.components.occupation_features import TextWords
from nlp.components.occupation_judges import JudgedText, judge
from nlp.components.occupation_levels import DETAILED_THRESHOLD, Level, build_groups, find_certain_level
from nlp.components.occupation_model import Floats
from nlp.components.occupation_model_file import OccupationModel, load_occupation_model
from nlp.components.occupation_scores import stack_opinions
from nlp.components.occupation_titles import TitleVotes
from nlp.doc_text import doc_text
from nlp.factories import component_factory
from nlp.section_places import read_sections
from nlp.types import CodeCandidate, OccupationCode
from taxonomy.loader import load_table

N_ALTERNATIVES: Final = 5
_MIN_ONET_SHARE: Final = 0.6
_BATCH: Final = 64
_BOILERPLATE: Final = frozenset({"benefits", "company", "eeo", "pay", "application"})
_MIN_KEPT_CHARS: Final = 200


@dataclass(frozen=True, slots=True)
class OccupationInput:
    """What is coded.

    Attributes:
        title: as posted.
        description: what the posting says of the work and asks for; "" = nothing.
        posting_id: by which reviewers may have decided; null = none.
        boilerplate: what it says of employer, benefits, pay, applying; "" = nothing, or not told apart.
    """

    title: str
    description: str = ""
    posting_id: str | None = None
    boilerplate: str = ""


@dataclass(frozen=True, slots=True)
class CodedOccupation:
    """A code, the distribution behind it, (n_soc,), as `OccupationCoder.soc_codes`, words of the duties."""

    code: OccupationCode
    probabilities: Floats
    words: TextWords


class OccupationCoder:
    """Codes postings.

    Args:
        model: the trained artifact.
        corrections: decisions of reviewers, which win over the model.

    Raises:
        ModelError: a correction names an unknown code.
    """

    def __init__(self, model: OccupationModel, corrections: Iterable[Correction] = ()) -> None:
        self._model = model
        self.soc_codes = model.judges.structure.soc_codes
        rows = load_table("soc").to_pylist()
        self._titles = {row["soc_code"]: row["title"] for row in rows}
        parents = {row["soc_code"]: row["parent_code"] for row in rows}
        self._groups = build_groups(self.soc_codes, parents)
        self._position = {code: i for i, code in enumerate(self.soc_codes)}
        self._onet_of: dict[str, list[int]] = {}
        for i, onet_code in enumerate(model.judges.structure.onet_codes):
            self._onet_of.setdefault(onet_code[:7], []).append(i)
        self._book = CorrectionBook(corrections, self.soc_codes)
        self._evidence = EvidenceWriter(model, self._titles)

    @classmethod
    def load(cls, corrections: Iterable[Correction] = ()) -> "OccupationCoder":
        """The coder with the trained artifact of the package, which is read once per process.

        Raises:
            ModelError: the artifact is missing or of another version.
        """
        return cls(_load_model(), corrections)

    def use_corrections(self, corrections: Iterable[Correction]) -> None:
        """Let these decisions win over the model from now on; they replace those used before.

        Raises:
            ModelError: a correction names an unknown code.
        """
        self._book = CorrectionBook(corrections, self.soc_codes)

    def code(self, title: str, description: str = "", posting_id: str | None = None) -> OccupationCode:
        """Code one posting, with its evidence; any text is allowed."""
        return self.explain(OccupationInput(title, description, posting_id))

    def explain(self, posting: OccupationInput) -> OccupationCode:
        """Code one posting, with its evidence."""
        return self.code_batch([posting], with_evidence=True)[0].code

    def code_batch(
        self, postings: Sequence[OccupationInput], *, with_evidence: bool = False
    ) -> list[CodedOccupation]:
        """Code postings, in order; the evidence of the model takes time and is left out unless asked for."""
        if not postings:
            return []
        model = self._model
        texts = [JudgedText(p.title, p.description, p.boilerplate) for p in postings]
        opinions, votes, has_text, duties, wholes = judge(model.judges, texts)
        stacked = stack_opinions(opinions, (model.employment, model.filings), model.judges.structure)
        probabilities = np.empty_like(opinions.title)
        for rows, combination in (
            (has_text, model.posting_combination),
            (~has_text, model.title_combination),
        ):
            if rows.any():
                probabilities[rows] = combination.combine(stacked[:, rows])
        coded = []
        for i, posting in enumerate(postings):
            top = np.argpartition(-probabilities[i], N_ALTERNATIVES + 1)[: N_ALTERNATIVES + 1]
            top = top[np.argsort(-probabilities[i, top], kind="stable")]
            evidence: dict[str, object] = {}
            if with_evidence:
                words = (duties[i], wholes[i]) if has_text[i] else None
                evidence = self._evidence.write(posting.title, words, votes[i], top)
            code, row = self._decide(posting, votes[i], probabilities[i], top.tolist(), evidence)
            coded.append(CodedOccupation(code, row, duties[i]))
        return coded

    def _decide(
        self,
        posting: OccupationInput,
        votes: TitleVotes,
        probabilities: Floats,
        top: list[int],
        evidence: dict[str, object],
    ) -> tuple[OccupationCode, Floats]:
        candidates = [CodeCandidate(self.soc_codes[i], round(float(probabilities[i]), 4)) for i in top]
        correction = self._book.find(posting.posting_id, posting.title)
        if correction is not None:
            return self._apply(correction, candidates, votes, evidence)
        best = candidates[0]
        soc_code = best.soc_code if best.probability >= DETAILED_THRESHOLD else None
        level: tuple[Level, str, float] | None
        level = ("detailed", soc_code, best.probability) if soc_code else None
        level = level or find_certain_level(probabilities, self._groups)
        code = OccupationCode(
            soc_code=soc_code,
            title=self._titles[soc_code] if soc_code else None,
            onet_soc_code=self._find_onet(soc_code, votes) if soc_code else None,
            probability=best.probability,
            alternatives=tuple(candidates[1:] if soc_code else candidates[:N_ALTERNATIVES]),
            level=level[0] if level else None,
            level_code=level[1] if level else None,
            evidence=evidence | ({"level_probability": round(level[2], 4)} if level else {}),
        )
        return code, probabilities

    def _apply(
        self,
        correction: Correction,
        candidates: list[CodeCandidate],
        votes: TitleVotes,
        evidence: dict[str, object],
    ) -> tuple[OccupationCode, Floats]:
        soc_code = correction.soc_code
        probabilities = np.zeros(len(self.soc_codes), np.float32)
        probabilities[self._position[soc_code]] = 1.0
        others = [candidate for candidate in candidates if candidate.soc_code != soc_code]
        facts = {
            "of": "posting" if correction.posting_id else "title",
            "names": correction.posting_id or correction.title_pattern,
            "by": correction.decided_by,
            "on": correction.decided_on,
            "reason": correction.reason,
        }
        code = OccupationCode(
            soc_code=soc_code,
            title=self._titles[soc_code],
            onet_soc_code=self._find_onet(soc_code, votes),
            probability=1.0,
            alternatives=tuple(others[:N_ALTERNATIVES]),
            level="detailed",
            level_code=soc_code,
            evidence=evidence | {"correction": facts},
        )
        return code, probabilities

    def _find_onet(self, soc_code: str, votes: TitleVotes) -> str | None:
        """The only O*NET-SOC code below a SOC code, or the one that known titles clearly vote for."""
        below = self._onet_of.get(soc_code, [])
        if len(below) == 1:
            return self._model.judges.structure.onet_codes[below[0]]
        shares = votes.onet_shares[below]
        if not len(shares) or shares.sum() <= 0:
            return None
        best = int(shares.argmax())
        is_clear = shares[best] / shares.sum() >= _MIN_ONET_SHARE
        return self._model.judges.structure.onet_codes[below[best]] if is_clear else None


class OccupationComponent:
    """Sets `doc._.occupation`; leaves the distribution in `doc.user_data` for the cluster component."""

    def __init__(self, coder: OccupationCoder) -> None:
        self.coder = coder

    def __call__(self, doc: Doc) -> Doc:
        """Code one document."""
        return self._code([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Code a stream in batches."""
        documents = iter(stream)
        while batch := list(islice(documents, batch_size)):
            yield from self._code(batch)

    def explain(self, doc: Doc) -> OccupationCode:
        """The code of a document once more, with its evidence."""
        return self.coder.explain(read_input(doc))

    def _code(self, docs: list[Doc]) -> list[Doc]:
        inputs = [read_input(doc) for doc in docs]
        for doc, coded in zip(docs, self.coder.code_batch(inputs), strict=True):
            doc._.occupation = coded.code
            doc.user_data["coded_occupation"] = coded
        return docs


def read_input(doc: Doc) -> OccupationInput:
    """Title and description of a document, the sections on employer, benefits, pay, applying apart."""
    start = doc._.description_start
    text = doc_text(doc)
    parts: dict[bool, list[str]] = {True: [], False: []}
    for section in read_sections(doc):
        if section.start >= start:
            parts[section.kind in _BOILERPLATE].append(text[section.start : section.end])
    duties, boilerplate = "\n".join(parts[False]), "\n".join(parts[True])
    if len(duties) < _MIN_KEPT_CHARS:
        duties, boilerplate = text[start:], ""
    posting = doc._.posting
    posting_id = posting.posting_id if posting else None
    return OccupationInput(text[:start].strip(), duties, posting_id, boilerplate)


@component_factory(
    "signalpost.occupation.v1",
    assigns=["doc._.occupation"],
    requires=["doc._.posting"],
)
def create_occupation(nlp: Language, name: str, corrections_path: str | None = None) -> OccupationComponent:
    """Occupation component; `corrections_path` is a CSV of reviewers' decisions."""
    del nlp, name
    corrections = read_corrections(Path(corrections_path)) if corrections_path else []
    return OccupationComponent(OccupationCoder.load(corrections))


@cache
def _load_model() -> OccupationModel:
    return load_occupation_model()
