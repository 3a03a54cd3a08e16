"""`/v1/meta`: what is published, from which sources, by which versions."""

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter

from service.dependencies import StoreDep

router = APIRouter(tags=["meta"])


@router.get("/v1/meta")
def read_meta(store: StoreDep) -> dict[str, Any]:
    """The current vintage, its versions, caveats and tables; `method` says where the formulas are written."""
    package = store.current().package
    return {
        "service": {"name": "signalpost", "version": version("signalpost")},
        "vintage": package["id"],
        "published_at": package["created"],
        **{name: value for name, value in package["signalpost"].items() if name != "coverage"},
        "resources": package["resources"],
        "licences": package["licenses"],
    }


@router.get("/v1/meta/sources")
def read_sources(store: StoreDep) -> dict[str, Any]:
    """Every source with the state of its last run, so that no figure hides a broken one."""
    vintage = store.current()
    return {"vintage": vintage.vintage_id, "data": vintage.package["signalpost"]["coverage"]}


@router.get("/v1/meta/vintages")
def read_vintages(store: StoreDep) -> dict[str, Any]:
    """Every published vintage, newest first."""
    return {
        "data": [
            {
                "vintage": vintage.vintage_id,
                "published_at": vintage.package["created"],
                "n_postings": vintage.package["signalpost"]["n_rows"]["postings"],
            }
            for vintage in store.list_all()
        ]
    }


@router.get("/healthz")
def read_health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def read_readiness(store: StoreDep) -> dict[str, str]:
    """There is a vintage to serve; 503 while there is none."""
    return {"status": "ready", "vintage": store.current().vintage_id}
