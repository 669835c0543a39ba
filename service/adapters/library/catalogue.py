"""What the library holds, kept in memory and in step with every commit."""

from collections.abc import Sequence
from threading import Lock

from sqlalchemy import Connection, select

from service.adapters.library.database import Change, Database
from service.adapters.library.lexical import held, stored_terms
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
        self._vocabulary: tuple[str, ...] | None = None
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

    def vocabulary(self) -> tuple[str, ...]:
        """Every term of the current passages, sorted by code point."""
        with self._lock:
            if self._vocabulary is None:
                with self._database.reading() as connection:
                    # UTF-8 bytes, SQLite's order of keys, sort as code points do.
                    query = select(terms.c.term).order_by(terms.c.term)
                    self._vocabulary = tuple(connection.execute(query).scalars())
            return self._vocabulary

    def _refresh(self, change: Change) -> None:
        with self._lock:
            self._listed = self._vocabulary = None
            if self._summaries is not None:
                with self._database.reading() as connection:
                    fresh = _summaries(connection, change.articles)
                for article_id in change.articles:
                    self._summaries.pop(article_id, None)
                self._summaries |= fresh


def _summaries(connection: Connection, only: set[str] | None = None) -> dict[str, ArticleSummary]:
    query = select(versions).where(versions.c.current).order_by(versions.c.key)
    if only is not None:
        query = query.where(versions.c.article_id.in_(only))
    return {row.article_id: summary_of(row) for row in connection.execute(query)}
