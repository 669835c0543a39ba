"""Whether the articles answer a question at all: signs read off the ranked sentences, weighed to a probability."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from service.answering.answer_type import Kind
from service.answering.sentence_score import FEATURES, Asked

SIGNS = (
    "best_score",
    "best_share",
    "margin",
    "entropy",
    "covered",
    "covered_rest",
    "nearby",
    "nearby_rest",
    "names_of_article",
    "alike",
    "typed",
    "typed_open",
    "typed_close",
    "rarest_missing",
    "name_unknown",
    "terms",
    "wants_money",
    "wants_count",
    "wants_name",
    "wants_percent",
    "wants_reason",
    "wants_date",
    "pairs",
    "length",
)
TOPIC_SIGNS = ("alike", "nearby", "nearby_rest", "names_of_article", "covered", "best_score", "rarest_missing")  # fmt: skip
LEAST_ON_TOPIC = 0.4
"""Less likely than this to be about the articles at all, a question is off topic. On questions about deal news 3 %
of the answerable fall below, of questions about something else 88 % (docs/answering.md)."""
_KINDS = (
    (Kind.MONEY,),
    (Kind.COUNT, Kind.DURATION),
    (Kind.PERSON, Kind.NAME),
    (Kind.PERCENT,),
    (Kind.REASON,),
    (Kind.DATE,),
)


def signs(
    ask: Asked,
    measures: NDArray[np.float64],
    scores: NDArray[np.float64],
    near: Sequence[frozenset[str]],
    known: frozenset[str],
) -> NDArray[np.float64]:
    """One number per entry of `SIGNS`. `near` has the terms in and around each sentence, `known` all terms."""
    order = np.argsort(-scores)
    share = shares(scores)
    best = int(order[0])
    row = dict(zip(FEATURES, measures[best], strict=True))
    missing = [ask.weights[t] for t in ask.rest - near[best]]
    unknown = [ask.weights[t] for t in ask.names - known]
    most = max(ask.weights.values(), default=1.0)
    return np.array(
        [
            scores[best],
            share[best],
            scores[best] - scores[order[1]] if len(order) > 1 else 3.0,
            -float((share * np.log(share + 1e-12)).sum()),
            row["covered"],
            row["covered_rest"],
            row["nearby"],
            row["nearby_rest"],
            row["names_of_article"],
            row["alike"],
            row["typed"],
            row["typed_open"],
            row["typed_close"],
            max(missing, default=0.0) / most,
            sum(unknown) / most,
            math.log(1 + len(ask.weights)),
            *(float(ask.wanted.kind in kinds) for kinds in _KINDS),
            row["pairs"],
            row["length"],
        ]
    )


def shares(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores as shares of one."""
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float64)


def probability(values: NDArray[np.float64], weights: Mapping[str, float], bias: float) -> float:
    """The logistic of the weighed signs."""
    return 1 / (
        1 + math.exp(-(bias + sum(weights.get(s, 0.0) * v for s, v in zip(SIGNS, values, strict=True))))
    )


def confidence(answers: float, on_topic: float) -> float:
    """The chance that the articles answer; an off-topic question's is cut down by how far off it is.

    >>> confidence(0.8, 0.9), confidence(0.8, 0.25)
    (0.8, 0.2)
    """
    return answers if on_topic >= LEAST_ON_TOPIC else answers * on_topic
