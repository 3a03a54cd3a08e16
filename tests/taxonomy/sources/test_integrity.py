import pyarrow as pa
import pytest

from taxonomy.loader import load_table
from taxonomy.schemas import TABLES
from taxonomy.sources.integrity import find_problems


@pytest.fixture
def tables() -> dict[str, pa.Table]:
    return {name: load_table(name) for name in TABLES}


def test_the_shipped_tables_fit_together(tables: dict[str, pa.Table]) -> None:
    assert find_problems(tables) == []


def test_a_missing_occupation_is_counted(tables: dict[str, pa.Table]) -> None:
    codes = tables["cluster_soc"]["soc_code"].to_pylist()
    tables["cluster_soc"] = tables["cluster_soc"].filter(pa.array([code != "29-1141" for code in codes]))
    assert "866 SOC codes with a Cluster instead of 867" in find_problems(tables)


def test_a_repeated_key_is_named(tables: dict[str, pa.Table]) -> None:
    tables["states"] = pa.concat_tables([tables["states"], tables["states"].slice(0, 1)])
    assert "states repeats keys of state" in find_problems(tables)


def test_an_oews_code_that_is_neither_soc_nor_hybrid_is_named(tables: dict[str, pa.Table]) -> None:
    tables["oews"] = pa.table({"area_type": ["nation"], "area_code": ["US"], "soc_code": ["21-1017"]})
    assert "oews.soc_code has 21-1017, neither a SOC code nor a known hybrid" in find_problems(tables)


def test_many_unknown_codes_are_shortened(tables: dict[str, pa.Table]) -> None:
    unknown = [f"99-000{number}" for number in range(7)]
    tables["job_zones"] = pa.table({"onet_soc_code": unknown, "job_zone": [1] * 7})
    (problem,) = find_problems(tables)
    assert "99-0004 and 2 more, which onet_soc lacks" in problem
