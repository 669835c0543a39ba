"""The route that answers questions."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response
from fastapi.responses import JSONResponse

from service.app.http.contract import BEARER, problems
from service.app.http.presence import while_waiting
from service.app.http.seats import asking
from service.app.http.sse import open_stream
from service.app.service import Service
from service.app.settings import Settings
from service.app.wire.answers import AnswerOut
from service.app.wire.questions import QuestionIn

STREAM = "text/event-stream"
EVENTS = (
    "With `stream: true` or `Accept: text/event-stream`: the events `meta`, `search`, `claim` (each "
    "verified before it is sent), `conflict`, and last `done` with the full answer or `error` with a problem "
    "document. "
    "Comment lines are heartbeats; events you do not know are to be ignored."
)
EXAMPLE = 'event: meta\ndata: {"id": "…", "mode": "extractive", "as_of": null}\n\n'
STREAMED: dict[int | str, dict[str, Any]] = {
    200: {"description": EVENTS, "content": {STREAM: {"schema": {"type": "string"}, "example": EXAMPLE}}}
}


def question_routes(service: Service, settings: Settings) -> APIRouter:
    routes = APIRouter(tags=["questions"], dependencies=[BEARER])
    seats = asking(settings.max_askers)

    @routes.post(
        "/ask",
        summary="Ask a question",
        response_model=AnswerOut,
        responses=STREAMED | problems(401, 409, 413, 415, 422, 502, 503),
    )
    async def ask(question: Annotated[QuestionIn, Body()], request: Request) -> Response:
        """Answer a question from the articles, each sentence with a verbatim quote, or say why not."""
        if question.stream or STREAM in request.headers.get("accept", ""):
            return await open_stream(service.ask.stream(question.asked()), seats.sit())
        with seats.taken():
            answer = await while_waiting(request, service.ask.answer(question.asked()))
        if answer is None:  # nobody is left to read it
            return Response(status_code=499)
        return JSONResponse(AnswerOut.of(answer).model_dump(mode="json"))

    @routes.get("/suggestions", summary="Suggest questions", responses=problems(401, 503))
    async def suggestions() -> list[str]:
        """Questions that the current articles answer, for somebody who does not know what to ask."""
        with seats.taken():
            return list(await service.suggest())

    return routes
