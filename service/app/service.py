"""An open dealbrief: what every route and command works with."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from service.domain.answer import Answer, Event
from service.domain.article import Posted
from service.domain.deal import Deals
from service.domain.question import Question
from service.domain.summary import Summary, SummaryRequest
from service.ports import ArticleStore
from service.stories.ingest import Added, Failed


class Asking(Protocol):
    """Answers questions, whole or event by event."""

    async def answer(self, question: Question) -> Answer: ...

    def stream(self, question: Question) -> AsyncIterator[Event]: ...


class Ingesting(Protocol):
    """Takes articles in and out."""

    def add(self, posted: Posted) -> Added: ...

    def add_many(self, many: Iterable[Posted]) -> Iterator[Added | Failed]: ...

    def delete(self, article_id: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexState:
    """The vector index; search goes on over the stored vectors whatever `reasons` say."""

    state: str
    generation: int | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """`embedder` and `model` are names; `model` is None while answers are extractive only.

    `model_trouble` tells what kept the model from its last reply, None while it answers.
    """

    articles: ArticleStore
    was_deleted: Callable[[str], bool]
    ingest: Ingesting
    ask: Asking
    suggest: Callable[[], Awaitable[tuple[str, ...]]]
    summarize: Callable[[SummaryRequest], Awaitable[Summary]]
    deals: Callable[[Sequence[str]], Awaitable[Deals]]
    index_state: Callable[[], IndexState]
    reindex: Callable[[], None]
    embedder: str
    model: str | None = None
    model_trouble: Callable[[], str | None] = lambda: None
