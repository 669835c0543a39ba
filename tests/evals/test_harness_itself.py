"""The harness judges itself: right replies score full marks, spoilt ones lose them, cheats get nowhere."""

from collections.abc import Callable

import pytest

from evals.bots import BOTS, Bot
from evals.operators import OPERATORS, Operator
from evals.oracle import oracle
from evals.report import FIGURES, parts
from evals.scorers.case import Judged
from evals.sets import QuestionSet
from evals.statistics import ratio

Judge = Callable[..., list[Judged]]
RISES = {figure.key: figure.rises for figure in FIGURES}
LATE = {"recall@1", "recall@5"}  # a multi-part group cannot be complete at rank 1


@pytest.mark.parametrize("figure", [f for f in FIGURES if f.key not in LATE], ids=lambda f: f.key)
def test_a_right_reply_scores_full_marks_on_every_figure(figure, perfect: dict[str, Judged]) -> None:
    """Answers made of the gold, citing the gold, get 1 (or 0 where lower is better) without exception."""
    assert ratio(parts(perfect.values(), figure.key)) == (1.0 if figure.rises else 0.0)


def test_there_are_enough_ways_to_spoil_a_reply() -> None:
    """At least 25 differently named operators are tried, on every kind of figure a report shows."""
    assert len({operator.name for operator in OPERATORS}) >= 25
    assert {"correct", "valid", "verbatim", "forbidden", "abstained", "errors"} <= {
        o.figure for o in OPERATORS
    }


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda o: o.name)
def test_a_spoilt_reply_loses_on_the_figure_that_must_notice(
    operator: Operator,
    bundled: QuestionSet,
    texts: dict[str, str],
    perfect: dict[str, Judged],
    judged_by: Judge,
) -> None:
    """Each operator lowers its own figure in 99 of 100 cases that it applies to."""
    applicable = [c for c in bundled.cases if operator.spoil(c, oracle(c, texts), texts) is not None]
    cases = applicable[:: max(1, len(applicable) // 25)]
    spoilt = judged_by(cases, lambda case, texts: operator.spoil(case, oracle(case, texts), texts))
    noticed = [_worse(perfect[j.id], j, operator.figure) for j in spoilt]
    assert len(noticed) >= 3
    assert sum(noticed) >= 0.99 * len(noticed), [
        j.id for j, ok in zip(spoilt, noticed, strict=True) if not ok
    ]


def _worse(before: Judged, after: Judged, figure: str) -> bool:
    sign = 1 if RISES[figure] else -1
    return sign * _share(after, figure, RISES[figure]) < sign * _share(before, figure, RISES[figure])


def _share(judged: Judged, figure: str, rises: bool) -> float:
    numerator, denominator = judged.scores.get(figure, (0, 0))
    return numerator / denominator if denominator else float(rises)


@pytest.mark.parametrize("bot", BOTS, ids=lambda b: b.__name__)
def test_a_cheat_scores_next_to_nothing_on_the_headline(
    bot: Bot, bundled: QuestionSet, judged_by: Judge
) -> None:
    """Abstaining always, citing everything, copying, echoing or guessing gets at most 0.15."""
    judged = judged_by(list(bundled.cases), bot)
    assert (ratio(parts(judged, "correct_and_cited")) or 0.0) <= 0.15


def test_always_abstaining_is_shown_for_what_it_is(bundled: QuestionSet, judged_by: Judge) -> None:
    """It gets every unanswerable case, no answerable one, and the truth figure says so."""
    judged = judged_by(list(bundled.cases), BOTS[0])
    unanswerable = sum(not case.answerable for case in bundled.cases)
    assert ratio(parts(judged, "abstained")) == 1.0
    assert ratio(parts(judged, "over_abstention")) == 1.0
    assert ratio(parts(judged, "truth")) == unanswerable / len(bundled.cases)
