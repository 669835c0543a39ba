"""Fit the built-in reader's weights: `python -m training.train_reader --deals DIR --paragraphs DIR`.

Writes `service/answering/weights.py` and prints what cross-validation over companies says. Deals are questions on
deal news; paragraphs are SQuAD 2.0 (Rajpurkar et al., 2018, CC BY-SA 4.0), used to fit, never shipped.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from service.adapters.embed_minilm import MiniLm
from service.answering.abstain import SIGNS, TOPIC_SIGNS, confidence, signs
from service.answering.sentence_score import FEATURES, Measured, measure
from training.corpus import Case, bundled, deals, foreign, paragraphs
from training.fit import Array, Beforehand, Ranked, auroc, fit_logistic, fit_ranking

TARGET = Path(__file__).parent.parent / "service" / "answering" / "weights.py"
PARAGRAPHS, FOREIGN, SEED = 1500, 300, 20251123
PARAGRAPH_RANKS, PARAGRAPH_ANSWERS = 0.03, 0.03
PENALTY = 30.0
ALONE, UNANSWERABLE, FOLDS = 0.4, 1.85, 5
BUNDLED = Path(__file__).parent.parent / "evals" / "sets" / "deals" / "samples.jsonl"
NEVER_AGAINST = frozenset(
    """covered covered_rest covered_names nearby nearby_rest names_of_article names_of_title alike typed typed_close
    pairs concept concept_near concept_typed phrase phrase_typed best_score best_share margin hit quoted""".split()
)
"""More of these never speaks against an answer, whatever a small sample says."""
EXPECTED = 0.15
NEVER_FOR = frozenset(
    "other_year other_round unnamed typed_open rarest_missing name_unknown concept_missing unplaced names_only rival".split()
)
REFUSED = 0.15
"""How many of the answerable questions may be refused: this sets the threshold."""


@dataclass(frozen=True, slots=True)
class Row:
    """A case with its measures."""

    case: Case
    measured: Measured
    rank_weight: float
    answer_weight: float
    foreign: bool = False

    @property
    def right(self) -> Array:
        gold = frozenset().union(*self.case.gold) if self.case.gold else frozenset()
        held = [(s.article_id, s.sentence.ordinal) in gold for s in self.case.evidence.sentences]
        return np.array(held, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Fitted:
    sentence: Array
    signs: Array
    bias: float
    topic: Array
    topic_bias: float

    def confidence(self, row: Row) -> float:
        """As `service.answering.extractive.read` has it."""
        values = _signs(row, self.sentence)
        on_topic = _logistic(float(values @ self.topic) + self.topic_bias)
        return confidence(_logistic(float(values @ self.signs) + self.bias), on_topic)


def fit(rows: Sequence[Row]) -> Fitted:
    """Sentence weights first, then the signs that are read off their ranking."""
    ranked = [Ranked(r.measured.rows, r.right, r.rank_weight) for r in rows if r.right.any()]
    sentence = fit_ranking(ranked, _bounds(FEATURES))
    table = np.array([_signs(row, sentence) for row in rows])
    at_home = np.array([not row.foreign for row in rows])
    labels = np.array([float(row.case.answerable) for row in rows])
    counts = np.array([r.answer_weight for r in rows])
    weights, bias = fit_logistic(table[at_home], labels[at_home], counts[at_home], _prior(SIGNS, EXPECTED))
    columns = [SIGNS.index(name) for name in TOPIC_SIGNS]
    found, topic_bias = fit_logistic(
        table[:, columns], at_home.astype(float), np.ones(len(rows)), _prior(TOPIC_SIGNS, 0.0)
    )
    topic = np.zeros(len(SIGNS))
    topic[columns] = found
    return Fitted(sentence, weights, bias, topic, topic_bias)


def _bounds(names: Sequence[str]) -> list[tuple[float | None, float | None]]:
    return [(0.0 if n in NEVER_AGAINST else None, 0.0 if n in NEVER_FOR else None) for n in names]


def _prior(names: Sequence[str], expected: float) -> Beforehand:
    """Before any data, every sign speaks the way its name says, equally loud."""
    values = [expected * ((n in NEVER_AGAINST) - (n in NEVER_FOR)) for n in names]
    return Beforehand(_bounds(names), np.array(values), PENALTY)


def _logistic(value: float) -> float:
    return float(1 / (1 + np.exp(-value)))


def _signs(row: Row, sentence: Array) -> Array:
    m = row.measured
    return signs(m, m.rows @ sentence, row.case.evidence.sentences)


def _rows(cases: Sequence[Case], rank: float, answer: float, foreign: bool = False) -> list[Row]:
    kept = [case for case in cases if case.evidence.sentences]
    return [Row(c, measure(c.question, c.evidence), rank, answer, foreign) for c in kept]


def cross_validate(rows: Sequence[Row], extra: Sequence[Row]) -> float:
    """Print how the fit does on companies it has not seen; returns the threshold that refuses `REFUSED`."""
    clusters = sorted({row.case.cluster for row in rows})
    unseen: list[tuple[Row, Fitted]] = []
    for fold in range(FOLDS):
        held = set(clusters[fold::FOLDS])
        fitted = fit([row for row in rows if row.case.cluster not in held] + list(extra))
        unseen += [(row, fitted) for row in rows if row.case.cluster in held]
    first = [bool(_right_first(row, fitted)) for row, fitted in unseen if row.case.answerable]
    labels = np.array([float(row.case.answerable) for row, _ in unseen])
    scores = np.array([fitted.confidence(row) for row, fitted in unseen])
    threshold = float(np.quantile(scores[labels == 1], REFUSED))
    print(f"first sentence right {np.mean(first):.3f} of {len(first)} answerable")
    print(f"AUROC answerable against not {auroc(scores, labels):.3f}")
    print(f"abstained of the unanswerable {np.mean(scores[labels == 0] < threshold):.3f} at {threshold:.3f}")
    return threshold


def _right_first(row: Row, fitted: Fitted) -> bool:
    right = row.right
    return bool(right.any() and right[np.argmax(row.measured.rows @ fitted.sentence)])


def _module(fitted: Fitted, threshold: float) -> str:
    sentence = "".join(f'    "{n}": {w:.4f},\n' for n, w in zip(FEATURES, fitted.sentence, strict=True))
    sign = "".join(f'    "{n}": {w:.4f},\n' for n, w in zip(SIGNS, fitted.signs, strict=True))
    topic = "".join(f'    "{n}": {w:.4f},\n' for n, w in zip(SIGNS, fitted.topic, strict=True) if w)
    return (
        '"""The built-in reader\'s weights, written by `training/train_reader.py`; don\'t edit by hand."""\n\n'
        f"SENTENCE = {{\n{sentence}}}\nSIGNS = {{\n{sign}}}\n"
        f"BIAS = {fitted.bias:.4f}\nTOPIC = {{\n{topic}}}\nTOPIC_BIAS = {fitted.topic_bias:.4f}\nTHRESHOLD = {threshold:.4f}\nPAIR = 1.0\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=Path, required=True)
    parser.add_argument("--paragraphs", type=Path, required=True)
    options = parser.parse_args()
    embedder = MiniLm(threads=1)
    near = paragraphs(options.paragraphs, embedder, PARAGRAPHS, SEED)
    far = foreign([c for c in near if c.answerable][:FOREIGN], options.deals, embedder)
    own = _weighed([*deals(options.deals, embedder), *bundled(BUNDLED, embedder)])
    extra = [*_rows(near, PARAGRAPH_RANKS, PARAGRAPH_ANSWERS), *_rows(far, 0.0, 0.0, foreign=True)]
    threshold = cross_validate(own, extra)
    TARGET.write_text(_module(fit([*own, *extra]), threshold), encoding="utf-8")


def _weighed(cases: Sequence[Case]) -> list[Row]:
    """Questions asked of one article alone count less; the unanswerable ones count as much as the rest together."""
    return [
        row
        for case in cases
        for weight in [ALONE if case.id.endswith("-alone") else 1.0]
        for row in _rows([case], weight, weight * (1.0 if case.answerable else UNANSWERABLE))
    ]


if __name__ == "__main__":
    main()
