"""A process made to be killed: checks what its predecessors acknowledged, then posts articles until it dies.

`python -m tests.fakes.kill_child DIRECTORY ACKNOWLEDGED FIRST` reads the acknowledged ids, one a line, from a
file, and says on standard output `exact` (all are found by a scan), `served` (all are found with the index
open and nothing pending), then each id it has posted.
"""

import faulthandler
import sys
from pathlib import Path

import numpy as np
import structlog

from service.adapters import vectors_chroma
from service.adapters.data_directory import open_data_directory
from service.adapters.index_generations import VectorGenerations
from service.adapters.index_places import IndexDirectories
from service.adapters.library.opening import open_library
from service.domain.article import Posted
from service.ports import PassageVectors, Scope
from service.reading.read import read
from service.retrieval.tokens import analyse
from service.stories.ingest import Ingest
from tests.fakes.articles import FakeEmbedder

SENTENCES = 20
FLUSH_EVERY = 100  # instead of 1,000, so that a short test meets many flushes
PATIENCE_SECONDS = 300.0


class WideEmbedder(FakeEmbedder):
    """One vector a text, as wide as the built-in model's, so that a flush has as much to write."""

    name = "wide"
    dimensions = 384

    def embed(self, texts):
        rows = np.stack([np.random.default_rng(list(text.encode())).normal(size=384) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def embed_passages(self, texts, spans):
        return [PassageVectors(row) for row in self.embed(texts)]

    def count_tokens(self, text):
        return 100  # every sentence is a passage


def text_of(name):
    return "\n\n".join(
        f"The fund code{name} bought stake number {n} of Northwind for ${n + 1} million."
        for n in range(SENTENCES)
    )


def found_and_verbatim(library, index, embedder, name):
    """The stored text is what was posted, and one of its sentences is found by word and by vector, verbatim."""
    article = library.articles.find(name)
    assert article.text == text_of(name), f"{name} is not what was posted"
    quote = f"The fund code{name} bought stake number 7 of Northwind for $8 million."
    by_word = library.lexical.search(analyse(f"code{name}"), Scope(), 40)
    by_vector = index.nearest(embedder.embed([quote])[0], Scope(), 1)
    for hits in (by_word, by_vector):
        stored = library.passages.passages([hit.key for hit in hits])
        assert any(one.article_id == name for one in stored.values()), f"{name} is not found"
    [passage] = [library.passages.passages([hit.key])[hit.key].passage for hit in by_vector]
    [sentence] = [article.sentences[ordinal - 1] for ordinal in passage.sentences]
    assert article.quote(sentence.start, sentence.end) == quote, f"{name} is not quoted verbatim"


def main(path, acknowledged, first):
    faulthandler.enable()
    faulthandler.dump_traceback_later(PATIENCE_SECONDS, exit=True)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    vectors_chroma.SPACE["hnsw"] |= {"sync_threshold": FLUSH_EVERY, "batch_size": FLUSH_EVERY}
    embedder = WideEmbedder()
    directory = open_data_directory(Path(path))
    library = open_library(directory.library, embedder.name)
    index = VectorGenerations(
        library,
        IndexDirectories(directory.index),
        embedder=embedder.name,
        passage_rule="1",
        delay_seconds=0,
        few=0,
    )
    names = Path(acknowledged).read_text().split()
    for name in names:
        found_and_verbatim(library, index, embedder, name)
    print("exact", flush=True)
    index.start()
    while index.status().state != "serving":
        index.settle(1)
    assert library.journal.pending_keys() == (), "something is still pending"
    for name in names:
        found_and_verbatim(library, index, embedder, name)
    ingest = Ingest(
        read=read,
        articles=library.articles,
        passages=library.passages,
        journal=library.journal,
        embedder=embedder,
        index=index,
    )
    read(
        Posted(text=text_of("warm"), language="en"), embedder.count_tokens
    )  # loads what the first reading loads
    print("served", index.status().generation, flush=True)
    faulthandler.cancel_dump_traceback_later()
    for number in range(int(first), int(first) + 100_000):
        ingest.add(Posted(text=text_of(f"n{number}"), id=f"n{number}", language="en"))
        print(f"n{number}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
