"""The contracts in pyproject.toml say what DESIGN.md says, and cover every package there is."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "taxonomy": set[str](),
    "nlp": {"taxonomy"},
    "storage": {"taxonomy"},
    "crawlers": {"storage", "taxonomy"},
    "service": {"storage", "nlp", "taxonomy"},
}


def _importlinter() -> dict[str, object]:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    section: dict[str, object] = config["tool"]["importlinter"]
    return section


def test_every_package_of_the_root_is_under_contract() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages == set(MAY_IMPORT) == set(_importlinter()["root_packages"])  # type: ignore[call-overload]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_each_contract_forbids_what_the_design_does_not_allow(package: str) -> None:
    contracts = _importlinter()["contracts"]
    forbidden = {
        module
        for contract in contracts  # type: ignore[attr-defined]
        if contract["source_modules"] == [package]
        for module in contract["forbidden_modules"]
    }
    assert forbidden & set(MAY_IMPORT) == set(MAY_IMPORT) - MAY_IMPORT[package] - {package}
