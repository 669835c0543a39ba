"""Passages of current versions by key, and the vectors stored for their texts."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, and_, select

from service.adapters.library.blobs import passage_vectors, text_hash
from service.adapters.library.database import Database
from service.adapters.library.matrix import VectorTable, VectorTables
from service.adapters.library.rows import insert_vectors, passage_of
from service.adapters.library.schema import passages, sentence_vectors, vectors, versions
from service.adapters.library.scope import conditions
from service.ports import PassageVectors, Scope, StoredPassage, Vector

# SQLite takes 32,766 values in one statement; fewer keep the statement's text small.
MOST_VALUES = 1_000

T = TypeVar("T")


class SqlPassages:
    """The port `PassageStore`, bound to the embedder whose vectors are wanted."""

    def __init__(self, database: Database, embedder: str) -> None:
        self._database = database
        self.embedder = embedder
        self._tables = VectorTables(database)

    def passages(self, keys: Sequence[int]) -> dict[int, StoredPassage]:
        with self._database.reading() as connection:
            return {p.key: p for part in _parts(keys) for p in _stored(connection, part)}

    def vectors(self, keys: Sequence[int]) -> dict[int, PassageVectors]:
        with self._database.reading() as connection:
            return dict(pair for part in _parts(keys) for pair in _vectors(connection, self.embedder, part))

    def wholes(self, keys: Sequence[int]) -> dict[int, Vector]:
        """The vectors of whole passages alone, which an index is told of."""
        same = and_(vectors.c.text_hash == passages.c.text_hash, vectors.c.embedder == self.embedder)
        query = select(passages.c.key, vectors.c.whole).join(vectors, same).where(passages.c.current)
        with self._database.reading() as connection:
            return {
                key: passage_vectors(whole, None).whole
                for part in _parts(keys)
                for key, whole in connection.execute(query.where(passages.c.key.in_(part)))
            }

    def without_vectors(self, embedder: str, texts: Sequence[str]) -> set[str]:
        """Those of the passage texts that this embedder has not embedded yet."""
        hashes = {text_hash(text): text for text in texts}
        query = select(vectors.c.text_hash).where(vectors.c.embedder == embedder)
        with self._database.reading() as connection:
            for part in _parts(list(hashes)):
                for found in connection.execute(query.where(vectors.c.text_hash.in_(part))).scalars():
                    hashes.pop(found, None)
        return set(hashes.values())

    def current_keys(self) -> tuple[int, ...]:
        """Every key of a current passage, oldest first."""
        query = select(passages.c.key).where(passages.c.current).order_by(passages.c.key)
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def store_vectors(self, embedder: str, embedded: dict[str, PassageVectors]) -> None:
        """Keep vectors by passage text, for an embedder that comes later than the articles."""
        with self._database.writing() as writing:
            insert_vectors(writing.connection, embedder, embedded)
        self._tables.forget(embedder)

    def table(self, embedder: str | None = None) -> VectorTable:
        """Every current passage vector of one embedder (the bound one), as one matrix kept in memory."""
        return self._tables.table(embedder or self.embedder)

    def allowed_versions(self, scope: Scope) -> set[int] | None:
        """Version keys inside the scope, to be compared with `VectorTable.version_keys`; None means all."""
        limits = conditions(scope)
        if not limits:
            return None
        with self._database.reading() as connection:
            query = select(versions.c.key).where(versions.c.current, *limits)
            return set(connection.execute(query).scalars())


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for first in range(0, len(values), MOST_VALUES):
        yield values[first : first + MOST_VALUES]


def _stored(connection: Connection, keys: Sequence[int]) -> Iterator[StoredPassage]:
    query = select(passages, versions.c.article_id, versions.c.version).join(versions)
    for row in connection.execute(query.where(passages.c.key.in_(keys), passages.c.current)):
        yield StoredPassage(
            key=row.key, article_id=row.article_id, version=row.version, passage=passage_of(row)
        )


def _vectors(
    connection: Connection, embedder: str, keys: Sequence[int]
) -> Iterator[tuple[int, PassageVectors]]:
    same = and_(vectors.c.text_hash == passages.c.text_hash, vectors.c.embedder == embedder)
    query = (
        select(passages.c.key, vectors.c.whole, sentence_vectors.c.rows)
        .join(vectors, same)
        .outerjoin(sentence_vectors, sentence_vectors.c.vector_key == vectors.c.key)
        .where(passages.c.key.in_(keys), passages.c.current)
    )
    for key, whole, rows in connection.execute(query):
        yield key, passage_vectors(whole, rows)
