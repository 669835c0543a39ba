"""What the stories need from the outside: small Protocols, and the shapes that pass through them.

Local things (library, indexes, embedder) are synchronous: a story runs its whole local part in one
worker thread, so the event loop never waits for CPU work. Only the chat model is asynchronous.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from service.domain.article import Article, Metadata, Passage, Reading
from service.domain.question import Filters

Vector = NDArray[np.float32]
"""One unit vector, shape `(dimensions,)`."""
Matrix = NDArray[np.float32]
"""Unit vectors, one a row, shape `(n, dimensions)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which passages a search may return: always current versions only, then these limits."""

    filters: Filters = field(default_factory=Filters)
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage by its library key, with a score: higher is better, scale is the retriever's own."""

    key: int
    score: float


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """The vectors of one passage.

    `whole` embeds the passage. `sentences` has one unit row per sentence of the passage, pooled from
    the same forward pass over that sentence's tokens; None where the embedder gives no token vectors.
    """

    whole: Vector
    sentences: Matrix | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPassage:
    """A passage of a current version, by its library key (an integer, never reused)."""

    key: int
    article_id: str
    version: int
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article ready to be stored: read, and with vectors for the passages that had none.

    `vectors` is keyed by passage text; `lexical` has, per passage in order, the analysed terms. `bands`
    are numbers that articles with many words in common are likely to share; `aliases` pairs names with
    other names that the text gives them.
    """

    id: str
    reading: Reading
    embedder: str
    vectors: dict[str, PassageVectors]
    lexical: tuple[tuple[str, ...], ...]
    bands: tuple[int, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What the library did with a prepared article. The acknowledgement: it survives any crash."""

    article: Article
    status: Literal["created", "updated", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """One row of the article list."""

    id: str
    version: int
    metadata: Metadata
    sentences: int
    passages: int
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One page of the article list, newest publication first; `next_cursor` is None on the last."""

    items: tuple[ArticleSummary, ...]
    next_cursor: str | None
    total: int


class ArticleStore(Protocol):
    """Articles by id and version. Unknown ids and versions raise `ArticleNotFound`."""

    def find(self, article_id: str, version: int | None = None) -> Article:
        """The article; without `version` its current one."""
        ...

    def articles(self, addresses: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Article]:
        """Several versions in one reading, by id and version; unknown ones are left out."""
        ...

    def save(self, prepared: Prepared) -> Saved:
        """Store in one transaction; same id and same text is `unchanged` (metadata may update)."""
        ...

    def delete(self, article_id: str) -> None:
        """Remove all versions from every search at once."""
        ...

    def page(self, text: str | None, source: str | None, limit: int, cursor: str | None) -> ArticlePage:
        """List current versions; `text` matches title, id and source."""
        ...


class PassageStore(Protocol):
    """Passages of current versions and their stored vectors. Unknown keys are left out."""

    def passages(self, keys: Sequence[int]) -> dict[int, StoredPassage]: ...

    def vectors(self, keys: Sequence[int]) -> dict[int, PassageVectors]: ...

    def without_vectors(self, embedder: str, texts: Sequence[str]) -> set[str]:
        """Those of the passage texts that this embedder has not embedded yet."""
        ...


class Catalogue(Protocol):
    """What the library holds, for routing a question: cheap, cached by `revision`."""

    def revision(self) -> int:
        """Grows with every change of the library."""
        ...

    def articles(self) -> tuple[ArticleSummary, ...]:
        """Every current version."""
        ...

    def counts(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each analysed term occurs; absent terms count 0."""
        ...

    def aliases(self) -> tuple[tuple[str, str], ...]:
        """Each name with another one that a current article gives it."""
        ...

    def vocabulary(self) -> tuple[str, ...]:
        """Every analysed term of the current passages, sorted."""
        ...


class LexicalIndex(Protocol):
    def search(self, terms: Sequence[str], scope: Scope, limit: int) -> list[Scored]:
        """Passages holding any of the analysed terms, by BM25, best first."""
        ...

    def holders(self, terms: Sequence[str], most: int) -> dict[str, dict[str, int]]:
        """For each term that at most `most` passages hold: its articles, with how many of their passages do."""
        ...


class VectorIndex(Protocol):
    def nearest(self, vector: Vector, scope: Scope, limit: int) -> list[Scored]:
        """Passages by exact cosine with `vector`, best first; never fails because an index is down."""
        ...


class Embedder(Protocol):
    """Texts to unit vectors. `name` identifies model and pooling: vectors of two names never mix."""

    name: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> Matrix: ...

    def embed_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[PassageVectors]:
        """Per text its vector, and one vector per `[start, end)` span of that text."""
        ...

    def count_tokens(self, text: str) -> int:
        """Tokens of the text for this model, special tokens left out."""
        ...


class PairScorer(Protocol):
    """Reads a question and a sentence together."""

    def score(self, question: str, candidates: Sequence[tuple[str, str]]) -> Sequence[float]:
        """A number per candidate, title of its article and sentence: above 0 it answers, below 0 it does not."""
        ...


@dataclass(frozen=True, slots=True)
class Message:
    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A piece of a streamed reply. The last one has `finished`, and token usage where reported."""

    text: str = ""
    finished: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class ChatModel(Protocol):
    """A chat model behind some endpoint. Raises `ModelUnavailable` or `ModelRefused`, nothing else."""

    name: str

    def stream(self, messages: Sequence[Message]) -> AsyncIterator[Chunk]:
        """The reply piece by piece; closing the iterator cancels the upstream call."""
        ...
