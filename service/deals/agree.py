"""Whether two stated values of one field can both be right."""

from collections.abc import Sequence
from decimal import Decimal

from service.domain.deal import Field, MoneyValue, Value

ROUNDED = Decimal("0.12")
"""The most that a figure told as "about" may be off: "about $2 billion" and "$1.87 billion" agree."""
_FROM_ABOVE = frozenset({"up_to", "less_than"})
_FROM_BELOW = frozenset({"at_least", "more_than"})
_PLAIN = frozenset({"exact", "pre_money", "post_money"})


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


def agree_in_some_currency(ones: Sequence[Value | None], others: Sequence[Value | None]) -> bool:
    """Whether two values can both be right, each given with the conversions its article states.

    >>> dollars = MoneyValue(amount="230", currency="USD", qualifier="about")
    >>> kronur = MoneyValue(amount="32200", currency="ISK", qualifier="exact")
    >>> agree_in_some_currency([kronur, dollars], [MoneyValue(amount="212", currency="USD", qualifier="exact")])
    False
    """
    pairs = [(one, other) for one in ones for other in others]
    like = [pair for pair in pairs if _comparable(*pair)]
    return any(agree(*pair) for pair in like or pairs)


def _comparable(one: Value | None, other: Value | None) -> bool:
    if isinstance(one, MoneyValue) and isinstance(other, MoneyValue):
        return one.currency == other.currency and one.amount is not None and other.amount is not None
    return one is not None and other is not None


def _money_agrees(one: MoneyValue, other: MoneyValue) -> bool:
    if one.amount is None or other.amount is None or one.currency != other.currency:
        return True
    if {one.qualifier, other.qualifier} == {"pre_money", "post_money"}:
        return True
    first, second = Decimal(one.amount), Decimal(other.amount)
    if _bounds(one, first, second) or _bounds(other, second, first):
        return True
    loose = not {one.qualifier, other.qualifier} <= _PLAIN
    return _rounds_to(first, second) or (loose and abs(first - second) <= _slack(first, second))


def _bounds(bound: MoneyValue, limit: Decimal, amount: Decimal) -> bool:
    """Whether a figure given as a limit only has the other inside it.

    >>> _bounds(MoneyValue(amount="190", currency="CAD", qualifier="up_to"), Decimal(190), Decimal(150))
    True
    """
    return (bound.qualifier in _FROM_ABOVE and amount <= limit) or (
        bound.qualifier in _FROM_BELOW and amount >= limit
    )


def _slack(one: Decimal, other: Decimal) -> Decimal:
    """How far a loosely told figure may be off: a step of its last digit, and no more than a tenth or so."""
    step = max(_step(one), _step(other))
    return min(step, ROUNDED * max(abs(one), abs(other)))


def _rounds_to(one: Decimal, other: Decimal) -> bool:
    """Whether the coarser figure is the finer one rounded.

    >>> _rounds_to(Decimal(312), Decimal("310")), _rounds_to(Decimal(312), Decimal(290))
    (True, False)
    """
    if one == other:
        return True
    coarse, fine = sorted((one, other), key=_digits)
    return _digits(coarse) > 1 and abs(coarse - fine) <= _step(coarse) / 2


def _step(amount: Decimal) -> Decimal:
    """What one more in the last digit that is not zero is worth.

    >>> _step(Decimal(310)), _step(Decimal("1.87"))
    (Decimal('10'), Decimal('0.01'))
    """
    return Decimal(10) ** (amount.adjusted() - _digits(amount) + 1)


def _digits(amount: Decimal) -> int:
    return len(amount.normalize().as_tuple().digits)


def shown(field: Field) -> str:
    """A value as a conflict shows it: the article's own words."""
    return " ".join((field.raw or str(field.value)).split())
