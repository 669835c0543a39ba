"""An answer as server-sent events, with heartbeats, and cancelled when the client goes."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any

from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from pydantic_core import to_json
from starlette.types import Receive, Scope, Send

from service.app.http.logs import report_bug
from service.app.http.problems import problem, problem_of
from service.app.wire.answers import AnswerOut, ConflictOut, MetaOut, SearchOut, SentOut
from service.domain.answer import Event
from service.domain.errors import DealbriefError

HEARTBEAT_SECONDS = 15.0
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
FAILED = "dealbrief failed on this question; its log has the cause."


class Walk:
    """One task walks the whole answer, so that the locks it takes on the way stay its own."""

    def __init__(self, events: AsyncIterator[Event]) -> None:
        self._queue: asyncio.Queue[bytes | DealbriefError | None] = asyncio.Queue(maxsize=1)
        self._task = asyncio.create_task(self._walk(events))

    async def next(self) -> bytes | DealbriefError | None:
        """The next frame, or our own error that ends the answer, or None after the last."""
        return await self._queue.get()

    def stop(self) -> None:
        self._task.cancel()

    async def _walk(self, events: AsyncIterator[Event]) -> None:
        try:
            async for event in events:
                await self._queue.put(encode(event.name, wire(event)))
            await self._queue.put(None)
        except DealbriefError as error:
            await self._queue.put(error)
        except Exception as bug:  # noqa: BLE001 - the reply has begun: the stream must say how it ends
            report_bug(bug)
            await self._queue.put(encode("error", problem(500, FAILED)))
            await self._queue.put(None)
        finally:
            if isinstance(events, AsyncGenerator):
                await events.aclose()


class EventStream(EventSourceResponse):
    """Stops the walk and gives up the seat when the client has gone or the answer is complete."""

    def __init__(self, walk: Walk, first: bytes | None, leave: Callable[[], None]) -> None:
        super().__init__(frames(walk, first), headers=HEADERS)
        self._walk = walk
        self._leave = leave

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._walk.stop()
            self._leave()


async def open_stream(events: AsyncIterator[Event], leave: Callable[[], None]) -> EventStream:
    """Wait for the first event; an error before it is raised, and becomes a plain HTTP error."""
    walk = Walk(events)
    try:
        first = await walk.next()
        if isinstance(first, DealbriefError):
            raise first
    except BaseException:
        walk.stop()
        leave()
        raise
    return EventStream(walk, first, leave)


async def frames(walk: Walk, first: bytes | None) -> AsyncGenerator[bytes, None]:
    """What goes over the wire, with a comment whenever nothing else did for a while."""
    frame: bytes | DealbriefError | None = first
    while frame is not None:
        if isinstance(frame, DealbriefError):
            yield encode("error", problem_of(frame))
            return
        yield frame
        try:
            frame = await asyncio.wait_for(walk.next(), HEARTBEAT_SECONDS)
        except TimeoutError:
            frame = KEEPALIVE_COMMENT


def encode(name: str, data: Any) -> bytes:
    """One event.

    >>> encode("meta", {"id": "q1"})
    b'event: meta\\ndata: {"id":"q1"}\\n\\n'
    """
    return format_sse_event(event=name, data_str=to_json(data).decode())


def wire(event: Event) -> Any:
    """The event's data in the shape of the contract."""
    data = event.data
    match event.name:
        case "meta":
            return MetaOut.model_validate(data)
        case "search":
            return SearchOut.model_validate(data)
        case "claim":
            return SentOut.model_validate(data)
        case "conflict":
            return ConflictOut.model_validate(data)
        case "done":
            return AnswerOut.of(data)
