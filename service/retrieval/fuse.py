"""One ranking from several: scores brought to one scale and added.

Scores are fused, not ranks: a clear lead of one retriever is worth more than a place
(Bruch et al., "An Analysis of Fusion Functions for Hybrid Retrieval", 2023; docs/retrieval.md has ours).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.evidence import Retriever
from service.ports import Scored


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage by its key, with a score from 0 to 1 and who found it."""

    key: int
    score: float
    found_by: tuple[Retriever, ...]


def fuse(lexical: Sequence[Scored], vector: Sequence[Scored], share: float) -> list[Fused]:
    """Both result lists as one, best first; what only one side found gets nothing from the other.

    >>> words, meanings = [Scored(1, 9.0), Scored(2, 3.0)], [Scored(2, 0.8), Scored(3, 0.2)]
    >>> [(hit.key, hit.score) for hit in fuse(words, meanings, share=0.65)]
    [(1, 0.65), (2, 0.35), (3, 0.0)]
    """
    words, meanings = scaled(lexical), scaled(vector)
    fused = [
        Fused(
            key,
            share * words.get(key, 0.0) + (1 - share) * meanings.get(key, 0.0),
            _found_by(key in words, key in meanings),
        )
        for key in words | meanings
    ]
    return sorted(fused, key=lambda hit: (-hit.score, hit.key))


def scaled(hits: Sequence[Scored]) -> dict[int, float]:
    """Scores by key, the best 1 and the worst 0.

    >>> scaled([Scored(7, 12.0), Scored(8, 9.0), Scored(9, 4.0)])
    {7: 1.0, 8: 0.625, 9: 0.0}
    """
    if not hits:
        return {}
    low, high = min(hit.score for hit in hits), max(hit.score for hit in hits)
    return {hit.key: (hit.score - low) / (high - low) if high > low else 1.0 for hit in hits}


def best_of(rankings: Sequence[Sequence[Fused]]) -> list[Fused]:
    """Rankings of several queries as one: each passage by its best score.

    >>> best_of([[Fused(1, 0.9, ("lexical",))], [Fused(1, 0.4, ("vector",)), Fused(2, 0.5, ("vector",))]])
    [Fused(key=1, score=0.9, found_by=('lexical', 'vector')), Fused(key=2, score=0.5, found_by=('vector',))]
    """
    merged: dict[int, Fused] = {}
    for hit in (hit for ranking in rankings for hit in ranking):
        merged[hit.key] = _merge(merged[hit.key], hit) if hit.key in merged else hit
    return sorted(merged.values(), key=lambda hit: (-hit.score, hit.key))


def _merge(one: Fused, other: Fused) -> Fused:
    names = {*one.found_by, *other.found_by}
    return Fused(one.key, max(one.score, other.score), _found_by("lexical" in names, "vector" in names))


def _found_by(lexical: bool, vector: bool) -> tuple[Retriever, ...]:
    found: dict[Retriever, bool] = {"lexical": lexical, "vector": vector}
    return tuple(retriever for retriever, did in found.items() if did)
