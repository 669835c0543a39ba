"""What an article says that cannot be: a conversion off by ten, a company funded before it was founded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.deals.cues import any_of
from service.deals.facts import iso
from service.domain.answer import Conflict, ConflictValue
from service.domain.deal import DealCard, Field
from service.domain.evidence import EvidenceSentence
from service.domain.figures import Date
from service.figures.find import find_figures
from service.figures.plausibility import implausible_conversions

_PER_SHARE = re.compile(r"\b(?:a|per|each) share\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![QH])\b\d+")
_NEAR = 90
_RAISED = any_of(
    r"(?:closed|raised|raises|completed|secured|landed|took|received|won) [^.;]{0,60}?(?:seed|Series [A-K]|round|funding|equity|capital)",
    r"(?:seed|angel|Series [A-K]) (?:round|money|funding|investment|financing)",
)
_BOUGHT_IN = r"\b(?:bought|acquired|took over) (?:the )?{name}\b[^.;]{{0,40}}$|\b{name}\b[^.;]{{0,20}} was (?:bought|acquired|sold|taken over)\b[^.;]{{0,40}}$"
_ITSELF = re.compile(r"^(?:It|The (?:company|firm|start-?up|studio))\b")
_DEAL_DATES = ("announced_on", "signed_on", "closed_on")


def doubts(sentences: Sequence[EvidenceSentence]) -> tuple[Conflict, ...]:
    """Stated conversions that no exchange rate of the time connects; citations are evidence numbers."""
    return tuple(conflict for sentence in sentences for conflict in _conversions(sentence))


def _conversions(sentence: EvidenceSentence) -> Iterator[Conflict]:
    if _PER_SHARE.search(sentence.text):
        return
    published = sentence.metadata.published_on
    figures = find_figures(sentence.text)
    for slip in implausible_conversions(sentence.text, figures, published.year if published else None):
        pair = (slip.stated.raw, slip.converted.raw)
        values = tuple(ConflictValue(raw, sentence.number) for raw in pair)
        yield Conflict(field="conversion", kind="internal", values=values, note=slip.note)


def named(doubt: Conflict, cards: Sequence[DealCard]) -> Conflict:
    """The doubt under the name of the card's field that it concerns, if it concerns one."""
    for card in cards:
        for name in ("amount", "valuation", "total_raised"):
            field: Field = getattr(card, name)
            if any(v.citation in field.citations and v.value == field.raw for v in doubt.values):
                return replace(doubt, field=name)
    return doubt


def impossible_dates(card: DealCard) -> tuple[Conflict, ...]:
    """A deal dated before its company was founded, by the units that both dates are stated in."""
    founded = card.founded_on
    if not isinstance(founded.value, str):
        return ()
    dated: list[Field] = [getattr(card, name) for name in _DEAL_DATES]
    return tuple(
        too_early(founded, deal)
        for deal in dated
        if isinstance(deal.value, str) and _before(deal.value, founded.value)
    )


def funded_before_founded(card: DealCard, sentences: Sequence[EvidenceSentence]) -> tuple[Conflict, ...]:
    """The first deal of the company that its article dates before its founding."""
    founded = card.founded_on
    if not isinstance(founded.value, str):
        return ()
    for sentence in sentences:
        for date in (figure for figure in find_figures(sentence.text) if isinstance(figure, Date)):
            if date.year and _dates_a_deal(date, sentence, card) and _before(iso(date), founded.value):
                early = Field(value=iso(date), raw=date.raw, citations=(sentence.number,))
                return (too_early(founded, early),)
    return ()


def _dates_a_deal(date: Date, sentence: EvidenceSentence, card: DealCard) -> bool:
    """Whether a date is that of a round of the company, or of the day it was bought."""
    raised = _RAISED.search(sentence.text)
    if raised and _of(card, sentence) and 0 <= date.start - raised.start() < _NEAR:
        return True
    name = re.escape(str(card.company.value or ""))
    return bool(name) and bool(re.search(_BOUGHT_IN.format(name=name), sentence.text[: date.start]))


def _of(card: DealCard, sentence: EvidenceSentence) -> bool:
    """Whether the sentence tells of the card's company, by its name or as "it" or "the company"."""
    company = str(card.company.value or "").split(maxsplit=1)[:1]
    return bool(company and company[0] in sentence.text) or bool(_ITSELF.search(sentence.text))


def _before(one: str, other: str) -> bool:
    """Whether a date lies before another, in the units that both have.

    >>> _before("2019-10", "2021-03"), _before("2021", "2021-03"), _before("2021-Q1", "2021-03")
    (True, False, False)
    """
    first, second = (_DIGITS.findall(date) for date in (one, other))
    return first[: len(second)] < second[: len(first)]


def too_early(founded: Field, deal: Field) -> Conflict:
    """The two dates that cannot both be right."""
    return Conflict(
        field="founded_on",
        kind="internal",
        values=tuple(ConflictValue(str(f.value), f.citations[0]) for f in (founded, deal)),
        note="The deal is dated before the company is said to have been founded; one of the two is wrong.",
    )
