"""Ranges: "$10-12 million", "between 5 and 7 percent", "KES 500 to KES 60,000"."""

import re
from dataclasses import replace
from itertools import pairwise

from service.domain.figures import Count, Money, Percentage, Qualifier, Quantity
from service.figures.money import money_before
from service.figures.number import Number

_JOINT = re.compile(r"\s?(?:-|–|—|‑|~|至|到)\s?|\s(?:to|and|bis|und|y|a|et|à)\s", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|und|y|et)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\bbetween|\bzwischen|\bentre)\s(?:about |roughly )?$", re.IGNORECASE)
_FROM = re.compile(r"(?:\bfrom|\bvon|\bdesde|\bde|从|由)\s?$", re.IGNORECASE)


def lend_scales(text: str, numbers: list[Number]) -> list[Number]:
    """Give the first number of "10-12 million" the scale of the second."""
    lent = [
        _scaled_like(number, following) if _lends(text, number, following) else number
        for number, following in pairwise(numbers)
    ]
    return lent + numbers[-1:]


def _lends(text: str, number: Number, following: Number) -> bool:
    sign = money_before(text, following.start)
    between = text[number.end : sign[0] if sign else following.start]
    small = number.amount is not None and number.amount < 1000
    return small and not number.scaled and following.scaled and bool(_JOINT.fullmatch(between))


def _scaled_like(number: Number, following: Number) -> Number:
    return replace(number, amount=(number.amount or 0) * following.scale, scale=following.scale)


def join_ranges(text: str, figures: list[Quantity]) -> list[Quantity]:
    """Merge the ends of each range into one figure; "from 5 to 7 percent" stays two figures."""
    joined: list[Quantity] = []
    for figure in figures:
        if not joined or not _JOINT.fullmatch(text[joined[-1].end : figure.start]):
            joined.append(figure)
            continue
        first, second = _same_kind(joined[-1], figure)
        if _is_range(text, first, second):
            joined[-1] = _range(text, first, second)
        else:
            joined[-1:] = [first, second]
    return joined


def _same_kind(first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """A bare number takes the unit of its partner: "5 to 7 percent", "$10-12 million"."""
    if _bare(first) and not _bare(second):
        return _as(second, first), second
    if _bare(second) and isinstance(first, Money) and not first.raw[0].isdigit():
        return first, _as(first, second)
    return first, second


def _bare(figure: Quantity) -> bool:
    return isinstance(figure, Count) and figure.unit is None


def _as(kind: Quantity, figure: Quantity) -> Quantity:
    return replace(
        kind, raw=figure.raw, start=figure.start, end=figure.end, amount=figure.amount, low=figure.low,
        high=figure.high, qualifier=figure.qualifier,
    )  # fmt: skip


def _is_range(text: str, first: Quantity, second: Quantity) -> bool:
    if type(first) is not type(second) or first.amount is None or second.amount is None:
        return False
    if first.amount >= second.amount or _units(first) != _units(second):
        return False
    before = text[max(0, first.start - 16) : first.start]
    joint = text[first.end : second.start]
    if _AND.fullmatch(joint):
        return bool(_BETWEEN.search(before))
    return not _FROM.search(before)


def _units(figure: Quantity) -> str | tuple[str, ...] | None:
    if isinstance(figure, Money):
        return figure.currency or figure.candidates
    return figure.unit if isinstance(figure, Percentage) else None


def _range(text: str, first: Quantity, second: Quantity) -> Quantity:
    return replace(
        second, raw=text[first.start : second.end], start=first.start, amount=None, low=first.amount,
        high=second.amount, qualifier=Qualifier.BETWEEN,
    )  # fmt: skip
