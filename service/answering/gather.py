"""From ranked sentences to an answer: one sentence, more where the question asks for more, disagreements side by side."""

import re
from collections.abc import Sequence

from service.answering.answer_type import Kind, answers_of
from service.answering.compose import Clash
from service.answering.ranking import Ranked
from service.answering.sentence_score import Asked
from service.domain.evidence import Evidence

MOST = 3
CLOSE = 0.9
"""A further sentence belongs to the answer when its share is at least this part of the best one's."""
CLOSE_OF_SEVERAL = 0.5
CLOSE_ELSEWHERE = 0.6
"""The same for the best sentence of another article that gives a figure of the same kind."""
CLOSE_OF_TWO = 0.05
"""The same for a question about two companies, where each article has its half of the answer."""
_FIGURES = (Kind.MONEY, Kind.COUNT, Kind.PERCENT, Kind.DATE, Kind.DURATION)
_BOTH = re.compile(
    r"\b(?:both|each|respectively|versus|vs|compared?|differ|larger|bigger|more|less|than|or|turns? up|shows? up|two|three|trace|and what|and who)\b",
    re.IGNORECASE,
)


def chosen(ask: Asked, evidence: Evidence, ranked: Ranked) -> tuple[int, ...]:
    """The numbers of the sentences that make the answer: the best, those nearly as good, and other articles' word."""
    order, share = ranked.places, dict(zip(ranked.places, ranked.shares, strict=True))
    best = order[0]
    least = CLOSE_OF_SEVERAL if ask.wanted.several else CLOSE
    taken = [i for i in order[:2] if share[i] >= least * share[best]]
    for i in _elsewhere(order, evidence):
        if i not in taken and share[i] >= _least_elsewhere(ask, evidence, i) * share[best]:
            taken.append(i)
    return tuple(evidence.sentences[i].number for i in taken[:MOST])


def _elsewhere(order: Sequence[int], evidence: Evidence) -> list[int]:
    """The best sentence of each other article, best first."""
    first: dict[str, int] = {}
    for i in order:
        first.setdefault(evidence.sentences[i].article_id, i)
    return list(first.values())[1:]


def _least_elsewhere(ask: Asked, evidence: Evidence, i: int) -> float:
    """How good another article's sentence has to be: less for a comparison that this article has a name of."""
    about = {article for articles in evidence.names.values() for article in articles[:2]}
    if len(about) > 1 and evidence.sentences[i].article_id in about and _BOTH.search(ask.text):
        return CLOSE_OF_TWO
    holds = ask.wanted.kind in _FIGURES and answers_of(ask.wanted.kind, evidence.sentences[i].text, ask.text)
    return CLOSE_ELSEWHERE if holds else 1.0


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
