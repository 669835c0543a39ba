"""Answer a question for a term of a deal from the deal card's own sentences.

Who invested, how much, at what valuation, who runs it: the card has read these out of the article already,
each with the sentences that state it. Only questions that the card explains whole are answered so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.deals.asked import Asked, asked
from service.deals.roles import asked_for
from service.domain.article import Article
from service.domain.deal import Basis, DealCard, Field, Person
from service.domain.evidence import Evidence
from service.retrieval.latest import asks_for_latest, without_latest
from service.retrieval.tokens import fold
from service.stories.read_card import ReadCards

_PAYS = re.compile(r"\b(?:pay(?:s|ing)?|paid)\b", re.IGNORECASE)
"""Of a deal without a buyer the card's amount is what the company raises, not what somebody paid."""
_ROUND = re.compile(r"\bseries [a-k]\b|\bseed\b", re.IGNORECASE)
_OF_A_ROUND = {"amount", "lead_investors", "other_investors"}
"""Fields that each round of a company has for itself."""
_ADVISERS = (("advisers",),)
MOST_ARTICLES = 3
MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Pointed:
    """Evidence numbers of the sentences that state what was asked; `absent` when the card lacks it."""

    numbers: tuple[int, ...] = ()
    absent: bool = False


class CardAnswer:
    """Points at the sentences behind a card's fields."""

    def __init__(self, cards: ReadCards) -> None:
        self._cards = cards

    def __call__(self, question: str, evidence: Evidence) -> Pointed:
        """What the best matching article's card states, with what other rounds of the company state where the question
        means any; the newest one's where it asks for the latest; empty where no card explains the question."""
        latest = asks_for_latest(question)
        wanted = asked(without_latest(question) if latest else question)
        if not wanted.fields:
            return Pointed()
        places = {(s.article_id, s.version, s.sentence.ordinal): s.number for s in evidence.sentences}
        found: list[tuple[_Told, tuple[int, ...]]] = []
        absent = False
        for article_id, version in _newest_first(evidence) if latest else _articles(evidence):
            told = self._told(article_id, version)
            if told is None or _of_another_round(question, told.card):
                continue
            numbers = _numbers(told, wanted, places, question)
            if wanted.fields == _ADVISERS:
                numbers = _of_the_advised(numbers, wanted, evidence)
            words = _words(told, evidence, numbers, article_id)
            if not all(_known(word, words) for word in wanted.rest):
                continue
            if numbers:
                found.append((told, numbers))
            absent = absent or (not found and wanted.fields == _ADVISERS)
        if not found:
            return Pointed(absent=absent)
        return Pointed(found[0][1] if latest else _together(found, wanted))

    def _told(self, article_id: str, version: int) -> "_Told | None":
        read = self._cards(article_id, version)
        if read.card is None:
            return None
        return _Told(read.article, read.card, {s.number: s.sentence.ordinal for s in read.sentences})


@dataclass(frozen=True, slots=True)
class _Told:
    """An article's card, and the ordinals of the sentences that its citations number."""

    article: Article
    card: DealCard
    ordinals: Mapping[int, int]

    @property
    def published_on(self) -> date:
        """The first of all days where it is not known."""
        return self.article.metadata.published_on or date.min


def _articles(evidence: Evidence) -> list[tuple[str, int]]:
    """Articles of the evidence, by their best hit."""
    best: dict[tuple[str, int], int] = {}
    for sentence in evidence.sentences:
        key = (sentence.article_id, sentence.version)
        best[key] = min(best.get(key, sentence.hit), sentence.hit)
    return sorted(best, key=lambda key: best[key])[:MOST_ARTICLES]


def _of_another_round(question: str, card: DealCard) -> bool:
    """Whether the question names rounds, and the card's is none of them."""
    named = {fold(one) for one in _ROUND.findall(question)}
    return bool(named and card.stage.value) and fold(str(card.stage.value)) not in named


def _of_the_advised(numbers: tuple[int, ...], wanted: Asked, evidence: Evidence) -> tuple[int, ...]:
    """The sentences that name who is asked about, where any does: each side of a deal has advisers of its own."""
    texts = {n: fold(s.text) for n in numbers if (s := evidence.numbered(n))}
    return tuple(n for n in numbers if any(word in texts[n] for word in wanted.rest)) or numbers


def _together(found: Sequence[tuple["_Told", tuple[int, ...]]], wanted: Asked) -> tuple[int, ...]:
    """The best article's sentences; where the question tells no more than the company, and each round has its own, those
    of the company's other rounds too, newest first."""
    best, numbers = found[0]
    company = frozenset(re.findall(r"[^\W_]+", fold(str(best.card.company.value or ""))))
    any_round = all(set(group) <= _OF_A_ROUND for group in wanted.fields)
    if not any_round or not best.card.stage.value or not all(_known(word, company) for word in wanted.rest):
        return numbers
    rounds = {best.card.stage.value: found[0]}
    for told, stated in found[1:]:
        if told.card.stage.value and told.card.company.value == best.card.company.value:
            rounds.setdefault(told.card.stage.value, (told, stated))
    newest = sorted(rounds.values(), key=lambda one: one[0].published_on, reverse=True)
    each = max(1, (MOST_SENTENCES + 1) // len(newest))
    return tuple(number for _, stated in newest for number in stated[:each])


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
