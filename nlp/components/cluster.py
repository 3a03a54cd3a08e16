"""Codes the Career Cluster and Sub-Cluster of a posting (National Career Clusters Framework, 2024).

The crosswalk names the (Cluster, Sub-Cluster) pairs of each occupation: the usual ones of all occupations
that the posting may be of are weighed against the posting's words, the employer's name and its NAICS sector.
So these decide among several pairs, and where no likely occupation is right; a sure occupation keeps to its
own. No crosswalk lists "Unmanned Vehicle Technology": titles and skills lead to it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.occupation_features import TextWords, read_words
from nlp.components.occupation_model import Floats, LowRankSoftmax
from nlp.components.occupation_model_file import unpack_strings
from nlp.errors import ModelError
from nlp.factories import component_factory
from nlp.types import ClusterCode

if TYPE_CHECKING:
    from nlp.components.occupation import CodedOccupation

MODEL_PATH: Final = Path(__file__).parents[1] / "models" / "cluster.npz"
MODEL_FORMAT: Final = 3
MIN_PROBABILITY: Final = 0.2
N_OCCUPATIONS: Final = 12
SURE_OCCUPATION: Final = 0.85
UNMANNED: Final = ("Digital Technology", "Unmanned Vehicle Technology")
_UNMANNED_TITLE: Final = re.compile(
    r"\b(?:drones?|s?uas|uavs?|unmanned (?:aerial|aircraft|ground|surface|underwater|systems?|vehicles?)"
    r"|remote pilot|auvs?|rov (?:pilot|technician|operator|supervisor))\b",
    re.IGNORECASE,
)
_UNMANNED_TEXT: Final = re.compile(
    r"\b(?:drones?|s?uas|uavs?|unmanned (?:aerial|aircraft|ground|surface|underwater)|part 107)\b",
    re.IGNORECASE,
)
_UNMANNED_CUES: Final = ("drone", "uas", "uav", "unmanned", "part 107")
_UNMANNED_MENTIONS: Final = 6
_TITLE_SHARE: Final = 0.85
_TEXT_SHARE: Final = 0.6
_BATCH: Final = 64
_TINY: Final = 1e-9
_UNLISTED: Final = 1e-3


@dataclass(frozen=True, slots=True)
class ClusterInput:
    """What is coded; `words` are those of the description where they have been read already."""

    title: str
    description: str
    soc_probabilities: Floats
    employer: str | None = None
    naics_code: str | None = None
    words: TextWords | None = None


@dataclass(frozen=True, slots=True)
class ClusterModel:
    """The trained artifact.

    Attributes:
        soc_codes: detailed SOC codes, sorted.
        pairs: (Cluster, Sub-Cluster), sorted.
        is_pair: (n_soc, n_pairs), whether the crosswalk lists the pair for the code.
        usual: (n_soc, n_pairs), log share of such postings that belong to the pair, text unseen.
        sectors: NAICS sectors ("31-33") in the order of the rows of `is_sector`.
        is_sector: (n_sectors, n_pairs).
        text_model: words -> pairs.
        weights: the power that turns how likely a code is defensible into how likely it is the best; within
            an occupation, of the usual share and the sector; then over all pairs, of what the occupations
            say, the text model, the Cluster in the text.
    """

    soc_codes: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    is_pair: npt.NDArray[np.bool_]
    usual: Floats
    sectors: tuple[str, ...]
    is_sector: npt.NDArray[np.bool_]
    text_model: LowRankSoftmax
    weights: Floats


class ClusterCoder:
    """Codes Clusters.

    Args:
        model: the trained artifact.
    """

    def __init__(self, model: ClusterModel) -> None:
        self._model = model
        self.pairs = model.pairs
        names = list(dict.fromkeys(cluster for cluster, _ in model.pairs))
        self._clusters = names
        self._cluster_of = np.array([names.index(cluster) for cluster, _ in model.pairs])
        self._sector_rows = {
            part: i for i, sector in enumerate(model.sectors) for part in expand_sector(sector)
        }

    @classmethod
    def load(cls) -> "ClusterCoder":
        """The coder with the trained artifact of the package, read once per process.

        Raises:
            ModelError: the artifact is missing or of another version.
        """
        return cls(_load_model())

    def code_batch(self, postings: Sequence[ClusterInput]) -> list[ClusterCode | None]:
        """Cluster of each posting; null where no Cluster reaches MIN_PROBABILITY."""
        if not postings:
            return []
        opinions = self.take_opinions(postings)
        codes = []
        for posting, row in zip(postings, opinions, strict=True):
            shares = weigh_words(share_pairs(posting.soc_probabilities, row, self._model), row, self._model)
            codes.append(self._decide(posting, keep_links(shares, posting.soc_probabilities, self._model)))
        return codes

    def take_opinions(self, postings: Sequence[ClusterInput]) -> Floats:
        """(n_postings, n_opinions, n_pairs): text, sector, Cluster in the text, log scale."""
        rows = [find_features(posting) for posting in postings]
        logs, counts = self._model.text_model.log_probabilities(rows)
        logs[counts == 0] = -np.log(len(self.pairs))
        text = np.maximum(logs, np.float32(-8))
        of_cluster = np.stack(
            [np.bincount(self._cluster_of, row, len(self._clusters)) for row in np.exp(logs)]
        )
        cluster = np.log(of_cluster + 1e-3)[:, self._cluster_of]
        sector = np.zeros_like(text)
        for i, posting in enumerate(postings):
            row = self._sector_rows.get((posting.naics_code or "")[:2])
            if row is not None:
                sector[i] = self._model.is_sector[row]
        return np.stack([text, sector, cluster], axis=1).astype(np.float32)

    def _decide(self, posting: ClusterInput, shares: Floats) -> ClusterCode | None:
        unmanned = find_unmanned(posting.title, posting.description)
        if unmanned:
            return ClusterCode(*UNMANNED, unmanned)
        of_cluster = np.bincount(self._cluster_of, shares, len(self._clusters))
        best = int(of_cluster.argmax())
        if of_cluster[best] < MIN_PROBABILITY:
            return None
        within = np.where(self._cluster_of == best, shares, 0.0)
        sub_cluster = self.pairs[int(within.argmax())][1]
        return ClusterCode(self._clusters[best], sub_cluster, round(float(of_cluster[best]), 4))


def share_pairs(soc_probabilities: Floats, opinions: Floats, model: ClusterModel) -> Floats:
    """Probability of each pair, (n_pairs,), words unread: within each likely occupation a softmax."""
    likely = np.argpartition(-soc_probabilities, N_OCCUPATIONS)[:N_OCCUPATIONS]
    power, usual, sector = model.weights[:3]
    strength = usual * model.usual[likely] + sector * opinions[1]
    strength = np.where(model.is_pair[likely], strength, -np.inf)
    shares = np.exp(strength - strength.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    weights = soc_probabilities[likely] ** power
    weights /= max(float(weights.sum()), _TINY)
    return np.asarray(weights @ shares, np.float32)


def weigh_words(shares: Floats, opinions: Floats, model: ClusterModel) -> Floats:
    """Probability of each pair, (n_pairs,), from what the occupations say and what the words say."""
    occupations, text, cluster = model.weights[3:]
    strength = occupations * np.log(shares + _UNLISTED) + text * opinions[0] + cluster * opinions[2]
    weighed = np.exp(strength - strength.max())
    return np.asarray(weighed / weighed.sum(), np.float32)


def keep_links(shares: Floats, soc_probabilities: Floats, model: ClusterModel) -> Floats:
    """Shares of the pairs that the crosswalk lists for a sure occupation, else 0; all if none is sure."""
    best = int(soc_probabilities.argmax())
    if soc_probabilities[best] < SURE_OCCUPATION:
        return shares
    return np.where(model.is_pair[best], shares, np.float32(0))


def find_features(posting: ClusterInput) -> npt.NDArray[np.uint32]:
    """Distinct hashes of the words of title, employer and description."""
    words = posting.words or read_words(posting.description)
    named = read_words(f"{posting.title}\n{posting.employer or ''}")
    return np.union1d(words.features, named.features)


def find_unmanned(title: str, description: str) -> float | None:
    """Probability that the posting is about unmanned vehicles where title or text say so; else null."""
    if _UNMANNED_TITLE.search(title):
        return _TITLE_SHARE
    folded = description.lower()
    if not any(cue in folded for cue in _UNMANNED_CUES):
        return None
    mentions = sum(1 for _ in _UNMANNED_TEXT.finditer(description))
    return _TEXT_SHARE if mentions >= _UNMANNED_MENTIONS else None


def expand_sector(sector: str) -> list[str]:
    """Two-digit sectors behind one, e.g. "31-33" -> 31, 32, 33; "44513" -> 44."""
    first, _, last = sector.partition("-")
    if last:
        return [str(number) for number in range(int(first), int(last) + 1)]
    return [first[:2]]


class ClusterComponent:
    """Sets `doc._.cluster` from the distribution that the occupation component leaves in `doc.user_data`."""

    def __init__(self, coder: ClusterCoder) -> None:
        self.coder = coder

    def __call__(self, doc: Doc) -> Doc:
        """Code one document."""
        return self._code([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Code a stream in batches."""
        documents = iter(stream)
        while batch := list(islice(documents, batch_size)):
            yield from self._code(batch)

    def _code(self, docs: list[Doc]) -> list[Doc]:
        coded = [doc for doc in docs if "coded_occupation" in doc.user_data]
        for doc, code in zip(coded, self.coder.code_batch([_read(doc) for doc in coded]), strict=True):
            doc._.cluster = code
            del doc.user_data["coded_occupation"]
        return docs


@component_factory("signalpost.cluster.v1", assigns=["doc._.cluster"], requires=["doc._.occupation"])
def create_cluster(nlp: Language, name: str) -> ClusterComponent:
    """Cluster component with the trained artifact of the package."""
    del nlp, name
    return ClusterComponent(ClusterCoder.load())


def load_cluster_model(path: Path = MODEL_PATH) -> ClusterModel:
    """Read the artifact.

    Raises:
        ModelError: it is missing or of another version.
    """
    if not path.is_file():
        raise ModelError("cluster", f"{path} is missing")
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    if int(arrays["format"]) != MODEL_FORMAT:
        raise ModelError("cluster", f"{path} was trained by another version")
    pairs = [tuple(pair.split(" / ")) for pair in unpack_strings(arrays["pairs"])]
    return ClusterModel(
        soc_codes=tuple(unpack_strings(arrays["soc_codes"])),
        pairs=tuple((cluster, sub_cluster) for cluster, sub_cluster in pairs),
        is_pair=arrays["is_pair"].astype(bool),
        usual=arrays["usual"].astype(np.float32),
        sectors=tuple(unpack_strings(arrays["sectors"])),
        is_sector=arrays["is_sector"].astype(bool),
        text_model=LowRankSoftmax.from_arrays(arrays, "text"),
        weights=arrays["weights"].astype(np.float32),
    )


def _read(doc: Doc) -> ClusterInput:
    posting = doc._.posting
    coded: CodedOccupation = doc.user_data["coded_occupation"]
    return ClusterInput(
        posting.title if posting else "",
        posting.description if posting else "",
        coded.probabilities,
        posting.employer if posting else None,
        posting.naics_code if posting else None,
        coded.words,
    )


@cache
def _load_model() -> ClusterModel:
    return load_cluster_model()
