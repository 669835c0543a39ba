"""One SQLite file: many readers, one writer, every failure told as `StoreUnavailable`.

A commit survives a power cut (WAL with synchronous=FULL, https://www.sqlite.org/pragma.html#pragma_synchronous).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from service.adapters.library.failures import as_store_unavailable
from service.adapters.library.migrate import migrate

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-4000",
)


@dataclass(slots=True)
class Change:
    """What one transaction changed, for those who keep something in memory."""

    articles: set[str] = field(default_factory=set)
    added: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    terms: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Writing:
    """A running write transaction, and what it changes."""

    connection: Connection
    change: Change = field(default_factory=Change)


class Database:
    """Pooled connections to one library file; opening it migrates it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.revision = 0
        self._watchers: list[Callable[[Change], None]] = []
        self._writer_lock = Lock()
        self._reader = _engine(path, "BEGIN", pool_size=8, max_overflow=56)
        self._writer = _engine(path, "BEGIN IMMEDIATE", pool_size=1, max_overflow=0)
        try:
            with self.writing() as writing:
                migrate(writing.connection, path)
        except BaseException:
            self.close()
            raise

    def watch(self, watcher: Callable[[Change], None]) -> None:
        """Call `watcher` after each commit that changed articles, before `revision` grows."""
        self._watchers.append(watcher)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the library throughout."""
        try:
            with self._reader.begin() as connection:
                yield connection
        except (DBAPIError, NoConnectionFree) as error:
            raise as_store_unavailable(error, self.path) from error

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One write transaction: committed and on disk when the block ends, undone when it raises."""
        with self._writer_lock:
            try:
                with self._writer.begin() as connection:
                    writing = Writing(connection)
                    yield writing
            except (DBAPIError, NoConnectionFree) as error:
                raise as_store_unavailable(error, self.path) from error
            self._announce(writing.change)

    def _announce(self, change: Change) -> None:
        if change.articles:
            for watcher in self._watchers:
                watcher(change)
            self.revision += 1

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self._reader.dispose()
        self._writer.dispose()


def _engine(path: Path, begin: str, pool_size: int, max_overflow: int) -> Engine:
    engine = create_engine(f"sqlite:///{path}", pool_size=pool_size, max_overflow=max_overflow)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        # The driver would open transactions by its own rules; ours must also cover DDL.
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
