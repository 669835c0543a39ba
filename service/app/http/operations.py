"""Routes for upkeep: the sample articles, and a new vector index."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from service.app.http.contract import BEARER, problems
from service.app.http.health import IndexOut
from service.app.samples import add_samples
from service.app.service import Service


class SampledOut(BaseModel):
    """`deleted`: somebody removed this sample, and it stays removed."""

    id: str
    status: Literal["created", "unchanged", "deleted"]


def operation_routes(service: Service) -> APIRouter:
    routes = APIRouter(tags=["upkeep"], dependencies=[BEARER])

    @routes.post("/samples", summary="Add the samples", responses=problems(401, 503))
    def samples() -> list[SampledOut]:
        """Add the sample articles that the library has never held."""
        return [SampledOut(id=one.id, status=one.status) for one in add_samples(service)]

    @routes.post("/reindex", summary="Rebuild the vector index", responses=problems(401, 503))
    def reindex() -> IndexOut:
        """Build the vector index anew from the stored vectors, beside the old one, then switch."""
        service.reindex()
        state = service.index_state()
        return IndexOut(state=state.state, generation=state.generation)

    return routes
