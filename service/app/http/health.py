"""Is the process alive, and can it answer?"""

from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from service.app.service import Service
from service.domain.errors import DealbriefError


class AliveOut(BaseModel):
    status: Literal["alive"] = "alive"


class IndexOut(BaseModel):
    """The vector index; whatever its state, search goes on over the stored vectors."""

    state: str
    generation: int | None


class ReadyOut(BaseModel):
    """`degraded`: questions are answered, but not by every part; `reasons` says what is missing."""

    status: Literal["ready", "degraded", "unavailable"]
    embedder: str
    model: str | None
    index: IndexOut
    articles: int
    reasons: list[str]


def health_routes(service: Service) -> APIRouter:
    routes = APIRouter(tags=["health"])

    @routes.get("/healthz", summary="Alive?")
    async def alive() -> AliveOut:
        """The process answers; nothing else is looked at."""
        return AliveOut()

    @routes.get("/readyz", summary="Ready?", response_model=ReadyOut, responses={503: {"model": ReadyOut}})
    def ready() -> JSONResponse:
        """200 whenever questions can be answered, also degraded; 503 while they cannot."""
        document = _readiness(service)
        return JSONResponse(document, status_code=503 if document["status"] == "unavailable" else 200)

    return routes


def _readiness(service: Service) -> dict[str, Any]:
    state = service.index_state()
    index = {"state": state.state, "generation": state.generation}
    fixed = {"embedder": service.embedder, "model": service.model, "index": index}
    try:
        articles = service.articles.page(None, None, 1, None).total
    except DealbriefError as error:
        return fixed | {"status": "unavailable", "articles": 0, "reasons": [error.message]}
    reasons = [*state.reasons, *filter(None, [service.model_trouble()])]
    return fixed | {"status": "degraded" if reasons else "ready", "articles": articles, "reasons": reasons}
