"""Two small regressions, on standardised columns, within bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """The measures of one question's sentences, and which of them are right."""

    rows: Array
    right: Array


Bounds = Sequence[tuple[float | None, float | None]]


def fit_ranking(questions: Sequence[Choice], bounds: Bounds, penalty: float = 0.003) -> Array:
    """Weights under which right sentences take the largest share of a softmax over each question's sentences."""
    everything = np.concatenate([q.rows for q in questions])
    mean, spread = everything.mean(0), everything.std(0) + 1e-9
    table = (everything - mean) / spread
    lengths = [len(q.rows) for q in questions]
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    of = np.repeat(np.arange(len(questions)), lengths)
    target = np.concatenate([q.right / q.right.sum() for q in questions])

    def loss(w: Array) -> tuple[float, Array]:
        scores = table @ w
        scores -= np.maximum.reduceat(scores, starts)[of]
        raised = np.exp(scores)
        total = np.add.reduceat(raised, starts)[of]
        gradient = table.T @ (raised / total - target) + 2 * penalty * len(questions) * w
        value = -(target * (scores - np.log(total))).sum() + penalty * len(questions) * (w @ w)
        return float(value), gradient

    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x / spread)


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What is held of the weights before any data: limits, expected values, and how hard to hold on to them."""

    bounds: Bounds
    expected: Array
    penalty: float


def fit_logistic(rows: Array, labels: Array, prior: Beforehand) -> tuple[Array, float]:
    """Weights and bias of a logistic regression, pulled to what is expected (per standard deviation)."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    table = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    signed = 2 * labels - 1

    def loss(w: Array) -> tuple[float, Array]:
        margin = signed * (table @ w)
        free = np.append(w[:-1] - prior.expected, 0.0)
        pull = -signed / (1 + np.exp(np.clip(margin, -500, 500)))
        return float(np.logaddexp(0, -margin).sum() + prior.penalty * (free @ free)), (
            table.T @ pull + 2 * prior.penalty * free
        )

    free_bias = [*prior.bounds, (None, None)]
    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", bounds=free_bias).x
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ mean)


def auroc(scores: Array, labels: Array) -> float:
    """The chance that an answerable question scores above an unanswerable one."""
    positive, negative = scores[labels == 1], scores[labels == 0]
    above = (positive[:, None] > negative[None, :]).mean()
    return float(above + (positive[:, None] == negative[None, :]).mean() / 2)
