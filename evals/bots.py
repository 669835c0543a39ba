"""Systems that cheat: each plays one trick that a careless headline figure would reward."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from evals.case import Case
from evals.fold import bare
from evals.oracle import abstention, saying
from evals.scorers.grounds import Area
from evals.scorers.numerals import NUMERAL, read_numeral
from evals.sentences import sentence_spans

Bot = Callable[[Case, dict[str, str]], dict[str, Any]]


def abstain_always(case: Case, texts: dict[str, str]) -> dict[str, Any]:
    return abstention("not_in_corpus")


def cite_everything(case: Case, texts: dict[str, str]) -> dict[str, Any]:
    """Every sentence of the likeliest article, each with its citation."""
    areas = _sentences(*_likeliest(case, texts))
    return saying(" ".join(texts[a.article_id][a.start : a.end] for a in areas), tuple(areas), texts)


def copy_the_article(case: Case, texts: dict[str, str]) -> dict[str, Any]:
    """The likeliest article as one answer with one citation."""
    article_id, text = _likeliest(case, texts)
    return saying(text, (Area(article_id, 0, len(text)),), texts)


def first_sentence(case: Case, texts: dict[str, str]) -> dict[str, Any]:
    return _quoting(_sentences(*_likeliest(case, texts))[:1], texts)


def first_three_sentences(case: Case, texts: dict[str, str]) -> dict[str, Any]:
    return _quoting(_sentences(*_likeliest(case, texts))[:3], texts)


def echo_the_question(case: Case, texts: dict[str, str]) -> dict[str, Any]:
    areas = _sentences(*_likeliest(case, texts))[:1]
    return saying(case.question, tuple(areas), texts)


def largest_number(case: Case, texts: dict[str, str]) -> dict[str, Any]:
    """The sentence with the largest figure of the likeliest article."""
    article_id, text = _likeliest(case, texts)
    areas = _sentences(article_id, text)
    return _quoting([max(areas, key=lambda a: _largest(text[a.start : a.end]))], texts)


def cite_nothing(case: Case, texts: dict[str, str]) -> dict[str, Any]:
    """The whole likeliest article, claimed without a citation."""
    return saying(_likeliest(case, texts)[1], (), texts)


BOTS: tuple[Bot, ...] = (
    abstain_always,
    cite_everything,
    copy_the_article,
    first_sentence,
    first_three_sentences,
    echo_the_question,
    largest_number,
    cite_nothing,
)


def _quoting(areas: list[Area], texts: dict[str, str]) -> dict[str, Any]:
    return saying(" ".join(texts[a.article_id][a.start : a.end] for a in areas), tuple(areas), texts)


def _likeliest(case: Case, texts: dict[str, str]) -> tuple[str, str]:
    """The article that shares most words with the question."""
    words = _words(case.question)
    return max(texts.items(), key=lambda item: (len(words & _words(item[1])), item[0]))


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(bare(text).split())


def _sentences(article_id: str, text: str) -> list[Area]:
    """Sentences of some length; headlines and bylines are shorter."""
    areas = [Area(article_id, start, end) for start, end in sentence_spans(text)]
    return [area for area in areas if area.length > 30] or areas


def _largest(sentence: str) -> float:
    values = [read_numeral(number).values for number in re.findall(NUMERAL, sentence)]
    return max((float(max(value)) for value in values), default=0.0)
