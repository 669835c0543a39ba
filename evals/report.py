"""The figures of a run, by split, with intervals; and the cases behind them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evals.case import Split
from evals.scorers.case import Judged
from evals.scorers.confidence import aurc, coverage_at, excess_aurc
from evals.statistics import Interval, Part, cluster_interval, smallest_drop

SPLITS: tuple[Split, ...] = ("check", "dev")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by its key in `Judged.scores`. `rises`: higher is better."""

    key: str
    label: str
    rises: bool = True
    headline: bool = False


DEAL_FIGURES = (
    Figure("card_recall", "deal card: fields found"),
    Figure("card_precision", "deal card: fields right"),
    Figure("role_errors", "deal card: roles swapped", rises=False),
    Figure("conflicts_found", "deal card: contradictions flagged"),
    Figure("false_alarms", "deal card: false alarms", rises=False),
    Figure("brief_recall", "brief: vital facts"),
    Figure("lead_recall", "first three sentences: vital facts"),
    Figure("brief_density", "brief: vital facts in 100 words"),
    Figure("lead_density", "first three sentences: vital facts in 100 words"),
    Figure("brief_forbidden", "brief: forbidden values", rises=False),
    Figure("invented_figures", "card and brief: figures invented", rises=False),
)
FIGURES = (
    Figure("correct_and_cited", "correct and cited", headline=True),
    Figure("abstained", "unanswerable: abstained", headline=True),
    Figure("truth", "truth (both, all cases)", headline=True),
    Figure("correct", "answer correct"),
    Figure("cited_in_full", "evidence cited in full"),
    Figure("citation_recall", "citation recall"),
    Figure("citation_precision", "citation precision"),
    Figure("valid", "citations valid"),
    Figure("verbatim", "quotes verbatim"),
    Figure("recall@1", "evidence recall@1"),
    Figure("recall@5", "evidence recall@5"),
    Figure("recall@10", "evidence recall@10"),
    Figure("recall@20", "evidence recall@20"),
    Figure("ndcg@10", "nDCG@10"),
    Figure("rr", "reciprocal rank"),
    Figure("abstention_f1", "abstention F1"),
    Figure("abstention_precision", "abstention precision"),
    Figure("over_abstention", "answerable: abstained", rises=False),
    Figure("reason", "right reason"),
    Figure("premise_corrected", "false premise: correction cited"),
    Figure("forbidden", "forbidden values said", rises=False),
    Figure("errors", "errors", rises=False),
)


def parts(judged: Iterable[Judged], key: str) -> list[Part]:
    """The shares of a figure; a case that the figure does not concern has denominator 0."""
    shares = [(j.scores.get(key, (0, 0)), j.cluster) for j in judged]
    return [Part(float(share[0]), float(share[1]), cluster) for share, cluster in shares]


def figures(judged: Sequence[Judged], wanted: Sequence[Figure] = FIGURES) -> dict[str, Interval]:
    """Every figure that counts anything, in the order of the table."""
    found = {figure.key: cluster_interval(parts(judged, figure.key)) for figure in wanted}
    return {key: interval for key, interval in found.items() if interval}


def build_report(
    judged: Sequence[Judged], about: dict[str, Any], scorer: str, deals: Sequence[Judged] = ()
) -> dict[str, Any]:
    """Everything that a table, a page, a gate or a comparison shows. Deterministic: it holds no time."""
    return {
        "run": about,
        "scorer": scorer,
        "counts": _counts(judged),
        "splits": {split: _split([j for j in judged if j.split == split]) for split in SPLITS},
        "deals": {split: _deals([j for j in deals if j.split == split]) for split in SPLITS},
        "kinds": _kinds(judged),
        "stages": dict(Counter(j.stage for j in judged if j.stage).most_common()),
    }


def _deals(judged: Sequence[Judged]) -> dict[str, Any]:
    found = figures(judged, DEAL_FIGURES)
    return {"deals": len(judged), "figures": {key: _rounded(asdict(i)) for key, i in found.items()}}


def _counts(judged: Sequence[Judged]) -> dict[str, int]:
    errors = sum(j.status == "error" for j in judged)
    return {"expected": len(judged), "scored": len(judged) - errors, "errors": errors}


def _split(judged: Sequence[Judged]) -> dict[str, Any]:
    sure = [(j.confidence or 0.0, j.right) for j in judged if j.status in ("answered", "partial")]
    return {
        "cases": len(judged),
        "clusters": len({j.cluster for j in judged}),
        "figures": {key: _rounded(asdict(interval)) for key, interval in figures(judged).items()},
        "risk": {
            name: _round(measure(sure))
            for name, measure in (
                ("aurc", aurc),
                ("excess_aurc", excess_aurc),
                ("coverage_at_2%", coverage_at),
            )
        },
        "smallest_drop": _round(smallest_drop(parts(judged, "truth"))),
    }


def _kinds(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    kinds = sorted({j.kind for j in judged})
    return {kind: _right([j for j in judged if j.kind == kind]) for kind in kinds}


def _right(judged: Sequence[Judged]) -> dict[str, int]:
    return {"cases": len(judged), "right": sum(j.right for j in judged)}


def _rounded(values: dict[str, Any]) -> dict[str, Any]:
    return {key: _round(value) for key, value in values.items()}


def _round(value: Any) -> Any:
    return round(value, 6) if isinstance(value, float) else value
