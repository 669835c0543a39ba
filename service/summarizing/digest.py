"""The sentences of a summary: ranked, chosen, and put into the order that its style reads in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from service.domain.article import Role
from service.domain.evidence import EvidenceSentence
from service.domain.figures import Date
from service.domain.summary import Style
from service.figures.find import find_figures
from service.retrieval.tokens import analyse
from service.summarizing.choose import SAME_AGAIN, SENTENCES, choose
from service.summarizing.rank import Candidate, likeness, scores

Vectors = NDArray[np.float32]
_WORDED = re.compile(r"(?:^|[\s(“\"'’-])[^\W\d_A-ZÀ-ÖØ-Þ]|[\u3040-\u30ff\u3400-\u9fff]")
"""A dateline or a run of names has no word in small letters: it tells nothing by itself."""
_LEANS = re.compile(
    r"\s*[\"“]|\s*(?:it|we|our|i|you|he|she|they|this|that|these|those|but|however|meanwhile|also|such|both|neither)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*[-*•–] ")
MOST_CANDIDATES = 400
"""The graph of sentences is quadratic; what stands later in a very long article adds little to a summary."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A sentence of the summary; `numbers` are its own evidence number and those that say the same."""

    text: str
    numbers: tuple[int, ...]


def offered(sentences: Sequence[EvidenceSentence], style: Style) -> tuple[EvidenceSentence, ...]:
    """The sentences a summary of that style may use."""
    worded = [s for s in sentences if _WORDED.search(_undated(s.text))]
    return tuple(_bounded(_dated(worded) if style is Style.TIMELINE else worded))


def _undated(text: str) -> str:
    """The text without its dates, whose months are words in small letters in some languages."""
    for figure in reversed([f for f in find_figures(text) if isinstance(f, Date)]):
        text = f"{text[: figure.start]} {text[figure.end :]}"
    return text


def _said(scores: Sequence[float], sentences: Sequence[EvidenceSentence], style: Style) -> Sequence[float]:
    """The scores; nothing for rows and list items, which read as notes, unless in bullets or where all are such.

    They still support the sentences that are like them.
    """
    prose = [s.sentence.role is not Role.TABLE_ROW and not _LISTED.match(s.text) for s in sentences]
    if style is Style.BULLETS or not any(prose):
        return scores
    return [score * told for score, told in zip(scores, prose, strict=True)]


def digest(
    sentences: Sequence[EvidenceSentence],
    style: Style,
    most: int | None = None,
    vectors: Vectors | None = None,
) -> tuple[Picked, ...]:
    """The summary of `offered` sentences in reading order, a timeline's in time order.

    `vectors` has a unit row a sentence. What another article says too is cited with it.
    """
    if not sentences:
        return ()
    candidates = [
        _candidate(s, sentences, None if vectors is None else vectors[i]) for i, s in enumerate(sentences)
    ]
    like = likeness(candidates)
    groups = [s.article_id for s in sentences]
    chosen = choose(_said(scores(candidates), sentences, style), like, most or SENTENCES[style], groups)
    chosen.sort(key=lambda i: _order(sentences[i], style))
    return tuple(Picked(sentences[i].text, _agreeing(i, like[i], sentences)) for i in chosen)


def _order(sentence: EvidenceSentence, style: Style) -> tuple[date, int]:
    return ((when(sentence) or date.max) if style is Style.TIMELINE else date.min, sentence.number)


def _agreeing(i: int, like: NDArray[np.float64], sentences: Sequence[EvidenceSentence]) -> tuple[int, ...]:
    """The sentence, and the one of each other article that says the same with the same figures."""
    own = sentences[i]
    told: dict[str, int] = {own.article_id: own.number}
    for j in np.argsort(-like):
        other = sentences[j]
        if like[j] < SAME_AGAIN:
            break
        if other.article_id not in told and _figures(other.text) == _figures(own.text):
            told[other.article_id] = other.number
    return tuple(told.values())


def _figures(text: str) -> frozenset[str]:
    return frozenset("".join(f.raw.split()).casefold() for f in find_figures(text))


def when(sentence: EvidenceSentence) -> date | None:
    """The day an event is placed on: the date its sentence states, else the day of publication.

    A year or month that is all a sentence states stands for its first day, and for the day of publication where
    that falls into it: "by the end of 2026", said in 2026, lies ahead. Later than publication is a plan.
    """
    published = sentence.metadata.published_on
    dates = [f for f in find_figures(sentence.text) if isinstance(f, Date) and f.year]
    if not dates:
        return published
    stated = dates[0]
    if published and _covers(stated, published):
        return published
    try:
        return date(stated.year or 1, stated.month or 3 * (stated.quarter or 1) - 2, stated.day or 1)
    except ValueError:
        return published


def _covers(stated: Date, day: date) -> bool:
    """Whether a day falls into a stated year, quarter or month; a stated day is itself."""
    if stated.day or stated.year != day.year:
        return False
    quarter = (day.month + 2) // 3
    return stated.month in (None, day.month) and stated.quarter in (None, quarter)


def _dated(sentences: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    """Sentences that place something in time; the first of an article stands for its day of publication."""
    opening = {s.article_id: s.number for s in reversed(sentences)}
    dated = [s for s in sentences if any(isinstance(f, Date) for f in find_figures(s.text))]
    first = [s for s in sentences if opening[s.article_id] == s.number and s not in dated]
    return sorted([*dated, *first], key=lambda s: s.number)


def _bounded(sentences: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    """An equal share of each article, from its beginning."""
    articles = {s.article_id for s in sentences}
    share = max(3, MOST_CANDIDATES // max(1, len(articles)))
    taken: dict[str, int] = dict.fromkeys(articles, 0)
    kept = []
    for sentence in sentences:
        if taken[sentence.article_id] < share:
            taken[sentence.article_id] += 1
            kept.append(sentence)
    return kept


def _candidate(
    sentence: EvidenceSentence, offered: Sequence[EvidenceSentence], vector: Vectors | None
) -> Candidate:
    language = sentence.metadata.language
    terms = tuple(analyse(sentence.text, language))
    title = frozenset(analyse(sentence.metadata.title or "", language))
    siblings = [s.number for s in offered if s.article_id == sentence.article_id]
    return Candidate(
        article=sentence.article_id,
        terms=terms,
        place=siblings.index(sentence.number),
        places=len(siblings),
        words=len(sentence.text.split()) if sentence.text.isascii() else max(len(terms), 1),
        figures=len(find_figures(sentence.text)),
        on_title=len(title & set(terms)) / len(title) if title else 0.0,
        stands_alone=not _LEANS.match(sentence.text),
        vector=vector,
    )
