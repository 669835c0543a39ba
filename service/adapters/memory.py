"""The library in plain dictionaries: for tests and notebooks, held to the same contract as the SQL one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from service.adapters.library.articles import not_found
from service.adapters.library.bm25 import score, weight
from service.adapters.library.lexical import stored_terms
from service.adapters.library.listing import ordered, page
from service.adapters.library.scope import within
from service.domain.article import Article
from service.ports import (
    ArticlePage,
    ArticleSummary,
    PassageVectors,
    Prepared,
    Saved,
    Scope,
    Scored,
    StoredPassage,
    Vector,
)
from service.retrieval.copies import content, copied_from

Address = tuple[str, int]


@dataclass(slots=True)
class Shelf:
    """What the parts share: every version, the current ones' passages with their terms, and vectors."""

    revision: int = 0
    versions: dict[Address, Article] = field(default_factory=dict)
    current: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    passages: dict[int, StoredPassage] = field(default_factory=dict)
    terms: dict[int, list[str]] = field(default_factory=dict)
    vectors: dict[tuple[str, str], PassageVectors] = field(default_factory=dict)
    journal: dict[int, Literal["upsert", "delete"]] = field(default_factory=dict)
    aliases: dict[Address, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    last_key: int = 0

    def article(self, article_id: str) -> Article | None:
        return self.versions.get((article_id, self.current.get(article_id, 0)))

    def keys(self, article_id: str) -> list[int]:
        return [key for key, passage in self.passages.items() if passage.article_id == article_id]

    def publish(self, article: Article, lexical: Sequence[Sequence[str]]) -> None:
        for passage, terms in zip(article.passages, lexical, strict=True):
            self.last_key += 1
            self.passages[self.last_key] = StoredPassage(
                key=self.last_key, article_id=article.id, version=article.version, passage=passage
            )
            self.terms[self.last_key] = stored_terms(terms)
            self.journal[self.last_key] = "upsert"

    def withdraw(self, article_id: str) -> None:
        for key in self.keys(article_id):
            del self.passages[key], self.terms[key]
            self.journal[key] = "delete"
        self.current.pop(article_id, None)

    def point_copies(self) -> None:
        """Every current article that repeats another names it; the first that was stored is the original."""
        current = [a for a in self.versions.values() if self.current.get(a.id) == a.version]
        told = ((a.id, content(a.text, a.sentences, a.metadata.source, a.metadata.language)) for a in current)
        copies = copied_from(told)
        for article in current:
            pointed = replace(article, duplicate_of=copies.get(article.id))
            self.versions[article.id, article.version] = pointed


@dataclass(frozen=True, slots=True)
class MemoryArticles:
    """The port `ArticleStore`."""

    shelf: Shelf

    def find(self, article_id: str, version: int | None = None) -> Article:
        wanted = self.shelf.current.get(article_id, 0) if version is None else version
        article = self.shelf.versions.get((article_id, wanted))
        if article is None:
            raise not_found(article_id, version)
        return article

    def articles(self, addresses: Sequence[Address]) -> dict[Address, Article]:
        held = self.shelf.versions
        return {address: held[address] for address in addresses if address in held}

    def save(self, prepared: Prepared) -> Saved:
        before = self.shelf.article(prepared.id)
        if before is not None and before.text == prepared.reading.text:
            if before.metadata == prepared.reading.metadata:
                return Saved(article=before, status="unchanged")
            self._change_metadata(before, prepared)
        else:
            self._add_version(prepared)
        self.shelf.revision += 1
        after = self.find(prepared.id)
        return Saved(article=after, status="updated" if before else "created")

    def delete(self, article_id: str) -> None:
        if article_id not in self.shelf.current:
            raise not_found(article_id, None)
        self.shelf.withdraw(article_id)
        for address in [address for address in self.shelf.versions if address[0] == article_id]:
            del self.shelf.versions[address]
        self.shelf.point_copies()
        self.shelf.revision += 1

    def page(self, text: str | None, source: str | None, limit: int, cursor: str | None) -> ArticlePage:
        return page(ordered(MemoryCatalogue(self.shelf).articles()), text, source, limit, cursor)

    def id_at(self, url: str) -> str | None:
        found = (s.id for s in MemoryCatalogue(self.shelf).articles() if s.metadata.url == url)
        return next(found, None)

    def was_deleted(self, article_id: str) -> bool:
        return article_id in self.shelf.last and article_id not in self.shelf.current

    def _change_metadata(self, before: Article, prepared: Prepared) -> None:
        changed = replace(before, metadata=prepared.reading.metadata)
        self.shelf.versions[before.id, before.version] = changed
        for key, terms in zip(self.shelf.keys(before.id), prepared.lexical, strict=True):
            self.shelf.terms[key] = stored_terms(terms)
            self.shelf.journal[key] = "upsert"

    def _add_version(self, prepared: Prepared) -> None:
        number = self.shelf.last.get(prepared.id, 0) + 1
        reading = prepared.reading
        article = Article(
            id=prepared.id,
            version=number,
            text=reading.text,
            metadata=reading.metadata,
            sentences=reading.sentences,
            passages=reading.passages,
        )
        self.shelf.withdraw(prepared.id)
        self.shelf.versions[prepared.id, number] = article
        self.shelf.current[prepared.id] = self.shelf.last[prepared.id] = number
        for text, vectors in prepared.vectors.items():
            self.shelf.vectors.setdefault((prepared.embedder, text), vectors)
        self.shelf.aliases[prepared.id, number] = prepared.aliases
        self.shelf.publish(article, prepared.lexical)
        self.shelf.point_copies()


@dataclass(frozen=True, slots=True)
class MemoryPassages:
    """The port `PassageStore`, bound to one embedder."""

    shelf: Shelf
    embedder: str

    def passages(self, keys: Sequence[int]) -> dict[int, StoredPassage]:
        return {key: self.shelf.passages[key] for key in keys if key in self.shelf.passages}

    def vectors(self, keys: Sequence[int]) -> dict[int, PassageVectors]:
        found = {key: stored.passage.text for key, stored in self.passages(keys).items()}
        held = self.shelf.vectors
        return {k: held[self.embedder, text] for k, text in found.items() if (self.embedder, text) in held}

    def without_vectors(self, embedder: str, texts: Sequence[str]) -> set[str]:
        return {text for text in texts if (embedder, text) not in self.shelf.vectors}

    def current_keys(self) -> tuple[int, ...]:
        return tuple(self.shelf.passages)


@dataclass(frozen=True, slots=True)
class MemoryCatalogue:
    """The port `Catalogue`."""

    shelf: Shelf

    def revision(self) -> int:
        return self.shelf.revision

    def articles(self) -> tuple[ArticleSummary, ...]:
        current = (a for a in self.shelf.versions.values() if self.shelf.current.get(a.id) == a.version)
        return tuple(
            ArticleSummary(
                id=article.id,
                version=article.version,
                metadata=article.metadata,
                sentences=len(article.sentences),
                passages=len(article.passages),
                duplicate_of=article.duplicate_of,
            )
            for article in current
        )

    def counts(self, terms: Sequence[str]) -> dict[str, int]:
        return {term: sum(term in held for held in self.shelf.terms.values()) for term in terms}

    def aliases(self) -> tuple[tuple[str, str], ...]:
        told = (self.shelf.aliases.get(address, ()) for address in self.shelf.current.items())
        return tuple(sorted({pair for pairs in told for pair in pairs}))

    def vocabulary(self) -> tuple[str, ...]:
        return tuple(sorted({term for held in self.shelf.terms.values() for term in held}))


@dataclass(frozen=True, slots=True)
class MemoryLexicalIndex:
    """The port `LexicalIndex`."""

    shelf: Shelf

    def search(self, terms: Sequence[str], scope: Scope, limit: int) -> list[Scored]:
        passages = self.shelf.terms
        holding = Counter(term for held in passages.values() for term in set(held))
        weights = {t: weight(len(passages), holding[t]) for t in stored_terms(terms) if holding[t]}
        average = sum(map(len, passages.values())) / max(len(passages), 1)
        hits = [
            Scored(key, score(held, weights, average))
            for key, held in passages.items()
            if not weights.keys().isdisjoint(held) and _inside(self.shelf, key, scope)
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))[:limit]

    def holders(self, terms: Sequence[str], most: int) -> dict[str, dict[str, int]]:
        held = {term: [key for key, all_of in self.shelf.terms.items() if term in all_of] for term in terms}
        return {
            term: dict(Counter(self.shelf.passages[key].article_id for key in keys))
            for term, keys in held.items()
            if len(keys) <= most
        }


@dataclass(frozen=True, slots=True)
class MemoryVectorIndex:
    """The port `VectorIndex`, exact; it needs to be told nothing, and remembers what it was told."""

    shelf: Shelf
    embedder: str
    upserted: list[int] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)

    def nearest(self, vector: Vector, scope: Scope, limit: int) -> list[Scored]:
        passages = MemoryPassages(self.shelf, self.embedder)
        vectors = passages.vectors(passages.current_keys())
        hits = [
            Scored(key, float(np.dot(stored.whole, vector)))
            for key, stored in vectors.items()
            if _inside(self.shelf, key, scope)
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))[:limit]

    def upsert(self, keys: Sequence[int]) -> None:
        self.upserted.extend(keys)

    def delete(self, keys: Sequence[int]) -> None:
        self.deleted.extend(keys)


@dataclass(frozen=True, slots=True)
class MemoryJournal:
    """What the vector index has yet to be told."""

    shelf: Shelf

    def pending_keys(self) -> tuple[int, ...]:
        return tuple(sorted(key for key, action in self.shelf.journal.items() if action == "upsert"))

    def removed_keys(self) -> tuple[int, ...]:
        return tuple(sorted(key for key, action in self.shelf.journal.items() if action == "delete"))

    def mark_ready(self, keys: Sequence[int], action: Literal["upsert", "delete"] = "upsert") -> None:
        for key in keys:
            if self.shelf.journal.get(key) == action:
                del self.shelf.journal[key]


@dataclass(frozen=True, slots=True)
class MemoryLibrary:
    """The same parts as the SQL library's, over one shelf."""

    articles: MemoryArticles
    passages: MemoryPassages
    catalogue: MemoryCatalogue
    lexical: MemoryLexicalIndex
    vectors: MemoryVectorIndex
    journal: MemoryJournal


def memory_library(embedder: str = "fake") -> MemoryLibrary:
    shelf = Shelf()
    return MemoryLibrary(
        articles=MemoryArticles(shelf),
        passages=MemoryPassages(shelf, embedder),
        catalogue=MemoryCatalogue(shelf),
        lexical=MemoryLexicalIndex(shelf),
        vectors=MemoryVectorIndex(shelf, embedder),
        journal=MemoryJournal(shelf),
    )


def _inside(shelf: Shelf, key: int, scope: Scope) -> bool:
    article_id = shelf.passages[key].article_id
    article = shelf.article(article_id)
    return article is not None and within(scope, article_id, article.metadata)
