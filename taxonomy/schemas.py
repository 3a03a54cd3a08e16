"""The columns of every official table, and where they come from.

Codes are strings. Columns hold facts only: no definitions, task sentences or descriptions.
A column is null only where its comment says what null means.
"""

import pyarrow as pa

_STR = pa.string()
_CODES = pa.dictionary(pa.int32(), pa.string())

OEWS_STATISTICS = ("mean", "p10", "p25", "median", "p75", "p90")
_OEWS_WAGES = [
    (f"wage_{statistic}_usd_{unit}", pa.float64())
    for unit in ("hourly", "annual")
    for statistic in OEWS_STATISTICS
]

TABLES: dict[str, pa.Schema] = {
    # level: major, minor, broad, detailed; parent_code is null for major groups.
    "soc": pa.schema([("soc_code", _STR), ("title", _STR), ("level", _STR), ("parent_code", _STR)]),
    "onet_soc": pa.schema([("onet_soc_code", _STR), ("soc_code", _STR), ("title", _STR)]),
    # origin: alternate, reported, direct_match, occupation; onet_soc_code is null for direct matches that
    # O*NET does not carry at the SOC level; short_title is null when O*NET gives none.
    "titles": pa.schema(
        [
            ("title", _STR),
            ("onet_soc_code", _CODES),
            ("soc_code", _CODES),
            ("origin", _CODES),
            ("short_title", _STR),
        ]
    ),
    "technologies": pa.schema(
        [
            ("name", _STR),
            ("onet_soc_code", _CODES),
            ("soc_code", _CODES),
            ("commodity_code", _CODES),
            ("is_hot", pa.bool_()),
            ("is_in_demand", pa.bool_()),
        ]
    ),
    "unspsc": pa.schema([("commodity_code", _STR), ("title", _STR)]),
    # null occupation links: Unmanned Vehicle Technology is in no crosswalk.
    "clusters": pa.schema(
        [("cluster", _STR), ("sub_cluster", _STR), ("grouping", _STR), ("is_cross_cutting", pa.bool_())]
    ),
    "cluster_aliases": pa.schema([("alias", _STR), ("cluster", _STR), ("sub_cluster", _STR)]),
    # source_code: the code in the framework's workbook, an OEWS hybrid where is_hybrid.
    "cluster_soc": pa.schema(
        [
            ("soc_code", _STR),
            ("cluster", _STR),
            ("sub_cluster", _STR),
            ("source_code", _STR),
            ("is_hybrid", pa.bool_()),
        ]
    ),
    "cluster_cip": pa.schema([("cip_code", _STR), ("cluster", _STR), ("sub_cluster", _STR)]),
    "cluster_naics": pa.schema([("naics_code", _STR), ("cluster", _STR), ("sub_cluster", _STR)]),
    "oews_hybrid": pa.schema([("oews_code", _STR), ("soc_code", _STR)]),
    "cip": pa.schema([("cip_code", _STR), ("title", _STR)]),
    "cip_soc": pa.schema([("cip_code", _STR), ("soc_code", _STR)]),
    # level: 2 (sector) to 6; sectors may be ranges, "31-33".
    "naics": pa.schema([("naics_code", _STR), ("title", _STR), ("level", pa.int8())]),
    "soc2010_soc2018": pa.schema([("soc2010_code", _STR), ("soc2010_title", _STR), ("soc_code", _STR)]),
    "states": pa.schema([("state", _STR), ("state_fips", _STR), ("name", _STR)]),
    # is_planning_region: Connecticut's planning regions, which stand beside its eight former counties.
    "counties": pa.schema(
        [("county_fips", _STR), ("state", _STR), ("name", _STR), ("is_planning_region", pa.bool_())]
    ),
    "cbsas": pa.schema([("cbsa_code", _STR), ("title", _STR), ("kind", _STR)]),
    "cbsa_counties": pa.schema([("cbsa_code", _STR), ("county_fips", _STR)]),
    # county_fips: null where no fact tells the main one of several; cbsa_code: null outside every CBSA.
    "zips": pa.schema(
        [
            ("postal_code", _STR),
            ("city", _STR),
            ("state", _CODES),
            ("county_fips", _CODES),
            ("cbsa_code", _CODES),
        ]
    ),
    # name_key: see taxonomy.areas_names; n_zips: how many ZIPs carry the name, 0 for aliases and localities.
    # is_dominant: the place that is meant when the name stands without a state.
    "places": pa.schema(
        [
            ("name_key", _STR),
            ("city", _STR),
            ("state", _CODES),
            ("county_fips", _CODES),
            ("cbsa_code", _CODES),
            ("is_alias", pa.bool_()),
            ("n_zips", pa.int16()),
            ("is_dominant", pa.bool_()),
        ]
    ),
    # Null = not published. area_code: "US", state FIPS, CBSA code or BLS's own nonmetropolitan code.
    "oews": pa.schema(
        [
            ("area_type", _CODES),
            ("area_code", _CODES),
            ("soc_code", _CODES),
            ("employment", pa.int32()),
            *_OEWS_WAGES,
            ("location_quotient", pa.float64()),
        ]
    ),
    "oews_areas": pa.schema(
        [("area_type", _STR), ("area_code", _STR), ("title", _STR), ("state_fips", _STR)]
    ),
    # One row per SOC 2018 code; rows of a hybrid repeat the figures of source_code, so sum over source_code.
    "projections": pa.schema(
        [
            ("soc_code", _STR),
            ("source_code", _STR),
            ("employment_base_thousands", pa.float64()),
            ("employment_projected_thousands", pa.float64()),
            ("employment_change_pct", pa.float64()),
            ("annual_openings_thousands", pa.float64()),
            ("wage_median_usd_annual", pa.float64()),
        ]
    ),
    "job_zones": pa.schema([("onet_soc_code", _STR), ("job_zone", pa.int8())]),
    "education": pa.schema(
        [
            ("soc_code", _STR),
            ("source_code", _STR),
            ("typical_education", _STR),
            ("work_experience", _STR),
            ("typical_training", _STR),
        ]
    ),
    "esco_skills": pa.schema([("esco_id", _STR), ("label", _STR), ("is_preferred", pa.bool_())]),
}
