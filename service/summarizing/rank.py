"""How central a sentence is to the articles it stands in: a graph of sentences that support each other.

The graph is TextRank's (Mihalcea and Tarau, 2004): a sentence matters when sentences that matter are
like it. Likeness is by words (weighted by rarity) and, where vectors exist, by meaning. Position and
figures weigh in afterwards: news tells the deal first, and a summary of a deal without its figures is none.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DAMPING = 0.85
ROUNDS = 30
WORDS_WEIGHT = 0.5
"""Share of word likeness beside vector likeness where both exist."""

LEAD_WEIGHT = 4.0
LEAD_SENTENCES = 3.0
BREVITY = 1.0
USUAL_WORDS = 16
FIGURE_WEIGHT = 0.25
TITLE_WEIGHT = 0.4
MOST_FIGURES = 3
SHORT_WORDS, LONG_WORDS = 6, 45
LEANING = 0.7
"""What is left of a sentence that needs the one before it: "It will spend…"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that a summary may use.

    `terms` are analysed words. `place` counts from 0 within its article, over `places` sentences.
    `figures` is how many figures it holds, `words` how long it is, `on_title` the share of the title's
    terms that it holds. `article` groups candidates of one article.
    """

    article: str
    terms: tuple[str, ...]
    place: int
    places: int
    words: int
    figures: int = 0
    on_title: float = 0.0
    stands_alone: bool = True
    vector: NDArray[np.float32] | None = None


def scores(candidates: Sequence[Candidate]) -> list[float]:
    """A score a candidate, in order; higher is better, and only the order means something."""
    if not candidates:
        return []
    central = centrality(likeness(candidates))
    return [float(c) * _weight(candidate) for c, candidate in zip(central, candidates, strict=True)]


def likeness(candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """How alike each two candidates are: symmetric, 0 to 1, ones on the diagonal."""
    words = _word_likeness([c.terms for c in candidates])
    if any(c.vector is None for c in candidates):
        return words
    vectors = np.stack([c.vector for c in candidates if c.vector is not None]).astype(np.float64)
    meaning = np.clip(vectors @ vectors.T, 0.0, 1.0)
    return WORDS_WEIGHT * words + (1 - WORDS_WEIGHT) * meaning


def centrality(like: NDArray[np.float64]) -> NDArray[np.float64]:
    """The stationary share of a random reader at each sentence; they sum to 1."""
    count = len(like)
    links = like - np.diag(np.diag(like))
    totals = links.sum(axis=1, keepdims=True)
    steps = np.divide(links, totals, out=np.full_like(links, 1.0 / count), where=totals > 0)
    share = np.full(count, 1.0 / count)
    for _ in range(ROUNDS):
        share = (1 - DAMPING) / count + DAMPING * (share @ steps)
    return np.asarray(share / share.sum())


def _word_likeness(terms: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Cosine of the rarity-weighted word counts."""
    index = {term: i for i, term in enumerate(sorted({t for ts in terms for t in ts}))}
    if not index:
        return np.eye(len(terms))
    held_by = Counter(t for ts in terms for t in set(ts))
    matrix = np.zeros((len(terms), len(index)))
    for row, ts in enumerate(terms):
        for term, count in Counter(ts).items():
            matrix[row, index[term]] = count * math.log(1 + len(terms) / held_by[term])
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix = np.divide(matrix, norms, out=np.zeros_like(matrix), where=norms > 0)
    like = np.clip(matrix @ matrix.T, 0.0, 1.0)
    np.fill_diagonal(like, 1.0)
    return np.asarray(like)


def _weight(candidate: Candidate) -> float:
    lead = math.exp(-candidate.place / LEAD_SENTENCES)
    figures = min(candidate.figures, MOST_FIGURES)
    fits = 1.0 if SHORT_WORDS <= candidate.words <= LONG_WORDS else 0.6
    alone = 1.0 if candidate.stands_alone else LEANING
    # Long sentences are like many others for their length alone; what counts is what they say a word.
    brief = math.pow(min(1.0, USUAL_WORDS / max(candidate.words, 1)), BREVITY)
    return (
        alone * fits * brief
        * (1 + LEAD_WEIGHT * lead + FIGURE_WEIGHT * figures + TITLE_WEIGHT * candidate.on_title)
    )  # fmt: skip
