import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from service.demo.town import load_town


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What `signalpost demo` printed, and where it wrote."""
    folder = tmp_path_factory.mktemp("demo")
    environment = {**os.environ, "SIGNALPOST_DATA_DIR": str(folder), "COLUMNS": "160"}
    environment.pop("SIGNALPOST_DATABASE_URL", None)
    command = [sys.executable, "-c", "from service.cli import main; main()", "demo"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, folder / "demo"


def test_every_posting_of_the_town_is_published(demo: tuple[str, Path]) -> None:
    postings = pq.read_table(demo[1] / "vintages" / "current" / "postings.parquet").to_pylist()
    assert len(postings) == sum(len(employer.postings) for employer in load_town())
    assert {row["source"] for row in postings} == {employer.slug for employer in load_town()}


def test_postings_are_coded_and_cover_every_cluster(demo: tuple[str, Path]) -> None:
    postings = pq.read_table(demo[1] / "vintages" / "current" / "postings.parquet").to_pylist()
    assert sum(row["soc_code"] is not None for row in postings) >= 0.7 * len(postings)
    assert len({row["cluster"] for row in postings} - {None}) == 14


def test_places_are_resolved(demo: tuple[str, Path]) -> None:
    areas = pq.read_table(demo[1] / "vintages" / "current" / "posting_areas.parquet").to_pylist()
    assert {row["state"] for row in areas} - {None} == {"TX", "NV", "OH"}
    assert sum(row["county_fips"] is not None for row in areas) >= 0.9 * len(areas)


def test_every_response_is_archived(demo: tuple[str, Path]) -> None:
    assert list((demo[1] / "archive").rglob("*.warc*"))


def test_the_signals_are_shown(demo: tuple[str, Path]) -> None:
    printed = demo[0]
    for heading in ("Technologies", "Certifications", "Licenses", "Skills", "Career Clusters"):
        assert heading in printed
    assert "Microsoft Excel" in printed
    assert "signalpost demo --serve" in printed
