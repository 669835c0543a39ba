"""What everybody is measured on: passages with what is known of their articles, and questions with their evidence.

Read in the peers' environments too, so it needs nothing but the standard library.
"""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

K = 10


@dataclass(frozen=True, slots=True)
class Text:
    """One passage; its place in the list is its id."""

    text: str
    about: dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; any one group of its evidence will do, and each piece of it stands in one of some passages."""

    question: str
    groups: list[list[list[int]]]


@dataclass(frozen=True, slots=True)
class Work:
    texts: list[Text]
    asked: list[Asked]

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), "utf-8")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one set-up took: processor seconds, and milliseconds for each question."""

    passages: int
    start: float
    ingest: float
    query: list[float]
    clock: list[float]
    recall: float

    @property
    def rate(self) -> float:
        """Passages taken in per processor second."""
        return self.passages / self.ingest


def read_work(path: Path) -> Work:
    found = json.loads(path.read_text("utf-8"))
    return Work([Text(**text) for text in found["texts"]], [Asked(**asked) for asked in found["asked"]])


def queries(
    search: Callable[[str], Sequence[int]], asked: Sequence[Asked]
) -> tuple[list[float], list[float], float]:
    """Processor and clock milliseconds of each question, and the mean recall; the first is asked once before."""
    search(asked[0].question)
    processor, clock, recalls = [], [], []
    for one in asked:
        begun, before = perf_counter(), process_time()
        found = search(one.question)
        processor.append(1e3 * (process_time() - before))
        clock.append(1e3 * (perf_counter() - begun))
        recalls.append(recall(found[:K], one.groups))
    return processor, clock, statistics.fmean(recalls)


def recall(found: Sequence[int], groups: Sequence[Sequence[Sequence[int]]]) -> float:
    """The share of evidence found, of the group that fared best.

    >>> recall([4, 7], [[[7], [9]], [[1]]])
    0.5
    """
    return max(sum(bool({*piece} & {*found}) for piece in group) / len(group) for group in groups)
