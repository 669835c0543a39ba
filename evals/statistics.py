"""How far a figure can be trusted: intervals over clusters, paired tests, and the smallest visible drop."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SEED = 17
RESAMPLES = 10_000
_Z = 1.959964 + 0.841621
"""5 % two-sided with 80 % power."""


@dataclass(frozen=True, slots=True)
class Part:
    """One case's share of a ratio: numerator, denominator, and the cluster it belongs to."""

    numerator: float
    denominator: float
    cluster: str


@dataclass(frozen=True, slots=True)
class Interval:
    value: float
    low: float
    high: float
    cases: int
    clusters: int


def ratio(parts: Sequence[Part]) -> float | None:
    """The ratio of sums; None where nothing is counted. Never a mean of per-case ratios.

    >>> ratio([Part(1, 2, "a"), Part(0, 2, "b")])
    0.25
    """
    total = sum(part.denominator for part in parts)
    return sum(part.numerator for part in parts) / total if total else None


def cluster_interval(parts: Sequence[Part], resamples: int = RESAMPLES, seed: int = SEED) -> Interval | None:
    """The ratio with its 95 % percentile interval, resampling whole clusters.

    Questions about one deal fail together: resampling cases instead rejected a true null 33 % of the time.
    """
    value = ratio(parts)
    if value is None:
        return None
    numerators, denominators = _by_cluster(parts)
    drawn = _ratios(numerators, denominators, resamples, seed)
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    counted = sum(1 for part in parts if part.denominator)
    return Interval(value, float(low), float(high), counted, len(numerators))


def _by_cluster(parts: Sequence[Part]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    counted = [part for part in parts if part.denominator]
    names = sorted({part.cluster for part in counted})
    sums = {name: [0.0, 0.0] for name in names}
    for part in counted:
        sums[part.cluster][0] += part.numerator
        sums[part.cluster][1] += part.denominator
    table = np.array([sums[name] for name in names], dtype=np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _ratios(
    numerators: NDArray[np.float64], denominators: NDArray[np.float64], resamples: int, seed: int
) -> NDArray[np.float64]:
    generator = np.random.default_rng(seed)
    clusters = len(numerators)
    drawn = generator.multinomial(clusters, np.full(clusters, 1 / clusters), size=resamples)
    with np.errstate(invalid="ignore", divide="ignore"):
        out: NDArray[np.float64] = (drawn @ numerators) / (drawn @ denominators)
    return out


def mcnemar(fixed: int, regressed: int) -> float:
    """The exact two-sided p of as uneven a split of the changed cases, if both ways were as likely.

    >>> mcnemar(0, 0), mcnemar(9, 1)
    (1.0, 0.021484375)
    """
    n = fixed + regressed
    tail: float = sum(math.comb(n, k) for k in range(min(fixed, regressed) + 1)) / 2**n
    return min(1.0, 2 * tail)


@dataclass(frozen=True, slots=True)
class Difference:
    """B minus A over the same cases; `p` (exact McNemar) is None where cases are not right or wrong."""

    delta: float
    low: float
    high: float
    fixed: int
    regressed: int
    p: float | None


def paired(
    a: Sequence[Part], b: Sequence[Part], resamples: int = RESAMPLES, seed: int = SEED
) -> Difference | None:
    """The paired difference with its clustered interval; both runs are resampled with the same clusters."""
    before, after = ratio(a), ratio(b)
    if before is None or after is None:
        return None
    clusters = sorted({part.cluster for part in [*a, *b]})
    tables = [_aligned(parts, clusters) for parts in (a, b)]
    drawn_a, drawn_b = (_ratios(table[:, 0], table[:, 1], resamples, seed) for table in tables)
    low, high = np.nanpercentile(drawn_b - drawn_a, [2.5, 97.5])
    shares = [
        (x.numerator / x.denominator, y.numerator / y.denominator)
        for x, y in zip(a, b, strict=True)
        if x.denominator and y.denominator
    ]
    fixed, regressed = sum(y > x for x, y in shares), sum(y < x for x, y in shares)
    binary = all(share in (0, 1) for pair in shares for share in pair)
    return Difference(
        after - before,
        float(low),
        float(high),
        fixed,
        regressed,
        mcnemar(fixed, regressed) if binary else None,
    )


def _aligned(parts: Sequence[Part], clusters: list[str]) -> NDArray[np.float64]:
    sums = {name: [0.0, 0.0] for name in clusters}
    for part in parts:
        sums[part.cluster][0] += part.numerator
        sums[part.cluster][1] += part.denominator
    return np.array([sums[name] for name in clusters], dtype=np.float64).reshape(-1, 2)


def smallest_drop(parts: Sequence[Part], flips: float = 0.06) -> float | None:
    """The smallest true drop that a paired comparison would show 4 times in 5.

    Assumes that `flips` of the cases change by chance between two systems as good as each other, and
    widens by the design effect that the clusters have in this run.
    """
    n = sum(1 for part in parts if part.denominator)
    value = ratio(parts)
    if not n or value is None:
        return None
    numerators, denominators = _by_cluster(parts)
    spread = float(np.nanvar(_ratios(numerators, denominators, 2000, SEED)))
    alone = value * (1 - value) / n
    effect = max(1.0, spread / alone) if alone else 1.0
    return float(_Z * math.sqrt(flips / n * effect))
