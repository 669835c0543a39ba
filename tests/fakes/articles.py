"""Prepared articles for tests: one passage a paragraph, terms by white space, vectors from a hash of the text."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from service.domain.article import Metadata, Passage, Reading, Role, Sentence
from service.ports import Matrix, PassageVectors, Prepared
from service.stories.annotate import likeness

EMBEDDER = "fake"
DIMENSIONS = 8


def vector_of(text: str) -> np.ndarray:
    """A unit vector that only this text has."""
    seed = int.from_bytes(sha256(text.encode()).digest()[:8], "little")
    vector = np.random.default_rng(seed).normal(size=DIMENSIONS).astype(np.float32)
    return vector / np.linalg.norm(vector)


def reading_of(text: str, metadata: Metadata = Metadata()) -> Reading:  # noqa: B008 - frozen
    """Each line is a sentence and a passage of its own."""
    sentences, passages, start = [], [], 0
    for line in text.split("\n"):
        if line.strip():
            ordinal, end = len(sentences) + 1, start + len(line)
            sentences.append(Sentence(ordinal, start, end, Role.CONTENT))
            passages.append(Passage(ordinal, (ordinal,), start, end, line))
        start += len(line) + 1
    return Reading(text=text, sentences=tuple(sentences), passages=tuple(passages), metadata=metadata)


def prepared(article_id: str, text: str, **metadata: object) -> Prepared:
    """An article as ingest hands it to the library."""
    reading = reading_of(text, Metadata(**metadata))  # type: ignore[arg-type]
    return Prepared(
        id=article_id,
        reading=reading,
        embedder=EMBEDDER,
        vectors={p.text: passage_vectors(p.text) for p in reading.passages},
        lexical=tuple(tuple(p.text.lower().split()) for p in reading.passages),
        bands=likeness(reading),
    )


def passage_vectors(text: str) -> PassageVectors:
    return PassageVectors(vector_of(text), vector_of(text + "#1")[None])


class FakeEmbedder:
    """Embeds by hash, and remembers every text it was given."""

    name = EMBEDDER
    dimensions = DIMENSIONS

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> Matrix:
        return np.stack([vector_of(text) for text in texts])

    def embed_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[PassageVectors]:
        self.embedded += texts
        return [
            PassageVectors(vector_of(text), np.stack([vector_of(text[a:b]) for a, b in of_text]))
            for text, of_text in zip(texts, spans, strict=True)
        ]

    def count_tokens(self, text: str) -> int:
        return len(text.split())
