"""The HTTP application. Add a resource: one file in `routers/`, one line in `ROUTERS`."""

from importlib.metadata import version

from fastapi import FastAPI

from service.problems import install_problem_handlers
from service.routers import classify, corrections, extract, meta, postings, taxonomies
from service.schemas.signals import Problem
from service.settings import Settings, get_settings
from service.vintages import VintageStore
from storage.session import make_engine
from taxonomy.groupings import load_groupings

ROUTERS = (
    meta.router,
    postings.router,
    taxonomies.router,
    extract.router,
    classify.router,
    corrections.router,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application over one data directory; signals come from its current vintage.

    Raises:
        InvalidGroupingsError: the state's groupings of the Clusters cannot be used.
    """
    settings = settings or get_settings()
    app = FastAPI(
        title="Signalpost",
        summary="Real-time labour-market information from online job postings",
        version=version("signalpost"),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        responses={
            status: {"model": Problem, "content": {"application/problem+json": {}}}
            for status in (400, 404, 422, 503)
        },
    )
    app.state.settings = settings
    app.state.engine = make_engine(settings.resolved_database_url)
    app.state.groupings = load_groupings(settings.cluster_groupings)
    app.state.vintages = VintageStore(settings.vintages_dir, app.state.groupings)
    install_problem_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    return app
