"""Bringing what is stored up to the embedder and the passage rule in use, before an index is built from it.

Sentence grids stay as they were stored. Vectors of new passages are stored before the passages take the
place of the old ones, so an article is found throughout.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from service.domain.article import Article, Passage
from service.domain.errors import ArticleNotFound
from service.ports import ArticleSummary, Embedder, PassageVectors, StoredPassage
from service.reading.passages import BUDGET, pack
from service.stories.annotate import lexical_terms, spans_in

PASSAGE_RULE = f"whole sentences, {BUDGET} tokens"
NOTE = "passage_rule"
TOGETHER = 8  # articles between two steps: seconds of work, so that closing need not wait for long


class Articles(Protocol):
    def find(self, article_id: str, version: int | None = None) -> Article: ...
    def repack(self, article_id: str, packed: Sequence[Passage], terms: Sequence[Sequence[str]]) -> None: ...


class Embedded(Protocol):
    """Which passages have a vector."""

    @property
    def keys(self) -> np.typing.NDArray[np.int64]: ...


class Passages(Protocol):
    def current_keys(self) -> tuple[int, ...]: ...
    def table(self, embedder: str) -> Embedded: ...
    def passages(self, keys: Sequence[int]) -> dict[int, StoredPassage]: ...
    def without_vectors(self, embedder: str, texts: Sequence[str]) -> set[str]: ...
    def store_vectors(self, embedder: str, embedded: dict[str, PassageVectors]) -> None: ...


class Catalogue(Protocol):
    def articles(self) -> tuple[ArticleSummary, ...]: ...


class Notes(Protocol):
    def recall(self, name: str) -> str | None: ...
    def remember(self, name: str, value: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Packed:
    """An article with its passages as the rule in use packs them."""

    article: Article
    passages: tuple[Passage, ...]


class Reindex:
    """Calling it does the work step by step: each step yields how many articles are done, and of how many."""

    def __init__(
        self,
        *,
        articles: Articles,
        passages: Passages,
        catalogue: Catalogue,
        notes: Notes,
        embedder: Embedder,
        rule: str = PASSAGE_RULE,
        pack: Callable[[Article, Callable[[str], int]], tuple[Passage, ...]] = lambda article, count: pack(
            article.text, article.sentences, count, article.metadata.title
        ),
    ) -> None:
        self._articles = articles
        self._passages = passages
        self._catalogue = catalogue
        self._notes = notes
        self._embedder = embedder
        self._rule = rule
        self._pack = pack

    def __call__(self) -> Iterator[tuple[int, int]]:
        """What a stop leaves undone, the next call finds and does."""
        repack = self._notes.recall(NOTE) != self._rule
        stale = self._every_article() if repack else self._articles_without_vectors()
        for done in range(0, len(stale), TOGETHER):
            self._renew(stale[done : done + TOGETHER], repack)
            yield min(done + TOGETHER, len(stale)), len(stale)
        if repack:
            self._notes.remember(NOTE, self._rule)

    def _every_article(self) -> list[str]:
        return [summary.id for summary in self._catalogue.articles()]

    def _articles_without_vectors(self) -> list[str]:
        embedded = set(self._passages.table(self._embedder.name).keys.tolist())
        missing = [key for key in self._passages.current_keys() if key not in embedded]
        return list(
            dict.fromkeys(passage.article_id for passage in self._passages.passages(missing).values())
        )

    def _renew(self, ids: Sequence[str], repack: bool) -> None:
        packed = [one for one in (self._packed(article_id, repack) for article_id in ids) if one]
        self._embed(packed)
        for one in packed:
            if one.passages != one.article.passages:
                self._replace(one)

    def _packed(self, article_id: str, repack: bool) -> Packed | None:
        try:
            article = self._articles.find(article_id)
        except ArticleNotFound:
            return None  # deleted meanwhile
        return Packed(
            article, self._pack(article, self._embedder.count_tokens) if repack else article.passages
        )

    def _embed(self, packed: Sequence[Packed]) -> None:
        spans = {p.text: spans_in(p, one.article.sentences) for one in packed for p in one.passages}
        missing = self._passages.without_vectors(self._embedder.name, list(spans))
        texts = [text for text in spans if text in missing]
        if texts:
            vectors = self._embedder.embed_passages(texts, [spans[text] for text in texts])
            self._passages.store_vectors(self._embedder.name, dict(zip(texts, vectors, strict=True)))

    def _replace(self, one: Packed) -> None:
        """An article that was posted again or deleted meanwhile has been packed by today's rule already."""
        try:
            if self._articles.find(one.article.id).version == one.article.version:
                terms = [lexical_terms(passage, one.article.metadata) for passage in one.passages]
                self._articles.repack(one.article.id, one.passages, terms)
        except ArticleNotFound:
            return
