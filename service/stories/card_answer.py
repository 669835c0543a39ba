"""Answer a question for a term of a deal from the deal card's own sentences.

Who invested, how much, at what valuation, who runs it: the card has read these out of the article already,
each with the sentences that state it. Only questions that the card explains whole are answered so.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from service.deals.asked import Asked, asked
from service.deals.card import card
from service.deals.roles import asked_for
from service.domain.article import Article
from service.domain.deal import Basis, DealCard, Field, Person
from service.domain.evidence import Evidence
from service.ports import ArticleStore
from service.retrieval.latest import asks_for_latest, without_latest
from service.retrieval.tokens import fold
from service.stories.suggest import numbered

_PAYS = re.compile(r"\b(?:pay(?:s|ing)?|paid)\b", re.IGNORECASE)
"""Of a deal without a buyer the card's amount is what the company raises, not what somebody paid."""
MOST_ARTICLES = 3
MOST_SENTENCES = 3
REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Pointed:
    """Evidence numbers of the sentences that state what was asked; `absent` when the card lacks it."""

    numbers: tuple[int, ...] = ()
    absent: bool = False


class CardAnswer:
    """Points at the sentences behind a card's fields; cards of article versions are kept."""

    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles
        self._card = lru_cache(maxsize=REMEMBERED)(self._read_card)

    def __call__(self, question: str, evidence: Evidence) -> Pointed:
        """What the best matching article's card states, or the newest one's where the question asks for the latest;
        empty where no card explains the question."""
        latest = asks_for_latest(question)
        wanted = asked(without_latest(question) if latest else question)
        if not wanted.fields:
            return Pointed()
        places = {(s.article_id, s.version, s.sentence.ordinal): s.number for s in evidence.sentences}
        absent = False
        for article_id, version in _newest_first(evidence) if latest else _articles(evidence):
            told = self._card(article_id, version)
            if told is None:
                continue
            numbers = _numbers(told, wanted, places, question)
            words = _words(told, evidence, numbers, article_id)
            if not all(_known(word, words) for word in wanted.rest):
                continue
            if numbers:
                return Pointed(numbers)
            absent = absent or wanted.fields == (("advisers",),)
        return Pointed(absent=absent)

    def _read_card(self, article_id: str, version: int) -> "_Told | None":
        article = self._articles.find(article_id, version)
        sentences = numbered(article)
        read = card(article.id, article.metadata.title or "", sentences)
        if read is None:
            return None
        return _Told(article, read, {s.number: s.sentence.ordinal for s in sentences})


@dataclass(frozen=True, slots=True)
class _Told:
    """An article's card, and the ordinals of the sentences that its citations number."""

    article: Article
    card: DealCard
    ordinals: Mapping[int, int]


def _articles(evidence: Evidence) -> list[tuple[str, int]]:
    """Articles of the evidence, by their best hit."""
    best: dict[tuple[str, int], int] = {}
    for sentence in evidence.sentences:
        key = (sentence.article_id, sentence.version)
        best[key] = min(best.get(key, sentence.hit), sentence.hit)
    return sorted(best, key=lambda key: best[key])[:MOST_ARTICLES]


def _newest_first(evidence: Evidence) -> list[tuple[str, int]]:
    days = {s.article_id: s.metadata.published_on or date.min for s in evidence.sentences}
    return sorted(_articles(evidence), key=lambda key: days[key[0]], reverse=True)


def _numbers(
    told: _Told, wanted: Asked, places: Mapping[tuple[str, int, int], int], question: str
) -> tuple[int, ...]:
    """The evidence numbers behind every field group; none where one group is not stated."""
    chosen: list[int] = []
    for group in wanted.fields:
        stated = (
            n for name in group for field in _fields(told.card, name, question) for n in field.citations
        )
        keys = ((told.article.id, told.article.version, told.ordinals[n]) for n in stated)
        found = list(dict.fromkeys(places[key] for key in keys if key in places))
        if not found:
            return ()
        chosen += sorted(found)[:MOST_SENTENCES]
    return tuple(dict.fromkeys(chosen))[: MOST_SENTENCES + 1]


def _fields(card: DealCard, name: str, question: str) -> Iterator[Field]:
    """The stated fields of that name; of people those whom the question asks for, and a price only where somebody buys."""
    value = getattr(card, name)
    if name == "amount" and _PAYS.search(question) and not card.acquirer.value:
        return
    for field in value if isinstance(value, tuple) else (value,):
        somebody_else = isinstance(field.value, Person) and not asked_for(field.value, question, card)
        if field.basis is not Basis.NOT_STATED and not somebody_else:
            yield field


def _words(told: _Told, evidence: Evidence, numbers: tuple[int, ...], article_id: str) -> frozenset[str]:
    """Every word that tells which deal this is, or stands in the sentences pointed at."""
    about = told.article.metadata
    texts = [
        about.title or "",
        about.source or "",
        article_id.replace("-", " "),
        str(told.card.stage.value or ""),
    ]
    texts += [str(f.value) for f in (told.card.company, told.card.acquirer, told.card.target) if f.value]
    texts += [s.text for n in numbers if (s := evidence.numbered(n))]
    texts += [(about.published_at or "")[:4]]
    return frozenset(re.findall(r"[^\W_]+", fold(" ".join(texts))))


def _known(word: str, words: frozenset[str]) -> bool:
    parts = re.findall(r"[^\W_]+", fold(word))
    return all(part in words for part in parts)
