"""From the library into an index, in small batches."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, Protocol

import numpy as np

from service.adapters.index_probe import SAMPLE, Sample
from service.adapters.index_records import Articles, Passages, records
from service.adapters.library.journal import Generation, State
from service.adapters.vectors_chroma import BATCH, ChromaVectors
from service.adapters.vectors_exact import StoredVectors, rows_of


class Stopped(Exception):
    """The index is being closed; work that is half done is done again by the next start."""


class IndexedPassages(Passages, StoredVectors, Protocol):
    def current_keys(self) -> tuple[int, ...]: ...


class Journal(Protocol):
    """What the index has yet to be told, and which generations there are."""

    def pending_keys(self) -> tuple[int, ...]: ...
    def removed_keys(self) -> tuple[int, ...]: ...
    def mark_ready(self, keys: Sequence[int], action: Literal["upsert", "delete"] = "upsert") -> None: ...
    def generations(self) -> tuple[Generation, ...]: ...
    def add_generation(self, embedder: str, passage_rule: str, created: float) -> Generation: ...
    def set_state(self, number: int, state: State) -> None: ...
    def forget_generation(self, number: int) -> None: ...


class IndexedLibrary(Protocol):
    """The parts of the library that an index lives on."""

    @property
    def passages(self) -> IndexedPassages: ...
    @property
    def catalogue(self) -> Articles: ...
    @property
    def journal(self) -> Journal: ...


def take_in(library: IndexedLibrary, index: ChromaVectors, pause: Callable[[], None]) -> int:
    """Tell the index all that the journal holds, and strike it off batch by batch; returns how many keys."""
    journal, told = library.journal, 0
    while True:
        removed, pending = journal.removed_keys(), journal.pending_keys()
        if not removed and not pending:
            return told
        for keys in batches(removed):
            index.delete(keys)
            journal.mark_ready(keys, "delete")
            pause()
        for keys in batches(pending):
            upsert(library, index, keys)
            journal.mark_ready(keys, "upsert")
            pause()
        told += len(removed) + len(pending)


def copy_all(
    library: IndexedLibrary,
    index: ChromaVectors,
    pause: Callable[[], None],
    progress: Callable[[int, int], None],
) -> None:
    """Tell an empty index every current passage, also those that come while it is being told."""
    copied: set[int] = set()
    while missing := [key for key in library.passages.current_keys() if key not in copied]:
        for keys in batches(missing):
            upsert(library, index, keys)
            copied.update(keys)
            progress(len(copied), len(copied) + len(missing))
            pause()


def sample(library: IndexedLibrary) -> Sample:
    """Passages spread over the whole library that the index should hold."""
    table = library.passages.table()
    journal = library.journal
    rows = np.flatnonzero(table.alive & ~rows_of(table, journal.pending_keys()))
    chosen = (
        rows[np.linspace(0, len(rows) - 1, min(SAMPLE, len(rows))).astype(np.int64)] if len(rows) else rows
    )
    return Sample(tuple(table.keys[chosen].tolist()), table.vectors[chosen], len(rows))


def upsert(library: IndexedLibrary, index: ChromaVectors, keys: Sequence[int]) -> None:
    index.upsert(records(keys, library.passages, library.catalogue))


def batches(keys: Sequence[int], size: int = BATCH) -> Iterator[Sequence[int]]:
    for first in range(0, len(keys), size):
        yield keys[first : first + size]
