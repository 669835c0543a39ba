"""Whether the articles answer a question at all: signs read off the ranked sentences, weighed to a probability."""

import math
import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from service.answering.answer_type import Kind
from service.answering.sentence_score import FEATURES, Measured, terms_of
from service.domain.evidence import EvidenceSentence

SIGNS = (
    "best_score", "best_share", "margin", "covered", "covered_rest", "nearby", "nearby_rest", "names_of_article", "alike",
    "typed", "typed_open", "typed_close", "pairs", "quoted", "concept", "concept_near", "concept_typed", "phrase",
    "phrase_typed", "rarest_missing", "name_unknown", "unnamed", "concept_missing", "unplaced", "names_only", "rival",
    "other_year", "other_round", "wants_figure", "wants_name", "terms",
)  # fmt: skip
TOPIC_SIGNS = ("alike", "nearby", "nearby_rest", "names_of_article", "covered", "best_score", "rarest_missing")  # fmt: skip
LEAST_ON_TOPIC = 0.4
"""Less likely than this to be about the articles at all, a question is off topic. On questions about deal news 3 %
of the answerable fall below, of questions about something else 88 % (docs/answering.md)."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ROUND = re.compile(r"\b(?:series [a-k]|seed)\b", re.IGNORECASE)


def signs(
    measured: Measured, scores: NDArray[np.float64], sentences: Sequence[EvidenceSentence]
) -> NDArray[np.float64]:
    """One number per entry of `SIGNS`, read off the best sentence and its lead over the others."""
    ask, measures, near, known = measured.ask, measured.rows, measured.near, measured.known
    order = np.argsort(-scores)
    share = shares(scores)
    best = int(order[0])
    row = dict(zip(FEATURES, measures[best], strict=True))
    text, title = sentences[best].text, terms_of(sentences[best].metadata.title or "")
    missing = [ask.weights[t] for t in ask.rest - near[best]]
    unknown = [ask.weights[t] for t in ask.names - known]
    most = max(ask.weights.values(), default=1.0)
    seen = {
        **row,
        "best_score": float(scores[best]),
        "best_share": float(share[best]),
        "margin": float(scores[best] - scores[order[1]]) if len(order) > 1 else 3.0,
        "phrase_typed": row["phrase"] * row["typed"],
        "rarest_missing": max(missing, default=0.0) / most,
        "name_unknown": sum(unknown) / most,
        "unnamed": 1 - ask.share(near[best] | title, ask.names),
        "concept_missing": float(bool(ask.concepts) and not row["concept_near"]),
        "unplaced": float(bool(ask.concepts) and not measures[:, FEATURES.index("concept")].max()),
        "names_only": float(not row["covered_rest"]),
        "other_year": _other(_YEAR, ask.text, text),
        "other_round": _other(_ROUND, ask.text, text),
        "wants_figure": float(ask.wanted.kind in (Kind.MONEY, Kind.PERCENT, Kind.COUNT)),
        "wants_name": float(ask.wanted.kind in (Kind.PERSON, Kind.NAME)),
        "terms": math.log(1 + len(ask.weights)),
    }
    return np.array([seen[name] for name in SIGNS])


def _other(kind: re.Pattern[str], question: str, sentence: str) -> float:
    """1 when the question names years or rounds and the sentence names only others.

    >>> _other(_ROUND, "Who led the Series A?", "Foo led the Series B."), _other(_ROUND, "Who led?", "Series B")
    (1.0, 0.0)
    """
    asked = {found.casefold() for found in kind.findall(question)}
    there = {found.casefold() for found in kind.findall(sentence)}
    return float(bool(asked and there) and not asked & there)


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
