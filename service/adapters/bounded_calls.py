"""Calls into a library that has no timeout of its own: a few threads, a deadline, and no queue."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TypeVar

T = TypeVar("T")


class BoundedCalls:
    """Runs calls in a few threads; a call that is late, or finds them all stuck, raises `TimeoutError`.

    A late call cannot be stopped and keeps its thread until it ends: a hanging peer holds a few, no more.
    """

    def __init__(self, threads: int, timeout_seconds: float) -> None:
        self._threads = threads
        self._timeout_seconds = timeout_seconds
        self._free = BoundedSemaphore(threads)
        self._pool = ThreadPoolExecutor(threads, "chroma")

    def __call__(self, call: Callable[[], T], timeout_seconds: float | None = None) -> T:
        timeout = timeout_seconds or self._timeout_seconds
        if not self._free.acquire(timeout=timeout):
            raise TimeoutError("every thread is waiting for an earlier call")
        try:
            future = self._pool.submit(self._run, call)
        except RuntimeError:
            self._free.release()
            raise
        try:
            return future.result(timeout)
        except TimeoutError:
            if future.cancel():
                self._free.release()
            raise

    def close(self) -> bool:
        """Take no more calls; False when one hangs and is left behind."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        return all(self._free.acquire(blocking=False) for _ in range(self._threads))

    def _run(self, call: Callable[[], T]) -> T:
        try:
            return call()
        finally:
            self._free.release()  # before the result is seen: whoever has it finds the thread free
