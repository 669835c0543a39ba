"""dealbrief on the peers' work: articles posted to its ingest story, questions put to its retrieval."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import process_time

from benchmarks.peers.questions import Case, gold
from benchmarks.peers.work import Asked, K, Measured, Text, Work, queries
from service.adapters.embed_minilm import MiniLm
from service.adapters.index_generations import VectorGenerations
from service.adapters.index_places import IndexDirectories
from service.adapters.library.opening import Library, open_library
from service.domain.article import Posted
from service.domain.question import Question
from service.ports import Scope
from service.reading.read import read
from service.stories.find import Find
from service.stories.ingest import Added, Ingest
from service.stories.reindex import PASSAGE_RULE


def measure(posted: list[Posted], cases: list[Case]) -> tuple[Measured, Measured, float, Work]:
    """dealbrief's figures, the same with vectors alone, the seconds of reading, and the work for everybody else.

    Its ingest does more than theirs: it reads the articles and cuts the passages that they are given, embeds
    sentences, indexes words as well as vectors, and has everything on disk for good.
    """
    begun = process_time()
    with opened() as (library, index, embedder):
        start = process_time() - begun
        begun = process_time()
        for one in posted:
            read(one, embedder.count_tokens)
        reading = process_time() - begun
        ingest = Ingest(
            read=read,
            articles=library.articles,
            passages=library.passages,
            journal=library.journal,
            embedder=embedder,
            index=index,
        )
        begun = process_time()
        stored = list(ingest.add_many(posted))
        taken = process_time() - begun
        assert all(isinstance(one, Added) for one in stored)
        work = _work(library, cases)
        whole = Measured(
            len(work.texts), start, taken, *queries(_search(library, index, embedder), work.asked)
        )
        vectors = queries(_by_vectors(library, index, MiniLm()), work.asked)
    return whole, replace(whole, query=vectors[0], clock=vectors[1], recall=vectors[2]), reading, work


@contextmanager
def opened() -> Iterator[tuple[Library, VectorGenerations, MiniLm]]:
    """An empty library with its vector index."""
    with tempfile.TemporaryDirectory(prefix="bench-dealbrief-") as folder:
        embedder = MiniLm()
        library = open_library(Path(folder, "library.sqlite"), embedder.name)
        place = IndexDirectories(Path(folder, "index"))
        index = VectorGenerations(
            library, place, embedder=embedder.name, passage_rule=PASSAGE_RULE, delay_seconds=0.0
        )
        index.start()
        index.settle(60)
        try:
            yield library, index, embedder
        finally:
            index.close()
            library.close()


def _search(library: Library, index: VectorGenerations, embedder: MiniLm):  # type: ignore[no-untyped-def]
    find = Find(
        catalogue=library.catalogue,
        lexical=library.lexical,
        vectors=index,
        passages=library.passages,
        articles=library.articles,
        embedder=embedder,
    )
    places = {address: place for place, address in enumerate(_addresses(library))}

    def search(question: str) -> list[int]:
        hits = find(Question(text=question, top_k=K), question).hits
        return [places[hit.article_id, hit.passage] for hit in hits]

    return search


def _by_vectors(library: Library, index: VectorGenerations, embedder: MiniLm):  # type: ignore[no-untyped-def]
    """What the peers do: embed the question, take the nearest."""
    places = {key: place for place, key in enumerate(sorted(library.passages.current_keys()))}
    return lambda question: [
        places[hit.key] for hit in index.nearest(embedder.embed([question])[0], Scope(), K)
    ]


def _work(library: Library, cases: list[Case]) -> Work:
    stored = library.passages.passages(library.passages.current_keys())
    texts = [stored[key].passage.text for key in sorted(stored)]
    same: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        same[text].append(place)
    places = {address: place for place, address in enumerate(_addresses(library))}
    asked = []
    for case in cases:
        groups = gold(case, library)
        found = [[[p for a in piece for p in same[texts[places[a]]]] for piece in group] for group in groups]
        asked.append(Asked(case.question, found))
    about = {summary.id: summary.metadata for summary in library.catalogue.articles()}
    return Work(
        [
            Text(
                text,
                {
                    "title": about[article_id].title or "",
                    "source": about[article_id].source or "",
                    "published_at": about[article_id].published_at or "",
                },
            )
            for text, (article_id, _) in zip(texts, _addresses(library), strict=True)
        ],
        [one for one in asked if all(group and all(group) for group in one.groups)],
    )


def _addresses(library: Library) -> list[tuple[str, int]]:
    stored = library.passages.passages(library.passages.current_keys())
    return [(stored[key].article_id, stored[key].passage.ordinal) for key in sorted(stored)]
