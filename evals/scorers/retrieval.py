"""Retrieval judged by evidence spans, never by chunk ids; nDCG and reciprocal rank by `ir_measures`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, nDCG

from evals.reply import Found
from evals.scorers.grounds import COVERED, Area, Grounds, covered

CUTS = (1, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first rank at which each gold span of the best group is covered; None where it never is."""

    ranks: tuple[int | None, ...]

    def complete_at(self, cut: int) -> bool:
        return bool(self.ranks) and all(rank is not None and rank <= cut for rank in self.ranks)


def rank_evidence(hits: Sequence[Found], grounds: Grounds) -> Ranking:
    """Where the evidence was found: of several groups, the one completed first."""
    areas = [Area(hit.article_id, hit.start, hit.end) for hit in hits]
    rankings = [Ranking(tuple(_first(span, areas) for span in group)) for group in grounds.groups]
    return min(rankings, key=_lateness, default=Ranking(()))


def _first(span: Area, areas: list[Area]) -> int | None:
    """The rank by which the hits so far cover the span, so that a span cut by a passage border counts."""
    touching = [at for at, area in enumerate(areas) if span.shared(area)]
    for at in touching:
        if covered(span, areas[: at + 1]) >= COVERED:
            return at + 1
    return None


def _lateness(ranking: Ranking) -> tuple[int, int]:
    found = [rank for rank in ranking.ranks if rank is not None]
    return (len(ranking.ranks) - len(found), max(found, default=0))


def graded(rankings: Mapping[str, Ranking], depth: int = 20) -> dict[str, dict[str, float]]:
    """nDCG@10 and RR per case. Scores are minus the rank, because `ir_measures` breaks ties by id."""
    qrels = [
        ir_measures.Qrel(case, f"span{n}", 1) for case, r in rankings.items() for n in range(len(r.ranks))
    ]
    run = [ir_measures.ScoredDoc(case, *doc) for case, r in rankings.items() for doc in _documents(r, depth)]
    out: dict[str, dict[str, float]] = {case: {"ndcg@10": 0.0, "rr": 0.0} for case in rankings}
    if qrels:
        for metric in ir_measures.iter_calc([nDCG @ 10, RR], qrels, run):
            out[metric.query_id]["ndcg@10" if metric.measure == nDCG @ 10 else "rr"] = metric.value
    return out


def _documents(ranking: Ranking, depth: int) -> list[tuple[str, float]]:
    spans = {rank: [] for rank in range(1, depth + 1)}  # type: dict[int, list[str]]
    for n, rank in enumerate(ranking.ranks):
        if rank is not None and rank <= depth:
            spans[rank].append(f"span{n}")
    ordered = [doc for rank in spans for doc in (spans[rank] or [f"other{rank}"])]
    return [(doc, -float(at)) for at, doc in enumerate(ordered)]
