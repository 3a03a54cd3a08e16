"""How fine a level of the SOC is certain, given probabilities of the detailed codes."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from nlp.components.occupation_model import Floats

Level = Literal["detailed", "broad", "minor", "major"]
DETAILED_THRESHOLD: Final = 0.3
GROUP_THRESHOLD: Final = 0.6


@dataclass(frozen=True, slots=True)
class SocGroups:
    """Groups of the detailed codes at one level: `codes[index[i]]` is the group of detailed code i."""

    level: Level
    codes: tuple[str, ...]
    index: npt.NDArray[np.int64]


def build_groups(soc_codes: tuple[str, ...], parents: dict[str, str]) -> tuple[SocGroups, ...]:
    """Broad, minor and major groups, finest first.

    Args:
        soc_codes: the detailed codes.
        parents: parent of each code of the SOC, as in the table `soc`.
    """
    levels: list[SocGroups] = []
    current = list(soc_codes)
    names: tuple[Level, ...] = ("broad", "minor", "major")
    for level in names:
        current = [parents[code] for code in current]
        distinct = tuple(dict.fromkeys(current))
        position = {code: i for i, code in enumerate(distinct)}
        levels.append(SocGroups(level, distinct, np.array([position[code] for code in current])))
    return tuple(levels)


def find_certain_level(
    probabilities: Floats, groups: tuple[SocGroups, ...]
) -> tuple[Level, str, float] | None:
    """The finest group that reaches GROUP_THRESHOLD: (level, code, probability); null when none."""
    for group in groups:
        sums = np.bincount(group.index, probabilities, len(group.codes))
        best = int(sums.argmax())
        if sums[best] >= GROUP_THRESHOLD:
            return group.level, group.codes[best], float(sums[best])
    return None
