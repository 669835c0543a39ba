"""`make bench`: how fast and how large dealbrief is with 1,000, 10,000 and 100,000 passages, and how that grows.

The first thousand passages are posted to a server of its own like anybody's; the others are stored with vectors made by
perturbing real ones (benchmarks/growth.py). Questions are asked over HTTP. Prints Markdown tables.
Processor times are the server's own; times by the clock are those of this machine with whatever else it does.
"""

import argparse
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.corpus import article, questions
from benchmarks.embedding import embedding
from benchmarks.growth import Loaded, enlarge
from benchmarks.machine import described, load
from benchmarks.server import Asked, Server, served
from benchmarks.stages import stages
from service.adapters.embed_minilm import MiniLm

FIRST = 1_000
ASKERS = {1: 30, 8: 48, 64: 128}  # how many ask at once, and how many questions they have together
TOGETHER = 10  # articles posted, before it is seen whether they are enough
ASKED_MEANWHILE = 30
ASKED_TOGETHER = 96  # more than may be held, all at once
HEADS = [
    "askers",
    "answers/s",
    "p50 ms",
    "p99 ms",
    "retrieval p50",
    "p99",
    "processor ms each",
    "not answered",
]
MEANWHILE = 50  # articles posted while one asker asks


@dataclass(frozen=True, slots=True)
class Round:
    """What so many askers saw."""

    askers: int
    answers: Sequence[Asked]
    wall: float
    processor: float

    @property
    def told(self) -> list[Asked]:
        """What was answered."""
        return [one for one in self.answers if one.code == 200]

    def row(self) -> list[str]:
        told = self.told
        codes = Counter(one.code for one in self.answers if one.code != 200)
        failed = ", ".join(f"{count} with {code}" for code, count in codes.items()) or "0"
        if not told:
            return [str(self.askers), *["-"] * 6, failed]
        seen = [one.seconds * 1e3 for one in told]
        found = [one.trace["retrieve"] for one in told]
        return [
            str(self.askers),
            f"{len(told) / self.wall:.1f}",
            *(f"{value:.0f}" for value in (*spread(seen), *spread(found))),
            f"{1e3 * self.processor / len(told):.0f}",
            failed,
        ]


@dataclass(frozen=True, slots=True)
class Size:
    """A library of one size, measured."""

    passages: int
    articles: int
    stored: Loaded
    indexed: float
    start: tuple[float, float, float]
    rounds: Sequence[Round]
    memory: tuple[float, float]
    disk: tuple[int, int]
    stages: dict[str, float]
    recall: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    begun, sizes = time.perf_counter(), options.parse_args().sizes
    print(f"Machine: {described()}.\nLoad when it began: {load():.1f}.\n", flush=True)
    _tell_embedding()
    measured: list[Size] = []
    with tempfile.TemporaryDirectory(prefix="dealbrief-bench-") as folder:
        data = Path(folder)
        for number, size in enumerate(sizes):
            before = measured[-1].articles if measured else 0
            measured.append(_size(data, before, size, first=number == 0))
            _tell_size(measured[-1])
    _tell_growth(measured)
    print(f"\nLoad when it ended: {load():.1f}. The whole run took {time.perf_counter() - begun:.0f} s.")


def _tell_embedding() -> None:
    found = embedding()
    print("## Embedding, one thread, passages per processor second\n")
    bare = (f"onnxruntime, batch {size}" for size in found.bare)
    print(_table(["", *bare, "exact sums, batch 1", "dealbrief", "of the best"]))
    rates = (f"{rate:.0f}" for rate in (*found.bare.values(), found.exact, found.ours))
    print(_row([f"{found.tokens:.0f} tokens each", *rates, f"{found.share:.2f}"]) + "\n", flush=True)


def _size(data: Path, before: int, passages: int, *, first: bool) -> Size:
    """Bring the library to this size and measure it."""
    if first:
        stored = _posted(data, passages)
        articles = stored.articles + MEANWHILE
    else:
        stored = enlarge(data / "library.sqlite", MiniLm(threads=1).name, before, passages)
        articles = before + stored.articles
    shutil.rmtree(data / "index", ignore_errors=True)  # the index is built anew: the journal tells no price
    with served(data) as server:
        begun = server.used().processor
        server.settle()
        indexed = server.used().processor - begun
    with served(data) as server:
        start = (server.ready, server.used().processor, 1e3 * server.ask(_some(1, articles), 1)[0].seconds)
        server.settle()
        rounds = [_round(server, askers, count, articles) for askers, count in ASKERS.items()]
        memory = (server.used().memory, server.used().peak)
    asked = _some(40, articles)
    disk = (_bytes(data / "library.sqlite"), _bytes(data / "index"))
    with get_context("spawn").Pool(1) as fresh:  # a process with no other threads that compute
        spent, recall = fresh.apply(stages, (data, asked))
    return Size(passages, articles, stored, indexed, start, rounds, memory, disk, spent, recall)


def _posted(data: Path, passages: int) -> Loaded:
    """A new library, posted over HTTP; then what becomes of askers while it grows, and of too many of them."""
    with served(data) as server:
        begun, before, count, held = time.perf_counter(), server.used().processor, 0, 0
        while held < passages:
            held += server.post([article(number) for number in range(count, count + TOGETHER)])
            count += TOGETHER
        stored = Loaded(count, held, time.perf_counter() - begun, server.used().processor - before)
        server.settle()
        _tell_busy(server, count)
    return stored


def _tell_busy(server: Server, articles: int) -> None:
    more = [article(number) for number in range(articles, articles + MEANWHILE)]
    asked = _some(ASKED_MEANWHILE, articles, skip=500)
    quiet = spread([1e3 * one.seconds for one in server.ask(asked, 1)])
    with ThreadPoolExecutor(1) as poster:
        posted = poster.submit(server.post, more)
        busy = spread([1e3 * one.seconds for one in server.ask(_some(ASKED_MEANWHILE, articles), 1)])
        posted.result()
    together = server.ask(_some(ASKED_TOGETHER, articles, skip=200), ASKED_TOGETHER)
    seen = [one.seconds for one in together if one.code == 200]
    refused = [one.seconds for one in together if one.code == 503]
    print("## Under strain, 1,000 passages\n")
    print(
        f"* One asker: p50 {quiet[0]:.0f} ms, p99 {quiet[1]:.0f}; while {MEANWHILE} articles are posted, ",
        end="",
    )
    print(f"p50 {busy[0]:.0f} ms, p99 {busy[1]:.0f}.")
    print(
        f"* {ASKED_TOGETHER} questions at once: {len(seen)} answered, the last after {max(seen):.1f} s; ",
        end="",
    )
    print(f"{len(refused)} told to come back, the last after {max(refused, default=0):.1f} s.\n", flush=True)


def _round(server: Server, askers: int, count: int, articles: int) -> Round:
    begun, before = time.perf_counter(), server.used().processor
    answers = server.ask(_some(count, articles, skip=1_000 * askers), askers)
    return Round(askers, answers, time.perf_counter() - begun, server.used().processor - before)


def _some(count: int, articles: int, skip: int = 0) -> list[str]:
    return list(questions(count + skip, articles))[skip:]


def _bytes(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else path.parent.glob(path.name + "*")
    return sum(file.stat().st_size for file in files if file.is_file())


def _tell_size(size: Size) -> None:
    how = (
        "posted over HTTP, embedding included" if size.passages == FIRST else "stored with perturbed vectors"
    )
    print(f"## {size.passages:,} passages, {size.articles:,} articles\n")
    print(
        f"The last {size.stored.passages:,} were {how}: {size.stored.passages / size.stored.wall:.0f} passages a second, "
        f"{1e3 * size.stored.processor / size.stored.articles:.1f} ms of processor an article. The index took "
        f"{size.indexed:.1f} s of processor ({1e3 * size.indexed / size.passages:.2f} ms a passage). Ready after "
        f"{size.start[0]:.2f} s ({size.start[1]:.2f} of processor); the first question took {size.start[2]:.0f} ms. "
        f"Memory {size.memory[0]:.0f} MB, at most {size.memory[1]:.0f}. On disk "
        f"{size.disk[0] / size.articles / 1e3:.1f} kB an article, and {size.disk[1] / size.articles / 1e3:.1f} in the index.\n"
    )
    print(_table(HEADS))
    for one in size.rounds:
        print(_row(one.row()))
    print("\nMilliseconds of the median question: ", end="")
    print(", ".join(f"{stage} {ms:.1f}" for stage, ms in size.stages.items()) + ".")
    print(
        f"Vector search finds {size.recall:.3f} of the nearest twenty that a full scan finds.\n", flush=True
    )


def _tell_growth(sizes: Sequence[Size]) -> None:
    print("## Growth\n")
    print(_table(["", *(f"{size.passages:,}" for size in sizes), "exponent"]))
    for name, values in _growing(sizes):
        shown = [f"{value:.3g}" if value < 100 else f"{value:,.0f}" for value in values]
        shown = ["-"] * (len(sizes) - len(values)) + shown
        print(_row([name, *shown, f"{exponent([s.passages for s in sizes], values):.2f}"]))


def _growing(sizes: Sequence[Size]) -> Iterator[tuple[str, list[float]]]:
    alone = [size.rounds[0] for size in sizes]
    yield "retrieval, p50 ms", [spread([a.trace["retrieve"] for a in one.told])[0] for one in alone]
    yield "retrieval, processor ms", [sum(list(size.stages.values())[:-1]) for size in sizes]
    yield "ask, p50 ms", [spread([1e3 * a.seconds for a in one.told])[0] for one in alone]
    yield "ask, processor ms", [1e3 * one.processor / len(one.told) for one in alone]
    later = [size.stored for size in sizes]
    yield "storing an article, processor ms", [1e3 * one.processor / one.articles for one in later[1:]]
    yield "indexing, processor s", [size.indexed for size in sizes]
    yield "start to ready, processor s", [size.start[1] for size in sizes]
    yield "memory, MB", [size.memory[0] for size in sizes]
    yield "disk, MB", [sum(size.disk) / 1e6 for size in sizes]


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The slope in logarithms: 0 is flat, 1 grows with the library."""
    over = np.log(sizes[len(sizes) - len(values) :])
    return float(np.polyfit(over, np.log(values), 1)[0]) if len(values) > 1 else float("nan")


def spread(values: Sequence[float]) -> tuple[float, float]:
    """The median and the ninety-ninth percentile."""
    return float(np.percentile(values, 50)), float(np.percentile(values, 99))


def _table(heads: Sequence[str]) -> str:
    return f"{_row(heads)}\n|{'---|' * len(heads)}"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
