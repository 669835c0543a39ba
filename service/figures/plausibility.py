"""Stated conversions that cannot be: "$2 billion (approximately 140 billion RMB)" is off by about ten.

The table of plausible exchange rates is data of this package, dated and with a note on its sources; no
network. Only gross slips are flagged, so that a bank's rate, a hedged rate or an old rate never is.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from service.domain.figures import Figure, Money

_MARGIN = Decimal("1.35")
"""How far outside the year's range a rate may lie: averages over other years, banks' and black-market rates."""
LEAST_SLIP = 5
"""How far beyond the nearest rate of the time a conversion must lie to be flagged."""
_BETWEEN = re.compile(
    r"(?:(?: [a-z]+){1,4} [(（](?=about|approx|around|roughly|some|or|约|約)|(?: [a-z]+){1,4}(?=, or (?:about|approx|around|roughly|some)))?[*_]*\s*(?:[(（,，/]|[-–—]|or|=|≈|equals?|that is|i\.e\.)?\s*(?:or\b|about|approximately|approx\.?|around|roughly|some|nearly|almost|"
    r"equivalent to|equal to|the equivalent of|worth|over|more than|just over|just under|under|less than|equals|"
    r"约合?|約|折合|合|相当于|aproximadamente|unos|etwa|rund|environ|soit|oder|~|≈|=|\s)*\s*",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[(（/=≈]|\bor\b|equivalent|equal|worth|approx|about|约|合|soit|oder", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Implausible:
    """Two stated amounts that no exchange rate of the time connects; `factor` is how far off."""

    stated: Money
    converted: Money
    factor: Decimal

    @property
    def note(self) -> str:
        return (
            f"{self.stated.raw} and {self.converted.raw} do not fit at any exchange rate of the time: "
            f"one of them is off by a factor of about {self.factor:.0f}."
        )


def implausible_conversions(
    text: str, figures: Sequence[Figure], year: int | None = None
) -> tuple[Implausible, ...]:
    """The stated conversions of a text that are off by about ten or more.

    >>> from service.figures.find import find_figures
    >>> slip = "valued at $2 billion (approximately 140 billion RMB)"
    >>> [str(round(i.factor)) for i in implausible_conversions(slip, find_figures(slip), 2024)]
    ['10']
    """
    money = [figure for figure in figures if isinstance(figure, Money)]
    return tuple(
        found
        for first, second in pairwise(money)
        if is_conversion(text[first.end : second.start]) and (found := _judge(first, second, year))
    )


def told_apart(text: str, figures: Sequence[Figure], year: int | None = None) -> tuple[Figure, ...]:
    """The figures, those in one of several currencies settled where a stated conversion leaves only one.

    >>> from service.figures.find import find_figures
    >>> text = "a loan of ¥48 billion (about $320 million)"
    >>> [f.currency for f in told_apart(text, find_figures(text), 2025)]
    ['JPY', 'USD']
    """
    money = [figure for figure in figures if isinstance(figure, Money)]
    settled: dict[int, Money] = {}
    for first, second in pairwise(money):
        if first.currency is None and second.currency and is_conversion(text[first.end : second.start]):
            fitting = [
                c
                for c in first.candidates
                if _judge(replace(first, currency=c), second, year) is None and _range(c, year)
            ]
            if len(fitting) == 1:
                settled[first.start] = replace(first, currency=fitting[0], candidates=())
    return tuple(settled.get(figure.start, figure) for figure in figures)


def is_conversion(between: str) -> bool:
    """Whether the words between two amounts say that the second restates the first.

    >>> is_conversion(", or about "), is_conversion(" and "), is_conversion(" on the company (about ")
    (True, False, True)
    """
    return len(between) < 40 and bool(_BETWEEN.fullmatch(between)) and bool(_MARKED.search(between))


def _judge(first: Money, second: Money, year: int | None) -> Implausible | None:
    if not first.amount or not second.amount or not first.currency or not second.currency:
        return None
    if first.currency == second.currency:
        return None
    ours, theirs = _range(first.currency, year), _range(second.currency, year)
    if ours is None or theirs is None:
        return None
    rate = second.amount / first.amount
    low, high = theirs[0] / ours[1] / _MARGIN, theirs[1] / ours[0] * _MARGIN
    if low <= rate <= high:
        return None
    beyond = max(low * _MARGIN / rate, rate * _MARGIN / high)
    if beyond < LEAST_SLIP:
        return None
    middle = (theirs[0] + theirs[1]) / (ours[0] + ours[1])
    return Implausible(first, second, max(rate / middle, middle / rate))


def _range(currency: str, year: int | None) -> tuple[Decimal, Decimal] | None:
    """What one dollar cost in a year; over all years when it is not known."""
    if currency == "USD":
        return Decimal(1), Decimal(1)
    years = _table().get(currency)
    if not years or (year is not None and year < _redenominated().get(currency, 0)):
        return None
    if year in years:
        return years[year]
    if year is not None and year > max(years):
        low, high = years[max(years)]
        return low * Decimal("0.9"), high * Decimal("1.1")
    return min(low for low, _ in years.values()), max(high for _, high in years.values())


@cache
def _redenominated() -> dict[str, int]:
    """The year in which a currency lost zeros: older amounts are of another currency by the same name."""
    found: dict[str, int] = _data()["redenominated"]
    return found


@cache
def _data() -> dict[str, Any]:
    text = files("service.figures").joinpath("exchange_rates.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return read


@cache
def _table() -> dict[str, dict[int, tuple[Decimal, Decimal]]]:
    return {
        currency: {int(year): (Decimal(low), Decimal(high)) for year, (low, high) in years.items()}
        for currency, years in _data()["per_usd"].items()
    }
