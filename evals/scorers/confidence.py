"""Risk against coverage: is the system more often right where it says that it is surer?"""

from collections.abc import Sequence

RISK = 0.02


def risk_curve(judged: Sequence[tuple[float, bool]]) -> list[float]:
    """The share of errors among the i surest answers, for every i; ties are taken worst first.

    >>> risk_curve([(0.9, True), (0.5, False), (0.8, True)])
    [0.0, 0.0, 0.3333333333333333]
    """
    errors, curve = 0, []
    for i, (_, right) in enumerate(sorted(judged, key=lambda j: (-j[0], j[1])), 1):
        errors += not right
        curve.append(errors / i)
    return curve


def aurc(judged: Sequence[tuple[float, bool]]) -> float | None:
    """Area under the risk-coverage curve: the mean risk over all coverages; lower is better."""
    curve = risk_curve(judged)
    return sum(curve) / len(curve) if curve else None


def excess_aurc(judged: Sequence[tuple[float, bool]]) -> float | None:
    """What the area loses against the best possible order of the same answers: 0 is perfect."""
    area = aurc(judged)
    best = aurc([(float(right), right) for _, right in judged])
    return None if area is None or best is None else area - best


def coverage_at(judged: Sequence[tuple[float, bool]], risk: float = RISK) -> float | None:
    """The largest share of answers that can be given while at most `risk` of them are wrong."""
    curve = risk_curve(judged)
    return max((i for i, r in enumerate(curve, 1) if r <= risk), default=0) / len(curve) if curve else None
