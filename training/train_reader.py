"""Fit the built-in reader's weights: `python -m training.train_reader`.

Writes `service/answering/weights.py` and prints what cross-validation over companies says. What is fitted on is
in the repository: deal news and questions written for this (`training/data`), and the development half of the bundled
question set. What the pair scorer has learned from is fitted on only before that scorer is asked.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit  # type: ignore[import-untyped]

from service.adapters.embed_minilm import MiniLm
from service.adapters.pair_minilm import PairMiniLm
from service.answering.abstain import SIGNS, signs
from service.answering.ranking import Ranked, read_together, worth_reading
from service.answering.respelling import respelt
from service.answering.sentence_score import FEATURES, TOPIC, Measured, measure
from service.ports import PairScorer
from training.corpus import Case, Corpus, bundled, deals, unanswered
from training.fit import Array, Beforehand, Choice, auroc, fit_logistic, fit_ranking
from training.pairs.held import held_out

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "service" / "answering" / "weights.py"
DATA = ROOT / "training" / "data"
TAUGHT, LATER = ("deals-a", "deals-b", "deals-c"), "deals-d"
"""What the pair scorer learned from whole, and what it learned from but for the companies held out."""
PENALTY, EXPECTED, FOLDS = 10.0, 0.15, 5
NEVER_AGAINST = frozenset(
    """covered covered_rest covered_names nearby nearby_rest names_of_article names_of_title alike typed typed_close pairs concept
    concept_near concept_typed phrase phrase_typed hit quoted pair_best pair_most pair_second pair_all score_margin""".split()
)
"""More of these never speaks against an answer, whatever a small sample says."""
NEVER_FOR = frozenset(
    "other_year other_round unnamed typed_open rarest_missing name_unknown concept_missing unplaced names_only rival".split()
)
OFF_TOPIC = DATA / "off_topic.txt"
"""Questions that deal news says nothing about, one a line."""
LOST = 0.01
"""How many of the answerable questions may be taken for off topic."""
REFUSED = 0.15
"""How many of the answerable questions may be refused: this sets the threshold."""


@dataclass(frozen=True, slots=True)
class Row:
    """A case with its measures, and what the pair scorer says of the sentences that it would be given."""

    case: Case
    measured: Measured

    @property
    def right(self) -> Array:
        held = [(s.article_id, s.sentence.ordinal) in self.case.right for s in self.case.evidence.sentences]
        return np.array(held, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Read:
    """A row with the places that were read together with the question, best first by the first look."""

    row: Row
    places: NDArray[np.intp]
    pairs: Array

    @property
    def table(self) -> Array:
        return np.column_stack([self.row.measured.rows[self.places], self.pairs, np.minimum(self.pairs, 0.0)])


@dataclass(frozen=True, slots=True)
class Sign:
    """Weights of the signs, and the bias, of one of the two chances."""

    weights: Array
    bias: float

    def chance(self, signs: Array) -> float:
        return float(expit(signs @ self.weights + self.bias))


@dataclass(frozen=True, slots=True)
class Second:
    """The weights of the second look, and of the signs read off it: does anything answer, and is the best sentence right?"""

    ranking: Array
    answerable: Sign
    right: Sign

    def answered(self, read: Read) -> float:
        return self.answerable.chance(signs_of(read, self.ranking))

    def confidence(self, read: Read) -> float:
        return self.right.chance(signs_of(read, self.ranking))

    def right_first(self, read: Read) -> bool:
        return right_first(read, self.ranking)


def ranked(read: Read, ranking: Array) -> Ranked:
    scores = read.table @ ranking
    order = np.argsort(-scores, kind="stable")
    return Ranked(tuple(int(read.places[i]) for i in order), scores[order], read.pairs[order])


def signs_of(read: Read, ranking: Array) -> Array:
    return signs(read.row.measured, ranked(read, ranking), read.row.case.evidence)


def right_first(read: Read, ranking: Array) -> bool:
    return bool(read.row.right[ranked(read, ranking).places[0]])


def fit_first(rows: Sequence[Row]) -> Array:
    """Weights of the first look, at every sentence of the evidence."""
    return fit_ranking([Choice(r.measured.rows, r.right) for r in rows if r.right.any()], _bounds(FEATURES))


def fit_second(reads: Sequence[Read]) -> Second:
    """Weights of the second look, at the sentences that were read; then the signs that are read off it."""
    choices = [Choice(r.table, r.row.right[r.places]) for r in reads if r.row.right[r.places].any()]
    ranking = fit_ranking(choices, [*_bounds(FEATURES), (0.0, None), (0.0, None)], penalty=0.01)
    table = np.array([signs_of(read, ranking) for read in reads])
    answerable = np.array([float(read.row.case.answerable) for read in reads])
    right = np.array([float(right_first(read, ranking)) for read in reads])
    prior = _prior()
    return Second(
        ranking, Sign(*fit_logistic(table, answerable, prior)), Sign(*fit_logistic(table, right, prior))
    )


def read_by(scorer: PairScorer, rows: Sequence[Row], first: Array) -> list[Read]:
    """The best sentences of each row by the first look, read together with the question."""
    return [_read(scorer, row, worth_reading(row.measured.rows @ first, row.case.evidence)) for row in rows]


def _read(scorer: PairScorer, row: Row, places: NDArray[np.intp]) -> Read:
    sentences = [row.case.evidence.sentences[place] for place in places]
    return Read(row, places, read_together(scorer, row.measured.ask.text, sentences))


def _bounds(names: Sequence[str]) -> list[tuple[float | None, float | None]]:
    return [(0.0 if n in NEVER_AGAINST else None, 0.0 if n in NEVER_FOR else None) for n in names]


def _prior() -> Beforehand:
    """Before any data, every sign speaks the way its name says, equally loud."""
    values = [EXPECTED * ((n in NEVER_AGAINST) - (n in NEVER_FOR)) for n in SIGNS]
    return Beforehand(_bounds(SIGNS), np.array(values), PENALTY)


@dataclass(frozen=True, slots=True)
class Topic:
    """The weights of the measures of a topic, and the least chance of being on topic to answer with."""

    sign: Sign
    threshold: float


def fit_topic(spoken_of: Sequence[Row], off_topic: Sequence[Row]) -> Topic:
    """Tells the answerable questions from those about something else altogether."""
    table = np.array([row.measured.topic for row in (*spoken_of, *off_topic)])
    labels = np.repeat([1.0, 0.0], [len(spoken_of), len(off_topic)])
    prior = Beforehand([(0.0, None)] * len(TOPIC), np.zeros(len(TOPIC)), 1.0)
    sign = Sign(*fit_logistic(table, labels, prior))
    chances = np.array([sign.chance(topic) for topic in table])
    threshold = float(np.quantile(chances[labels == 1], LOST))
    found = np.mean(chances[labels == 0] < threshold)
    print(f"off topic: AUROC {auroc(chances, labels):.3f}, {found:.3f} declined at {threshold:.3f}")
    return Topic(sign, threshold)


def cross_validate(reads: Sequence[Read]) -> float:
    """Print how the second look does on companies it has not seen; returns the threshold that refuses `REFUSED`."""
    clusters = sorted({read.row.case.cluster for read in reads})
    unseen: list[tuple[Read, Second]] = []
    for fold in range(FOLDS):
        held = set(clusters[fold::FOLDS])
        fitted = fit_second([read for read in reads if read.row.case.cluster not in held])
        unseen += [(r, fitted) for r in reads if r.row.case.cluster in held]
    right = np.array([float(fitted.right_first(read)) for read, fitted in unseen])
    labels = np.array([float(read.row.case.answerable) for read, _ in unseen])
    scores = np.array([fitted.answered(read) for read, fitted in unseen])
    sure = np.array([fitted.confidence(read) for read, fitted in unseen])
    threshold = float(np.quantile(scores[labels == 1], REFUSED))
    print(f"first sentence right {right[labels == 1].mean():.3f} of {int(labels.sum())} answerable")
    print(
        f"AUROC answerable against not {auroc(scores, labels):.3f}, right against not {auroc(sure, right):.3f}"
    )
    print(f"abstained of the unanswerable {np.mean(scores[labels == 0] < threshold):.3f} at {threshold:.3f}")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        told = (sure >= low) & (sure < low + 0.2)
        print(
            f"confidence {low:.1f} to {low + 0.2:.1f}: {told.sum()} questions, {right[told].mean():.3f} right"
        )
    return threshold


def module(first: Array, second: Second, threshold: float, topic: Topic) -> str:
    """The text of `weights.py`."""
    *ranked, pair, below = second.ranking
    return (
        '"""The built-in reader\'s weights, written by `training/train_reader.py`; don\'t edit by hand."""\n\n'
        f"FIRST = {_dictionary(FEATURES, first)}\nSECOND = {_dictionary(FEATURES, ranked)}\n"
        f"PAIR = {pair:.4f}\nBELOW = {below:.4f}\n"
        f"ANSWERABLE = {_dictionary(SIGNS, second.answerable.weights)}\nANSWERABLE_BIAS = {second.answerable.bias:.4f}\n"
        f"RIGHT = {_dictionary(SIGNS, second.right.weights)}\nRIGHT_BIAS = {second.right.bias:.4f}\n"
        f"THRESHOLD = {threshold:.4f}\n"
        f"TOPIC = {_dictionary(TOPIC, topic.sign.weights)}\nTOPIC_BIAS = {topic.sign.bias:.4f}\n"
        f"TOPIC_THRESHOLD = {topic.threshold:.4f}\n"
    )


def _dictionary(names: Sequence[str], values: Sequence[float] | Array) -> str:
    lines = "".join(f'    "{n}": {w:.4f},\n' for n, w in zip(names, values, strict=True) if abs(w) >= 0.00005)
    return f"{{\n{lines}}}"


def rows_of(cases: Sequence[Case]) -> Iterator[Row]:
    return (
        Row(c, measure(respelt(c.question, c.evidence), c.evidence)) for c in cases if c.evidence.sentences
    )


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    embedder, scorer = MiniLm(threads=1), PairMiniLm()
    elsewhere = OFF_TOPIC.read_text("utf-8").splitlines()
    taught, off_topic = list[Row](), list[Row]()
    for name in (*TAUGHT, LATER):
        corpus = Corpus.of(DATA / name, embedder)
        taught += rows_of(deals(DATA / name, corpus))
        off_topic += rows_of(unanswered(elsewhere, corpus))
    own = list(rows_of(bundled(embedder)))
    everything = [*taught, *own]
    unseen = [row for row in taught if row.case.set == LATER and held_out(row.case.cluster)] + own
    first = fit_first(everything)
    reads = read_by(scorer, unseen, first)
    topic = fit_topic([row for row in everything if row.right.any()], off_topic)
    threshold = cross_validate(reads)
    TARGET.write_text(module(first, fit_second(reads), threshold, topic), encoding="utf-8")


if __name__ == "__main__":
    main()
