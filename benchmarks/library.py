"""How fast the library is with 100,000 passages: saving, word search, scopes, and the vector matrix.

Synthetic passages of 40 to 90 words drawn by Zipf's law from 60,000, and questions drawn the same way
without the 20 commonest words.
CPU time too, since it says the same on a busy machine. Run: python benchmarks/library.py [passages]
"""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.adapters.library.opening import Library, open_library
from service.domain.article import Metadata, Passage, Reading, Role, Sentence
from service.domain.question import Filters
from service.ports import PassageVectors, Prepared, Scope

WORDS = 60_000
PASSAGES_EACH = 10
DIMENSIONS = 384
QUESTIONS = 60


def main(passages: int) -> None:
    rng = np.random.default_rng(1)
    with TemporaryDirectory() as directory:
        library = open_library(Path(directory) / "library.sqlite", "bench")
        seconds = _fill(library, passages // PASSAGES_EACH, rng)
        size = sum(file.stat().st_size for file in Path(directory).iterdir())
        print(
            f"save: {seconds / passages * PASSAGES_EACH * 1e3:.1f} ms an article, {size / 1e6:.0f} MB in all"
        )
        _searches(library, rng)
        _memory(library)
        library.close()


def _fill(library: Library, articles: int, rng: np.random.Generator) -> float:
    weights = 1 / np.arange(1, WORDS + 1)
    cumulative = np.cumsum(weights / weights.sum())
    started, spent = time.perf_counter(), 0.0
    for number in range(articles):
        prepared = _article(number, rng, cumulative)
        before = time.perf_counter()
        library.articles.save(prepared)
        spent += time.perf_counter() - before
        if number % 2000 == 1999:
            print(f"  {number + 1} articles after {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return spent


def _article(number: int, rng: np.random.Generator, cumulative: NDArray[np.float64]) -> Prepared:
    terms = tuple(_words(rng, cumulative, int(rng.integers(40, 90))) for _ in range(PASSAGES_EACH))
    texts = [" ".join(words) for words in terms]
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
    spans = [(int(start), int(start) + len(text)) for start, text in zip(starts, texts, strict=False)]
    sentences = tuple(Sentence(n, a, b, Role.CONTENT) for n, (a, b) in enumerate(spans, 1))
    packed = tuple(
        Passage(n, (n,), a, b, text) for n, ((a, b), text) in enumerate(zip(spans, texts, strict=True), 1)
    )
    metadata = Metadata(
        source=f"Source {number % 50}",
        published_at=date.fromordinal(738_000 + number % 1000).isoformat(),
    )
    reading = Reading(text="\n".join(texts), sentences=sentences, passages=packed, metadata=metadata)
    vectors = rng.normal(size=(PASSAGES_EACH, DIMENSIONS)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Prepared(
        id=f"article-{number}",
        reading=reading,
        embedder="bench",
        vectors={text: PassageVectors(v, np.stack([v] * 4)) for text, v in zip(texts, vectors, strict=True)},
        lexical=terms,
    )


def _words(rng: np.random.Generator, cumulative: NDArray[np.float64], count: int) -> tuple[str, ...]:
    return tuple(f"w{n}" for n in np.searchsorted(cumulative, rng.random(count)))


def _searches(library: Library, rng: np.random.Generator) -> None:
    weights = 1 / np.arange(1, WORDS + 1)
    cumulative = np.cumsum(weights / weights.sum())
    # Stop words are never asked: the 20 commonest words stand for them.
    questions = [
        [w for w in _words(rng, cumulative, int(rng.integers(5, 12))) if int(w[1:]) >= 20]
        for _ in range(QUESTIONS)
    ]
    scopes = {
        "no limit": Scope(),
        "as of (half)": Scope(as_of=date.fromordinal(738_500)),
        "one source of 50": Scope(filters=Filters(sources=("source 7",))),
        "three articles": Scope(filters=Filters(article_ids=("article-5", "article-77", "article-600"))),
    }
    for name, scope in scopes.items():
        search = partial(library.lexical.search, scope=scope, limit=100)
        _report(f"search, {name}", search, questions)
    _report("counts", library.catalogue.counts, questions)
    keys = [[hit.key for hit in library.lexical.search(q, Scope(), 100)] for q in questions]
    _report("100 passages", library.passages.passages, keys)
    _report("100 vectors", library.passages.vectors, keys)
    _report("find an article", library.articles.find, [f"article-{n}" for n in range(QUESTIONS)])
    _report("find it again", library.articles.find, [f"article-{n}" for n in range(QUESTIONS)])


def _memory(library: Library) -> None:
    _report("matrix, first", lambda _: library.passages.table(), [0])
    _report("matrix, again", lambda _: library.passages.table(), range(QUESTIONS))
    _report("article list, first", lambda _: library.catalogue.articles(), [0])
    _report("vocabulary, first", lambda _: library.catalogue.vocabulary(), [0])
    matrix = library.passages.table().vectors
    _report("exact scan", lambda n: matrix @ matrix[n], range(QUESTIONS))
    scope = Scope(as_of=date.fromordinal(738_500))
    _report("versions in scope", library.passages.allowed_versions, [scope] * 10)


def _report(name: str, call: Callable[[Any], object], arguments: Sequence[Any]) -> None:
    wall, processor = [], []
    for argument in arguments:
        started, cpu = time.perf_counter(), time.thread_time()
        call(argument)
        processor.append((time.thread_time() - cpu) * 1e3)
        wall.append((time.perf_counter() - started) * 1e3)
    worst = f", p95 {quantiles(processor, n=20)[-1]:.1f}" if len(processor) > 1 else ""
    print(f"{name}: median {median(processor):.2f} ms of CPU{worst} ({median(wall):.2f} ms by the clock)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
