"""A large library without the hours of embedding it: stored vectors made by perturbing real ones.

What is real: the text, the words, every row and index that a posted article has. What is not: an article is neither read
nor embedded; each passage gets the vectors of one that was, mixed with another's and turned at random.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np

from benchmarks.corpus import BenchArticle, article
from service.adapters.library.opening import Library, open_library
from service.domain.article import Metadata, Passage, Reading, Role, Sentence
from service.ports import Matrix, PassageVectors, Prepared
from service.stories.annotate import lexical_terms

MIXED = 0.6  # of another passage's vectors added to one's: clusters run into each other, as in real libraries
TURNED = 0.4  # of the vector's length, in random directions


@dataclass(frozen=True, slots=True)
class Loaded:
    """What adding articles to a library took, in seconds."""

    articles: int
    passages: int
    wall: float
    processor: float


def enlarge(path: Path, embedder: str, first: int, passages: int) -> Loaded:
    """Store articles from number `first` on until the library holds so many passages."""
    library = open_library(path, embedder)
    try:
        return _enlarge(library, embedder, first, passages)
    finally:
        library.close()


def _enlarge(library: Library, embedder: str, first: int, passages: int) -> Loaded:
    rng = np.random.default_rng(first)
    real = _real_vectors(library)
    held = len(library.passages.current_keys())
    number, added, wall, processor = first, 0, 0.0, 0.0
    while held + added < passages:
        prepared = _prepared(article(number), embedder, real, rng)
        begun, spent = time.perf_counter(), time.process_time()
        library.articles.save(prepared)
        wall, processor = wall + time.perf_counter() - begun, processor + time.process_time() - spent
        added += len(prepared.lexical)
        number += 1
    return Loaded(number - first, added, wall, processor)


def _real_vectors(library: Library) -> list[PassageVectors]:
    keys = library.passages.current_keys()[:1_000]
    return [one for one in library.passages.vectors(keys).values() if one.sentences is not None]


def _prepared(
    one: BenchArticle, embedder: str, real: list[PassageVectors], rng: np.random.Generator
) -> Prepared:
    reading = _reading(one)
    vectors = {
        passage.text: _perturbed(_drawn(real, rng), _drawn(real, rng), len(passage.sentences), rng)
        for passage in reading.passages
    }
    lexical = tuple(lexical_terms(passage, reading.metadata) for passage in reading.passages)
    return Prepared(id=one.id, reading=reading, embedder=embedder, vectors=vectors, lexical=lexical)


def _reading(one: BenchArticle) -> Reading:
    text = one.text
    sentences, passages = list[Sentence](), list[Passage]()
    for paragraph, start in zip(one.paragraphs, _starts(one), strict=True):
        spans = accumulate(paragraph[:-1], lambda place, sentence: place + len(sentence) + 1, initial=start)
        first = len(sentences) + 1
        sentences += [
            Sentence(ordinal, begin, begin + len(sentence), Role.CONTENT)
            for ordinal, (begin, sentence) in enumerate(zip(spans, paragraph, strict=True), first)
        ]
        end = sentences[-1].end
        ordinals = tuple(range(first, len(sentences) + 1))
        passages.append(Passage(len(passages) + 1, ordinals, start, end, text[start:end]))
    metadata = Metadata(title=one.title, source=one.source, published_at=one.published_at, language="en")
    return Reading(text=text, sentences=tuple(sentences), passages=tuple(passages), metadata=metadata)


def _starts(one: BenchArticle) -> Iterator[int]:
    lengths = (len(" ".join(paragraph)) + 2 for paragraph in one.paragraphs[:-1])
    return accumulate(lengths, initial=0)


def _drawn(real: list[PassageVectors], rng: np.random.Generator) -> PassageVectors:
    return real[rng.integers(len(real))]


def _perturbed(
    one: PassageVectors, other: PassageVectors, sentences: int, rng: np.random.Generator
) -> PassageVectors:
    assert one.sentences is not None
    rows = np.vstack([one.whole, np.resize(one.sentences, (sentences, len(one.whole)))])
    noise = rng.standard_normal(rows.shape, dtype=np.float32) * (TURNED / rows.shape[1] ** 0.5)
    moved: Matrix = rows + rng.uniform(0, MIXED) * other.whole + noise
    turned = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return PassageVectors(turned[0], turned[1:])
