"""All current passage vectors of one embedder as one matrix in memory that grows with each commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, select

from service.adapters.library.blobs import matrix
from service.adapters.library.database import Change, Database
from service.adapters.library.schema import passages, vectors
from service.ports import Matrix

Integers = NDArray[np.int64]
SLACK = 1.25  # room to grow, so that most commits copy nothing
MOST_DEAD = 0.2  # a table with more dead rows than this is copied without them


@dataclass(frozen=True, slots=True)
class VectorTable:
    """Row i is the unit vector of passage `keys[i]`, of version `version_keys[i]`; keys ascend.

    Only rows with `alive[i]` belong to current passages. A table is a view that never changes.
    """

    keys: Integers
    version_keys: Integers
    vectors: Matrix
    alive: NDArray[np.bool_]


class Growing:
    """Rows are only ever added behind the last one handed out, so earlier views stay as they were."""

    def __init__(self, table: VectorTable) -> None:
        self._size = 0
        self._keys = np.empty(0, np.int64)
        self._version_keys = np.empty(0, np.int64)
        self._vectors: Matrix = np.empty((0, table.vectors.shape[1]), np.float32)
        self._alive = np.empty(0, np.bool_)
        self.append(table)

    def view(self) -> VectorTable:
        size = self._size
        # `alive` does change in place, so a view takes its own copy: one byte a row.
        return VectorTable(
            self._keys[:size], self._version_keys[:size], self._vectors[:size], self._alive[:size].copy()
        )

    def last_key(self) -> int:
        return int(self._keys[self._size - 1]) if self._size else 0

    def append(self, table: VectorTable) -> None:
        if not len(table.keys):
            return
        if not self._size:  # only now is the number of dimensions known
            self._vectors = np.empty((len(self._keys), table.vectors.shape[1]), np.float32)
        end = self._size + len(table.keys)
        if end > len(self._keys):
            self._make_room(int(end * SLACK))
        self._keys[self._size : end] = table.keys
        self._version_keys[self._size : end] = table.version_keys
        self._vectors[self._size : end] = table.vectors
        self._alive[self._size : end] = table.alive
        self._size = end

    def kill(self, keys: Sequence[int]) -> None:
        self._alive[: self._size][np.isin(self._keys[: self._size], keys)] = False

    def is_mostly_dead(self) -> bool:
        return self._size > 0 and 1 - self._alive[: self._size].mean() > MOST_DEAD

    def _make_room(self, rows: int) -> None:
        extra = rows - len(self._keys)
        self._keys = np.concatenate([self._keys, np.zeros(extra, np.int64)])
        self._version_keys = np.concatenate([self._version_keys, np.zeros(extra, np.int64)])
        self._alive = np.concatenate([self._alive, np.zeros(extra, np.bool_)])
        grown: Matrix = np.empty((rows, self._vectors.shape[1]), np.float32)
        grown[: self._size] = self._vectors[: self._size]
        self._vectors = grown


class VectorTables:
    """One table per embedder asked for, read at the first question and kept in step afterwards."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._tables: dict[str, Growing] = {}
        database.watch(self._follow)

    def table(self, embedder: str) -> VectorTable:
        with self._lock:
            if embedder not in self._tables:
                self._tables[embedder] = Growing(self._read(embedder, after=0))
            return self._tables[embedder].view()

    def forget(self, embedder: str) -> None:
        """Read the table anew at the next question: vectors came for passages stored long ago."""
        with self._lock:
            self._tables.pop(embedder, None)

    def _follow(self, change: Change) -> None:
        with self._lock:
            for embedder, table in self._tables.items():
                if change.removed:
                    table.kill(change.removed)
                if change.added:
                    table.append(self._read(embedder, after=table.last_key()))
                if table.is_mostly_dead():
                    self._tables[embedder] = Growing(living(table.view()))

    def _read(self, embedder: str, after: int) -> VectorTable:
        with self._database.reading() as connection:
            return _read(connection, embedder, after)


def living(table: VectorTable) -> VectorTable:
    """The table without its dead rows."""
    kept = table.alive
    return VectorTable(table.keys[kept], table.version_keys[kept], table.vectors[kept], kept[kept])


def _read(connection: Connection, embedder: str, after: int) -> VectorTable:
    same = and_(vectors.c.text_hash == passages.c.text_hash, vectors.c.embedder == embedder)
    query = (
        select(passages.c.key, passages.c.version_key, vectors.c.whole)
        .join(vectors, same)
        .where(passages.c.current, passages.c.key > after)
        .order_by(passages.c.key)
    )
    rows = connection.execute(query).all()
    if not rows:
        none = np.empty(0, np.int64)
        return VectorTable(none, none, np.empty((0, 0), np.float32), np.empty(0, np.bool_))
    keys, version_keys, wholes = zip(*rows, strict=True)
    return VectorTable(np.array(keys), np.array(version_keys), matrix(wholes), np.ones(len(keys), np.bool_))
