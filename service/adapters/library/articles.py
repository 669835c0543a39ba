"""Articles by id and version: each stored in one transaction, afterwards only its metadata changes."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Row, select

from service.adapters.library.blobs import text_hash
from service.adapters.library.bodies import Bodies, Body
from service.adapters.library.catalogue import SqlCatalogue
from service.adapters.library.copies import release
from service.adapters.library.database import Database
from service.adapters.library.listing import page
from service.adapters.library.rows import metadata_of
from service.adapters.library.schema import articles, versions
from service.adapters.library.writing import (
    add_version,
    change_metadata,
    erase,
    replace_passages,
    withdraw,
)
from service.domain.article import Article, Passage
from service.domain.errors import ArticleNotFound
from service.ports import ArticlePage, Prepared, Saved


class SqlArticles:
    """The port `ArticleStore`, and what ingest and the samples ask besides."""

    def __init__(self, database: Database, catalogue: SqlCatalogue) -> None:
        self._database = database
        self._catalogue = catalogue
        self._bodies = Bodies()

    def find(self, article_id: str, version: int | None = None) -> Article:
        """The article; without `version` its current one."""
        with self._database.reading() as connection:
            row = _version(connection, article_id, version)
            if row is None:
                raise not_found(article_id, version)
            return _article(row, self._bodies.get(connection, [row.key])[row.key])

    def articles(self, addresses: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Article]:
        """Several versions in one reading, by id and version; unknown ones are left out."""
        wanted = set(addresses)
        query = select(versions).where(versions.c.article_id.in_({article_id for article_id, _ in wanted}))
        with self._database.reading() as connection:
            rows = [row for row in connection.execute(query) if (row.article_id, row.version) in wanted]
            bodies = self._bodies.get(connection, [row.key for row in rows])
        return {(row.article_id, row.version): _article(row, bodies[row.key]) for row in rows}

    def save(self, prepared: Prepared) -> Saved:
        """Store in one transaction; when this returns, it is on disk."""
        with self._database.writing() as writing:
            current = _version(writing.connection, prepared.id, None)
            status = _status(prepared, current)
            if current is None or _is_new_text(prepared, current):
                add_version(writing, prepared, current)
                body = Body(prepared.reading.text, prepared.reading.sentences, prepared.reading.passages)
            else:
                if status == "updated":
                    change_metadata(writing, prepared, current)
                body = self._bodies.get(writing.connection, [current.key])[current.key]
            stored = _version(writing.connection, prepared.id, None)
            assert stored is not None
            return Saved(article=_article(stored, body), status=status)

    def delete(self, article_id: str) -> None:
        """Remove all versions, and the vectors that no other passage shares."""
        with self._database.writing() as writing:
            query = select(versions).where(versions.c.article_id == article_id)
            rows = writing.connection.execute(query).all()
            if not rows:
                raise not_found(article_id, None)
            for row in rows:
                withdraw(writing, row)
            erase(writing.connection, article_id, [row.key for row in rows])
            release(writing, article_id)

    def page(self, text: str | None, source: str | None, limit: int, cursor: str | None) -> ArticlePage:
        """List current versions; `text` matches title, id and source."""
        return page(self._catalogue.ordered(), text, source, limit, cursor)

    def id_at(self, url: str) -> str | None:
        """The id of the article that is stored under this url, if one is."""
        query = select(versions.c.article_id).where(versions.c.url == url, versions.c.current)
        with self._database.reading() as connection:
            return connection.execute(query.order_by(versions.c.key)).scalars().first()

    def was_deleted(self, article_id: str) -> bool:
        """Whether somebody deleted the article and nobody posted it again."""
        query = select(articles.c.deleted).where(articles.c.id == article_id)
        with self._database.reading() as connection:
            return bool(connection.execute(query).scalar_one_or_none())

    def repack(self, article_id: str, packed: Sequence[Passage], terms: Sequence[Sequence[str]]) -> None:
        """Replace the passages of a current version by a new passage rule; its sentence grid stays."""
        with self._database.writing() as writing:
            row = _version(writing.connection, article_id, None)
            if row is None:
                raise not_found(article_id, None)
            replace_passages(writing, row, packed, terms)
        self._bodies.forget()


def not_found(article_id: str, version: int | None) -> ArticleNotFound:
    which = f"version {version} of the article {article_id!r}" if version else f"article {article_id!r}"
    return ArticleNotFound(
        f"The library holds no {which}. GET /v1/articles (or `dealbrief articles`) lists what it holds.", "id"
    )


def _is_new_text(prepared: Prepared, current: Row[Any]) -> bool:
    return bool(current.text_hash != text_hash(prepared.reading.text))


def _status(prepared: Prepared, current: Row[Any] | None) -> Literal["created", "updated", "unchanged"]:
    if current is None:
        return "created"
    if _is_new_text(prepared, current) or metadata_of(current) != prepared.reading.metadata:
        return "updated"
    return "unchanged"


def _article(row: Row[Any], body: Body) -> Article:
    return Article(
        id=row.article_id,
        version=row.version,
        text=body.text,
        metadata=metadata_of(row),
        sentences=body.sentences,
        passages=body.passages,
        duplicate_of=row.duplicate_of,
    )


def _version(connection: Connection, article_id: str, version: int | None) -> Row[Any] | None:
    wanted = versions.c.current if version is None else versions.c.version == version
    query = select(versions).where(versions.c.article_id == article_id, wanted)
    return connection.execute(query).one_or_none()
