"""Writes down what spoke for an occupation code, for people to check."""

from collections.abc import Mapping
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_features import TextWords
from nlp.components.occupation_model import Floats, LowRankSoftmax
from nlp.components.occupation_model_file import OccupationModel
from nlp.components.occupation_titles import TitleVotes
from nlp.components.title_text import title_words

N_WORDS: Final = 6


class EvidenceWriter:
    """Evidence for the best code against the runner-up.

    Args:
        model: the trained artifact.
        soc_titles: title of each SOC code.
    """

    def __init__(self, model: OccupationModel, soc_titles: Mapping[str, str]) -> None:
        self._model = model
        self._soc_titles = soc_titles

    def write(
        self, title: str, text: TextWords | None, votes: TitleVotes, ranked: npt.NDArray[np.intp]
    ) -> dict[str, object]:
        """The nearest known title, the words that decided, the runner-up and the words that spoke for it.

        Args:
            title: as posted.
            text: words of the description, null when it was not used.
            votes: of known titles.
            ranked: indices of the codes, best first, at least two.
        """
        best, second = int(ranked[0]), int(ranked[1])
        names = list(dict.fromkeys(title_words(title)))
        title_hashes = [crc32(f"w{name}".encode()) for name in names]
        places = np.arange(len(names))
        in_title = _weigh_words(self._model.judges.title_model, names, places, title_hashes, (best, second))
        in_text: tuple[list[str], list[str]] = ([], [])
        model = self._model.judges.description_model
        if text is not None and model is not None:
            in_text = _weigh_words(model, text.words, text.first, text.features, (best, second))
        runner_up = self._model.judges.structure.soc_codes[second]
        evidence: dict[str, object] = {
            "basis": "title and description" if text is not None else "title",
            "title_words": in_title[0],
            "description_words": in_text[0],
            "runner_up": {
                "soc_code": runner_up,
                "title": self._soc_titles[runner_up],
                "words": (in_title[1] + in_text[1])[:N_WORDS],
            },
        }
        if votes.nearest is not None:
            evidence["matched_title"] = votes.nearest
            evidence["matched_title_onet_soc_code"] = self._model.judges.structure.onet_codes[
                votes.nearest_onet
            ]
            evidence["matched_title_similarity"] = round(votes.cosine, 3)
        if votes.corrected:
            evidence["read_as"] = dict(votes.corrected)
        return evidence


def _weigh_words(
    model: LowRankSoftmax,
    words: list[str],
    places: npt.NDArray[np.intp],
    hashes: npt.ArrayLike,
    pair: tuple[int, int],
) -> tuple[list[str], list[str]]:
    """Words that speak for the first and for the second code of a pair, strongest first.

    Args:
        model: knows the words by their hashes.
        words: of the title or text.
        places: where in `words` each of `hashes` stands.
        hashes: of the distinct words.
        pair: indices of the two codes.
    """
    at, is_known = model.find(hashes)
    if not is_known.any():
        return [], []
    direction: Floats = model.output[:, pair[0]] - model.output[:, pair[1]]
    strengths = (model.embeddings[at] @ direction) * model.scales[at] * model.weights[at] * is_known
    order = np.argsort(strengths)
    for_first = [words[places[i]] for i in order[::-1][:N_WORDS] if strengths[i] > 0]
    for_second = [words[places[i]] for i in order[:N_WORDS] if strengths[i] < 0]
    return for_first, for_second
