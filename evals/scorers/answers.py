"""Whether an answer holds a gold value, by the type of the value."""

from decimal import Decimal

from evals.case import Gold
from evals.scorers.dates import find_dates, read_day
from evals.scorers.money import find_money, sense
from evals.scorers.names import names, phrases
from evals.scorers.quantities import find_numbers, find_percentages


def holds(text: str, gold: Gold) -> bool:
    """Whether the text says the gold value, in any right spelling of it.

    >>> holds("It raised US$2,000 million.", Gold(type="money", value="2000000000", currency="USD"))
    True
    >>> holds("It raised €2 billion.", Gold(type="money", value="2000000000", currency="USD"))
    False
    """
    return _typed(text, gold) or any(phrases(text, alias) for alias in gold.aliases)


def missing(text: str, golds: tuple[Gold, ...]) -> tuple[Gold, ...]:
    """The parts of a right answer that the text lacks."""
    return tuple(gold for gold in golds if not holds(text, gold))


def said(text: str, forbidden: tuple[Gold, ...]) -> tuple[Gold, ...]:
    """The forbidden values that the text says."""
    return tuple(gold for gold in forbidden if holds(text, gold))


def _typed(text: str, gold: Gold) -> bool:
    if isinstance(gold.value, tuple):
        return all(names(text, member) for member in gold.value)
    match gold.type:
        case "money":
            value = Decimal(gold.value).normalize()
            return any(m.says(value, gold.currency or "", gold.qualifier) for m in find_money(text))
        case "percentage":
            return any(
                Decimal(gold.value) in values and _sense_fits(text, start, gold)
                for values, start, _ in find_percentages(text)
            )
        case "number":
            return any(Decimal(gold.value).normalize() in values for values in find_numbers(text))
        case "date":
            return any(day.says(read_day(gold.value)) for day in find_dates(text))
        case "entity" | "entity_set":
            return names(text, gold.value)
        case "text":
            return phrases(text, gold.value)


def _sense_fits(text: str, at: int, gold: Gold) -> bool:
    return sense(text, at) == gold.qualifier if gold.qualifier in ("up_to", "at_least") else True
