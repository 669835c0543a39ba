"""Whether a generation finds what it holds: asked in a child, since a torn index can crash who opens it."""

import io
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np

from service.adapters.vectors_chroma import ChromaVectors, import_chroma, open_embedded
from service.domain.errors import StoreUnavailable
from service.ports import Matrix

SAMPLE = 200  # a lookup takes milliseconds
LEAST_FOUND = 0.8  # an approximate index may miss a few records even when it is whole
SECONDS = 300.0  # for a child that waits; one that spins is ended by `_limit` long before


@dataclass(frozen=True, slots=True)
class Sample:
    """Some records that a whole index finds by their own vectors, and how many records it must hold."""

    keys: tuple[int, ...]
    vectors: Matrix
    count: int

    def to_bytes(self) -> bytes:
        buffer = io.BytesIO()
        np.savez(buffer, keys=np.array(self.keys, np.int64), vectors=self.vectors, count=np.array(self.count))
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sample":
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            return cls(tuple(arrays["keys"].tolist()), arrays["vectors"], int(arrays["count"]))


def examine(index: ChromaVectors, sample: Sample) -> str | None:
    """What is wrong with the index; None when nothing is."""
    held = index.count()
    if held < sample.count:
        return f"it holds {held} of {sample.count} passages"
    found = sum(
        key in index.nearest(vector, None, 10)
        for key, vector in zip(sample.keys, sample.vectors, strict=True)
    )
    if found < LEAST_FOUND * len(sample.keys):
        return f"it finds {found} of {len(sample.keys)} passages by their own vectors"
    return None


def examine_in_child(directory: Path, collection: str, sample: Sample) -> str | None:
    """The same for an embedded index, in a process that may crash or hang."""
    command = [sys.executable, "-m", "service.adapters.index_probe", str(directory), collection]
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=sample.to_bytes(), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"it did not open within {SECONDS:g} seconds"
    if child.returncode == 0:
        return None
    if child.returncode == 1:
        told = child.stdout.decode("utf-8", "replace").strip()
        return told or "its examination failed"
    return f"opening it ended a process with status {child.returncode}"


def main(directory: str, collection: str) -> int:
    sample = Sample.from_bytes(sys.stdin.buffer.read())
    import_chroma()
    _limit(sample.count)
    try:
        reason = examine(open_embedded(Path(directory), collection, SECONDS), sample)
    except StoreUnavailable as problem:
        reason = problem.message
    sys.stdout.write(reason or "")
    return 1 if reason else 0


def _limit(count: int) -> None:
    """A torn graph can make whoever opens it spin for ever: allow a few times what the import has just cost.

    The limits are the process's own, so they also end a child whose parent was killed.
    """
    seconds = ceil(5 + 4 * time.process_time() + count / 10_000)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    signal.alarm(int(SECONDS))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
