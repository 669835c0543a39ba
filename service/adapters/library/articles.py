"""Articles by id and version: each stored in one transaction, afterwards only its metadata changes."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import NoResultFound

from service.adapters.library.blobs import text_hash
from service.adapters.library.catalogue import SqlCatalogue
from service.adapters.library.copies import release
from service.adapters.library.database import Database
from service.adapters.library.listing import page
from service.adapters.library.rows import metadata_of, read_passages, read_sentences
from service.adapters.library.schema import articles, texts, versions
from service.adapters.library.writing import (
    add_version,
    change_metadata,
    erase,
    replace_passages,
    withdraw,
)
from service.domain.article import Article, Passage, Sentence
from service.domain.errors import ArticleNotFound
from service.ports import ArticlePage, Prepared, Saved

REMEMBERED = 256


class Body(NamedTuple):
    """What of a version never changes."""

    text: str
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


class SqlArticles:
    """The port `ArticleStore`, and what ingest and the samples ask besides."""

    def __init__(self, database: Database, catalogue: SqlCatalogue) -> None:
        self._database = database
        self._catalogue = catalogue
        self._body = lru_cache(maxsize=REMEMBERED)(self._read_body)

    def find(self, article_id: str, version: int | None = None) -> Article:
        """The article; without `version` its current one."""
        with self._database.reading() as connection:
            row = _version(connection, article_id, version)
        if row is None:
            raise not_found(article_id, version)
        try:
            return _article(row, self._body(row.key))
        except NoResultFound as deleted_meanwhile:
            raise not_found(article_id, version) from deleted_meanwhile

    def save(self, prepared: Prepared) -> Saved:
        """Store in one transaction; when this returns, it is on disk."""
        with self._database.writing() as writing:
            current = _version(writing.connection, prepared.id, None)
            status = _status(prepared, current)
            if current is None or _is_new_text(prepared, current):
                add_version(writing, prepared, current)
            elif status == "updated":
                change_metadata(writing, prepared, current)
            stored = _version(writing.connection, prepared.id, None)
            assert stored is not None
            return Saved(article=_article(stored, _body_of(writing.connection, stored.key)), status=status)

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
        return page(self._catalogue.articles(), text, source, limit, cursor)

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
        self._body.cache_clear()

    def _read_body(self, version_key: int) -> Body:
        with self._database.reading() as connection:
            return _body_of(connection, version_key)


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


def _body_of(connection: Connection, version_key: int) -> Body:
    text = connection.execute(select(texts.c.text).where(texts.c.version_key == version_key)).scalar_one()
    return Body(text, read_sentences(connection, version_key), read_passages(connection, version_key))


def _version(connection: Connection, article_id: str, version: int | None) -> Row[Any] | None:
    wanted = versions.c.current if version is None else versions.c.version == version
    query = select(versions).where(versions.c.article_id == article_id, wanted)
    return connection.execute(query).one_or_none()
