"""One case judged: every score with its reason, and the first stage that failed."""

from dataclasses import asdict, dataclass, field
from typing import Any

from evals.case import Case
from evals.reply import Reply
from evals.scorers.finding import Finding, find
from evals.scorers.retrieval import CUTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A case after scoring. `right` is the headline for an answerable case, the abstention for others.

    `scores` maps a figure to its numerator and denominator in this case, so that a ratio over many
    cases is a ratio of sums. `stage` is None where the case is right.
    """

    id: str
    kind: str
    cluster: str
    split: str
    answerable: bool
    status: str
    right: bool
    stage: str | None
    confidence: float | None
    scores: dict[str, tuple[float, float]] = field(default_factory=dict)
    ranks: tuple[int | None, ...] = ()
    why: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        return asdict(self)


_OF_ANSWERABLE = (
    "correct_and_cited",
    "correct",
    "over_abstention",
    "citation_recall",
    "cited_in_full",
    *(f"recall@{cut}" for cut in CUTS),
)


def judge_error(case: Case, error: str) -> Judged:
    """A case without an answer: wrong in every respect, and never an abstention."""
    counted = _OF_ANSWERABLE if case.answerable else ("abstained", "abstention_f1")
    return Judged(
        **_about(case),
        status="error",
        right=False,
        stage="error",
        confidence=None,
        scores=dict.fromkeys((*counted, "truth"), (0.0, 1.0)) | {"errors": (1.0, 1.0)},
        why=(error,),
    )


def judge(case: Case, reply: Reply, texts: dict[str, str]) -> Judged:
    """Score one reply against its case, on the texts of the system that gave it."""
    found = find(case, reply, texts)
    return Judged(
        **_about(case),
        status=reply.status,
        right=found.right,
        stage=None if found.right else found.stage(),
        confidence=reply.confidence,
        scores=_scores(found),
        ranks=found.ranking.ranks,
        why=found.reasons(),
    )


def _about(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "kind": case.kind,
        "cluster": case.cluster,
        "split": case.split,
        "answerable": case.answerable,
    }


def _scores(found: Finding) -> dict[str, tuple[float, float]]:
    case, reply, counts = found.case, found.reply, found.counts
    scores: dict[str, tuple[float, float]] = {"truth": (found.right, 1), "errors": (0, 1)}
    if case.forbidden:
        scores["forbidden"] = (bool(found.banned), 1)
    if counts.emitted:
        scores |= {"valid": (counts.valid, counts.emitted), "verbatim": (counts.verbatim, counts.emitted)}
    if case.reason:
        scores["reason"] = (reply.reason == case.reason, 1)
    hit = reply.abstained and not case.answerable
    scores["abstention_f1"] = (2 * hit, reply.abstained + (not case.answerable))
    scores["abstention_precision"] = (hit, reply.abstained)
    if case.expect == "correct_premise" and case.evidence:
        scores["premise_corrected"] = (counts.complete and counts.sound, 1)
    if not case.answerable:
        return scores | {"abstained": (reply.abstained, 1)}
    return scores | {
        "correct_and_cited": (found.right, 1),
        "correct": (found.correct, 1),
        "over_abstention": (reply.abstained, 1),
        "citation_precision": (counts.relevant, max(counts.emitted, not reply.abstained)),
        "citation_recall": (counts.recall, 1),
        "cited_in_full": (counts.complete, 1),
        **{f"recall@{cut}": (found.ranking.complete_at(cut), 1) for cut in CUTS},
    }
