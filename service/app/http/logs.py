"""What is logged of a request: an event and key-values, never a key, a question or an article's text."""

import time
import traceback

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger("dealbrief.http")


class RequestLog:
    """One line per request, with the route's template instead of the path: ids can hold addresses."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 499  # The client left before a reply began, as nginx counts it.

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        began = time.perf_counter()
        try:
            await self._app(scope, receive, sending)
        finally:
            route = getattr(scope.get("route"), "path", "-")
            took = round((time.perf_counter() - began) * 1000, 1)
            log.info("http.request", method=scope["method"], route=route, status=status, ms=took)


def report_bug(bug: BaseException) -> None:
    """Log where an unforeseen exception came from, without its message: that may quote an article."""
    steps = traceback.extract_tb(bug.__traceback__)[-6:]
    where = " < ".join(f"{step.filename.rpartition('/')[2]}:{step.lineno}" for step in reversed(steps))
    log.error("bug", kind=type(bug).__name__, where=where)
