"""Fill deal cards: read each article whole, join the articles of one deal, cite every value."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import groupby

from anyio import CapacityLimiter, to_thread

from service.answering.compose import Page, add
from service.deals.amounts import restated
from service.deals.card import card
from service.deals.doubts import doubts, funded_before_founded, impossible_dates, named
from service.deals.merge import Told, merged
from service.domain.answer import Checks, Conflict, ConflictValue, Derived, Support
from service.domain.article import Article
from service.domain.deal import DealCard, Deals, Field, MoneyValue
from service.domain.evidence import Evidence, EvidenceSentence
from service.ports import ArticleStore
from service.stories.other_names import OtherNames
from service.stories.whole import load, whole

Renumber = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Pointed:
    """A sentence that a value was read from."""

    text: str
    numbers: tuple[int, ...]
    support: Support = Support.SUPPORTED
    checks: Checks = field(default_factory=Checks)
    derived: Derived | None = None


class ExtractDeals:
    """The deals story. Raises `ArticleNotFound` for an id that the library does not hold."""

    def __init__(
        self,
        articles: ArticleStore,
        names: OtherNames,
        *,
        limiter: CapacityLimiter | None = None,
    ) -> None:
        self._articles = articles
        self._names = names
        self._limiter = limiter

    async def __call__(self, article_ids: Sequence[str]) -> Deals:
        """The cards of the deals that the articles tell, one a deal, in time order."""
        return await to_thread.run_sync(self._extract, tuple(article_ids), limiter=self._limiter)

    def _extract(self, article_ids: Sequence[str]) -> Deals:
        articles = load(self._articles, article_ids)
        evidence = self._names.beside(whole(articles))
        cards, conflicts = read_deals(articles, evidence)
        return cited(cards, conflicts, evidence, self._articles)


def read_deals(
    articles: Sequence[Article], evidence: Evidence
) -> tuple[tuple[DealCard, ...], tuple[Conflict, ...]]:
    """Cards and conflicts of whole articles, their citations still evidence numbers."""
    by_id = {article.id: article for article in articles}
    told: list[Told] = []
    untimely: list[Conflict] = []
    for article_id, group in groupby(evidence.sentences, key=lambda sentence: sentence.article_id):
        article, sentences = by_id[article_id], tuple(group)
        found = card(article_id, article.metadata.title or "", sentences)
        if found:
            copies = (a.id for a in articles if a.duplicate_of == article_id)
            found = replace(found, article_ids=(article_id, *copies))
            untimely += funded_before_founded(found, sentences)
            restatements = _restatements(found, evidence)
            told.append(Told(found, article.metadata.published_on, restatements))
    cards, conflicts = merged(told, evidence.aliases)
    slips = [named(doubt, cards) for doubt in doubts(evidence.sentences)]
    untimely += [conflict for one in cards for conflict in impossible_dates(one)]
    internal = dict.fromkeys((*slips, *untimely))
    return cards, (*conflicts, *internal)


def _restatements(one: DealCard, evidence: Evidence) -> dict[str, MoneyValue]:
    """By money field, the conversion that its article states."""
    found = {}
    for name in ("amount", "total_raised", "valuation"):
        value: Field = getattr(one, name)
        sentence = evidence.numbered(value.citations[0]) if value.citations else None
        if sentence and (also := restated(value, sentence)):
            found[name] = also
    return found


def cited(
    cards: Sequence[DealCard], conflicts: Sequence[Conflict], evidence: Evidence, articles: ArticleStore
) -> Deals:
    """The cards with numbered citations instead of evidence numbers."""
    page = Page()

    def quote(article_id: str, version: int, start: int, end: int) -> str:
        return articles.find(article_id, version).quote(start, end)

    for number in dict.fromkeys((*_numbers_of_cards(cards), *_numbers_of(conflicts))):
        sentence = evidence.numbered(number)
        if sentence:
            page = add(page, Pointed(sentence.text, (number,)), evidence, quote)

    def renumber(number: int) -> int:
        sentence: EvidenceSentence | None = evidence.numbered(number)
        return (page.citation_of(sentence) if sentence else None) or 0

    return Deals(
        deals=tuple(_renumbered(one, renumber) for one in cards),
        citations=page.citations,
        conflicts=tuple(renumbered_conflict(one, renumber) for one in conflicts),
    )


def fields_of(one: DealCard) -> Iterator[tuple[str, Field | tuple[Field, ...]]]:
    """Each field of a card by name, the two that say which deal it is left out."""
    for part in fields(one):
        if part.name not in ("id", "article_ids"):
            yield part.name, getattr(one, part.name)


def renumbered_conflict(conflict: Conflict, renumber: Renumber) -> Conflict:
    values = tuple(ConflictValue(v.value, renumber(v.citation)) for v in conflict.values)
    return replace(conflict, values=values)


def _renumbered(one: DealCard, renumber: Renumber) -> DealCard:
    def cite(old: Field) -> Field:
        return replace(old, citations=tuple(dict.fromkeys(renumber(n) for n in old.citations)))

    new = {
        name: cite(value) if isinstance(value, Field) else tuple(cite(f) for f in value)
        for name, value in fields_of(one)
    }
    return replace(one, **new)  # type: ignore[arg-type]


def _numbers_of_cards(cards: Sequence[DealCard]) -> Iterator[int]:
    for one in cards:
        for _, value in fields_of(one):
            for one_value in (value,) if isinstance(value, Field) else value:
                yield from one_value.citations


def _numbers_of(conflicts: Sequence[Conflict]) -> Iterator[int]:
    return (value.citation for conflict in conflicts for value in conflict.values)
