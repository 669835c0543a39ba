"""What the library holds, kept in memory and in step with every commit."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from threading import Lock

from sqlalchemy import Connection, select

from service.adapters.library.database import Change, Database
from service.adapters.library.lexical import held, stored_terms
from service.adapters.library.listing import ordered
from service.adapters.library.rows import summary_of
from service.adapters.library.schema import aliases, terms, versions
from service.ports import ArticleSummary


class SqlCatalogue:
    """The port `Catalogue`. `revision` grows only after what it counts can be seen here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._summaries: dict[str, ArticleSummary] | None = None
        self._listed: tuple[ArticleSummary, ...] | None = None
        self._ordered: list[ArticleSummary] | None = None
        self._vocabulary: tuple[str, ...] | None = None
        self._touched: set[str] = set()
        database.watch(self._refresh)

    def revision(self) -> int:
        return self._database.revision

    def articles(self) -> tuple[ArticleSummary, ...]:
        """Every current version."""
        with self._lock:
            if self._summaries is None:
                with self._database.reading() as connection:
                    self._summaries = _summaries(connection)
            if self._listed is None:
                self._listed = tuple(self._summaries.values())
            return self._listed

    def ordered(self) -> list[ArticleSummary]:
        """Every current version as the article list has them: newest publication first."""
        listed = self.articles()
        with self._lock:
            if self._listed is not listed:  # it has changed meanwhile
                return ordered(listed)
            if self._ordered is None:
                self._ordered = ordered(listed)
            return self._ordered

    def counts(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many current passages each term stands."""
        with self._database.reading() as connection:
            found = held(connection, stored_terms(terms))
        return {term: found.get(term, 0) for term in terms}

    def aliases(self) -> tuple[tuple[str, str], ...]:
        """Each name with another one that a current article gives it."""
        query = select(aliases.c.name, aliases.c.alias).join(
            versions, versions.c.key == aliases.c.version_key
        )
        query = query.where(versions.c.current).distinct().order_by(aliases.c.name, aliases.c.alias)
        with self._database.reading() as connection:
            return tuple((row.name, row.alias) for row in connection.execute(query))

    def summaries(self, ids: Collection[str]) -> dict[str, ArticleSummary]:
        """The current versions of these articles; unknown ones are left out."""
        self.articles()
        with self._lock:
            known = self._summaries or {}
            return {article_id: known[article_id] for article_id in ids if article_id in known}

    def vocabulary(self) -> tuple[str, ...]:
        """Every term of the current passages, sorted by code point."""
        with self._lock:
            if self._vocabulary is None:
                with self._database.reading() as connection:
                    # UTF-8 bytes, SQLite's order of keys, sort as code points do.
                    query = select(terms.c.term).order_by(terms.c.term)
                    self._vocabulary = tuple(connection.execute(query).scalars())
            elif self._touched:
                with self._database.reading() as connection:
                    self._vocabulary = _renewed(self._vocabulary, held(connection, self._touched))
            self._touched.clear()
            return self._vocabulary

    def _refresh(self, change: Change) -> None:
        with self._lock:
            self._listed = self._ordered = None
            self._touched |= change.terms
            if self._summaries is not None:
                with self._database.reading() as connection:
                    fresh = _summaries(connection, change.articles)
                for article_id in change.articles:
                    self._summaries.pop(article_id, None)
                self._summaries |= fresh


def _renewed(vocabulary: tuple[str, ...], counts: Mapping[str, int]) -> tuple[str, ...]:
    """The vocabulary with the terms that stand somewhere now, and without those that no longer do.

    >>> _renewed(("acme", "fund"), {"acme": 0, "fund": 7, "stake": 1})
    ('fund', 'stake')
    """
    new = [term for term, count in counts.items() if count and not _among(vocabulary, term)]
    gone = {term for term, count in counts.items() if not count and _among(vocabulary, term)}
    if not new and not gone:
        return vocabulary
    return tuple(sorted([*(term for term in vocabulary if term not in gone), *new]))


def _among(vocabulary: tuple[str, ...], term: str) -> bool:
    place = bisect_left(vocabulary, term)
    return place < len(vocabulary) and vocabulary[place] == term


def _summaries(connection: Connection, only: set[str] | None = None) -> dict[str, ArticleSummary]:
    query = select(versions).where(versions.c.current).order_by(versions.c.key)
    if only is not None:
        query = query.where(versions.c.article_id.in_(only))
    return {row.article_id: summary_of(row) for row in connection.execute(query)}
