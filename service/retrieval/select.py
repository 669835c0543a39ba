"""From fused passages to hits: copies collapsed, several articles covered."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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
    waiting, chosen, said = list(ranked), list[Candidate](), Counter[str]()
    while waiting and len(chosen) < most:
        best = max(waiting, key=lambda one: one.score - penalty * math.log1p(said[one.stored.article_id]))
        waiting.remove(best)
        chosen.append(best)
        said[best.stored.article_id] += 1
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
