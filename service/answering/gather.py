"""From ranked sentences to an answer: one sentence, more where the question asks for more, disagreements side by side."""

import re

import numpy as np
from numpy.typing import NDArray

from service.answering.answer_type import Kind, answers_of
from service.answering.compose import Clash
from service.answering.sentence_score import Asked
from service.domain.evidence import Evidence

MOST = 3
CLOSE = 0.5
"""A further sentence belongs to the answer when its share is at least this part of the best one's."""
CLOSE_OF_SEVERAL = 0.35


def chosen(ask: Asked, evidence: Evidence, share: NDArray[np.float64]) -> tuple[int, ...]:
    """The numbers of the sentences that make the answer: the best, and those nearly as good."""
    order = np.argsort(-share)
    least = share[order[0]] * (CLOSE_OF_SEVERAL if ask.wanted.several else CLOSE)
    most = MOST if ask.wanted.several else 2
    return tuple(evidence.sentences[i].number for i in order[:most] if share[i] >= least)


def clashes(ask: Asked, evidence: Evidence, numbers: tuple[int, ...]) -> tuple[Clash, ...]:
    """Figures of the wanted kind that differ between the chosen sentences of different articles."""
    if ask.wanted.kind not in (Kind.MONEY, Kind.COUNT, Kind.PERCENT) or len(numbers) < 2:
        return ()
    found: dict[str, tuple[str, int]] = {}
    for number in numbers:
        sentence = evidence.numbered(number)
        values = answers_of(ask.wanted.kind, sentence.text, ask.text) if sentence else []
        if sentence and len(values) == 1:
            found.setdefault(sentence.article_id, (values[0], number))
    if len({_plain(value) for value, _ in found.values()}) < 2:
        return ()
    note = "The articles give different figures; each is shown with its source."
    return (Clash(ask.wanted.kind.value, internal=False, values=tuple(found.values()), note=note),)


def _plain(value: str) -> str:
    return re.sub(r"[\s,.]", "", value).casefold()
