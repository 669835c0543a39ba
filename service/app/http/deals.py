"""The routes that give deal cards."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path

from service.app.http.contract import BEARER, problems
from service.app.http.seats import asking
from service.app.service import Service
from service.app.settings import Settings
from service.app.wire.deals import DealsIn, DealsOut, card_schema

ArticleId = Annotated[str, Path(description="The article's id.", max_length=200, examples=["acme-series-b"])]


def deal_routes(service: Service, settings: Settings) -> APIRouter:
    routes = APIRouter(tags=["deals"], dependencies=[BEARER])
    seats = asking(settings.max_askers)

    async def deals_of(article_ids: list[str]) -> DealsOut:
        with seats.taken():
            return DealsOut.of(await service.deals(article_ids))

    @routes.post("/deals", responses=problems(401, 404, 413, 415, 422, 503))
    async def deals(wanted: Annotated[DealsIn, Body()]) -> DealsOut:
        """The deals that the articles tell, one card a deal, every value with its citations."""
        return await deals_of(wanted.article_ids)

    @routes.get("/articles/{article_id}/deal", responses=problems(401, 404, 422, 503))
    async def deal(article_id: ArticleId) -> DealsOut:
        """The deal that one article tells; `deals` is empty where it tells none."""
        return await deals_of([article_id])

    @routes.get("/deals/schema", responses=problems(401))
    def schema() -> dict[str, Any]:
        """The JSON Schema of a deal card."""
        return card_schema()

    return routes
