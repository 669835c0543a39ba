"""When two figures say the same, and when one that an article states supports one that a claim makes."""

from decimal import Decimal

from service.domain.figures import (
    Count,
    Date,
    Duration,
    Figure,
    Money,
    Multiple,
    Percentage,
    Qualifier,
    Quantity,
)
from service.figures.counts import MEASURES
from service.figures.durations import in_days

_BOUND = {
    Qualifier.EXACT: "at",
    Qualifier.ABOUT: "near",
    Qualifier.NEARLY: "near",
    Qualifier.UP_TO: "up to",
    Qualifier.LESS_THAN: "below",
    Qualifier.AT_LEAST: "above",
    Qualifier.MORE_THAN: "above",
    Qualifier.SEVERAL: "several",
    Qualifier.BETWEEN: "between",
}
_PARTS = ("year", "half", "quarter", "month", "day")


def same(a: Figure, b: Figure) -> bool:
    """Whether two figures state the same value, in the same unit, bounded the same way.

    >>> from service.figures.find import find_figures
    >>> bn, mn, euros = find_figures("$2bn, US$2,000 million, €2bn")
    >>> same(bn, mn), same(bn, euros)
    (True, False)
    """
    if isinstance(a, Date) or isinstance(b, Date):
        return isinstance(a, Date) and isinstance(b, Date) and _same_date(a, b)
    return same_amount(a, b) and _BOUND[a.qualifier] == _BOUND[b.qualifier]


def same_amount(a: Figure, b: Figure) -> bool:
    """The same value and unit, whatever softens or bounds it ("up to $40m", "$40m")."""
    if isinstance(a, Date) or isinstance(b, Date):
        return isinstance(a, Date) and isinstance(b, Date) and _same_date(a, b)
    if isinstance(a, Duration) and isinstance(b, Duration):
        return _same_duration(a, b)
    return _same_unit(a, b) and _same_number(a, b)


def supports(stated: Figure, claimed: Figure) -> bool:
    """Whether a figure in the evidence proves a figure of a claim, which may be coarser but not finer.

    >>> from service.figures.find import find_figures
    >>> day, year, other = find_figures("June 14, 2025; 2025; 2024")
    >>> supports(day, year), supports(year, day), supports(day, other)
    (True, False, False)
    """
    if isinstance(stated, Date) and isinstance(claimed, Date):
        return _date_within(stated, claimed)
    if isinstance(stated, Date) or isinstance(claimed, Date):
        return _year_read_as_number(stated, claimed)
    if isinstance(stated, Duration) and isinstance(claimed, Duration):
        return _same_duration(stated, claimed) or (stated.unit == claimed.unit and _rounded(stated, claimed))
    if not _unit_supports(stated, claimed):
        return False
    return _same_number(stated, claimed) or _end_of_range(stated, claimed) or _rounded(stated, claimed)


def _same_date(a: Date, b: Date) -> bool:
    return all(getattr(a, part) == getattr(b, part) for part in _PARTS) and (a.fiscal, a.decade) == (
        b.fiscal,
        b.decade,
    )


def _date_within(stated: Date, claimed: Date) -> bool:
    """Every part that the claim names is stated, or follows from what is stated."""
    if stated.decade and not claimed.decade:
        return False
    if claimed.decade and stated.year is not None and claimed.year is not None and not stated.decade:
        return stated.year // 10 == claimed.year // 10
    return all(_part_agrees(stated, claimed, part) for part in _PARTS)


def _part_agrees(stated: Date, claimed: Date, part: str) -> bool:
    want, have = getattr(claimed, part), getattr(stated, part)
    if want is None or want == have:
        return True
    if have is None and stated.month is not None:
        return (part == "quarter" and (stated.month + 2) // 3 == want) or (
            part == "half" and (stated.month + 5) // 6 == want
        )
    return part == "half" and stated.quarter is not None and (stated.quarter + 1) // 2 == want


def _year_read_as_number(stated: Figure, claimed: Figure) -> bool:
    """A bare "2019" may have been read as a count in one of the two texts."""
    date_, other = (stated, claimed) if isinstance(stated, Date) else (claimed, stated)
    bare = isinstance(date_, Date) and date_.month is None and date_.quarter is None and date_.half is None
    return bare and isinstance(other, Count) and isinstance(date_, Date) and other.amount == date_.year


def _same_duration(a: Duration, b: Duration) -> bool:
    if a.unit == b.unit:
        return _same_number(a, b)
    days = in_days(a), in_days(b)
    if days[0] is None or days[1] is None:
        return False
    return days[0] == days[1] or {days[0], days[1]} == {Decimal(360), Decimal(365)}


def _same_unit(a: Quantity, b: Quantity) -> bool:
    if isinstance(a, Money) and isinstance(b, Money):
        return _same_currency(a, b)
    if isinstance(a, Percentage) and isinstance(b, Percentage):
        return a.unit == b.unit or {a.unit, b.unit} == {"point", "basis_point"}
    if isinstance(a, Count) and isinstance(b, Count):
        return _same_measure(a, b)
    return isinstance(a, Multiple) and isinstance(b, Multiple)


def _same_currency(a: Money, b: Money) -> bool:
    if a.currency and b.currency:
        return a.currency == b.currency
    named = a.currency or b.currency
    if named:
        return named in (a.candidates or b.candidates)
    return a.candidates == b.candidates


def _same_measure(a: Count, b: Count) -> bool:
    """Nouns have synonyms ("labs", "laboratories") and are not compared; physical units are."""
    if a.unit in MEASURES or b.unit in MEASURES:
        return a.unit == b.unit
    return True


def _unit_supports(stated: Quantity, claimed: Quantity) -> bool:
    """A claim may name less than the article: "raised 212 million" where it says "$212 million"."""
    if isinstance(claimed, Count) and not isinstance(stated, Count):
        plain = claimed.unit is None or not isinstance(stated, Duration | Percentage)
        return plain and claimed.unit not in MEASURES and not isinstance(stated, Percentage)
    if isinstance(claimed, Count) and claimed.unit is None and isinstance(stated, Count):
        return True
    return _same_unit(stated, claimed)


def _values(figure: Quantity) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    factor = (
        Decimal("0.01") if isinstance(figure, Percentage) and figure.unit == "basis_point" else Decimal(1)
    )
    amount, low, high = (
        part if part is None else part * factor for part in (figure.amount, figure.low, figure.high)
    )
    return amount, low, high


def _same_number(a: Quantity, b: Quantity) -> bool:
    if _values(a) == _values(b):
        return True
    if isinstance(a, Percentage) and a.amount is not None and b.amount is not None:
        thirds = {Decimal("33.33"), Decimal("66.67")}
        near = abs(a.amount - b.amount) < 1
        return near and (a.amount in thirds or b.amount in thirds)
    return False


def _end_of_range(stated: Quantity, claimed: Quantity) -> bool:
    """A claim may name one end of a stated range."""
    if stated.qualifier is not Qualifier.BETWEEN or claimed.amount is None:
        return False
    return claimed.amount in (stated.low, stated.high)


def _rounded(stated: Quantity, claimed: Quantity) -> bool:
    """ "Nearly $40m" for $39.6m, "more than 400" for 412: softened, rounder, near, on the right side."""
    if stated.amount is None or claimed.amount is None or stated.qualifier is not Qualifier.EXACT:
        return False
    if _digits(claimed.amount) >= _digits(stated.amount) or not stated.amount:
        return False
    off = (claimed.amount - stated.amount) / stated.amount
    low, high = _ROUNDINGS.get(claimed.qualifier, (Decimal(0), Decimal(0)))
    return low <= off <= high and off != 0


_ROUNDINGS = {
    Qualifier.ABOUT: (Decimal("-0.05"), Decimal("0.05")),
    Qualifier.NEARLY: (Decimal(0), Decimal("0.1")),
    Qualifier.LESS_THAN: (Decimal(0), Decimal("0.1")),
    Qualifier.MORE_THAN: (Decimal("-0.1"), Decimal(0)),
    Qualifier.AT_LEAST: (Decimal("-0.1"), Decimal(0)),
}


def _digits(amount: Decimal) -> int:
    """Significant digits: 1.42 has three, 1,400,000 two."""
    return len(amount.normalize().as_tuple().digits)
