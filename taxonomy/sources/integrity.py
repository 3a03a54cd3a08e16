"""Checks that hold over all tables together; a build that breaks one is not written."""

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

Tables = dict[str, pa.Table]
# (table, column, table and column that must hold each value; null is allowed)
_REFERENCES = (
    ("soc", "parent_code", "soc", "soc_code"),
    ("onet_soc", "soc_code", "soc", "soc_code"),
    ("titles", "soc_code", "soc", "soc_code"),
    ("titles", "onet_soc_code", "onet_soc", "onet_soc_code"),
    ("technologies", "soc_code", "soc", "soc_code"),
    ("technologies", "onet_soc_code", "onet_soc", "onet_soc_code"),
    ("technologies", "commodity_code", "unspsc", "commodity_code"),
    ("job_zones", "onet_soc_code", "onet_soc", "onet_soc_code"),
    ("cluster_soc", "soc_code", "soc", "soc_code"),
    ("cluster_soc", "sub_cluster", "clusters", "sub_cluster"),
    ("cluster_cip", "sub_cluster", "clusters", "sub_cluster"),
    ("cluster_cip", "cip_code", "cip", "cip_code"),
    ("cluster_naics", "sub_cluster", "clusters", "sub_cluster"),
    ("cluster_naics", "naics_code", "naics", "naics_code"),
    ("cluster_aliases", "sub_cluster", "clusters", "sub_cluster"),
    ("oews_hybrid", "soc_code", "soc", "soc_code"),
    ("cip_soc", "soc_code", "soc", "soc_code"),
    ("cip_soc", "cip_code", "cip", "cip_code"),
    ("soc2010_soc2018", "soc_code", "soc", "soc_code"),
    ("projections", "soc_code", "soc", "soc_code"),
    ("education", "soc_code", "soc", "soc_code"),
    ("counties", "state", "states", "state"),
    ("cbsa_counties", "county_fips", "counties", "county_fips"),
    ("cbsa_counties", "cbsa_code", "cbsas", "cbsa_code"),
    ("zips", "county_fips", "counties", "county_fips"),
    ("zips", "cbsa_code", "cbsas", "cbsa_code"),
    ("places", "county_fips", "counties", "county_fips"),
    ("places", "cbsa_code", "cbsas", "cbsa_code"),
    ("places", "state", "states", "state"),
)
_COUNTS = (
    ("detailed SOC codes", 867, lambda tables: len(_detailed(tables))),
    ("O*NET-SOC codes", 1016, lambda tables: tables["onet_soc"].num_rows),
    ("Sub-Clusters", 72, lambda tables: tables["clusters"].num_rows),
    ("Clusters", 14, lambda tables: len(_values(tables["clusters"], "cluster"))),
    ("SOC codes with a Cluster", 867, lambda tables: len(_values(tables["cluster_soc"], "soc_code"))),
)
_KEYS = (
    ("soc", ("soc_code",)),
    ("onet_soc", ("onet_soc_code",)),
    ("clusters", ("sub_cluster",)),
    ("cip", ("cip_code",)),
    ("naics", ("naics_code",)),
    ("states", ("state",)),
    ("counties", ("county_fips",)),
    ("cbsas", ("cbsa_code",)),
    ("cbsa_counties", ("county_fips",)),
    ("zips", ("postal_code",)),
    ("projections", ("soc_code",)),
    ("job_zones", ("onet_soc_code",)),
    ("oews", ("area_type", "area_code", "soc_code")),
)


def find_problems(tables: Tables) -> list[str]:
    """What is wrong with the tables, one sentence each; [] when nothing is."""
    return [
        *_wrong_counts(tables),
        *_broken_references(tables),
        *_repeated_keys(tables),
        *_unknown_oews(tables),
    ]


def _values(table: pa.Table, column: str) -> set[str]:
    return {value for value in table[column].to_pylist() if value is not None}


def _detailed(tables: Tables) -> list[str]:
    levels = zip(tables["soc"]["soc_code"].to_pylist(), tables["soc"]["level"].to_pylist(), strict=True)
    return [code for code, level in levels if level == "detailed"]


def _wrong_counts(tables: Tables) -> Iterator[str]:
    name: str
    expected: int
    count: Callable[[Tables], int]
    for name, expected, count in _COUNTS:
        if (actual := count(tables)) != expected:
            yield f"{actual} {name} instead of {expected}"


def _broken_references(tables: Tables) -> Iterator[str]:
    for name, column, target, target_column in _REFERENCES:
        unknown = _values(tables[name], column) - _values(tables[target], target_column)
        if unknown:
            yield f"{name}.{column} has {_some(unknown)}, which {target} lacks"


def _repeated_keys(tables: Tables) -> Iterator[str]:
    for name, columns in _KEYS:
        table = tables[name]
        keys = list(zip(*(table[column].to_pylist() for column in columns), strict=True))
        if len(keys) != len(set(keys)):
            yield f"{name} repeats keys of {', '.join(columns)}"


def _unknown_oews(tables: Tables) -> Iterator[str]:
    known = _values(tables["soc"], "soc_code") | _values(tables["oews_hybrid"], "oews_code") | {"00-0000"}
    for name, column in (
        ("oews", "soc_code"),
        ("projections", "source_code"),
        ("cluster_soc", "source_code"),
    ):
        if unknown := _values(tables[name], column) - known:
            yield f"{name}.{column} has {_some(unknown)}, neither a SOC code nor a known hybrid"


def _some(codes: Iterable[str]) -> str:
    ordered = sorted(codes)
    return ", ".join(ordered[:5]) + (f" and {len(ordered) - 5} more" if len(ordered) > 5 else "")  # noqa: PLR2004
