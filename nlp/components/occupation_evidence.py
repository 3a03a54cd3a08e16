"""Writes down what spoke for an occupation code, for people to check."""

from collections.abc import Mapping
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt
from spacy.lang.en.stop_words import STOP_WORDS

from nlp.components.occupation_features import TextWords
from nlp.components.occupation_model import Floats, LowRankSoftmax
from nlp.components.occupation_model_file import OccupationModel
from nlp.components.occupation_titles import TitleVotes
from nlp.components.title_text import title_words

N_WORDS: Final = 6
# A word that weighs less than this share of the strongest one decided nothing.
_MIN_STRENGTH: Final = 0.2


class EvidenceWriter:
    """Evidence for the model's best code against the runner-up, whether or not the code is given.

    Args:
        model: the trained artifact.
        soc_titles: title of each SOC code.
    """

    def __init__(self, model: OccupationModel, soc_titles: Mapping[str, str]) -> None:
        self._model = model
        self._soc_titles = soc_titles

    def write(
        self,
        title: str,
        texts: tuple[TextWords, TextWords] | None,
        votes: TitleVotes,
        ranked: npt.NDArray[np.intp],
    ) -> dict[str, object]:
        """The nearest known title, the words that decided, the runner-up and the words that spoke for it.

        Args:
            title: as posted.
            texts: words of the duties and of the whole description, null when they were not used.
            votes: of known titles.
            ranked: indices of the codes, best first, at least two.
        """
        best, second = int(ranked[0]), int(ranked[1])
        names = list(dict.fromkeys(title_words(title)))
        title_hashes = [crc32(f"w{name}".encode()) for name in names]
        in_title = _weigh_words(self._model.judges.title_model, names, title_hashes, (best, second))
        in_text: tuple[list[str], list[str]] = ([], [])
        titles: list[str] = []
        model = self._model.judges.description_model
        if texts is not None and model is not None:
            duties, whole = texts
            titles = self._model.judges.phrases.name(whole, best)[:N_WORDS]
            in_text = _weigh_words(model, duties.name_features(), duties.all_features, (best, second))
        evidence: dict[str, object] = {
            "basis": "title and description" if texts is not None else "title",
            "model": self._name(best),
            "title_words": in_title[0],
            "description_words": in_text[0],
            "description_titles": titles,
            "runner_up": {
                **self._name(second),
                "words": list(dict.fromkeys(in_title[1] + in_text[1]))[:N_WORDS],
            },
        }
        return evidence | self._match(votes)

    def _match(self, votes: TitleVotes) -> dict[str, object]:
        """The nearest known title, and words that were read as others."""
        matched: dict[str, object] = {}
        if votes.nearest is not None:
            matched["matched_title"] = votes.nearest
            onet_codes = self._model.judges.structure.onet_codes
            matched["matched_title_onet_soc_code"] = onet_codes[votes.nearest_onet]
            matched["matched_title_similarity"] = round(votes.cosine, 3)
        if votes.corrected:
            matched["read_as"] = dict(votes.corrected)
        return matched

    def _name(self, index: int) -> dict[str, object]:
        soc_code = self._model.judges.structure.soc_codes[index]
        return {"soc_code": soc_code, "title": self._soc_titles[soc_code]}


def _weigh_words(
    model: LowRankSoftmax,
    words: list[str],
    hashes: npt.ArrayLike,
    pair: tuple[int, int],
) -> tuple[list[str], list[str]]:
    """Words that speak for the first and for the second code of a pair, strongest first.

    Words without meaning of their own ("them") are left out, and words too weak to have decided anything.

    Args:
        model: knows the words by their hashes.
        words: distinct words of the title, or words and pairs of the text.
        hashes: of each of `words`.
        pair: indices of the two codes.
    """
    at, is_known = model.find(hashes)
    if not is_known.any():
        return [], []
    direction: Floats = model.output[:, pair[0]] - model.output[:, pair[1]]
    strengths = (model.embeddings[at] @ direction) * model.scales[at] * model.weights[at] * is_known
    return _strongest(words, strengths), _strongest(words, -strengths)


def _strongest(words: list[str], strengths: Floats) -> list[str]:
    least = _MIN_STRENGTH * float(strengths.max())
    order = [i for i in np.argsort(-strengths).tolist() if strengths[i] > max(least, 0.0)]
    found = (words[i] for i in order)
    return [word for word in found if word not in STOP_WORDS][:N_WORDS]
