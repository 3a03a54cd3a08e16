"""From the codes of one system to those of another.

OEWS, the projections and the Cluster workbooks use twelve hybrid codes for several SOC codes; five of them
are no SOC codes at all (21-1018, for example). Every crosswalk here speaks SOC 2018 detailed codes; `oews` is
a system of its own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from taxonomy.clusters import is_cross_cutting
from taxonomy.errors import UnknownCodeError
from taxonomy.loader import load_table
from taxonomy.occupations import detailed_codes, oews_hybrids, soc_entries

_SECTOR_LENGTH = 2
_CIP_DOT = 2


@dataclass(frozen=True, slots=True, order=True)
class ClusterLink:
    """A Career Cluster and Sub-Cluster to which a code belongs."""

    cluster: str
    sub_cluster: str


@cache
def _links(table: str, source: str, target: str) -> dict[str, tuple[str, ...]]:
    """Source column -> distinct values of the target column, sorted."""
    columns = load_table(table)
    found: dict[str, set[str]] = defaultdict(set)
    for left, right in zip(columns[source].to_pylist(), columns[target].to_pylist(), strict=True):
        found[left].add(right)
    return {left: tuple(sorted(right)) for left, right in found.items()}


@cache
def _cluster_links(table: str, code: str) -> dict[str, tuple[ClusterLink, ...]]:
    found: dict[str, set[ClusterLink]] = defaultdict(set)
    for row in load_table(table).to_pylist():
        found[row[code]].add(ClusterLink(row["cluster"], row["sub_cluster"]))
    return {left: tuple(sorted(right)) for left, right in found.items()}


@cache
def _titles(table: str, code: str, title: str) -> dict[str, str]:
    columns = load_table(table)
    return dict(zip(columns[code].to_pylist(), columns[title].to_pylist(), strict=True))


def _known(system: str, table: str, column: str, code: str) -> str:
    if code not in _titles(table, column, "title"):
        raise UnknownCodeError(system, code)
    return code


def soc_to_clusters(soc_code: str) -> tuple[ClusterLink, ...]:
    """Clusters of a SOC code; of a group, those of all its detailed codes. 127 codes have several Clusters.

    Raises:
        UnknownCodeError: SOC 2018 has no such code.
    """
    by_soc = _cluster_links("cluster_soc", "soc_code")
    return _merged(by_soc[code] for code in detailed_codes(soc_code))


def cluster_to_soc(name: str) -> tuple[str, ...]:
    """Detailed SOC codes of a Cluster or Sub-Cluster; () for Unmanned Vehicle Technology, which has none.

    Raises:
        UnknownCodeError: no Cluster, Sub-Cluster or alias of that name.
    """
    return _of_cluster("cluster_soc", "soc_code", name)


def cluster_to_cip(name: str) -> tuple[str, ...]:
    """CIP codes of a Cluster or Sub-Cluster. Raises UnknownCodeError as `cluster_to_soc` does."""
    return _of_cluster("cluster_cip", "cip_code", name)


def cluster_to_naics(name: str) -> tuple[str, ...]:
    """NAICS sectors of a Cluster or Sub-Cluster. Raises UnknownCodeError as `cluster_to_soc` does."""
    return _of_cluster("cluster_naics", "naics_code", name)


def soc_to_cip(soc_code: str) -> tuple[str, ...]:
    """CIP 2020 programs that prepare for an occupation; () where NCES matches none.

    Raises:
        UnknownCodeError: SOC 2018 has no such code.
    """
    programs = _links("cip_soc", "soc_code", "cip_code")
    return _merged(programs.get(code, ()) for code in detailed_codes(soc_code))


def cip_to_soc(cip_code: str) -> tuple[str, ...]:
    """Occupations for which a program prepares; () where NCES matches none.

    Args:
        cip_code: "51.3801" or "513801".

    Raises:
        UnknownCodeError: CIP 2020 has no such code.
    """
    code = _known("cip", "cip", "cip_code", normalise_cip(cip_code))
    return _links("cip_soc", "cip_code", "soc_code").get(code, ())


def cip_to_clusters(cip_code: str) -> tuple[ClusterLink, ...]:
    """Clusters of a program; () where the framework lists none. Raises as `cip_to_soc` does."""
    code = _known("cip", "cip", "cip_code", normalise_cip(cip_code))
    return _cluster_links("cluster_cip", "cip_code").get(code, ())


def naics_to_clusters(naics_code: str) -> tuple[ClusterLink, ...]:
    """Clusters of the sector to which an industry belongs: 332, 31 and 31-33 all are Manufacturing.

    Raises:
        UnknownCodeError: NAICS 2022 has no such sector.
    """
    return _cluster_links("cluster_naics", "naics_code").get(naics_sector(naics_code), ())


def soc2010_to_soc(soc2010_code: str) -> tuple[str, ...]:
    """SOC 2018 codes that took over a part of a SOC 2010 code; several where it was split.

    Raises:
        UnknownCodeError: SOC 2010 has no such detailed code.
    """
    return _required(_links("soc2010_soc2018", "soc2010_code", "soc_code"), "soc2010", soc2010_code)


def oews_to_soc(oews_code: str) -> tuple[str, ...]:
    """SOC 2018 detailed codes that an OEWS code stands for.

    Raises:
        UnknownCodeError: neither a hybrid nor a SOC code.
    """
    return oews_hybrids().get(oews_code) or detailed_codes(oews_code)


def soc_to_oews(soc_code: str) -> tuple[str, ...]:
    """OEWS codes that hold a SOC code's employment.

    Raises:
        UnknownCodeError: SOC 2018 has no such code.
    """
    hybrid_of = _links("oews_hybrid", "soc_code", "oews_code")
    return _merged(hybrid_of.get(code, (code,)) for code in detailed_codes(soc_code))


def onet_to_soc(onet_soc_code: str) -> tuple[str, ...]:
    """The SOC 2018 code of an O*NET-SOC code. Raises UnknownCodeError when O*NET has no such code."""
    return _required(_links("onet_soc", "onet_soc_code", "soc_code"), "onet", onet_soc_code)


def soc_to_onet(soc_code: str) -> tuple[str, ...]:
    """O*NET-SOC codes below a SOC code. Raises UnknownCodeError when SOC 2018 has no such code."""
    found = _links("onet_soc", "soc_code", "onet_soc_code")
    return _merged(found.get(code, ()) for code in detailed_codes(soc_code))


def normalise_cip(cip_code: str) -> str:
    """The code with its dot: "513801" -> "51.3801"."""
    digits = cip_code.strip().replace(".", "")
    return f"{digits[:_CIP_DOT]}.{digits[_CIP_DOT:]}"


def naics_sector(naics_code: str) -> str:
    """The sector of an industry code, as NAICS writes it ("31-33").

    Raises:
        UnknownCodeError: NAICS 2022 has no such sector.
    """
    sectors = _titles("naics", "naics_code", "title")
    prefix = naics_code.strip()[:_SECTOR_LENGTH]
    for sector in sectors:
        if len(sector) == _SECTOR_LENGTH and sector == prefix:
            return sector
        first, dash, last = sector.partition("-")
        if dash and prefix.isdigit() and int(first) <= int(prefix) <= int(last):
            return sector
    raise UnknownCodeError("naics", naics_code)


def find_cluster(name: str) -> tuple[str, str | None]:
    """The Cluster and, when the name is that of a Sub-Cluster or its alias, the Sub-Cluster; case is ignored.

    Raises:
        UnknownCodeError: no such Cluster, Sub-Cluster or alias.
    """
    found = _cluster_names().get(_folded(name))
    if found is None:
        raise UnknownCodeError("clusters", name)
    return found


@cache
def _cluster_names() -> dict[str, tuple[str, str | None]]:
    names: dict[str, tuple[str, str | None]] = {}
    for row in load_table("cluster_aliases").to_pylist():
        names[_folded(row["alias"])] = (row["cluster"], row["sub_cluster"])
    for row in load_table("clusters").to_pylist():
        names[_folded(row["sub_cluster"])] = (row["cluster"], row["sub_cluster"])
    for row in load_table("clusters").to_pylist():
        names[_folded(row["cluster"])] = (row["cluster"], None)
    return names


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("&", "and").replace(",", " ").split())


def _of_cluster(table: str, code: str, name: str) -> tuple[str, ...]:
    cluster, sub_cluster = find_cluster(name)
    column, value = ("cluster", cluster) if sub_cluster is None else ("sub_cluster", sub_cluster)
    return _links(table, column, code).get(value, ())


def _required(links: dict[str, tuple[str, ...]], system: str, code: str) -> tuple[str, ...]:
    if code not in links:
        raise UnknownCodeError(system, code)
    return links[code]


def _merged(parts: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    return tuple(sorted({item for part in parts for item in part}))


# (from, to) -> the function, and the table, code and title columns that name the targets.
_TITLE_COLUMNS = {
    "soc": ("soc", "soc_code", "title"),
    "cip": ("cip", "cip_code", "title"),
    "naics": ("naics", "naics_code", "title"),
    "onet": ("onet_soc", "onet_soc_code", "title"),
}
CROSSWALKS: dict[tuple[str, str], Callable[[str], tuple[Any, ...]]] = {
    ("soc", "clusters"): soc_to_clusters,
    ("clusters", "soc"): cluster_to_soc,
    ("soc", "cip"): soc_to_cip,
    ("cip", "soc"): cip_to_soc,
    ("cip", "clusters"): cip_to_clusters,
    ("clusters", "cip"): cluster_to_cip,
    ("naics", "clusters"): naics_to_clusters,
    ("clusters", "naics"): cluster_to_naics,
    ("soc2010", "soc"): soc2010_to_soc,
    ("oews", "soc"): oews_to_soc,
    ("soc", "oews"): soc_to_oews,
    ("onet", "soc"): onet_to_soc,
    ("soc", "onet"): soc_to_onet,
}


def cross(from_system: str, to_system: str, code: str) -> list[dict[str, Any]]:
    """Entries of one system that a code of another stands for, with titles.

    Args:
        from_system: soc, cip, naics, clusters, soc2010, oews or onet.
        to_system: a system that CROSSWALKS holds together with `from_system`.
        code: a code of `from_system`; for clusters the name of a Cluster or Sub-Cluster.

    Returns:
        `{"code", "title"}` per target; for clusters `{"cluster", "sub_cluster", "is_cross_cutting"}`.
        [] when it stands for none.

    Raises:
        UnknownCodeError: no such crosswalk, or `from_system` has no such code.
    """
    walk = CROSSWALKS.get((from_system, to_system))
    if walk is None:
        raise UnknownCodeError("crosswalks", f"{from_system}/{to_system}")
    targets = walk(code)
    if to_system == "clusters":
        return [
            {
                "cluster": link.cluster,
                "sub_cluster": link.sub_cluster,
                "is_cross_cutting": is_cross_cutting(link.cluster),
            }
            for link in targets
        ]
    titles = _oews_titles() if to_system == "oews" else _titles(*_TITLE_COLUMNS[to_system])
    return [{"code": target, "title": titles.get(target)} for target in targets]


def _oews_titles() -> dict[str, str]:
    titles = {code: entry.title for code, entry in soc_entries().items()}
    for hybrid, codes in oews_hybrids().items():
        titles[hybrid] = "; ".join(titles[code] for code in codes)
    return titles
