"""Fill deal cards: read each article whole, join the articles of one deal, cite every value."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import groupby
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from service.answering.compose import Page, add
from service.deals.beside import beside
from service.deals.card import card
from service.deals.disputes import disputed
from service.deals.doubts import doubts, funded_before_founded, impossible_dates, named
from service.deals.merge import Told, merged
from service.deals.restating import restated
from service.domain.answer import Checks, Conflict, ConflictValue, Derived, Support
from service.domain.article import Article
from service.domain.deal import DealCard, Deals, Field, MoneyValue
from service.domain.draft import DraftSentence
from service.domain.evidence import Evidence, EvidenceSentence
from service.ports import ArticleStore
from service.stories.draft_deal import DealDrafting, DraftedDeals, drafted_deals
from service.stories.other_names import OtherNames
from service.stories.whole import load, whole

Renumber = Callable[[int], int]
Complete = Callable[[DealCard | None, str, Sequence[EvidenceSentence]], DealCard | None]
Result = TypeVar("Result")


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
        drafting: DealDrafting | None = None,
        limiter: CapacityLimiter | None = None,
    ) -> None:
        self._articles = articles
        self._names = names
        self._drafting = drafting
        self._limiter = limiter

    async def __call__(self, article_ids: Sequence[str]) -> Deals:
        """The cards of the deals that the articles tell, one a deal, in time order."""
        articles, evidence = await self._thread(self._read, tuple(article_ids))
        drafted = await drafted_deals(self._drafting, evidence) if self._drafting else DraftedDeals({})
        return await self._thread(self._extract, articles, evidence, drafted)

    def _read(self, article_ids: Sequence[str]) -> tuple[tuple[Article, ...], Evidence]:
        articles = load(self._articles, article_ids)
        return articles, self._names.beside(whole(articles))

    def _extract(self, articles: Sequence[Article], evidence: Evidence, drafted: DraftedDeals) -> Deals:
        def complete(
            card: DealCard | None, article_id: str, told: Sequence[EvidenceSentence]
        ) -> DealCard | None:
            return drafted.complete(card, article_id, told, lambda *claim: self._against(evidence, *claim))

        cards, conflicts = read_deals(articles, evidence, complete)
        found = cited(cards, conflicts, evidence, self._articles)
        drafted = drafted.settled()
        return replace(found, mode=drafted.mode, dropped=tuple(drafted.dropped), trace=drafted.trace)

    def _against(self, evidence: Evidence, claim: str, numbers: tuple[int, ...]) -> str | None:
        """What the verifier has against a claim."""
        assert self._drafting is not None
        dropped = self._drafting.verify(DraftSentence(claim, numbers), evidence).dropped
        return dropped.detail if dropped else None

    async def _thread(self, call: Callable[..., Result], *args: object) -> Result:
        return await to_thread.run_sync(call, *args, limiter=self._limiter)


def as_read(
    card: DealCard | None, _article_id: str, _sentences: Sequence[EvidenceSentence]
) -> DealCard | None:
    """The rules' card as it is."""
    return card


def read_deals(
    articles: Sequence[Article], evidence: Evidence, complete: Complete = as_read
) -> tuple[tuple[DealCard, ...], tuple[Conflict, ...]]:
    """Cards and conflicts of whole articles, their citations still evidence numbers.

    `complete` may add to the card that the rules read from an article.
    """
    by_id = {article.id: article for article in articles}
    told: list[Told] = []
    untimely: list[Conflict] = []
    for article_id, group in groupby(evidence.sentences, key=lambda sentence: sentence.article_id):
        article, sentences = by_id[article_id], tuple(group)
        by_rules = card(article_id, article.metadata.title or "", sentences)
        found = complete(by_rules, article_id, sentences)
        if found:
            copies = (a.id for a in articles if a.duplicate_of == article_id)
            found = replace(found, article_ids=(article_id, *copies))
            untimely += funded_before_founded(found, sentences)
            told.append(told_by(found, sentences))
    cards, conflicts = merged(told, evidence.aliases)
    slips = [named(doubt, cards) for doubt in doubts(evidence.sentences)]
    untimely += [conflict for one in cards for conflict in impossible_dates(one)]
    internal = dict.fromkeys((*slips, *untimely))
    return cards, (*conflicts, *internal)


def told_by(one: DealCard, sentences: Sequence[EvidenceSentence]) -> Told:
    """The card with what its article tells beside it; its citations number the sentences."""
    by_number = {sentence.number: sentence for sentence in sentences}
    published = sentences[0].metadata.published_on if sentences else None
    return Told(one, published, _restatements(one, by_number), beside(sentences), disputed(one, sentences))


def _restatements(one: DealCard, by_number: Mapping[int, EvidenceSentence]) -> dict[str, MoneyValue]:
    """By money field, the conversion that its article states."""
    found = {}
    for name in ("amount", "total_raised", "valuation"):
        value: Field = getattr(one, name)
        sentence = by_number.get(value.citations[0]) if value.citations else None
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
        deals=tuple(renumbered(one, renumber) for one in cards),
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


def renumbered(one: DealCard, renumber: Renumber) -> DealCard:
    """The card with other numbers for its citations."""

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
