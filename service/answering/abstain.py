"""Three chances: that the articles speak of what is asked, that they answer it, and that the best sentence is right.

They differ. A question about whales finds a nearest sentence in any library; a near miss is spoken of and not answered; a hard
question is answered, and the reader fails to see where. The first two decide whether to answer, the third is what an answer is
told with. The last two are weighed from signs read off the ranked sentences.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.answering import weights
from service.answering.answer_type import Kind
from service.answering.ranking import Ranked
from service.answering.sentence_score import FEATURES, TOPIC, Measured, terms_of
from service.domain.evidence import Evidence

SIGNS = (
    "pair_best", "pair_most", "pair_second", "pair_all", "score_margin", "covered", "covered_rest", "nearby", "nearby_rest",
    "names_of_article", "alike", "typed", "typed_open", "typed_close", "pairs", "quoted", "concept", "concept_near",
    "concept_typed", "phrase", "phrase_typed", "rarest_missing", "name_unknown", "unnamed", "concept_missing", "unplaced",
    "names_only", "rival", "other_year", "other_round", "wants_figure", "wants_name", "terms",
)  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ROUND = re.compile(r"\b(?:series [a-k]|seed)\b", re.IGNORECASE)
_NO_SECOND = 3.0
"""The lead of a sentence that has no rival."""


@dataclass(frozen=True, slots=True)
class Chances:
    """From 0 to 1: that the articles speak of it at all, that they answer, and that the best sentence does."""

    on_topic: float
    answerable: float
    right: float


def chances(measured: Measured, ranked: Ranked, evidence: Evidence) -> Chances:
    """All three; the ranking must hold a sentence at least."""
    seen = dict(zip(SIGNS, signs(measured, ranked, evidence), strict=True))
    return Chances(
        on_topic(measured),
        _chance(weights.ANSWERABLE, weights.ANSWERABLE_BIAS, seen),
        _chance(weights.RIGHT, weights.RIGHT_BIAS, seen),
    )


def on_topic(measured: Measured) -> float:
    """The chance that the evidence is about the question; 1 where its sentences have no vectors, as while the embedder
    does not answer: words alone do not tell."""
    topic = dict(zip(TOPIC, measured.topic, strict=True))
    return _chance(weights.TOPIC, weights.TOPIC_BIAS, topic) if topic["alike"] else 1.0


def _chance(weighed: Mapping[str, float], bias: float, seen: Mapping[str, float]) -> float:
    return 1 / (1 + math.exp(-bias - sum(weight * seen[name] for name, weight in weighed.items())))


def signs(measured: Measured, ranked: Ranked, evidence: Evidence) -> NDArray[np.float64]:
    """One number per entry of `SIGNS`, read off the best sentence and its lead over the others."""
    ask, near, best = measured.ask, measured.near[ranked.places[0]], ranked.places[0]
    row = dict(zip(FEATURES, measured.rows[best], strict=True))
    text, title = evidence.sentences[best].text, terms_of(evidence.sentences[best].metadata.title or "")
    missing = [ask.weights[t] for t in ask.rest - near]
    unknown = [ask.weights[t] for t in ask.names - measured.known]
    most = max(ask.weights.values(), default=1.0)
    seen = {
        **row,
        **_said_of_pairs(ranked),
        "phrase_typed": row["phrase"] * row["typed"],
        "rarest_missing": max(missing, default=0.0) / most,
        "name_unknown": sum(unknown) / most,
        "unnamed": 1 - ask.share(near | title, ask.names),
        "concept_missing": float(bool(ask.concepts) and not row["concept_near"]),
        "unplaced": float(bool(ask.concepts) and not measured.rows[:, FEATURES.index("concept")].max()),
        "names_only": float(not row["covered_rest"]),
        "other_year": _other(_YEAR, ask.text, text),
        "other_round": _other(_ROUND, ask.text, text),
        "wants_figure": float(ask.wanted.kind in (Kind.MONEY, Kind.PERCENT, Kind.COUNT)),
        "wants_name": float(ask.wanted.kind in (Kind.PERSON, Kind.NAME)),
        "terms": math.log(1 + len(ask.weights)),
    }
    return np.array([seen[name] for name in SIGNS])


def _said_of_pairs(ranked: Ranked) -> dict[str, float]:
    """What the pair scorer says of the best sentence, of the one it likes most, of the next, and of all together."""
    liked = np.sort(ranked.pairs)[::-1]
    return {
        "pair_best": float(ranked.pairs[0]),
        "pair_most": float(liked[0]),
        "pair_second": float(liked[1]) if len(liked) > 1 else float(liked[0]) - _NO_SECOND,
        "pair_all": float(np.log1p(np.exp(liked).sum())),
        "score_margin": float(ranked.scores[0] - ranked.scores[1]) if len(liked) > 1 else _NO_SECOND,
    }


def _other(kind: re.Pattern[str], question: str, sentence: str) -> float:
    """1 when the question names years or rounds and the sentence names only others.

    >>> _other(_ROUND, "Who led the Series A?", "Foo led the Series B."), _other(_ROUND, "Who led?", "Series B")
    (1.0, 0.0)
    """
    asked = {found.casefold() for found in kind.findall(question)}
    there = {found.casefold() for found in kind.findall(sentence)}
    return float(bool(asked and there) and not asked & there)
