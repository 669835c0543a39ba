"""What an index is told of a passage: its key, its vector, and the metadata that a search may filter by."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from service.adapters.library.scope import day, folded
from service.ports import ArticleSummary, Scope, StoredPassage, Vector

UNDATED = 0  # the day of an undated article: never after a bound, always before `as_of`


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One passage as an index holds it; `day` is `date.toordinal()`."""

    key: int
    vector: Vector
    article: str
    source: str
    language: str
    day: int

    def metadata(self) -> dict[str, str | int]:
        """Every key, always: an upsert merges, so a key left out would keep its old value."""
        return {"article": self.article, "source": self.source, "language": self.language, "day": self.day}


class Passages(Protocol):
    def passages(self, keys: Sequence[int]) -> dict[int, StoredPassage]: ...
    def wholes(self, keys: Sequence[int]) -> dict[int, Vector]: ...


class Articles(Protocol):
    def summaries(self, ids: Collection[str]) -> dict[str, ArticleSummary]: ...


def records(keys: Sequence[int], passages: Passages, catalogue: Articles) -> list[Record]:
    """Records of those keys that are still current and have a vector."""
    stored, vectors = passages.passages(keys), passages.wholes(keys)
    articles = catalogue.summaries({passage.article_id for passage in stored.values()})
    return [
        _record(stored[key], vectors[key], articles[stored[key].article_id])
        for key in keys
        if key in stored and key in vectors and stored[key].article_id in articles
    ]


def _record(passage: StoredPassage, vector: Vector, article: ArticleSummary) -> Record:
    return Record(
        key=passage.key,
        vector=vector,
        article=passage.article_id,
        source=folded(article.metadata.source) or "",
        language=article.metadata.language or "",
        day=day(article.metadata) or UNDATED,
    )


def where(scope: Scope) -> dict[str, Any] | None:
    """The scope as a filter over record metadata; None when it limits nothing.

    >>> from datetime import date
    >>> where(Scope(as_of=date(1, 1, 10)))
    {'day': {'$lte': 10}}
    >>> where(Scope()) is None
    True
    """
    filters, limits = scope.filters, list[dict[str, Any]]()
    if filters.article_ids:
        limits.append({"article": {"$in": list(filters.article_ids)}})
    if filters.sources:
        limits.append({"source": {"$in": [folded(source) or "" for source in filters.sources]}})
    if filters.language:
        limits.append({"language": {"$eq": filters.language}})
    if filters.published_after:
        limits.append({"day": {"$gte": filters.published_after.toordinal()}})
    if filters.published_before:
        limits.append({"day": {"$gt": UNDATED}})
        limits.append({"day": {"$lte": filters.published_before.toordinal()}})
    if scope.as_of:
        limits.append({"day": {"$lte": scope.as_of.toordinal()}})
    return {"$and": limits} if len(limits) > 1 else (limits[0] if limits else None)
