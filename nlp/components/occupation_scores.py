"""Opinions of the parts on each SOC code, and the trained combination of them.

The parts: a title model, the votes of known titles, a description model, the size of each occupation. Each
gives log probabilities; where a part is sure of a minor group only, its opinion on the group counts too.
The combination is a multinomial (conditional) logit with one weight per opinion and one offset per code,
fitted on data that the parts had not seen.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_model import Floats, log_softmax

OPINIONS: Final = (
    "title_model",
    "filed_title_model",
    "title_votes",
    "filed_title_votes",
    "exact_title",
    "title_minor_group",
    "description_model",
    "description_minor_group",
    "whole_text_model",
    "title_phrases",
    "employment",
    "filings",
)
_FLOOR: Final = 1e-4


@dataclass(frozen=True, slots=True)
class SocStructure:
    """The codes and their groups.

    Attributes:
        soc_codes: the detailed codes, sorted.
        minor: index of the minor group of each code, (n_soc,).
        onet_codes: O*NET-SOC codes, sorted.
        soc_of_onet: index of the SOC code of each O*NET-SOC code, (n_onet,).
    """

    soc_codes: tuple[str, ...]
    minor: npt.NDArray[np.int64]
    onet_codes: tuple[str, ...]
    soc_of_onet: npt.NDArray[np.int64]

    @classmethod
    def build(cls, soc_codes: list[str], onet_codes: list[str]) -> "SocStructure":
        """The structure behind sorted lists of codes."""
        groups = {key: i for i, key in enumerate(dict.fromkeys(minor_group(code) for code in soc_codes))}
        position = {code: i for i, code in enumerate(soc_codes)}
        return cls(
            tuple(soc_codes),
            np.array([groups[minor_group(code)] for code in soc_codes]),
            tuple(onet_codes),
            np.array([position[code[:7]] for code in onet_codes]),
        )

    def sum_onet(self, onet_shares: Floats) -> Floats:
        """Shares per O*NET-SOC code, (n_rows, n_onet), as shares per SOC code, (n_rows, n_soc)."""
        starts = np.flatnonzero(np.diff(self.soc_of_onet, prepend=-1))
        return np.asarray(np.add.reduceat(onet_shares, starts, axis=1), np.float32)

    def spread_minor(self, log_probabilities: Floats) -> Floats:
        """Log probability of the minor group of each code, (n_rows, n_soc)."""
        starts = np.concatenate(([0], np.flatnonzero(np.diff(self.minor)) + 1))
        sums = np.add.reduceat(np.exp(log_probabilities), starts, axis=1)
        return np.asarray(np.log(sums + _FLOOR)[:, self.minor], np.float32)


def minor_group(soc_code: str) -> str:
    """Minor group of a detailed code, e.g. "29-1141" -> "29-1000"; three groups do not end in 000."""
    return _LONG_MINOR.get(soc_code[:4], f"{soc_code[:4]}000")


_LONG_MINOR: Final = {"15-1": "15-1200", "51-5": "51-5100", "31-1": "31-1100"}


@dataclass(frozen=True, slots=True)
class RawOpinions:
    """What the parts say, each (n_rows, n_soc).

    Attributes:
        title, filed_title: log probabilities of the title model, read as any title and as a filed one.
        votes, filed_votes: votes of listed and of filed titles; rows sum to 1 or are 0 (no word known).
        exact: votes of the listed title with the same words; 0 where there is none.
        description: log probabilities of the description model, read on what a description says of the work
            and asks for; rows are 0 where there is no description.
        whole_text: the same, read on the whole description with the employer's own boilerplate.
        phrases: votes of the known titles found inside the whole description.
    """

    title: Floats
    filed_title: Floats
    votes: Floats
    filed_votes: Floats
    exact: Floats
    description: Floats
    whole_text: Floats
    phrases: Floats


def stack_opinions(raw: RawOpinions, priors: tuple[Floats, Floats], structure: SocStructure) -> Floats:
    """Opinions in the order of OPINIONS, (n_opinions, n_rows, n_soc).

    Args:
        raw: what the parts say.
        priors: log shares of US employment and of filings, (n_soc,) each.
        structure: the codes and their groups.
    """
    has_text = (raw.description.min(axis=1) < 0)[:, None]
    floor = np.log(_FLOOR)
    return np.stack(
        [
            np.maximum(raw.title, floor + np.log(0.1)),
            np.maximum(raw.filed_title, floor + np.log(0.1)),
            np.log(raw.votes + 2e-3),
            np.log(raw.filed_votes + 2e-3),
            np.log(raw.exact + 1e-2),
            structure.spread_minor(raw.title),
            np.maximum(raw.description, floor),
            np.where(has_text, structure.spread_minor(raw.description), 0.0),
            np.maximum(raw.whole_text, floor),
            np.log(raw.phrases + 1e-2),
            np.broadcast_to(priors[0], raw.title.shape),
            np.broadcast_to(priors[1], raw.title.shape),
        ]
    ).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Combination:
    """Weights of the opinions and the calibration of what comes out.

    Attributes:
        weights: one per opinion.
        offsets: one per code, negative where the parts name it too often ("Managers, All Other").
        curve_from, curve_to: probability of the best code as combined and as it turned out, both rising.
    """

    weights: Floats
    offsets: Floats
    curve_from: Floats
    curve_to: Floats

    def combine(self, opinions: Floats) -> Floats:
        """Calibrated probabilities, (n_rows, n_soc), of opinions, (n_opinions, n_rows, n_soc)."""
        scores = np.tensordot(self.weights, opinions, axes=1) + self.offsets
        probabilities = np.exp(log_softmax(scores.astype(np.float32)))
        best = probabilities.max(axis=1)
        wanted = np.interp(best, self.curve_from, self.curve_to)
        rest = np.where(best < 1, (1 - wanted) / np.maximum(1 - best, 1e-6), 1.0)
        is_best = probabilities == best[:, None]
        calibrated = np.where(is_best, wanted[:, None], probabilities * rest[:, None])
        # the best code stays the best: no other may pass it when its own probability is lowered
        return np.asarray(np.minimum(calibrated, wanted[:, None]), np.float32)
