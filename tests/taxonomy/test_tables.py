"""The compiled tables as they ship: counts, keys, references, and facts that anybody can look up."""

from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from taxonomy.loader import TABLES_DIR, load_table
from taxonomy.schemas import TABLES
from taxonomy.table_report import describe_table, render_sources


def rows(name: str, **wanted: str) -> list[dict[str, object]]:
    table = load_table(name)
    for column, value in wanted.items():
        table = table.filter(pc.equal(table[column], value))
    found: list[dict[str, object]] = table.to_pylist()
    return found


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("soc", 23 + 98 + 459 + 867),
        ("onet_soc", 1016),
        ("clusters", 72),
        ("oews_hybrid", 28),
        ("naics", 2125),
        ("soc2010_soc2018", 900),
        ("cbsas", 935),
        ("states", 56),
        ("technologies", 32627),
        ("unspsc", 4262),
    ],
)
def test_counts_of_the_publishers(name: str, count: int) -> None:
    assert load_table(name).num_rows == count


def test_levels_of_the_soc() -> None:
    levels = Counter(load_table("soc")["level"].to_pylist())
    assert levels == {"major": 23, "minor": 98, "broad": 459, "detailed": 867}


def test_every_detailed_code_has_a_cluster() -> None:
    detailed = {row["soc_code"] for row in rows("soc", level="detailed")}
    assert set(load_table("cluster_soc")["soc_code"].to_pylist()) == detailed


def test_fourteen_clusters_of_which_three_are_cross_cutting() -> None:
    clusters = {(row["cluster"], row["is_cross_cutting"]) for row in rows("clusters")}
    assert len(clusters) == 14
    assert {cluster for cluster, is_cross_cutting in clusters if is_cross_cutting} == {
        "Digital Technology",
        "Management & Entrepreneurship",
        "Marketing & Sales",
    }


def test_interdisciplinary_occupations_are_those_of_the_workbook() -> None:
    by_source: dict[str, set[str]] = {}
    for row in rows("cluster_soc"):
        by_source.setdefault(str(row["source_code"]), set()).add(str(row["cluster"]))
    assert sum(len(clusters) > 1 for clusters in by_source.values()) == 125


def test_titles_by_origin() -> None:
    origins = Counter(load_table("titles")["origin"].to_pylist())
    assert origins["occupation"] == 1016
    assert origins["alternate"] > 56_000
    assert origins["reported"] > 7_700
    assert origins["direct_match"] > 6_500


def test_every_metropolitan_area_of_oews_is_a_cbsa() -> None:
    metropolitan = {row["area_code"] for row in rows("oews_areas", area_type="metropolitan")}
    assert len(metropolitan) == 393
    assert metropolitan <= set(load_table("cbsas")["cbsa_code"].to_pylist())


def test_projections_hold_both_codes_of_a_hybrid() -> None:
    sources = {row["soc_code"]: row["source_code"] for row in rows("projections")}
    assert sources["31-1121"] == sources["31-1122"] == "31-1120"
    assert sources["29-1141"] == "29-1141"


@pytest.mark.parametrize("soc_code", ["25-2031", "53-2011"])
def test_occupations_without_hourly_wages_have_annual_ones(soc_code: str) -> None:
    (row,) = rows("oews", area_type="nation", soc_code=soc_code)
    assert row["wage_median_usd_hourly"] is None
    assert row["wage_median_usd_annual"] is not None


def test_percentiles_rise() -> None:
    for row in rows("oews", area_type="nation"):
        wages = [row[f"wage_{part}_usd_hourly"] for part in ("p10", "p25", "median", "p75", "p90")]
        published = [float(str(wage)) for wage in wages if wage is not None]
        assert published == sorted(published), row["soc_code"]


def test_no_table_carries_a_sentence() -> None:
    for name in ("soc", "onet_soc", "clusters", "cip", "naics", "technologies", "unspsc", "projections"):
        for field in TABLES[name]:
            if pa.types.is_string(field.type):
                longest = max((str(value) for value in load_table(name)[field.name].to_pylist()), key=len)
                assert len(longest) < 160, (name, longest)


def test_tables_stay_small() -> None:
    assert sum(path.stat().st_size for path in TABLES_DIR.glob("*.parquet")) < 15_000_000


def test_sources_md_describes_the_tables_that_ship() -> None:
    written = (TABLES_DIR / "SOURCES.md").read_text(encoding="utf-8")
    assert written == render_sources(), "run `signalpost taxonomy sources > taxonomy/tables/SOURCES.md`"


def test_a_table_is_described_with_its_digest() -> None:
    facts = describe_table("states")
    assert (facts.n_rows, len(facts.digest)) == (56, 64)
    assert facts.n_bytes == (TABLES_DIR / "states.parquet").stat().st_size
