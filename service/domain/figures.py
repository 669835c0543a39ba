"""Figures: parsed numbers with meaning, each with the words it was read from.

`start` and `end` are code points in the text that was searched: `text[start:end] == raw`.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal


class Qualifier(StrEnum):
    """How firmly a quantity is stated. `several` and `between` have `low` and `high`, no `amount`."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    UP_TO = "up_to"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    SEVERAL = "several"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a figure stands, and its words."""

    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Span):
    """A number of something. `amount` is None where only `low` and `high` are known.

    "Several hundred million" lies between 200 and 900 million.
    """

    amount: Decimal | None
    qualifier: Qualifier = Qualifier.EXACT
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Quantity):
    """An amount of money; `currency` is an ISO 4217 code.

    A word such as "kroner" or "pesos" names several currencies: then `currency` is None and
    `candidates` lists them.
    """

    currency: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage(Quantity):
    """A share or a rate (`percent`), or the difference of two rates (`point`, `basis_point`)."""

    unit: Literal["percent", "point", "basis_point"] = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Quantity):
    """A number of things; `unit` is the noun that follows, lower case, or a symbol such as `MWh`."""

    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Quantity):
    """A length of time in its stated unit; an age is one, too."""

    unit: Literal["minute", "hour", "day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple(Quantity):
    """How many times: "3x", "tripled", "twofold"."""


class Granularity(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Span):
    """A calendar date as precise as it was stated; what was not stated is None.

    `fiscal` marks a financial year, `decade` one of ten years ("the 1980s"), `relative` a date that was counted from a reference day
    ("last year"), `inferred_year` a year that was not written but is the nearest to that day.
    """

    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    fiscal: bool = False
    decade: bool = False
    relative: bool = False
    inferred_year: bool = False

    @property
    def granularity(self) -> Granularity:
        if self.day is not None:
            return Granularity.DAY
        if self.month is not None:
            return Granularity.MONTH
        if self.quarter is not None:
            return Granularity.QUARTER
        return Granularity.YEAR if self.half is None else Granularity.HALF


Figure = Quantity | Date
"""Anything that `service.figures.find` finds: one of the quantities above, or a date."""
