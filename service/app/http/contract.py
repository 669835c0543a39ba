"""What several routes say alike in the OpenAPI description."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Security
from fastapi.security import HTTPBearer

from service.app.http.problems import MEDIA_TYPE
from service.app.wire.answers import ProblemOut
from service.app.wire.example import ADDED, ANSWER

# For the description only: the guard has checked the key before any route is reached.
BEARER = Security(HTTPBearer(auto_error=False, description="One of the keys in `DEALBRIEF_API_KEYS`."))

REASONS = {
    401: "A key is wanted and none that fits was sent.",
    404: "There is no such article or version.",
    409: "Generative mode was asked for and no model is configured.",
    413: "Over a limit; `detail` names the limit and the setting that moves it.",
    415: "Another content type is wanted; `detail` names it.",
    422: "A part of the request cannot be accepted; `errors` names each.",
    502: "The model server refuses for good.",
    503: "A part does not answer now; try again after `Retry-After` seconds.",
}


class Application(FastAPI):
    """An application whose description shows whole replies."""

    def openapi(self) -> dict[str, Any]:
        document = super().openapi()
        # FastAPI leaves null out of examples, where it is a value.
        for name, reply in (("ArticleOut", ADDED), ("AnswerOut", ANSWER)):
            document["components"]["schemas"][name]["examples"] = [reply]
        return document


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem documents a route can reply with."""
    return {status: _described(status) for status in statuses}


def _described(status: int) -> dict[str, Any]:
    title = HTTPStatus(status).phrase
    name = title.lower().replace(" ", "-")
    example = {"type": f"urn:dealbrief:{name}", "title": title, "status": status, "detail": REASONS[status]}
    return {
        "description": REASONS[status],
        "content": {MEDIA_TYPE: {"schema": ProblemOut.model_json_schema(), "example": example}},
    }
