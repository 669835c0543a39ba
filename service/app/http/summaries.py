"""The route that summarises articles."""

from typing import Annotated

from fastapi import APIRouter, Body

from service.app.http.contract import BEARER, problems
from service.app.http.seats import asking
from service.app.service import Service
from service.app.settings import Settings
from service.app.wire.summaries import SummaryIn, SummaryOut


def summary_routes(service: Service, settings: Settings) -> APIRouter:
    routes = APIRouter(tags=["summaries"], dependencies=[BEARER])
    seats = asking(settings.max_askers)

    @routes.post("/summaries", summary="Summarise articles", responses=problems(401, 404, 413, 415, 422, 503))
    async def summaries(wanted: Annotated[SummaryIn, Body()]) -> SummaryOut:
        """Summarise one or several articles, every sentence with its citations."""
        with seats.taken():
            return SummaryOut.of(await service.summarize(wanted.wanted()))

    return routes
