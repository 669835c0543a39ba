"""What a write transaction does, step by step; `articles` decides which steps."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, exists, select
from sqlalchemy.dialects.sqlite import insert

from service.adapters.library import lexical
from service.adapters.library.copies import insert_bands, release, settle
from service.adapters.library.database import Writing
from service.adapters.library.journal import DELETE, UPSERT, note
from service.adapters.library.rows import (
    insert_aliases,
    insert_passages,
    insert_vectors,
    insert_version,
    metadata_columns,
    passage_keys,
)
from service.adapters.library.schema import articles, passages, vectors, versions
from service.domain.article import Passage
from service.ports import Prepared


def add_version(writing: Writing, prepared: Prepared, current: Row[Any] | None) -> None:
    """The next version of an article takes the place of its current one, if it has one."""
    connection = writing.connection
    if current is not None:
        withdraw(writing, current)
    key = insert_version(connection, prepared, _next_number(connection, prepared.id))
    insert_vectors(connection, prepared.embedder, prepared.vectors)
    reading = prepared.reading
    publish(writing, key, reading.passages, prepared.lexical, reading.metadata.source)
    writing.change.articles.add(prepared.id)
    insert_bands(connection, key, prepared.bands)
    insert_aliases(connection, key, prepared.aliases)
    settle(writing, key)
    if current is not None:
        release(writing, prepared.id)


def _next_number(connection: Connection, article_id: str) -> int:
    first = insert(articles).values(id=article_id, last_version=1, deleted=False)
    grown = {"last_version": articles.c.last_version + 1, "deleted": False}
    upsert = first.on_conflict_do_update(index_elements=["id"], set_=grown)
    return int(connection.execute(upsert.returning(articles.c.last_version)).scalar_one())


def change_metadata(writing: Writing, prepared: Prepared, current: Row[Any]) -> None:
    """Same text, new metadata: the words of the metadata are searched, so its passages are indexed anew."""
    connection = writing.connection
    values = metadata_columns(prepared.reading.metadata)
    connection.execute(versions.update().where(versions.c.key == current.key).values(values))
    keys = passage_keys(connection, current.key)
    lexical.remove(writing, keys)
    source = prepared.reading.metadata.source
    lexical.add(writing, dict(zip(keys, prepared.lexical, strict=True)), source)
    note(connection, keys, UPSERT)
    writing.change.articles.add(prepared.id)


def replace_passages(
    writing: Writing, current: Row[Any], packed: Sequence[Passage], terms: Sequence[Sequence[str]]
) -> None:
    """Other passages over the same sentences, under new keys."""
    withdraw(writing, current)
    connection = writing.connection
    connection.execute(passages.delete().where(passages.c.version_key == current.key))
    publish(writing, current.key, packed, terms, current.source)
    values = {"current": True, "passage_count": len(packed)}
    connection.execute(versions.update().where(versions.c.key == current.key).values(values))


def publish(
    writing: Writing,
    version_key: int,
    packed: Sequence[Passage],
    terms: Sequence[Sequence[str]],
    source: str | None,
) -> None:
    """Make passages searchable: by word at once, by vector as soon as the index has been told."""
    keys = insert_passages(writing.connection, version_key, packed)
    lexical.add(writing, dict(zip(keys, terms, strict=True)), source)
    note(writing.connection, keys, UPSERT)
    writing.change.added += keys


def withdraw(writing: Writing, row: Row[Any]) -> None:
    """Take a version out of every search; it stays addressable."""
    writing.change.articles.add(row.article_id)
    if not row.current:
        return
    connection = writing.connection
    keys = passage_keys(connection, row.key)
    lexical.remove(writing, keys)
    note(connection, keys, DELETE)
    writing.change.removed += keys
    connection.execute(passages.update().where(passages.c.version_key == row.key).values(current=False))
    connection.execute(versions.update().where(versions.c.key == row.key).values(current=False))


def erase(connection: Connection, article_id: str, version_keys: Sequence[int]) -> None:
    """Delete versions with their texts and grids, and the vectors that no other passage shares."""
    hashes = select(passages.c.text_hash).where(passages.c.version_key.in_(version_keys)).distinct()
    orphans = connection.execute(hashes).scalars().all()
    connection.execute(versions.delete().where(versions.c.key.in_(version_keys)))
    shared = exists().where(passages.c.text_hash == vectors.c.text_hash)
    connection.execute(vectors.delete().where(vectors.c.text_hash.in_(orphans), ~shared))
    connection.execute(articles.update().where(articles.c.id == article_id).values(deleted=True))
