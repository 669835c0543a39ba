"""How well each sentence of the evidence answers a question: a row of plain measures, weighed and summed.

No measure knows a question's topic; the weights are learned by `training/train_reader.py`.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from service.answering.answer_type import Kind, Wanted, answers_of, wanted
from service.answering.concepts import AMOUNTS, concepts_of
from service.answering.gloss import glossed
from service.answering.names import names_in
from service.domain.article import Role
from service.domain.evidence import Evidence, EvidenceSentence
from service.retrieval.tokens import analyse, fold

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

FEATURES = (
    "covered", "covered_rest", "covered_names", "nearby", "nearby_rest", "alone_best",
    "names_of_article", "names_of_title", "alike", "alike_gap",
    "typed", "typed_open", "typed_close", "pairs", "length", "table", "opening", "early", "hit", "year_here", "year_near",
    "said_before", "quoted", "concept", "concept_near", "concept_typed", "rival", "phrase",
)  # fmt: skip
TOPIC = ("heard", "nearby", "alike")


@dataclass(frozen=True)
class Asked:
    """A question taken apart: weighed terms, names, the kind of answer wanted."""

    text: str
    weights: Mapping[str, float]
    names: frozenset[str]
    wanted: Wanted

    @cached_property
    def rest(self) -> frozenset[str]:
        """The terms that say what is asked about the names."""
        return frozenset(self.weights) - self.names

    @cached_property
    def concepts(self) -> frozenset[str]:
        return concepts_of(glossed(self.text))

    @cached_property
    def years(self) -> frozenset[str]:
        return frozenset(_YEAR.findall(self.text))

    def share(self, present: frozenset[str] | set[str], among: frozenset[str]) -> float:
        """The weighed share of the terms `among` that are present; 1 when there are none to look for."""
        total = sum(self.weights[t] for t in among)
        return sum(self.weights[t] for t in among & present) / total if total else 1.0


def asked(question: str, evidence: Evidence) -> Asked:
    """The question weighed by how telling its terms are in the library, or in the evidence."""
    english = glossed(question)
    terms = dict.fromkeys(analyse(english))
    local = {} if evidence.rarity and english == question else _rarity(evidence, terms)
    rarity = {**local, **evidence.rarity}
    most = math.log(1 + len(evidence.sentences)) + 1
    names = frozenset(t for name in names_in(question) for t in analyse(name))
    return Asked(
        question, {t: max(rarity.get(t, most), 0.1) for t in terms}, names & set(terms), wanted(english)
    )


def _rarity(evidence: Evidence, terms: Mapping[str, None]) -> dict[str, float]:
    count = Counter(t for s in evidence.sentences for t in terms_of(glossed(s.text)) if t in terms)
    return {t: math.log(1 + len(evidence.sentences) / (1 + count[t])) for t in terms}


@dataclass(frozen=True)
class Measured:
    """`rows` has one row of measures per sentence, in the order of `FEATURES`; `near` the terms in and around it."""

    ask: Asked
    rows: NDArray[np.float64]
    near: tuple[frozenset[str], ...]
    known: frozenset[str]

    @property
    def topic(self) -> NDArray[np.float64]:
        """How far the evidence speaks of what the question speaks of, in the order of `TOPIC`, whether it answers or not."""
        best = self.rows.max(axis=0)
        heard = self.ask.share(self.known, frozenset(self.ask.weights))
        return np.array([heard, best[FEATURES.index("nearby")], best[FEATURES.index("alike")]])


def measure(question: str, evidence: Evidence) -> Measured:
    """Every measure of every sentence."""
    ask = asked(question, evidence)
    texts = [glossed(s.text) for s in evidence.sentences]
    bags = [terms_of(text) for text in texts]
    place = {(s.article_id, s.sentence.ordinal): i for i, s in enumerate(evidence.sentences)}
    of_article: dict[str, set[str]] = defaultdict(set)
    for sentence, bag in zip(evidence.sentences, bags, strict=True):
        of_article[sentence.article_id] |= bag
    titles = {s.article_id: terms_of(s.metadata.title or "") for s in evidence.sentences}
    spoken = [concepts_of(text) for text in texts]
    best_alike = max((s.similarity or 0.0 for s in evidence.sentences), default=0.0)
    covers = [ask.share(bag, frozenset(ask.weights)) for bag in bags]
    best = max(covers, default=0.0)
    rows = []
    nears = []
    for i, sentence in enumerate(evidence.sentences):
        beside = _beside(sentence, place)
        near = bags[i].union(*(bags[j] for j in beside)) | terms_of(sentence.heading or "")
        context = near | titles[sentence.article_id]
        nears.append(near)
        text = sentence.text
        answers = answers_of(ask.wanted.kind, text, ask.text)
        concept = _held(ask.concepts, spoken[i])
        near_concepts = spoken[i].union(*(spoken[j] for j in beside))
        known = ask.wanted.kind not in (Kind.OTHER, Kind.POLAR)
        told = of_article[sentence.article_id] | titles[sentence.article_id]
        article_names = ask.share(told, ask.names)
        rows.append(
            (
                covers[i],
                ask.share(bags[i], ask.rest),
                ask.share(bags[i] | titles[sentence.article_id], ask.names),
                ask.share(context, frozenset(ask.weights)),
                ask.share(near, ask.rest),
                covers[i] - best,
                article_names,
                ask.share(titles[sentence.article_id], ask.names),
                sentence.similarity or 0.0,
                (sentence.similarity or 0.0) - best_alike,
                float(known and bool(answers)),
                float(known and not answers),
                _close(answers, text, ask.rest) if known and answers else 0.0,
                _pairs(ask.text, text),
                math.log(1 + len(text.split())),
                float(sentence.sentence.role is Role.TABLE_ROW),
                float(sentence.sentence.ordinal <= 2),
                1 / (1 + sentence.sentence.ordinal / 10),
                1 / (1 + sentence.hit),
                float(bool(ask.years) and any(y in text for y in ask.years)),
                float(bool(ask.years) and (sentence.metadata.published_at or "")[:4] in ask.years),
                ask.share(_before(sentence, place, bags), ask.rest),
                float(ask.wanted.kind is Kind.QUOTE and any(q in text for q in '"“”')),
                concept,
                _held(ask.concepts, near_concepts),
                concept * float(known and bool(answers)),
                _rival(ask.concepts, spoken[i]),
                _phrase(ask.text, text),
            )
        )
    table = np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))
    everything = frozenset(t for terms in (*of_article.values(), *titles.values()) for t in terms)
    return Measured(ask, table, tuple(nears), everything)


def _before(
    sentence: EvidenceSentence, place: Mapping[tuple[str, int], int], bags: Sequence[frozenset[str]]
) -> frozenset[str]:
    before = place.get((sentence.article_id, sentence.sentence.ordinal - 1))
    return bags[before] if before is not None else frozenset()


def _beside(sentence: EvidenceSentence, place: Mapping[tuple[str, int], int]) -> list[int]:
    """Where the sentences right before and after it are."""
    steps = (place.get((sentence.article_id, sentence.sentence.ordinal + d)) for d in (-1, 1))
    return [j for j in steps if j is not None]


def _rival(asked_for: frozenset[str], there: frozenset[str]) -> float:
    """1 when the sentence gives the figure of something else than what was asked for."""
    return float(
        bool(asked_for & AMOUNTS) and bool(there & AMOUNTS - asked_for) and not asked_for & AMOUNTS & there
    )


def _phrase(question: str, text: str) -> float:
    """1 when a capitalised name of two words or more, or a quoted phrase, stands in both."""
    folded = fold(text)
    return float(any(" " in name and fold(name) in folded for name in names_in(question)))


def _held(asked_for: frozenset[str], there: frozenset[str]) -> float:
    return len(asked_for & there) / len(asked_for) if asked_for else 0.0


def _close(answers: Sequence[str], text: str, rest: frozenset[str]) -> float:
    """How close, in words, a possible answer stands to a term of the question: 1 next to it, to 0 far away."""
    words = text.split()
    held = [bool(rest & terms_of(word)) for word in words]
    spots = [i for i, hold in enumerate(held) if hold]
    if not spots:
        return 0.0
    at = {len(text[: text.find(answer)].split()) for answer in answers if answer in text}
    return max((1 / (1 + min(abs(a - s) for s in spots) / 4) for a in at), default=0.0)


@lru_cache(maxsize=50_000)
def terms_of(text: str) -> frozenset[str]:
    """The terms of a text. Remembered: the same sentences are measured question after question."""
    return frozenset(analyse(text))


@lru_cache(maxsize=20_000)
def _pairs_of(text: str) -> frozenset[tuple[str, str]]:
    terms = analyse(text)
    return frozenset(pairwise(terms))


def _pairs(question: str, text: str) -> float:
    """The share of the question's neighbouring terms that are neighbours in the sentence too."""
    mine, theirs = _pairs_of(question), _pairs_of(text)
    return len(mine & theirs) / len(mine) if mine else 0.0
