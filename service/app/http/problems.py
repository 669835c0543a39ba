"""Every error as an RFC 9457 problem document (https://www.rfc-editor.org/rfc/rfc9457), by one table."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from service.domain import errors
from service.domain.errors import DealbriefError

STATUS: Mapping[type[DealbriefError], int] = {
    errors.DealbriefError: 500,
    errors.BadInput: 422,
    errors.ArticleRejected: 422,
    errors.QuestionRejected: 422,
    errors.ArticleNotFound: 404,
    errors.TooLarge: 413,
    errors.Unavailable: 503,
    errors.StoreUnavailable: 503,
    errors.EmbedderUnavailable: 503,
    errors.ModelUnavailable: 503,
    errors.Overloaded: 503,
    errors.Misconfigured: 500,
    errors.SettingsRejected: 500,
    errors.NoModel: 409,
    errors.PromptRejected: 500,
    errors.AliasesRejected: 500,
    errors.DataDirectoryLocked: 503,
    errors.ModelRefused: 502,
}

MEDIA_TYPE = "application/problem+json"
SHOWN = 80
log = structlog.get_logger("dealbrief.http")


def problem(status: int, detail: str, kind: str | None = None, **more: Any) -> dict[str, Any]:
    """A problem document.

    >>> problem(404, "There is no article 'x'.", "ArticleNotFound")["type"]
    'urn:dealbrief:article-not-found'
    """
    title = HTTPStatus(status).phrase
    name = _dashed(kind) if kind else title.lower().replace(" ", "-")
    return {"type": f"urn:dealbrief:{name}", "title": title, "status": status, "detail": detail} | more


def problem_of(error: DealbriefError) -> dict[str, Any]:
    """The problem document of one of our own errors."""
    field = getattr(error, "field", None)
    more = {"errors": [{"field": field, "message": error.message}]} if field else {}
    return problem(status_of(error), error.message, type(error).__name__, **more)


def status_of(error: DealbriefError) -> int:
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def refused(error: Sequence[Any], media_type: str = "application/json") -> dict[str, Any]:
    """The problem document of a body or parameters that do not fit the contract."""
    parts = [_part(one) for one in error]
    if any(one["type"] == "json_invalid" for one in error):
        return problem(
            422, f"The body is not valid JSON: {parts[0]['message']}", "malformed-json", errors=parts
        )
    if "json" not in media_type and any(tuple(one["loc"]) == ("body",) for one in error):
        advice = "send the body as JSON with the header `Content-Type: application/json`"
        return problem(415, f"The content type is {media_type or 'missing'!r}; {advice}.")
    told = " ".join(_sentence(part) for part in parts[:3])
    more = f" And {len(parts) - 3} more, listed in `errors`." if len(parts) > 3 else ""
    return problem(422, told + more, "refused", errors=parts)


def answer_problems(app: FastAPI) -> None:
    """Have the application answer every error with a problem document."""
    app.add_exception_handler(DealbriefError, _on_ours)
    app.add_exception_handler(RequestValidationError, _on_refused)
    app.add_exception_handler(HTTPException, _on_http)


def response(document: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse(
        dict(document), status_code=document["status"], headers=dict(headers or {}), media_type=MEDIA_TYPE
    )


async def _on_ours(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DealbriefError)
    document = problem_of(error)
    if document["status"] >= 500:
        log.warning("problem", kind=type(error).__name__, status=document["status"])
    return response(document, _retry_after(error))


async def _on_refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return response(refused(error.errors(), request.headers.get("content-type", "")))


async def _on_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, UnicodeDecodeError):
        return response(_not_utf8(error.__cause__))
    where = f"{request.method} {shown(request.url.path)}"
    detail = {
        400: f"The body cannot be read as JSON ({error.detail}). Send one JSON object in UTF-8.",
        404: f"There is nothing at {where}; /docs lists every address.",
        405: f"{where} is not offered; /docs lists what is.",
    }.get(error.status_code, error.detail)
    return response(problem(error.status_code, detail), error.headers)


def _not_utf8(error: UnicodeDecodeError) -> dict[str, Any]:
    message = f"byte 0x{error.object[error.start]:02x} at position {error.start} is not UTF-8"
    part = {"field": "body", "message": message}
    return problem(422, f"The body: {message}. Send JSON in UTF-8.", "malformed-json", errors=[part])


def shown(value: object) -> str:
    """A value as a problem repeats it: short, and never unprintable.

    >>> shown("a" * 500)[-3:]
    'aa…'
    >>> shown("bad\\ud800")
    "'bad\\\\ud800'"
    """
    text = value if isinstance(value, str) else repr(value)
    cut = text[:SHOWN] + ("…" if len(text) > SHOWN else "")
    written = repr(cut) if isinstance(value, str) and not cut.isprintable() else cut
    return written.encode("utf-8", "backslashreplace").decode()


def _part(error: Mapping[str, Any]) -> dict[str, Any]:
    place = [str(step) for step in error["loc"] if step not in ("body", "query", "path")]
    if error["type"] == "json_invalid":
        at = f" at character {error['loc'][-1]}" if error["loc"] else ""
        return {"field": "body", "message": f"{error['ctx']['error']}{at}"}
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        message = "there is no such field; /docs lists those there are"
    part = {"field": ".".join(place) or "body", "message": message[0].lower() + message[1:]}
    return part | ({"value": shown(error["input"])} if _is_small(error["input"]) else {})


def _sentence(part: Mapping[str, Any]) -> str:
    """
    >>> _sentence({"field": "format", "message": "input should be 'text' or 'html'", "value": "docx"})
    "format cannot be 'docx': input should be 'text' or 'html'."
    """
    value = f" cannot be {part['value']!r}" if "value" in part else ""
    return f"{part['field']}{value}: {part['message']}."


def _is_small(value: object) -> bool:
    """Whole bodies are not sent back; a long string is, cut short."""
    return isinstance(value, str | int | float | bool)


def _retry_after(error: DealbriefError) -> dict[str, str]:
    seconds = getattr(error, "retry_after_seconds", None)
    if not error.retryable:
        return {}
    return {"Retry-After": str(max(1, round(seconds or 1)))}


def _dashed(name: str) -> str:
    """
    >>> _dashed("ArticleNotFound")
    'article-not-found'
    """
    return "".join("-" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("-")
