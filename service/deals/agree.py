"""Whether two stated values of one field can both be right."""

from decimal import Decimal

from service.domain.deal import Field, MoneyValue, Value

ROUNDED = Decimal("0.06")
"""How far a rounded figure may be off: "about $1.9 billion" and "$1.87 billion" agree."""
_LOOSE = frozenset({"exact", "pre_money", "post_money"})


def agree(one: Value | None, other: Value | None) -> bool:
    """Whether two values can both be right; amounts in two currencies are not compared.

    >>> agree("2023-04", "2023"), agree("2023", "2024")
    (True, False)
    """
    if isinstance(one, MoneyValue) and isinstance(other, MoneyValue):
        return _money_agrees(one, other)
    if isinstance(one, str) and isinstance(other, str):
        first, second = sorted((one.casefold(), other.casefold()), key=len)
        return second.startswith(first)
    return True


def _money_agrees(one: MoneyValue, other: MoneyValue) -> bool:
    if one.amount is None or other.amount is None or one.currency != other.currency:
        return True
    if {one.qualifier, other.qualifier} == {"pre_money", "post_money"}:
        return True
    first, second = Decimal(one.amount), Decimal(other.amount)
    slack = abs(first - second) / max(abs(first), abs(second), Decimal(1))
    loose = not {one.qualifier, other.qualifier} <= _LOOSE
    return _rounds_to(first, second) or slack <= (ROUNDED * 2 if loose else Decimal(0))


def _rounds_to(one: Decimal, other: Decimal) -> bool:
    """Whether the coarser figure is the finer one rounded.

    >>> _rounds_to(Decimal(312), Decimal("310")), _rounds_to(Decimal(312), Decimal(290))
    (True, False)
    """
    if one == other:
        return True
    coarse, fine = sorted((one, other), key=_digits)
    step = Decimal(10) ** (coarse.adjusted() - _digits(coarse) + 1)
    return _digits(coarse) > 1 and abs(coarse - fine) <= step / 2


def _digits(amount: Decimal) -> int:
    return len(amount.normalize().as_tuple().digits)


def shown(field: Field) -> str:
    """A value as a conflict shows it: the article's own words."""
    return " ".join((field.raw or str(field.value)).split())
