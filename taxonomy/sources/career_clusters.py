"""National Career Clusters Framework: Clusters, Sub-Clusters, and their SOC, CIP and NAICS links.

Facts only: code-to-Cluster links. "Career Clusters" is a registered trademark of Advance CTE; neither the
workbooks nor their descriptions are shipped.
"""

from collections.abc import Iterator

from taxonomy.sources.files import SourceFiles
from taxonomy.sources.oews_hybrids import OEWS_HYBRIDS
from taxonomy.sources.tables import BuiltTable, Origin, build_table

# The framework's groupings, from secondary sources that differ (5 plus cross-cutting, or 6): a state names
# its own in the file that SIGNALPOST_CLUSTER_GROUPINGS points to (taxonomy/groupings.py).
GROUPINGS = {
    "Building & Moving": ("Advanced Manufacturing", "Construction", "Supply Chain & Transportation"),
    "Caring for Communities": ("Education", "Healthcare & Human Services", "Public Service & Safety"),
    "Connecting & Supporting Success": (
        "Digital Technology",
        "Management & Entrepreneurship",
        "Marketing & Sales",
    ),
    "Creating & Experiencing": ("Arts, Entertainment, & Design", "Hospitality, Events, & Tourism"),
    "Cultivating Resources": ("Agriculture", "Energy & Natural Resources"),
    "Investing in the Future": ("Financial Services",),
}
CROSS_CUTTING = frozenset(GROUPINGS["Connecting & Supporting Success"])
# Named by the framework, but in no workbook.
_WITHOUT_LINKS = (("Digital Technology", "Unmanned Vehicle Technology"),)
# Stands for "no program" in the CIP crosswalks; its Clusters are those of unmatched occupations.
_NO_PROGRAM = "99.9999"
_MISPRINTS = {"water systems": "Water Systems"}
_SUB_CLUSTER_ALIASES = {
    "Data Science & Artificial Intelligence": "Data Science & AI",
    "Information Technology Support & Services": "IT Support & Services",
    "Food Science & Production": "Food Science & Processing",
    "Unmanned Vehicles": "Unmanned Vehicle Technology",
}
_COLUMNS = {"cluster": "career cluster", "sub_cluster": "sub-cluster"}


def _origin(source: str, note: str = "") -> Origin:
    return Origin(
        source=source,
        publisher="Advance CTE: State Leaders Connecting Learning to Work",
        vintage="National Career Clusters Framework, crosswalks of June and September 2025",
        licence="none stated; facts compiled with attribution",
        url="https://careertech.org/resource/framework-crosswalk/",
        note=note,
    )


def _links(files: SourceFiles, workbook: str, columns: dict[str, str]) -> Iterator[dict[str, str]]:
    for row in files.records(workbook, columns=_COLUMNS | columns, sheet="sub-?cluster"):
        if row["cluster"] and row["sub_cluster"]:
            yield row | {"sub_cluster": _MISPRINTS.get(row["sub_cluster"], row["sub_cluster"])}


def _soc_links(files: SourceFiles) -> list[dict[str, str]]:
    return list(_links(files, "SOC_Career_Clusters_Crosswalk.xlsx", {"soc_code": "soc code"}))


def _pairs(files: SourceFiles) -> set[tuple[str, str]]:
    return {(row["cluster"], row["sub_cluster"]) for row in _soc_links(files)} | set(_WITHOUT_LINKS)


def build_clusters(files: SourceFiles) -> BuiltTable:
    """The 14 Clusters' 72 Sub-Clusters with grouping and the three cross-cutting Clusters marked."""
    grouping = {cluster: name for name, clusters in GROUPINGS.items() for cluster in clusters}
    rows = (
        {
            "cluster": cluster,
            "sub_cluster": sub_cluster,
            "grouping": grouping[cluster],
            "is_cross_cutting": cluster in CROSS_CUTTING,
        }
        for cluster, sub_cluster in _pairs(files)
    )
    note = "Groupings: secondary sources, which differ. Unmanned Vehicle Technology has no links."
    return build_table("clusters", rows, _origin("SOC_Career_Clusters_Crosswalk.xlsx", note))


def build_cluster_aliases(files: SourceFiles) -> BuiltTable:
    """Other spellings of Sub-Clusters: "and" for "&", no serial comma, names of other publications."""
    rows = []
    for cluster, sub_cluster in _pairs(files):
        names = {sub_cluster} | {old for old, new in _SUB_CLUSTER_ALIASES.items() if new == sub_cluster}
        names |= {name.replace("&", "and") for name in names}
        names |= {name.replace(", &", " &").replace(", and", " and") for name in names}
        rows += [
            {"alias": name, "cluster": cluster, "sub_cluster": sub_cluster} for name in names - {sub_cluster}
        ]
    return build_table(
        "cluster_aliases", rows, _origin("written by Signalpost after the framework's publications")
    )


def build_cluster_soc(files: SourceFiles) -> BuiltTable:
    """SOC 2018 detailed codes with their Clusters; OEWS hybrids are resolved to the codes they stand for."""
    rows = (
        row
        | {"soc_code": soc_code, "source_code": row["soc_code"], "is_hybrid": row["soc_code"] in OEWS_HYBRIDS}
        for row in _soc_links(files)
        for soc_code in OEWS_HYBRIDS.get(row["soc_code"], (row["soc_code"],))
    )
    return build_table("cluster_soc", rows, _origin("SOC_Career_Clusters_Crosswalk.xlsx"))


def build_cluster_cip(files: SourceFiles) -> BuiltTable:
    """CIP 2020 codes with their Clusters."""
    links = _links(files, "CIP_Career_Clusters_Crosswalk.xlsx", {"cip_code": r"cip code \(2020\)"})
    rows = (row for row in links if row["cip_code"] != _NO_PROGRAM)
    return build_table("cluster_cip", rows, _origin("CIP_Career_Clusters_Crosswalk.xlsx"))


def build_cluster_naics(files: SourceFiles) -> BuiltTable:
    """NAICS sectors (two digits or ranges such as "31-33") with their Clusters."""
    rows = _links(files, "NAICS_Subclusters_Crosswalk.xlsx", {"naics_code": "2-digit naics"})
    return build_table("cluster_naics", rows, _origin("NAICS_Subclusters_Crosswalk.xlsx"))
