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
        self._timeout_seconds = timeout_seconds
        self._free = BoundedSemaphore(threads)
        self._pool = ThreadPoolExecutor(threads, "chroma")

    def __call__(self, call: Callable[[], T], timeout_seconds: float | None = None) -> T:
        timeout = timeout_seconds or self._timeout_seconds
        if not self._free.acquire(timeout=timeout):
            raise TimeoutError("every thread is waiting for an earlier call")
        try:
            future = self._pool.submit(call)
        except RuntimeError:
            self._free.release()
            raise
        future.add_done_callback(lambda _: self._free.release())
        try:
            return future.result(timeout)
        except TimeoutError:
            future.cancel()
            raise

    def close(self) -> None:
        """Take no more calls; what hangs is left behind."""
        self._pool.shutdown(wait=False, cancel_futures=True)
