"""Where the time of a question goes: the ask story run in this process, with every port timed.

Processor time, so that it says the same on a busy machine: of the thread that answers, and for a search in
Chroma, which has threads of its own, of the process.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from service.adapters.embed_minilm import MiniLm
from service.adapters.index_generations import VectorGenerations
from service.adapters.index_places import IndexDirectories
from service.adapters.library.opening import Library, open_library
from service.adapters.pair_minilm import PairMiniLm
from service.adapters.vectors_exact import ExactVectors
from service.answering.conversation import standalone
from service.domain.evidence import Evidence
from service.domain.question import Question
from service.ports import Scope
from service.stories.find import Find
from service.stories.look import Look
from service.stories.reindex import PASSAGE_RULE

PORTS = {
    "embed": "embed the question",
    "search": "search words",
    "nearest": "search vectors",
    "passages": "read passages",
    "vectors": "read sentence vectors",
    "articles": "read articles",
    "find": "read articles",
    "counts": "count terms",
    "vocabulary": "count terms",
    "score": "read pairs",
}
NEAREST = 20
REST = ("fuse, collapse, offer", "read and choose sentences")


class Timed:
    """A port whose calls are timed into one ledger; calls inside other calls count once."""

    def __init__(self, inner: object, ledger: dict[str, float]) -> None:
        self._inner = inner
        self._ledger = ledger

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        stage = PORTS.get(name)
        return self._timing(found, stage) if stage and callable(found) else found

    def _timing(self, call: Callable[..., Any], stage: str) -> Callable[..., Any]:
        clock = time.process_time if stage == "search vectors" else time.thread_time

        def timed(*args: Any, **named: Any) -> Any:
            begun = clock()
            try:
                return call(*args, **named)
            finally:
                self._ledger[stage] += clock() - begun

        return timed


def stages(data: Path, questions: Sequence[str]) -> tuple[dict[str, float], float]:
    """Milliseconds of each stage at the median question, and the share of the nearest twenty that is found."""
    embedder = MiniLm(threads=1)
    library = open_library(data / "library.sqlite", embedder.name)
    index = VectorGenerations(
        library,
        IndexDirectories(data / "index"),
        embedder=embedder.name,
        passage_rule=PASSAGE_RULE,
        delay_seconds=0.0,
    )
    index.start()
    try:
        index.settle(600)
        return _measured(library, index, embedder, questions), _recall(library, index, embedder, questions)
    finally:
        index.close()
        library.close()


def _measured(
    library: Library, index: VectorGenerations, embedder: MiniLm, questions: Sequence[str]
) -> dict[str, float]:
    ledger: dict[str, float] = defaultdict(float)

    def timed(port: object) -> Any:
        return Timed(port, ledger)

    find = Find(
        catalogue=timed(library.catalogue),
        lexical=timed(library.lexical),
        vectors=timed(index),
        passages=timed(library.passages),
        articles=timed(library.articles),
        embedder=timed(embedder),
    )

    def finding(question: Question, standalone: str, queries: Sequence[str] = ()) -> Evidence:
        begun, before = time.thread_time(), _within_thread(ledger)
        evidence = find(question, standalone, queries)
        ledger[REST[0]] += time.thread_time() - begun - (_within_thread(ledger) - before)
        return evidence

    look = Look(finding, timed(library.articles), timed(library.catalogue), scorer=timed(PairMiniLm()))
    spent: dict[str, list[float]] = defaultdict(list)
    for number, question in enumerate(questions):
        ledger.clear()
        begun = time.thread_time()
        look(Question(text=question), standalone(question, ()))
        ledger[REST[1]] = time.thread_time() - begun - _within_thread(ledger)
        if number:  # the first question reads what the others share
            for stage in dict.fromkeys((*PORTS.values(), *REST)):
                spent[stage].append(1e3 * ledger[stage])
    return {stage: statistics.median(values) for stage, values in spent.items()}


def _recall(library: Library, index: VectorGenerations, embedder: MiniLm, questions: Sequence[str]) -> float:
    exact, shares = ExactVectors(library.passages), list[float]()
    for question in questions:
        vector = embedder.embed([question])[0]
        wanted, found = ({hit.key for hit in one.nearest(vector, Scope(), NEAREST)} for one in (exact, index))
        shares.append(len(wanted & found) / len(wanted))
    return statistics.fmean(shares)


def _within_thread(ledger: dict[str, float]) -> float:
    return sum(seconds for stage, seconds in ledger.items() if stage != "search vectors")
