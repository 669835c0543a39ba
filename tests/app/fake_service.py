"""A service over memory, with an answerer that replays what a test gives it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from service.adapters.memory import memory_library
from service.app.service import IndexState, Service
from service.domain.answer import (
    Answer,
    Checks,
    Citation,
    Claim,
    Event,
    Meta,
    Reason,
    Search,
    Sent,
    Status,
    Support,
    Trace,
)
from service.domain.article import DateSource, Metadata, Passage, Posted, Reading, Role, Sentence
from service.domain.errors import ArticleRejected, DealbriefError
from service.domain.evidence import Hit
from service.domain.question import Filters, Question
from service.ports import Matrix, PassageVectors
from service.stories.extract_deal import ExtractDeals
from service.stories.ingest import Ingest
from service.stories.other_names import OtherNames
from service.stories.summarize import Summarize

QUOTE = "Acme raised $40 million."


class CountingEmbedder:
    """Vectors of nothing: these tests are about the doors, not about search."""

    name = "counting"
    dimensions = 2

    def embed(self, texts: object) -> Matrix:
        return np.ones((len(list(texts)), 2), dtype=np.float32)  # type: ignore[call-overload]

    def embed_passages(self, texts: object, spans: object) -> list[PassageVectors]:
        return [PassageVectors(row) for row in self.embed(texts)]

    def count_tokens(self, text: str) -> int:
        return len(text.split())


def read_whole(posted: Posted, count_tokens: object) -> Reading:
    """The whole text is one sentence; an empty one is refused as reading refuses it."""
    if not posted.text.strip():
        raise ArticleRejected("The article is empty. Post its text.", "text")
    end = len(posted.text)
    source = DateSource.GIVEN if posted.published_at else DateSource.NONE
    metadata = Metadata(
        title=posted.title,
        source=posted.source,
        url=posted.url,
        published_at=posted.published_at,
        date_source=source,
        language=posted.language,
    )
    grid = (Sentence(1, 0, end, Role.CONTENT),)
    return Reading(
        text=posted.text, sentences=grid, passages=(Passage(1, (1,), 0, end, posted.text),), metadata=metadata
    )


def answer_to(question: Question) -> Answer:
    """A cited answer in the shape of the contract."""
    citation = Citation(
        n=1, article_id="acme", version=1, sentence_ids=("acme@1:s1",), quote=QUOTE, start=0, end=len(QUOTE)
    )
    claim = Claim(
        text=QUOTE, start=0, end=len(QUOTE), citations=(1,), support=Support.SUPPORTED, checks=Checks()
    )
    hit = Hit(
        rank=1,
        article_id="acme",
        version=1,
        passage=1,
        sentences=(1,),
        start=0,
        end=len(QUOTE),
        score=0.5,
        found_by=("lexical",),
    )
    return Answer(
        id="q1",
        question=question.text,
        standalone_question=question.text,
        status=Status.ANSWERED,
        reason=None,
        answer=f"{QUOTE} [1]",
        claims=(claim,),
        citations=(citation,),
        confidence=0.9,
        mode="extractive",
        search=Search(queries=(question.text,), filters=question.filters, hits=(hit,)),
        trace=Trace(ms={"total": 1.0}),
        as_of=question.as_of,
    )


@dataclass(slots=True)
class ReplayedAsk:
    """Answers at once, or fails, or waits until it is let go; remembers what it saw."""

    error: DealbriefError | Exception | None = None
    fail_after: int = 0
    held: asyncio.Event | None = None
    asked: list[Question] = field(default_factory=list)
    closed: int = 0

    async def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        if self.held:
            await self.held.wait()
        if self.error:
            raise self.error
        return answer_to(question)

    async def stream(self, question: Question) -> AsyncIterator[Event]:
        self.asked.append(question)
        answer = answer_to(question)
        whole = (
            Event("meta", Meta(answer.id, answer.mode, answer.as_of)),
            Event("search", answer.search),
            Event("claim", Sent(answer.claims[0], answer.citations)),
            Event("done", answer),
        )
        try:
            for number, event in enumerate(whole):
                if self.error and number == self.fail_after:
                    raise self.error
                if self.held and number == 1:
                    await self.held.wait()
                yield event
        finally:
            self.closed += 1


async def _suggest() -> tuple[str, ...]:
    return ("How much did Acme raise?",)


def fake_service(ask: ReplayedAsk | None = None, reasons: tuple[str, ...] = ()) -> Service:
    """A working service whose articles live in memory."""
    library = memory_library("counting")
    ingest = Ingest(
        read=read_whole,
        articles=library.articles,
        passages=library.passages,
        journal=library.journal,
        embedder=CountingEmbedder(),
        index=library.vectors,
    )
    return Service(
        articles=library.articles,
        was_deleted=library.articles.was_deleted,
        ingest=ingest,
        ask=ask or ReplayedAsk(),
        suggest=_suggest,
        summarize=Summarize(library.articles, library.catalogue, CountingEmbedder()),
        deals=ExtractDeals(library.articles, OtherNames(library.catalogue)),
        index_state=lambda: IndexState(state="serving", generation=1, reasons=reasons),
        reindex=lambda: None,
        embedder="counting",
    )


def abstention(question: Question) -> Answer:
    return replace(
        answer_to(question),
        status=Status.ABSTAINED,
        reason=Reason.NOT_IN_CORPUS,
        answer="Not stated.",
        claims=(),
        citations=(),
    )


EXAMPLE_FILTERS = Filters(sources=("The Example Wire",), published_after=date(2025, 1, 1))
