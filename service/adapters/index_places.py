"""Where generations of the vector index live: directories here, or collections of a Chroma server."""

import os
import shutil
from pathlib import Path
from typing import Protocol

from service.adapters.index_probe import Sample, examine
from service.adapters.vectors_chroma import ChromaVectors, open_embedded, open_server, ping_server
from service.domain.errors import StoreUnavailable


class IndexPlace(Protocol):
    """Everything may raise `StoreUnavailable`, which means: try again later."""

    def reach(self) -> None:
        """Raise unless generations can be opened here at all."""
        ...

    def check(self, number: int, sample: Sample) -> str | None:
        """Why the generation cannot be used; None when it can be opened without danger."""
        ...

    def open(self, number: int) -> ChromaVectors: ...

    def close(self, number: int, index: ChromaVectors) -> None:
        """Close it in order, so that the next start may open it."""
        ...

    def remove(self, number: int) -> None:
        """Delete the generation, whatever state it is in; one that is gone is no error."""
        ...


class IndexDirectories:
    """`gen-0001/` and so on. `gen-0001.closed` beside it says that it was closed in order.

    Without that file it is never opened again: Chroma reads from some torn indexes and crashes this whole process
    at the next write (docs/decisions/001-a-torn-index-is-never-opened.md).
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def reach(self) -> None:
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise _unwritable(self._directory, problem) from problem

    def check(self, number: int, sample: Sample) -> str | None:
        if not self._path(number).is_dir():
            return "its directory is gone"
        return None if self._closed(number).exists() else "it was not closed in order"

    def open(self, number: int) -> ChromaVectors:
        try:
            self._closed(number).unlink(missing_ok=True)
            _sync(self._directory)
        except OSError as problem:
            raise _unwritable(self._directory, problem) from problem
        return open_embedded(self._path(number), collection(number))

    def close(self, number: int, index: ChromaVectors) -> None:
        if not index.close():
            return
        try:
            for path in self._path(number).rglob("*"):
                _sync(path)
            self._closed(number).touch()
            _sync(self._directory)
        except OSError as problem:
            raise _unwritable(self._directory, problem) from problem

    def remove(self, number: int) -> None:
        try:
            self._closed(number).unlink(missing_ok=True)
            shutil.rmtree(self._path(number))
        except FileNotFoundError:
            pass
        except OSError as problem:
            raise _unwritable(self._directory, problem) from problem

    def _path(self, number: int) -> Path:
        return self._directory / f"gen-{number:04}"

    def _closed(self, number: int) -> Path:
        return self._directory / f"gen-{number:04}.closed"


class IndexServer:
    """Collections `deals__gen_0001` and so on, of the Chroma server at one address."""

    def __init__(self, url: str, timeout_seconds: float = 5.0) -> None:
        self._url = url
        self._timeout_seconds = timeout_seconds

    def reach(self) -> None:
        ping_server(self._url, self._timeout_seconds)

    def check(self, number: int, sample: Sample) -> str | None:
        index = self.open(number)
        try:
            return examine(index, sample)
        except StoreUnavailable as problem:
            self.reach()  # raises when the whole server is away: then nothing is known of this generation
            return problem.message
        finally:
            index.close()

    def open(self, number: int) -> ChromaVectors:
        return open_server(self._url, collection(number), self._timeout_seconds)

    def close(self, number: int, index: ChromaVectors) -> None:
        index.close()

    def remove(self, number: int) -> None:
        index = self.open(number)
        try:
            index.drop()
        finally:
            index.close()


def collection(number: int) -> str:
    """The name of a generation's collection.

    >>> collection(7)
    'deals__gen_0007'
    """
    return f"deals__gen_{number:04}"


def _sync(path: Path) -> None:
    """Make what was written to a file, or which files a directory has, last through a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(directory: Path, problem: OSError) -> StoreUnavailable:
    return StoreUnavailable(
        f"The vector index in {directory} cannot be written ({problem}). Search goes on without it; "
        "free some space or give this user write permission."
    )
