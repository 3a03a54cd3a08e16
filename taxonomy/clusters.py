"""The 14 Career Clusters by name, and which of them are cross-cutting."""

from functools import cache

from taxonomy.loader import load_table


@cache
def cluster_names() -> tuple[str, ...]:
    """The 14 Career Clusters, sorted."""
    return tuple(sorted(set(load_table("clusters")["cluster"].to_pylist())))


@cache
def _cross_cutting() -> frozenset[str]:
    rows = load_table("clusters").to_pylist()
    return frozenset(row["cluster"] for row in rows if row["is_cross_cutting"])


def is_cross_cutting(cluster: str) -> bool:
    """Whether the framework counts a Cluster among the three that serve all industries."""
    return cluster in _cross_cutting()


def mark_cluster(cluster: str) -> str:
    """The name of a Cluster for people, with "(cross-cutting)" behind the three that are."""
    return f"{cluster} (cross-cutting)" if is_cross_cutting(cluster) else cluster
