"""Chroma, embedded or as a server, holding one generation of the vector index in one collection.

Chroma is imported when the first generation is opened: its import takes seconds. Its default embedding
function would download a model, so every call passes vectors of our own; its Python server
(CVE-2026-45829) is never imported.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from service.adapters.bounded_calls import BoundedCalls
from service.adapters.index_records import Record
from service.domain.errors import SettingsRejected, StoreUnavailable
from service.ports import Vector

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

BATCH = 50  # larger batches block queries: 250 records at once took their median from 4 to 738 ms
THREADS = 8
OPENING = 6  # opening imports Chroma and replays its log: it may take this many times a call's deadline
SPACE = {"hnsw": {"space": "cosine", "ef_construction": 100, "ef_search": 200, "max_neighbors": 16}}

T = TypeVar("T")


class ChromaVectors:
    """One collection. Whatever goes wrong is a `StoreUnavailable` naming the place, and no call hangs."""

    def __init__(
        self, connect: Callable[[], "ClientAPI"], where: str, collection: str, timeout_seconds: float
    ):
        self._where = where
        self._name = collection
        self._calls = BoundedCalls(THREADS, timeout_seconds)
        self._client = self._call(connect, timeout_seconds * OPENING)
        self._collection = self._call(self._open, timeout_seconds * OPENING)

    def upsert(self, records: Sequence[Record]) -> None:
        """Take in at most `BATCH` records; a key that is there already is replaced."""
        if records:
            self._call(
                lambda: self._collection.upsert(
                    ids=[str(record.key) for record in records],
                    embeddings=[record.vector for record in records],
                    metadatas=[record.metadata() for record in records],
                )
            )

    def delete(self, keys: Sequence[int]) -> None:
        """Drop the keys; unknown ones are no error."""
        if keys:
            self._call(lambda: self._collection.delete(ids=[str(key) for key in keys]))

    def nearest(self, vector: Vector, where: dict[str, Any] | None, limit: int) -> list[int]:
        """Keys of about the nearest records, best first: approximate, so ask for more than needed."""
        found = self._call(
            lambda: self._collection.query(
                query_embeddings=[vector], n_results=limit, where=where, include=["distances"]
            )
        )
        return [int(key) for key in found["ids"][0]]

    def count(self) -> int:
        return int(self._call(self._collection.count))

    def drop(self) -> None:
        """Delete the collection itself."""
        self._call(lambda: self._client.delete_collection(self._name))

    def close(self) -> bool:
        """Whether it was closed in order: without an error, and with no call still at work in it."""
        try:
            self._call(lambda: _close(self._client))
            in_order = True
        except StoreUnavailable:
            in_order = False
        return self._calls.close() and in_order

    def _open(self) -> Any:
        return self._client.get_or_create_collection(
            self._name,
            embedding_function=None,
            configuration=SPACE,  # type: ignore[arg-type]
        )

    def _call(self, call: Callable[[], T], timeout_seconds: float | None = None) -> T:
        """Chroma raises its own errors, httpx's, ValueError, bare Exception, and panics of its Rust core."""
        try:
            return self._calls(lambda: _without_panic(call), timeout_seconds)
        except TimeoutError as late:
            raise StoreUnavailable(f"The vector index at {self._where} did not answer in time.") from late
        except Exception as problem:
            raise StoreUnavailable(
                f"The vector index at {self._where} failed ({type(problem).__name__}: {str(problem)[:200]})."
            ) from problem


def _without_panic(call: Callable[[], T]) -> T:
    """A panic is no `Exception`; in these threads nothing else is none, so it can be made one."""
    try:
        return call()
    except Exception:
        raise
    except BaseException as panic:  # noqa: BLE001
        raise RuntimeError(f"{type(panic).__name__}: {panic}") from None


def _close(client: "ClientAPI") -> None:
    client.close()  # type: ignore[attr-defined]  # the class has it, its interface does not


def open_embedded(directory: Path, collection: str, timeout_seconds: float = 10.0) -> ChromaVectors:
    """Chroma inside this process, in a directory that no other process may open."""

    def connect() -> "ClientAPI":
        from chromadb import PersistentClient  # noqa: PLC0415
        from chromadb.config import Settings  # noqa: PLC0415

        return PersistentClient(str(directory), Settings(anonymized_telemetry=False))

    return ChromaVectors(connect, str(directory), collection, timeout_seconds)


def open_server(url: str, collection: str, timeout_seconds: float = 5.0) -> ChromaVectors:
    """A collection of the Chroma server at `url`, such as `http://127.0.0.1:8001`."""
    return ChromaVectors(_to_server(url), url, collection, timeout_seconds)


def ping_server(url: str, timeout_seconds: float = 5.0) -> None:
    """Raise `StoreUnavailable` unless a Chroma server answers at `url`."""
    connect, calls = _to_server(url), BoundedCalls(1, timeout_seconds)
    try:
        # Connecting asks the server for its tenant.
        calls(lambda: _close(connect()), timeout_seconds * OPENING)
    except TimeoutError as late:
        raise StoreUnavailable(f"The Chroma server at {url} did not answer in time.") from late
    except Exception as problem:
        raise StoreUnavailable(
            f"The Chroma server at {url} cannot be reached; check DEALBRIEF_CHROMA_URL."
        ) from problem
    finally:
        calls.close()


def _to_server(url: str) -> Callable[[], "ClientAPI"]:
    host, port, secure = address(url)

    def connect() -> "ClientAPI":
        from chromadb import HttpClient  # noqa: PLC0415
        from chromadb.config import Settings  # noqa: PLC0415

        return HttpClient(host, port, secure, settings=Settings(anonymized_telemetry=False))

    return connect


def address(url: str) -> tuple[str, int, bool]:
    """Host, port and whether it is https.

    >>> address("http://chroma:8000")
    ('chroma', 8000, False)
    >>> address("https://chroma.example")
    ('chroma.example', 443, True)
    """
    try:
        parts = urlsplit(url)
        host, port, secure = parts.hostname, parts.port, parts.scheme == "https"
    except ValueError:
        host, port, secure = None, None, False
    if not host or not url.startswith(("http://", "https://")):
        raise SettingsRejected(
            f"DEALBRIEF_CHROMA_URL is {url!r}, which is no http address. Try http://127.0.0.1:8001."
        )
    return host, port or (443 if secure else 80), secure
