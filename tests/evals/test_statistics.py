"""Intervals cover, tests are exact, and a run compared with itself shows no difference at all."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.scorers.confidence import aurc, coverage_at, excess_aurc
from evals.statistics import Part, cluster_interval, mcnemar, paired, ratio, smallest_drop


def clustered(clusters: int, size: int, spread: float, seed: int, mean: float = 0.6) -> list[Part]:
    """Cases whose chance of being right is drawn once a cluster."""
    draw = np.random.default_rng(seed)
    chances = np.clip(mean + spread * draw.standard_normal(clusters), 0, 1)
    return [
        Part(float(draw.random() < chance), 1.0, f"c{n}")
        for n, chance in enumerate(chances)
        for _ in range(size)
    ]


@given(st.integers(0, 12), st.integers(0, 12))
def test_mcnemar_equals_counting_every_outcome(fixed: int, regressed: int) -> None:
    """The exact p is the share of all equally likely outcomes at least as uneven."""
    n = fixed + regressed
    uneven = abs(fixed - regressed)
    counted = sum(comb(n, k) for k in range(n + 1) if abs(n - 2 * k) >= uneven) / 2**n
    assert mcnemar(fixed, regressed) == pytest.approx(min(1.0, counted))


def test_a_run_against_itself_is_exactly_zero() -> None:
    """No resampling noise is left where nothing changed."""
    parts = clustered(20, 8, 0.3, seed=1)
    same = paired(parts, parts)
    assert same is not None
    assert (same.delta, same.low, same.high, same.fixed, same.regressed, same.p) == (0, 0, 0, 0, 0, 1.0)


def test_intervals_cover_the_truth_although_questions_of_a_deal_fail_together() -> None:
    """Over 200 simulated sets with dependent cases, the 95 % interval holds the mean about as often."""
    inside = 0
    for seed in range(200):
        interval = cluster_interval(clustered(30, 8, 0.15, seed, mean=0.5), resamples=400, seed=seed)
        assert interval is not None
        inside += interval.low <= 0.5 <= interval.high
    assert inside >= 0.89 * 200


def test_cluster_intervals_are_wider_than_if_cases_were_independent() -> None:
    """Dependence costs precision, and the interval says so."""
    parts = clustered(20, 10, 0.4, seed=3)
    alone = [Part(p.numerator, p.denominator, str(n)) for n, p in enumerate(parts)]
    wide, narrow = cluster_interval(parts), cluster_interval(alone)
    assert wide is not None
    assert narrow is not None
    assert wide.high - wide.low > narrow.high - narrow.low


def test_a_planted_drop_is_seen_and_its_direction_is_right() -> None:
    """Fifteen of a hundred cases lost shows as a significant negative difference."""
    before = [Part(1.0, 1.0, f"c{n // 5}") for n in range(100)]
    after = [Part(float(n % 7 != 0), 1.0, f"c{n // 5}") for n in range(100)]
    change = paired(before, after)
    assert change is not None
    assert change.p is not None
    assert change.high < 0
    assert change.p < 0.01
    assert change.regressed == 15


def test_a_figure_that_counts_nothing_is_left_out_and_not_called_zero() -> None:
    """No denominator, no figure."""
    assert ratio([Part(0, 0, "a")]) is None
    assert cluster_interval([]) is None
    assert paired([Part(0, 0, "a")], [Part(0, 0, "a")]) is None
    assert smallest_drop([]) is None


def test_a_larger_set_sees_a_smaller_drop() -> None:
    """The smallest visible drop shrinks with the number of cases."""
    small, large = smallest_drop(clustered(20, 5, 0.1, 5)), smallest_drop(clustered(200, 5, 0.1, 5))
    assert small is not None
    assert large is not None
    assert large < small


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_no_order_of_confidence_beats_the_best_one(judged: list[tuple[float, bool]]) -> None:
    """The excess over the best possible order is never negative, and coverage is a share."""
    excess, covered, area = excess_aurc(judged), coverage_at(judged), aurc(judged)
    assert excess is not None
    assert covered is not None
    assert area is not None
    assert excess >= -1e-12
    assert 0 <= covered <= 1
    assert 0 <= area <= 1
