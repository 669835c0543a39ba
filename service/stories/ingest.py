"""Posting an article: read it, embed what is new, store it in one transaction, tell the index.

When the transaction is committed the article is acknowledged. What the index has yet to be told stays in
the library's journal, so a crash at any point leaves the old version or one that the next start finishes.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from threading import Lock
from typing import Literal, Protocol

from service.domain.article import Article, Metadata, Posted, Reading
from service.domain.errors import ArticleNotFound, DealbriefError, Unavailable
from service.ports import ArticleStore, Embedder, PassageStore, PassageVectors, Prepared
from service.reading.identity import article_id, canonical_url
from service.stories.annotate import lexical_terms, likeness, names_given, spans_in

TOGETHER = 16  # articles embedded in one call: enough passages to sort by length and fill batches


class Articles(ArticleStore, Protocol):
    def id_at(self, url: str) -> str | None: ...


class Journal(Protocol):
    """Which passages the vector index has yet to take in or drop."""

    def pending_keys(self) -> tuple[int, ...]: ...

    def removed_keys(self) -> tuple[int, ...]: ...

    def mark_ready(self, keys: Sequence[int], action: Literal["upsert", "delete"]) -> None: ...


class VectorIndexWriter(Protocol):
    """The vector index as ingest sees it; both calls may be repeated with the same keys."""

    def upsert(self, keys: Sequence[int]) -> None: ...

    def delete(self, keys: Sequence[int]) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a posted article, as the wire contract says it."""

    id: str
    version: int
    status: Literal["created", "updated", "unchanged"]
    metadata: Metadata
    sentences: int
    passages: int
    duplicate_of: str | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A posted article of a batch that was not stored, and why."""

    posted: Posted
    error: DealbriefError


@dataclass(frozen=True, slots=True)
class Incoming:
    """A posted article that has been read: its bands find what it may be a copy of, it may give other names."""

    posted: Posted
    reading: Reading
    bands: tuple[int, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What storing an article now would take: `spans` are of the sentences in each passage text to embed."""

    id: str
    reading: Reading
    spans: dict[str, tuple[tuple[int, int], ...]]


class Ingest:
    """Adds and deletes articles. Safe to call from several threads; stores happen one after another."""

    def __init__(
        self,
        *,
        read: Callable[[Posted, Callable[[str], int]], Reading],
        articles: Articles,
        passages: PassageStore,
        journal: Journal,
        embedder: Embedder,
        index: VectorIndexWriter,
    ) -> None:
        self._read = read
        self._articles = articles
        self._passages = passages
        self._journal = journal
        self._embedder = embedder
        self._index = index
        self._storing = Lock()

    def add(self, posted: Posted) -> Added:
        """Store one article; when this returns, no crash can lose it."""
        result = next(self.add_many([posted]))
        if isinstance(result, Failed):
            raise result.error
        return result

    def add_many(self, posted: Iterable[Posted], together: int = TOGETHER) -> Iterator[Added | Failed]:
        """One result for each article, in order; one that fails does not stop the others."""
        waiting = iter(posted)
        while batch := list(islice(waiting, together)):
            yield from self._add_batch(batch)

    def delete(self, article_id: str) -> None:
        """Remove an article with all its versions from the library and every search."""
        with self._storing:
            self._articles.delete(article_id)
            self._tell_index()

    def finish_pending(self) -> None:
        """Tell the index what it has missed: after a crash, or while it was away."""
        with self._storing:
            self._tell_index()

    def _add_batch(self, batch: Sequence[Posted]) -> list[Added | Failed]:
        read = [self._attempt_read(posted) for posted in batch]
        try:
            vectors = self._embed([self._plan(one) for one in read if isinstance(one, Incoming)])
        except DealbriefError as error:
            return [one if isinstance(one, Failed) else Failed(one.posted, error) for one in read]
        with self._storing:
            results = [one if isinstance(one, Failed) else self._attempt_store(one, vectors) for one in read]
            self._tell_index()
        return results

    def _attempt_read(self, posted: Posted) -> Incoming | Failed:
        try:
            reading = self._read(posted, self._embedder.count_tokens)
            article_id(posted, reading.text, reading.metadata.url)
        except DealbriefError as error:
            return Failed(posted, error)
        return Incoming(posted, reading, likeness(reading), names_given(reading))

    def _attempt_store(self, incoming: Incoming, vectors: dict[str, PassageVectors]) -> Added | Failed:
        try:
            return self._store(incoming, vectors)
        except DealbriefError as error:
            return Failed(incoming.posted, error)

    def _plan(self, incoming: Incoming) -> Plan:
        reading = incoming.reading
        address = self._address(incoming.posted, reading)
        stored = self._current(address)
        if stored is not None and stored.text == reading.text:
            # The grid of a stored version is never recomputed, and its passages have their vectors.
            return Plan(address, replace(reading, sentences=stored.sentences, passages=stored.passages), {})
        spans = {passage.text: spans_in(passage, reading.sentences) for passage in reading.passages}
        missing = self._passages.without_vectors(self._embedder.name, list(spans))
        return Plan(address, reading, {text: spans[text] for text in spans if text in missing})

    def _address(self, posted: Posted, reading: Reading) -> str:
        """The sender's id, else the id of the article stored under this url, else a new one."""
        url = reading.metadata.url
        if posted.id is None and url:
            known = self._articles.id_at(url) or self._articles.id_at(canonical_url(url))
            if known is not None:
                return known
        return article_id(posted, reading.text, url)

    def _current(self, found: str) -> Article | None:
        try:
            return self._articles.find(found)
        except ArticleNotFound:
            return None

    def _embed(self, plans: Iterable[Plan], known: Container[str] = ()) -> dict[str, PassageVectors]:
        spans = {text: s for plan in plans for text, s in plan.spans.items() if text not in known}
        if not spans:
            return {}
        vectors = self._embedder.embed_passages(list(spans), list(spans.values()))
        return dict(zip(spans, vectors, strict=True))

    def _store(self, incoming: Incoming, vectors: dict[str, PassageVectors]) -> Added:
        # Planned anew, since others may have stored or deleted while this was embedded.
        plan = self._plan(incoming)
        vectors = vectors | self._embed([plan], known=vectors)
        passages, metadata = plan.reading.passages, plan.reading.metadata
        prepared = Prepared(
            id=plan.id,
            reading=plan.reading,
            embedder=self._embedder.name,
            vectors={text: vectors[text] for text in plan.spans},
            lexical=tuple(lexical_terms(passage, metadata) for passage in passages),
            bands=incoming.bands,
            aliases=incoming.aliases,
        )
        saved = self._articles.save(prepared)
        article = saved.article
        return Added(
            id=article.id,
            version=article.version,
            status=saved.status,
            metadata=article.metadata,
            sentences=len(article.sentences),
            passages=len(article.passages),
            duplicate_of=article.duplicate_of,
            warnings=incoming.reading.warnings,
        )

    def _tell_index(self) -> None:
        """An index that is away is told later: nothing acknowledged depends on it."""
        try:
            if removed := self._journal.removed_keys():
                self._index.delete(removed)
                self._journal.mark_ready(removed, "delete")
            if pending := self._journal.pending_keys():
                self._index.upsert(pending)
                self._journal.mark_ready(pending, "upsert")
        except Unavailable:
            return
