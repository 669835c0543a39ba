"""The vector index as the stories see it: numbered generations, and a search that never fails.

The library is the truth. A generation is a disposable copy of its vectors, written by one background thread:
opened if it was left in order, rebuilt if it was not. Until then, and for whatever the generation has not
taken in yet, the stored vectors are searched exactly. docs/vector-index.md tells the story.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import Literal

from service.adapters.index_copying import IndexedLibrary, Stopped, batches, take_in, upsert
from service.adapters.index_lifecycle import Broken, Generations, Serving
from service.adapters.index_places import IndexPlace
from service.adapters.index_records import where
from service.adapters.vectors_chroma import ChromaVectors
from service.adapters.vectors_exact import VectorTable, allowed_rows, best, rows_of
from service.domain.errors import StoreUnavailable
from service.ports import Scope, Scored, Vector

FETCH = 4  # candidates per hit wanted: default recall@20 was 0.945, so look wider and rank exactly
FEW = 10_000  # rows that an exact scan ranks in 0.3 ms, where Chroma takes 2.5 to answer
SCAN = 200_000  # rows that a filtered search scans: Chroma's filters cost 41 ms at 10,000, 356 at 100,000
BUSY_SECONDS = 2.0  # a search this recent means that somebody is being served
LONGEST_RETRY_SECONDS = 60.0
CLOSING_SECONDS = 15.0  # longer than any one step of the background thread should take
STRIKES = 3  # an index on a server that fails as often in a row, though found whole each time, is rebuilt


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """`state` is `serving` when the index answers; in every other state search is exact and slower, not down.

    `pending` counts passages that the index has not taken in; `done` of `total` tells how far a rebuild is.
    """

    state: Literal["starting", "serving", "rebuilding", "degraded"]
    generation: int | None
    reasons: tuple[str, ...] = ()
    pending: int = 0
    done: int = 0
    total: int = 0


class VectorGenerations:
    """The port `VectorIndex`, and the writer that ingest tells of every change.

    `refresh` brings stored passages and vectors up to the embedder and passage rule in use, step by step,
    telling how many are done of how many; it is called before a generation is built.
    """

    def __init__(
        self,
        library: IndexedLibrary,
        place: IndexPlace,
        *,
        embedder: str,
        passage_rule: str,
        refresh: Callable[[], Iterable[tuple[int, int]]] = tuple,
        now: Callable[[], float] = time.time,
        pause_seconds: float = 0.2,
        retry_seconds: float = 5.0,
        delay_seconds: float = 2.0,
        few: int = FEW,
    ) -> None:
        self._library = library
        self._generations = Generations(library, place, embedder, passage_rule)
        self._refresh = refresh
        self._now = now
        self._pause_seconds = pause_seconds
        self._retry_seconds = retry_seconds
        self._delay_seconds = delay_seconds
        self._few = few
        self._serving: Serving | None = None
        self._pending: frozenset[int] = frozenset()
        self._status = IndexStatus(state="starting", generation=None)
        self._lock = Lock()
        self._last_search = 0.0
        self._strikes = 0
        self._failures = 0
        self._rebuild_wanted = False
        self._building = False
        self._stop, self._wake, self._settled = Event(), Event(), Event()
        self._worker = Thread(target=self._work, name="vector-index", daemon=True)

    def start(self) -> None:
        """Open or build the index in the background; search answers exactly meanwhile."""
        self._pending = frozenset(self._library.journal.pending_keys())
        self._worker.start()

    def close(self) -> None:
        """Stop the background thread and close the index in order."""
        self._stop.set()
        self._wake.set()
        if self._worker.ident is not None:
            self._worker.join(CLOSING_SECONDS)
            if self._worker.is_alive():
                return  # it hangs in a call to an index, which the next start will not trust
        serving, self._serving = self._serving, None
        if serving:
            self._generations.close(serving)

    def nearest(self, vector: Vector, scope: Scope, limit: int) -> list[Scored]:
        """Passages by exact cosine with `vector`, best first; never fails because an index is down."""
        self._last_search = time.monotonic()
        passages = self._library.passages
        table = passages.table()
        allowed = allowed_rows(table, passages.allowed_versions(scope))
        candidates = self._candidates(vector, scope, limit, table)
        if candidates is not None:
            hits = best(table, allowed & rows_of(table, candidates), vector, limit)
            if len(hits) == limit:
                return hits
        return best(table, allowed, vector, limit)

    def upsert(self, keys: Sequence[int]) -> None:
        """Take stored passages in; where that fails (`StoreUnavailable`), they are found exactly meanwhile.

        They stay in the journal then, and the background thread takes them in as soon as it can.
        """
        with self._lock:
            self._pending |= frozenset(keys)
        self._write(keys, lambda index, batch: upsert(self._library, index, batch))
        with self._lock:
            self._pending -= frozenset(keys)

    def delete(self, keys: Sequence[int]) -> None:
        """Drop passages that are gone from the library, and so from every search, already."""
        self._write(keys, lambda index, batch: index.delete(batch))

    def rebuild(self) -> None:
        """Build a new generation beside the one that serves, and wait until it serves in its place."""
        before = self._status.generation
        self._rebuild_wanted = True
        self._ask()
        self._settled.wait()
        if self._status.generation == before:
            raise StoreUnavailable(
                "The vector index could not be rebuilt: "
                + " ".join(self._status.reasons or ("it was closed.",))
            )

    def settle(self, timeout_seconds: float) -> bool:
        """Wait until nothing is left to do, or to do now; whether that came in time."""
        return self._settled.wait(timeout_seconds)

    def status(self) -> IndexStatus:
        return self._status

    def _candidates(self, vector: Vector, scope: Scope, limit: int, table: VectorTable) -> list[int] | None:
        """Keys worth ranking; None when a scan of all is needed, or cheaper."""
        serving, filtered = self._serving, where(scope)
        rows, fetch = len(table.keys), limit * FETCH
        if serving is None or fetch >= rows or rows <= (SCAN if filtered else self._few):
            return None
        pending = self._pending
        try:
            return [*serving.index.nearest(vector, filtered, fetch), *pending]
        except StoreUnavailable as problem:
            self._suspend(serving, problem)
            return None

    def _write(self, keys: Sequence[int], write: Callable[[ChromaVectors, Sequence[int]], None]) -> None:
        serving = self._serving
        if serving is None or self._building:
            raise StoreUnavailable("The vector index is not ready yet; it takes its changes in when it is.")
        try:
            for number, batch in enumerate(batches(keys)):
                if number:
                    self._pause()
                write(serving.index, batch)
        except StoreUnavailable as problem:
            self._suspend(serving, problem)
            raise
        except Stopped as closing:
            raise StoreUnavailable("The vector index is being closed.") from closing

    def _suspend(self, serving: Serving, problem: StoreUnavailable) -> None:
        """Search on without the index, and let the worker look what is wrong with it."""
        with self._lock:
            if self._serving is not serving:
                return
            self._serving = None
        self._strikes += 1
        self._tell("degraded", problem.message)
        self._ask()
        serving.index.close()

    def _work(self) -> None:
        # Opening imports Chroma, seconds of work: first let the service come up, or a short command end.
        self._stop.wait(self._delay_seconds)
        while not self._stop.is_set():
            self._wake.clear()
            try:
                self._step()
                self._rest()
                self._wake.wait()
            except Stopped:
                break
            except StoreUnavailable as problem:
                self._trouble(problem.message)
            except Exception as problem:  # noqa: BLE001 - a thread that dies silently would leave the index stale
                self._trouble(f"The vector index failed: {type(problem).__name__}: {problem}.")
        self._settled.set()

    def _trouble(self, reason: str) -> None:
        self._tell("degraded", reason)
        self._rebuild_wanted = False
        self._rest()
        self._stop.wait(min(self._retry_seconds * 2**self._failures, LONGEST_RETRY_SECONDS))
        self._failures += 1

    def _ask(self) -> None:
        with self._lock:
            self._settled.clear()
            self._wake.set()

    def _rest(self) -> None:
        """Nothing is left to do, or to do now: unless somebody has asked for more meanwhile."""
        with self._lock:
            if not self._wake.is_set():
                self._settled.set()

    def _step(self) -> None:
        if self._serving is None:
            self._open_last()
        if self._serving is None or self._rebuild_wanted:
            self._build()
        serving = self._serving
        if serving is None:
            return
        try:
            if take_in(self._library, serving.index, self._pause):
                self._strikes = 0
        except StoreUnavailable as problem:
            self._suspend(serving, problem)
            raise
        self._failures = 0
        with self._lock:
            self._pending = frozenset(self._library.journal.pending_keys())
        self._tell("serving")

    def _open_last(self) -> None:
        found = self._generations.open_last(suspect=self._strikes >= STRIKES)
        if isinstance(found, Broken):
            self._tell("rebuilding", f"Generation {found.number} was broken: {found.reason}.")
        elif found:
            self._serving = found
            self._generations.sweep(keep=found)

    def _build(self) -> None:
        """The one path of repair. Meanwhile nobody writes to the old one: the journal keeps the changes."""
        self._building = True
        try:
            self._tell("rebuilding", *self._status.reasons)
            self._generations.sweep(keep=self._serving)
            for done, total in self._refresh():
                self._progress(done, total)
                self._pause()
            built = self._generations.build(self._now(), self._pause, self._progress)
            before, self._serving = self._serving, built
        finally:
            self._building = False
        self._rebuild_wanted, self._strikes = False, 0
        if before:
            before.index.close()
        self._generations.sweep(keep=self._serving)

    def _pause(self) -> None:
        """Between two batches: stop if asked to, and let searches through while there are any."""
        if time.monotonic() - self._last_search < BUSY_SECONDS:
            self._stop.wait(self._pause_seconds)
        if self._stop.is_set():
            raise Stopped

    def _progress(self, done: int, total: int) -> None:
        self._tell("rebuilding", *self._status.reasons, done=done, total=total)

    def _tell(
        self,
        state: Literal["starting", "serving", "rebuilding", "degraded"],
        *reasons: str,
        done: int = 0,
        total: int = 0,
    ) -> None:
        serving = self._serving
        self._status = IndexStatus(
            state=state,
            generation=serving.number if serving else None,
            reasons=reasons,
            pending=len(self._pending),
            done=done,
            total=total,
        )
