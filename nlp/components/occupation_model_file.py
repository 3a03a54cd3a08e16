"""The trained occupation artifact: one compressed file of arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_judges import Judges
from nlp.components.occupation_model import Floats, LowRankSoftmax
from nlp.components.occupation_phrases import PhraseIndex
from nlp.components.occupation_scores import OPINIONS, Combination, SocStructure
from nlp.components.occupation_titles import TitleIndex
from nlp.errors import ModelError

MODEL_PATH: Final = Path(__file__).parents[1] / "models" / "occupation.npz"
MODEL_FORMAT: Final = 4
_INDEX_ARRAYS: Final = (
    "feature_hashes",
    "feature_pointers",
    "feature_rows",
    "title_pointers",
    "title_onet",
    "title_votes",
)

Arrays = dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class OccupationModel:
    """Everything trained.

    Attributes:
        judges: the parts.
        employment, filings: log shares per SOC code.
        title_combination: for titles without (enough) description.
        posting_combination: for whole postings.
    """

    judges: Judges
    employment: Floats
    filings: Floats
    title_combination: Combination
    posting_combination: Combination


def load_occupation_model(path: Path = MODEL_PATH) -> OccupationModel:
    """Read the artifact.

    Raises:
        ModelError: it is missing, of another version, or has other opinions than this code.
    """
    if not path.is_file():
        raise ModelError("occupation", f"{path} is missing")
    with np.load(path, allow_pickle=False) as file:
        arrays: Arrays = {name: file[name] for name in file.files}
    if int(arrays["format"]) != MODEL_FORMAT or unpack_strings(arrays["opinions"]) != list(OPINIONS):
        raise ModelError("occupation", f"{path} was trained by another version")
    structure = SocStructure.build(unpack_strings(arrays["soc_codes"]), unpack_strings(arrays["onet_codes"]))
    index = TitleIndex(
        {name: arrays[f"index_{name}"] for name in _INDEX_ARRAYS},
        unpack_strings(arrays["titles"]),
        unpack_strings(arrays["words"]),
        len(structure.onet_codes),
    )
    return OccupationModel(
        judges=Judges(
            title_model=LowRankSoftmax.from_arrays(arrays, "title"),
            index=index,
            phrases=PhraseIndex(
                arrays["phrase_hashes"].astype(np.uint64),
                arrays["phrase_pointers"].astype(np.int64),
                arrays["phrase_soc"].astype(np.int64),
                arrays["phrase_shares"].astype(np.float32),
            ),
            description_model=LowRankSoftmax.from_arrays(arrays, "description"),
            structure=structure,
        ),
        employment=arrays["employment"].astype(np.float32),
        filings=arrays["filings"].astype(np.float32),
        title_combination=_read_combination(arrays, "title_combination"),
        posting_combination=_read_combination(arrays, "posting_combination"),
    )


def combination_arrays(combination: Combination, prefix: str) -> Arrays:
    """Arrays of a combination to save."""
    return {
        f"{prefix}_weights": combination.weights,
        f"{prefix}_offsets": combination.offsets,
        f"{prefix}_curve_from": combination.curve_from,
        f"{prefix}_curve_to": combination.curve_to,
    }


def pack_strings(strings: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Strings without line breaks as one array of bytes."""
    joined = "\n".join(" ".join(string.split()) for string in strings)
    return np.frombuffer(joined.encode(), np.uint8)


def unpack_strings(packed: npt.NDArray[np.generic]) -> list[str]:
    """The reverse of `pack_strings`."""
    return packed.tobytes().decode().split("\n")


def _read_combination(arrays: Arrays, prefix: str) -> Combination:
    return Combination(
        arrays[f"{prefix}_weights"].astype(np.float32),
        arrays[f"{prefix}_offsets"].astype(np.float32),
        arrays[f"{prefix}_curve_from"].astype(np.float32),
        arrays[f"{prefix}_curve_to"].astype(np.float32),
    )
