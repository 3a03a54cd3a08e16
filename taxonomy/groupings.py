"""The groupings of the 14 Career Clusters, which a state may name for itself.

The framework's groupings come from secondary sources that differ (five and the cross-cutting Clusters in one,
six in another), so the shipped ones are a default. Which Clusters are cross-cutting is the framework's own.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from taxonomy.clusters import cluster_names
from taxonomy.crosswalks import find_cluster
from taxonomy.errors import InvalidGroupingsError, UnknownCodeError
from taxonomy.loader import load_table

_KEY = "groupings"


@dataclass(frozen=True, slots=True)
class Groupings:
    """Groupings in which every Cluster stands once.

    Attributes:
        clusters: Clusters per grouping, both in the order in which they were written.
        source: where they come from: "shipped", or the path of a state's file.
    """

    clusters: Mapping[str, tuple[str, ...]]
    source: str = "shipped"

    def grouping_of(self, cluster: str) -> str:
        """The grouping of a Cluster.

        Raises:
            UnknownCodeError: no Cluster of that name.
        """
        for grouping, clusters in self.clusters.items():
            if cluster in clusters:
                return grouping
        raise UnknownCodeError("clusters", cluster)


@cache
def shipped_groupings() -> Groupings:
    """The six groupings that ship with Signalpost."""
    found: dict[str, list[str]] = {}
    for row in load_table("clusters").to_pylist():
        members = found.setdefault(row["grouping"], [])
        if row["cluster"] not in members:
            members.append(row["cluster"])
    return Groupings({grouping: tuple(found[grouping]) for grouping in sorted(found)})


def load_groupings(path: Path | None) -> Groupings:
    """The groupings of a state's file; the shipped ones where it has none.

    Args:
        path: YAML, `groupings:` with a list of Clusters per name of a grouping; null = the shipped ones.

    Raises:
        InvalidGroupingsError: the file is missing, no such YAML, names something that is no Cluster, or holds
            a Cluster twice or not at all. All that is wrong is said at once.
    """
    if path is None:
        return shipped_groupings()
    named = _read(path)
    problems: list[str] = []
    groupings = {
        str(name).strip(): _read_clusters(name, members, problems) for name, members in named.items()
    }
    problems += _find_gaps(groupings)
    if problems:
        raise InvalidGroupingsError(path, "; ".join(problems))
    return Groupings(groupings, str(path))


def _read(path: Path) -> dict[Any, Any]:
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidGroupingsError(path, f"cannot be read: {error}") from error
    named = document.get(_KEY) if isinstance(document, dict) else None
    if not isinstance(named, dict) or not named:
        raise InvalidGroupingsError(path, f"holds no mapping {_KEY!r} from a name to a list of Clusters")
    return named


def _read_clusters(grouping: Any, members: Any, problems: list[str]) -> tuple[str, ...]:
    if not isinstance(grouping, str) or not grouping.strip():
        problems.append(f"{grouping!r} is no name of a grouping")
    if not isinstance(members, list) or not members:
        problems.append(f"{grouping!r} holds no list of Clusters")
        return ()
    return tuple(cluster for member in members if (cluster := _read_cluster(grouping, member, problems)))


def _read_cluster(grouping: Any, member: Any, problems: list[str]) -> str | None:
    try:
        cluster, sub_cluster = find_cluster(str(member))
    except UnknownCodeError:
        close = difflib.get_close_matches(str(member), cluster_names(), n=1)
        hint = f"; do you mean {close[0]!r}?" if close else ""
        problems.append(f"{grouping!r} holds {member!r}, which is no Career Cluster{hint}")
        return None
    if sub_cluster is not None:
        problems.append(f"{grouping!r} holds {member!r}, a Sub-Cluster of {cluster!r}; name the Cluster")
        return None
    return cluster


def _find_gaps(groupings: Mapping[str, tuple[str, ...]]) -> list[str]:
    placed = [cluster for clusters in groupings.values() for cluster in clusters]
    twice = sorted({cluster for cluster in placed if placed.count(cluster) > 1})
    missing = [cluster for cluster in cluster_names() if cluster not in placed]
    problems = [f"{cluster!r} stands more than once" for cluster in twice]
    if missing:
        problems.append(f"in no grouping: {'; '.join(missing)}")
    return problems
