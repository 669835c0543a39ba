"""Any OpenAI-compatible chat endpoint, through the `openai` package: a `ChatModel`.

Chat Completions, streamed, is the common denominator of compatible servers. The package's own retries
are off: they would sleep through a `Retry-After` of any length and know no total deadline. Its timeout
is per read, and it takes a cleanly cut stream for a finished one, so deadline and completion are
checked here.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import openai
from openai import AsyncOpenAI

from service.domain.errors import DealbriefError, ModelRefused, ModelUnavailable
from service.ports import Chunk, Message

LONGEST_REPLY = 20_000
"""Code points after which a reply is cut off: no honest answer is that long, endless repetition is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSettings:
    """Where and how to ask. `timeout_seconds` is the deadline for a whole reply, retries included.

    `temperature` and `max_tokens` are sent only when set.
    """

    model: str
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    timeout_seconds: float = 60.0
    retries: int = 2
    longest_wait_seconds: float = 5.0
    temperature: float | None = None
    max_tokens: int | None = None


class OpenAiChat:
    """A chat model behind an OpenAI-compatible server.

    Parameters that a server refuses by name are left out from then on. A reply is tried again only
    while nothing of it has been passed on. `trouble` says what kept the last reply from coming, if
    anything did.
    """

    def __init__(self, settings: ChatSettings) -> None:
        self.name = settings.model
        self._settings = settings
        self.trouble: str | None = None
        self._refused: set[str] = set()
        self._client = AsyncOpenAI(
            # A local server wants no key, the package insists on one.
            api_key=settings.api_key or "none",
            base_url=settings.base_url,
            timeout=settings.timeout_seconds,
            max_retries=0,
        )

    async def stream(self, messages: Sequence[Message]) -> AsyncIterator[Chunk]:
        """The reply piece by piece. Raises `ModelUnavailable` or `ModelRefused`, nothing else."""
        deadline = asyncio.get_running_loop().time() + self._settings.timeout_seconds
        attempt = 0
        while True:
            started = False
            try:
                async with asyncio.timeout_at(deadline):
                    pieces = await self._open(messages)
                async for chunk in _within(deadline, _chunks(pieces)):
                    started = True
                    yield chunk
                self.trouble = None
                return
            except Exception as error:
                failure = translated(error, self.name, self._settings.timeout_seconds)
                self.trouble = failure.message
                wait = self._wait(failure, attempt, deadline)
                if started or wait is None:
                    raise failure from error
                attempt += 1
                await asyncio.sleep(wait)

    async def close(self) -> None:
        await self._client.close()

    async def _open(self, messages: Sequence[Message]) -> Any:
        """The open stream; optional parameters that the server refuses are dropped and remembered."""
        while True:
            optional = self._optional()
            try:
                stream = await self._client.chat.completions.create(
                    model=self._settings.model,
                    messages=[{"role": m.role, "content": m.content} for m in messages],  # type: ignore[misc]
                    stream=True,
                    extra_body=optional or None,
                )
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                named = {name for name in optional if name in str(error)}
                if not named:
                    raise
                self._refused |= named
                continue
            if not isinstance(stream, openai.AsyncStream) or _is_page(stream):
                raise ModelUnavailable(
                    f"The server for model {self.name!r} did not reply as an OpenAI-compatible API;"
                    " check OPENAI_BASE_URL."
                )
            return stream

    def _optional(self) -> dict[str, Any]:
        wanted = {
            "temperature": self._settings.temperature,
            "max_tokens": self._settings.max_tokens,
            "stream_options": {"include_usage": True},
        }
        return {k: v for k, v in wanted.items() if v is not None and k not in self._refused}

    def _wait(self, failure: DealbriefError, attempt: int, deadline: float) -> float | None:
        """Seconds to wait before another try; None when there should be none."""
        if not isinstance(failure, ModelUnavailable) or attempt >= self._settings.retries:
            return None
        wait = failure.retry_after_seconds if failure.retry_after_seconds is not None else 0.25 * 2**attempt
        left = deadline - asyncio.get_running_loop().time()
        return wait if wait <= self._settings.longest_wait_seconds and wait < left else None


def _is_page(stream: "openai.AsyncStream[Any]") -> bool:
    """A proxy's login page comes as a stream without any event."""
    return str(stream.response.headers.get("content-type", "")).startswith("text/html")


async def _within(deadline: float, chunks: AsyncIterator[Chunk]) -> AsyncIterator[Chunk]:
    """The chunks, as long as the deadline for the whole reply has not passed."""
    while True:
        async with asyncio.timeout_at(deadline):
            chunk = await anext(chunks, None)
        if chunk is None:
            return
        yield chunk


async def _chunks(stream: Any) -> AsyncIterator[Chunk]:
    """The server's events as chunks. A stream that ends without saying so is broken off, not finished."""
    finished: str | None = None
    length = 0
    last = Chunk()
    async with stream:
        async for event in stream:
            last = _usage(event) or last
            for choice in (getattr(event, "choices", None) or [])[:1]:
                text = (choice.delta.content if choice.delta else None) or ""
                finished = choice.finish_reason or finished
                length += len(text)
                if length > LONGEST_REPLY:
                    raise ModelUnavailable(
                        f"The model's reply went past {LONGEST_REPLY} characters without an end."
                    )
                if text:
                    yield Chunk(text=text)
    if finished is None:
        raise ModelUnavailable("The model's reply broke off before its end.")
    if finished == "content_filter":
        raise ModelUnavailable("The model's server filtered its reply away.")
    yield replace(last, finished=finished)


def _usage(event: Any) -> Chunk | None:
    usage = getattr(event, "usage", None)
    if usage is None:
        return None
    return Chunk(prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens)


def translated(error: Exception, model: str, timeout_seconds: float) -> ModelUnavailable | ModelRefused:
    """Our error for whatever the package or its parts raised; messages never carry the key."""
    match error:
        case ModelUnavailable() | ModelRefused():
            return error
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return ModelRefused(
                f"The server refused the key for model {model!r}; check OPENAI_API_KEY and OPENAI_BASE_URL."
            )
        case openai.NotFoundError():
            return ModelRefused(
                f"The server knows no model {model!r}; check DEALBRIEF_MODEL and OPENAI_BASE_URL."
            )
        case openai.RateLimitError():
            return _rate_limited(error, model)
        case openai.BadRequestError() | openai.UnprocessableEntityError():
            return ModelRefused(f"The server refused the request for model {model!r}: {_reason(error)}.")
        case TimeoutError() | openai.APITimeoutError():
            return ModelUnavailable(f"Model {model!r} did not finish within {timeout_seconds:g} seconds.")
        case openai.APIConnectionError():
            return ModelUnavailable(
                f"The server for model {model!r} cannot be reached; check OPENAI_BASE_URL."
            )
        case openai.APIStatusError():
            return ModelUnavailable(
                f"The server for model {model!r} answered {error.status_code}.",
                _retry_after(error.response.headers),
            )
        case json.JSONDecodeError() | openai.APIError():
            return ModelUnavailable(f"The server for model {model!r} sent a stream that cannot be read.")
        case _:
            return ModelUnavailable(f"Model {model!r} failed: {type(error).__name__}.")


def _rate_limited(error: openai.RateLimitError, model: str) -> ModelUnavailable | ModelRefused:
    """An exhausted quota looks like a full queue but does not pass by waiting."""
    if error.code == "insufficient_quota":
        return ModelRefused(f"The key's quota for model {model!r} is used up.")
    return ModelUnavailable(
        f"The server for model {model!r} is busy (429).", _retry_after(error.response.headers)
    )


def _retry_after(headers: Mapping[str, str]) -> float | None:
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except ValueError:
        return None


def _reason(error: openai.APIStatusError) -> str:
    body = error.body
    told = body.get("message") if isinstance(body, dict) else None
    return str(told or f"status {error.status_code}")[:200].rstrip(".")
