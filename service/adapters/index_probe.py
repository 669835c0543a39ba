"""Whether a generation finds what it holds."""

from dataclasses import dataclass

from service.adapters.vectors_chroma import ChromaVectors
from service.ports import Matrix

SAMPLE = 200  # a lookup takes milliseconds
LEAST_FOUND = 0.8  # an approximate index may miss a few records even when it is whole


@dataclass(frozen=True, slots=True)
class Sample:
    """Some records that a whole index finds by their own vectors, and how many records it must hold."""

    keys: tuple[int, ...]
    vectors: Matrix
    count: int


def examine(index: ChromaVectors, sample: Sample) -> str | None:
    """What is wrong with the index; None when nothing is.

    It only reads. A torn embedded index can pass it and crash the process that writes to it next, so this
    is for an index in somebody else's process.
    """
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
