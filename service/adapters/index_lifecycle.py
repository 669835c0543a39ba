"""The life of a generation: opened if that is safe, else built anew; removed when another serves."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog

from service.adapters.index_copying import IndexedLibrary, batches, copy_all, sample
from service.adapters.index_places import IndexPlace
from service.adapters.vectors_chroma import ChromaVectors
from service.domain.errors import StoreUnavailable

MARKED_TOGETHER = 1_000

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Serving:
    """The generation that answers."""

    number: int
    index: ChromaVectors


@dataclass(frozen=True, slots=True)
class Broken:
    """A generation that must not answer, and why."""

    number: int
    reason: str


class Generations:
    """Generations in one place, each with a row in the library, which is written before anything is made."""

    def __init__(self, library: IndexedLibrary, place: IndexPlace, embedder: str, passage_rule: str) -> None:
        self._library = library
        self._place = place
        self._made_by = (embedder, passage_rule)

    def open_last(self, suspect: bool = False) -> Serving | Broken | None:
        """The generation that served last, if it can; None if it would not be made like that today.

        A `suspect` one is taken for broken, whatever its place would say.
        """
        rows = self._library.journal.generations()
        last = next((row for row in reversed(rows) if row.state == "serving"), None)
        if last is None or (last.embedder, last.passage_rule) != self._made_by:
            return None
        self._place.reach()
        expected = sample(self._library)
        reason = "it keeps failing" if suspect else self._place.check(last.number, expected)
        if reason is None:
            index = self._place.open(last.number)
            if index.count() >= expected.count:
                return Serving(last.number, index)
            index.close()
            reason = "passages are missing from it"
        log.warning("index.broken", generation=last.number, reason=reason)
        self._library.journal.set_state(last.number, "broken")
        return Broken(last.number, reason)

    def build(self, now: float, pause: Callable[[], None], progress: Callable[[int, int], None]) -> Serving:
        """A new generation, filled from the stored vectors; on record as the one that serves."""
        self._place.reach()
        journal = self._library.journal
        number = journal.add_generation(*self._made_by, now).number
        index = self._place.open(number)
        covered = journal.pending_keys(), journal.removed_keys()
        try:
            copy_all(self._library, index, pause, progress)
            journal.set_state(number, "serving")
        except BaseException:
            index.close()
            with suppress(StoreUnavailable):  # failed builds would fill the disk; `sweep` gets the rest
                self._remove(number)
            raise
        # What the journal asked for before the copying began has been done by it.
        for keys in batches(covered[0], MARKED_TOGETHER):
            journal.mark_ready(keys, "upsert")
        for keys in batches(covered[1], MARKED_TOGETHER):
            journal.mark_ready(keys, "delete")
        log.info("index.built", generation=number)
        return Serving(number, index)

    def sweep(self, keep: Serving | None) -> None:
        """Remove every other generation: retired, broken, or never finished."""
        for row in self._library.journal.generations():
            if keep is None or row.number != keep.number:
                self._remove(row.number)

    def close(self, serving: Serving) -> None:
        """Close in order, so that the next start may open it."""
        self._place.close(serving.number, serving.index)

    def _remove(self, number: int) -> None:
        self._place.remove(number)
        self._library.journal.forget_generation(number)
