"""Searching words and vectors for what was asked, first where the question points, and ranking what was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.ports import LexicalIndex, PassageStore, Scope, VectorIndex
from service.retrieval.fuse import Fused, best_of, fuse
from service.retrieval.periods import best_closeness
from service.retrieval.select import Candidate
from service.retrieval.tuning import Tuning
from service.stories.asked import Asked
from service.stories.recall import Recall

POOL = 150  # the best passages, from which copies are taken out: more than `top_k` can ask for


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for, where, and how much a find there counts."""

    asked: Asked
    scope: Scope
    weight: float


class Searching:
    """Ranked passages for texts that were read."""

    def __init__(
        self, lexical: LexicalIndex, vectors: VectorIndex, passages: PassageStore, tuning: Tuning
    ) -> None:
        self._lexical = lexical
        self._vectors = vectors
        self._passages = passages
        self._tuning = tuning

    def ranked(self, asked: Sequence[Asked], scope: Scope, memory: Recall) -> list[Candidate]:
        """The best passages of all searches together, each by its best score."""
        searches = [search for one in asked for search in self._searches(one, scope)]
        best = best_of([self._found(search, memory) for search in searches])[:POOL]
        stored = memory.passages([hit.key for hit in best], self._passages)
        return [Candidate(stored[hit.key], hit.score, hit.found_by) for hit in best if hit.key in stored]

    def _searches(self, asked: Asked, scope: Scope) -> Iterator[Search]:
        """Everything in scope; and each named source by itself, also for what the question asks of it."""
        yield Search(asked, scope, self._tuning.elsewhere if asked.parts else 1.0)
        for source, parts in asked.parts.items():
            inside = replace(scope, filters=replace(scope.filters, sources=(source,)))
            yield from (Search(one, inside, 1.0) for one in (asked, *parts))

    def _found(self, search: Search, memory: Recall) -> list[Fused]:
        asked, each = search.asked, self._tuning.each
        lexical = self._lexical.search(asked.terms, search.scope, each)
        vector = [] if asked.vector is None else self._vectors.nearest(asked.vector, search.scope, each)
        fused = fuse(lexical, vector, self._tuning.lexical_share)
        stored = memory.passages([hit.key for hit in fused], self._passages)
        return [
            replace(
                hit, score=search.weight * (hit.score + self._lift(asked, stored[hit.key].article_id, memory))
            )
            for hit in fused
            if hit.key in stored
        ]

    def _lift(self, asked: Asked, article_id: str, memory: Recall) -> float:
        """What a passage gains by its article: the names, words and times asked for."""
        several = len(asked.parts) > 1  # then its names and words are about several articles, not one
        gained = asked.gained.get(article_id, 0.0) * (self._tuning.lift_of_several if several else 1.0)
        if not asked.periods or article_id not in memory.known.articles:
            return gained
        published = memory.known.articles[article_id].metadata.published_on
        return gained + self._tuning.period_share * best_closeness(asked.periods, published)
