"""What a question set must not contain; everything found is listed, not only the first."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

from rapidfuzz import fuzz

from evals.case import Case, Gold
from evals.fold import fold, locate
from evals.oracle import written
from evals.scorers.answers import holds
from evals.sets import QuestionSet
from evals.split import side

NEAR_DUPLICATE = 95
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)


def lint(questions: QuestionSet) -> list[str]:
    """One line a finding; none means that the set is fit for use."""
    texts = {article["id"]: _visible(article) for article in questions.articles}
    dates = {article["id"]: article.get("published_at") for article in questions.articles}
    found = [f"article id {i} is used {n} times" for i, n in _repeated(a["id"] for a in questions.articles)]
    found += [f"case id {i} is used {n} times" for i, n in _repeated(c.id for c in questions.cases)]
    for case in questions.cases:
        found += [f"{case.id}: {problem}" for problem in _problems(case, texts, dates, questions.gated)]
    return found + list(_near_duplicates(questions.cases))


def _visible(article: dict[str, Any]) -> str:
    text: str = article["text"]
    return unescape(_TAGS.sub(" ", text)) if article.get("format") == "html" else text


def _repeated(ids: Iterator[str]) -> list[tuple[str, int]]:
    return [(name, n) for name, n in Counter(ids).items() if n > 1]


def _problems(case: Case, texts: dict[str, str], dates: dict[str, str | None], gated: bool) -> Iterator[str]:
    yield from _expectations(case)
    yield from _evidence(case, texts, dates)
    for gold in (*case.answers, *case.forbidden):
        yield from _gold(gold)
    for gold in case.answers:
        if any(holds(written(gold), banned) for banned in case.forbidden):
            yield f"the answer {gold.value} is also forbidden"
    if gated and case.split != side(case.cluster):
        yield f"is in {case.split}, but {case.cluster} belongs to {side(case.cluster)}"


def _expectations(case: Case) -> Iterator[str]:
    if case.answerable and not (case.answers and case.evidence):
        yield f"expects {case.expect} without an answer or without evidence"
    if not case.answerable and case.answers:
        yield f"expects {case.expect}, yet has an answer"
    if case.expect == "report_conflict" and len(case.answers) < 2:
        yield "reports a conflict of fewer than two values"
    if case.kind == "follow_up" and not case.history:
        yield "is a follow-up without history"
    if case.kind == "filter" and not case.filters:
        yield "is about a filter and has none"


def _evidence(case: Case, texts: dict[str, str], dates: dict[str, str | None]) -> Iterator[str]:
    for span in (span for group in case.evidence for span in group):
        if span.article_id not in texts:
            yield f"cites the unknown article {span.article_id}"
        elif not locate(texts[span.article_id], span.quote, span.occurrence):
            yield f"quotes what {span.article_id} does not say: {span.quote[:60]}"
        published = dates.get(span.article_id)
        if case.as_of and published and published[:10] > case.as_of:
            yield f"is as of {case.as_of}, its evidence from {published}"


def _gold(gold: Gold) -> Iterator[str]:
    if not holds(written(gold), gold):
        yield f"its own scorer does not accept {gold.type} {gold.value}"
    if gold.type == "money" and any(alias[-1:].isdigit() for alias in gold.aliases):
        yield f"an alias of {gold.currency} {gold.value} is a bare figure"


def _near_duplicates(cases: tuple[Case, ...]) -> Iterator[str]:
    """Nearly the same question is fine only with another answer, or under other filters or history."""
    seen: dict[str, list[tuple[str, str]]] = {}
    for case in cases:
        key = repr((case.filters, case.as_of, case.history, case.answers))
        for other, text in seen.setdefault(key, []):
            if fuzz.ratio(text, fold(case.question)) > NEAR_DUPLICATE:
                yield f"{case.id}: asks nearly what {other} asks"
        seen[key].append((case.id, fold(case.question)))
