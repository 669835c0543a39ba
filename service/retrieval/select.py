"""From fused passages to hits: copies collapsed, several articles covered."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heapreplace

from service.domain.evidence import Retriever
from service.ports import ArticleSummary, StoredPassage


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage on its way to be a hit; `copies` are other articles that hold the same passage."""

    stored: StoredPassage
    score: float
    found_by: tuple[Retriever, ...]
    copies: tuple[str, ...] = ()


def collapse(ranked: Sequence[Candidate], articles: Mapping[str, ArticleSummary]) -> list[Candidate]:
    """Each text once, at its best place, from the article that had it first."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in ranked:
        groups.setdefault(" ".join(candidate.stored.passage.text.split()), []).append(candidate)
    return [_first_reported(group, articles) for group in groups.values()]


def cover(ranked: Sequence[Candidate], most: int, penalty: float) -> list[Candidate]:
    """The best `most`, where an article that has had its say gives way to another one nearly as good."""
    said = Counter[str]()

    def worth(place: int) -> float:
        one = ranked[place]
        return one.score - penalty * math.log1p(said[one.stored.article_id])

    # What a passage is worth only ever falls, so a place on top that is still worth its price is the best one.
    waiting = [(-one.score, place) for place, one in enumerate(ranked)]
    heapify(waiting)
    chosen: list[Candidate] = []
    while waiting and len(chosen) < most:
        price, place = waiting[0]
        if -worth(place) > price:
            heapreplace(waiting, (-worth(place), place))
            continue
        heappop(waiting)
        chosen.append(ranked[place])
        said[ranked[place].stored.article_id] += 1
    return chosen


def _first_reported(group: Sequence[Candidate], articles: Mapping[str, ArticleSummary]) -> Candidate:
    def order(candidate: Candidate) -> tuple[bool, str]:
        summary = articles.get(candidate.stored.article_id)
        published = summary.metadata.published_at if summary else None
        return bool(summary and summary.duplicate_of), published or "9999"

    first = min(group, key=order)
    copies = dict.fromkeys(
        c.stored.article_id for c in group if c.stored.article_id != first.stored.article_id
    )
    return replace(first, score=group[0].score, copies=tuple(copies))
