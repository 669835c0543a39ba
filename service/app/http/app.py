"""Puts the HTTP application together; importing it does nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from service.app.http.articles import article_routes
from service.app.http.contract import Application
from service.app.http.deals import deal_routes
from service.app.http.guard import Guard
from service.app.http.health import health_routes
from service.app.http.logs import RequestLog
from service.app.http.operations import operation_routes
from service.app.http.problems import answer_problems
from service.app.http.questions import question_routes
from service.app.http.summaries import summary_routes
from service.app.service import Service
from service.app.settings import Settings

DESCRIPTION = """
Answers questions about deals from news articles, and proves every sentence with a verbatim, addressed quote.

* Every citation is `text[start:end]`, in code points, of `GET /v1/articles/{id}/text`.
* What the articles do not say is not answered: `status` is `abstained` and `reason` says why.
* Every error is an RFC 9457 problem document that says what happened, to which value, and what to do next.
* Where `DEALBRIEF_API_KEYS` is set, everything under `/v1` needs `Authorization: Bearer KEY`.
"""


def create_app(service: Service, settings: Settings) -> FastAPI:
    """The application over an open service; whoever opened the service closes it."""
    app = Application(
        title="dealbrief",
        version=version("dealbrief"),
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=lambda _: _threads(settings.workers),
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    answer_problems(app)
    for routes in (article_routes, question_routes, summary_routes, deal_routes):
        app.include_router(routes(service, settings), prefix="/v1")
    app.include_router(operation_routes(service), prefix="/v1")
    app.include_router(health_routes(service))
    _serve_explorer(app)
    _serve_page(app)
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(RequestLog)
    return app


@asynccontextmanager
async def _threads(workers: int) -> AsyncIterator[None]:
    """Storage work waits for one of a few threads, so that it cannot starve the machine."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = max(8, 2 * workers)
    yield


def _serve_explorer(app: FastAPI) -> None:
    folder = Path(str(files("service.app.http") / "explorer"))

    @app.get("/docs", include_in_schema=False)
    async def docs() -> FileResponse:
        return FileResponse(folder / "index.html")

    app.mount("/docs", StaticFiles(directory=folder), name="explorer")


def _serve_page(app: FastAPI) -> None:
    folder = Path(str(files("service.app") / "web"))
    if not (folder / "index.html").is_file():
        return

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(folder / "index.html")

    app.mount("/static", StaticFiles(directory=folder / "static"), name="static")
