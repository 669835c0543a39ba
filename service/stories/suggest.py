"""Suggest questions that the articles at hand answer: each one was asked and answered before it is shown."""

import asyncio
from collections.abc import Iterator
from typing import Protocol

from service.deals.card import card
from service.deals.questions import questions
from service.domain.answer import Answer, Status
from service.domain.article import Article
from service.domain.errors import ArticleNotFound
from service.domain.evidence import EvidenceSentence
from service.domain.question import Mode, Question
from service.ports import ArticleStore, Catalogue

MOST = 6
MOST_ARTICLES = 12
MOST_TRIES = 18


class Asks(Protocol):
    async def answer(self, question: Question) -> Answer: ...


class Suggest:
    """A handful of questions, one an article, kept until the library changes."""

    def __init__(self, catalogue: Catalogue, articles: ArticleStore, ask: Asks) -> None:
        self._catalogue = catalogue
        self._articles = articles
        self._ask = ask
        self._lock = asyncio.Lock()
        self._kept: tuple[int, tuple[str, ...]] | None = None

    async def __call__(self) -> tuple[str, ...]:
        """Up to six questions; the work of finding them is done once per state of the library."""
        async with self._lock:
            revision = await asyncio.to_thread(self._catalogue.revision)
            if self._kept is None or self._kept[0] != revision:
                candidates = await asyncio.to_thread(lambda: list(self._candidates()))
                self._kept = (revision, await self._answered(candidates))
            return self._kept[1]

    def _candidates(self) -> Iterator[tuple[str, str]]:
        """Pairs of article id and question: every article's first question, then every second one…"""
        lists = [
            [(summary.id, q) for q in self._questions(summary.id)]
            for summary in self._catalogue.articles()[:MOST_ARTICLES]
        ]
        for place in range(max(map(len, lists), default=0)):
            yield from (asked[place] for asked in lists if len(asked) > place)

    def _questions(self, article_id: str) -> tuple[str, ...]:
        try:
            article = self._articles.find(article_id)
        except ArticleNotFound:
            return ()
        told = card(article.id, article.metadata.title or "", numbered(article))
        return questions(told) if told else ()

    async def _answered(self, candidates: list[tuple[str, str]]) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for article_id, question in candidates[:MOST_TRIES]:
            if len(found) == MOST:
                break
            if question in found:
                continue
            answer = await self._ask.answer(Question(text=question, mode=Mode.EXTRACTIVE))
            if answer.status is Status.ANSWERED and answer.citations[0].article_id == article_id:
                found[question] = article_id
        return tuple(found)


def numbered(article: Article) -> tuple[EvidenceSentence, ...]:
    """An article's own citable sentences as evidence, numbered from 1."""
    citable = (s for s in article.sentences if s.role.citable)
    return tuple(
        EvidenceSentence(
            number=number,
            article_id=article.id,
            version=article.version,
            metadata=article.metadata,
            sentence=sentence,
            text=article.quote(sentence.start, sentence.end),
            hit=1,
        )
        for number, sentence in enumerate(citable, 1)
    )
