"""Any OpenAI-compatible `/v1/embeddings`, through the `openai` package: an `Embedder`.

What a server answers is checked before it is stored for good: as many vectors as texts, put in order by
their `index`, of the length that was promised, finite and not zero.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np
import openai

from service.adapters.bounded_calls import BoundedCalls
from service.domain.errors import EmbedderUnavailable, SettingsRejected
from service.ports import Matrix, PassageVectors, Vector

BATCH = 64
THREADS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingSettings:
    """Where and what to ask. `timeout_seconds` is the deadline of one request, its retries included.

    Without `base_url` the package's own default address is asked; without `dimensions` the first reply
    tells them.
    """

    model: str
    base_url: str | None = None
    dimensions: int | None = None
    api_key: str | None = field(default=None, repr=False)
    timeout_seconds: float = 30.0
    retries: int = 2


class OpenAiEmbedder:
    """Vectors from outside, made unit vectors here; there are none for single sentences.

    Passages are packed by `count_tokens`, which need not be the model's own tokenizer.
    """

    def __init__(
        self, settings: EmbeddingSettings, count_tokens: Callable[[str], int], *, remembered: int = 1024
    ) -> None:
        self._settings = settings
        self._count_tokens = count_tokens
        self._calls = BoundedCalls(THREADS, settings.timeout_seconds)
        self._client = openai.OpenAI(
            # A local server wants no key, the package insists on one.
            api_key=settings.api_key or "none",
            base_url=settings.base_url,
            timeout=settings.timeout_seconds,
            max_retries=settings.retries,
        )
        self._recall = lru_cache(maxsize=remembered)(self._embed_one)
        self.dimensions = settings.dimensions or len(self._embed_one("dimensions"))
        self._settings = replace(settings, dimensions=self.dimensions)
        self.name = f"openai/{settings.model}/{self.dimensions}"

    def embed(self, texts: Sequence[str]) -> Matrix:
        """One unit row per text; a single text, such as a question, is cached."""
        if len(texts) == 1:
            return self._recall(texts[0])[np.newaxis, :]
        batches = [self._ask(texts[first : first + BATCH]) for first in range(0, len(texts), BATCH)]
        return np.concatenate(batches) if batches else np.empty((0, self.dimensions), np.float32)

    def embed_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[PassageVectors]:
        """The spans are not used: such endpoints give no token vectors to pool them from."""
        return [PassageVectors(row) for row in self.embed(texts)]

    def count_tokens(self, text: str) -> int:
        return self._count_tokens(text)

    def close(self) -> None:
        self._calls.close()
        self._client.close()

    def _embed_one(self, text: str) -> Vector:
        vector: Vector = self._ask([text])[0]
        vector.flags.writeable = False  # shared by everyone who asks for the same text
        return vector

    def _ask(self, texts: Sequence[str]) -> Matrix:
        # Servers refuse an empty input; a blank one means as much.
        sendable = [text.encode("utf-8", "replace").decode() if text.strip() else " " for text in texts]
        try:
            reply = self._calls(
                lambda: self._client.embeddings.create(
                    model=self._settings.model, input=sendable, encoding_format="float"
                )
            )
        except Exception as error:
            raise translated(error, self._settings) from error
        return checked(reply, len(texts), self._settings)


def checked(reply: Any, wanted: int, settings: EmbeddingSettings) -> Matrix:
    """The reply's vectors in the order of the texts, as unit rows; any other reply is refused."""
    try:
        data = {int(item.index): item.embedding for item in reply.data}
        rows = [np.array(data[place], np.float32) for place in range(wanted)]
        if len(reply.data) != wanted or any(row.ndim != 1 for row in rows):
            raise ValueError(f"{len(reply.data)} vectors for {wanted} texts")
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        raise EmbedderUnavailable(
            f"The server for the embedding model {settings.model!r} did not reply as an OpenAI-compatible "
            "API does; check OPENAI_BASE_URL."
        ) from problem
    expected = settings.dimensions or len(rows[0])
    wrong = next((len(row) for row in rows if len(row) != expected), None)
    if wrong is not None:
        raise SettingsRejected(
            f"The embedding model {settings.model!r} gives vectors of {wrong} numbers, not "
            f"{settings.dimensions}; set DEALBRIEF_EMBEDDING_DIMENSIONS={wrong}."
        )
    matrix = np.stack(rows)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    if not (np.isfinite(lengths).all() and lengths.all()):
        raise EmbedderUnavailable(
            f"The embedding model {settings.model!r} gave a vector that is zero or not finite; "
            "try again, or use another model."
        )
    unit: Matrix = (matrix / lengths).astype(np.float32)
    return unit


def translated(error: Exception, settings: EmbeddingSettings) -> EmbedderUnavailable | SettingsRejected:
    """Our error for whatever the package raised; messages never carry the key."""
    model = settings.model
    match error:
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return SettingsRejected(
                f"The server refused the key for the embedding model {model!r}; check OPENAI_API_KEY."
            )
        case openai.NotFoundError():
            return SettingsRejected(
                f"The server knows no embedding model {model!r}; "
                "check DEALBRIEF_EMBEDDING_MODEL and OPENAI_BASE_URL."
            )
        case openai.BadRequestError() | openai.UnprocessableEntityError():
            return SettingsRejected(
                f"The embedding model {model!r} refused the request (status {error.status_code}); "
                "check DEALBRIEF_EMBEDDING_MODEL."
            )
        case TimeoutError() | openai.APITimeoutError():
            return EmbedderUnavailable(
                f"The embedding model {model!r} did not answer within {settings.timeout_seconds:g} seconds."
            )
        case openai.APIStatusError():
            return EmbedderUnavailable(
                f"The server for the embedding model {model!r} answered {error.status_code}; try again later."
            )
        case openai.APIConnectionError():
            return EmbedderUnavailable(
                f"The server for the embedding model {model!r} cannot be reached; check OPENAI_BASE_URL."
            )
        case _:
            return EmbedderUnavailable(
                f"The server for the embedding model {model!r} failed ({type(error).__name__})."
            )
