"""What an article says that cannot be: a conversion off by ten, a company funded before it was founded."""

import re
from collections.abc import Iterator, Sequence

from service.domain.answer import Conflict, ConflictValue
from service.domain.deal import DealCard, Field
from service.domain.evidence import EvidenceSentence
from service.figures.find import find_figures
from service.figures.plausibility import implausible_conversions

_PER_SHARE = re.compile(r"\b(?:a|per|each) share\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
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


def impossible_dates(card: DealCard) -> tuple[Conflict, ...]:
    """A deal dated before its company was founded, by whole years."""
    founded = _year(card.founded_on)
    if founded is None:
        return ()
    return tuple(
        _too_early(card.founded_on, field)
        for name in _DEAL_DATES
        if (year := _year(field := getattr(card, name))) and year < founded
    )


def _year(field: Field) -> int | None:
    found = _YEAR.match(field.value) if isinstance(field.value, str) else None
    return int(found[0]) if found else None


def _too_early(founded: Field, deal: Field) -> Conflict:
    return Conflict(
        field="founded_on",
        kind="internal",
        values=tuple(ConflictValue(str(f.value), f.citations[0]) for f in (founded, deal)),
        note="The deal is dated before the company is said to have been founded; one of the two is wrong.",
    )
