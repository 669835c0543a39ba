"""Figures that no sentence states, recomputed from the figures of the cited sentences.

Only where the claim says in words that something was computed, and only from what it cites.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, permutations

from service.answering.checks.implied import is_rough
from service.answering.checks.sources import Case
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


@dataclass(frozen=True, slots=True)
class Input:
    """A stated figure that a derived one was computed from, and the evidence number of its sentence."""

    value: str
    number: int


@dataclass(frozen=True, slots=True)
class Derivation:
    operation: str
    inputs: tuple[Input, ...]
    result: str


_Stated = tuple[int, Figure]
_SUM = re.compile(
    r"\btotal|\btogether|\bcombined|\bin all\b|\bsum\b|\baltogether|\bin aggregate|\bpro forma|\bmaximum|\bat most\b|\bup to\b|"
    r"合计|总计|总共|共计|\bzusammen|\binsgesamt|\ben total|\bau total|\bsuma",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"\bdifferen|\bgap\b|\bremain|\brest\b|\bbalance\b|\bleft\b|\bless than\b|\bmore than\b|\bhigher|\blower|\babove\b|\bbelow\b|"
    r"\b(?:rise|increase|drop|fall|fell|rose|grew|decline)\b.{0,40}\bby\b|\bheadroom|\bcushion|\bexceed|\bsurplus|\bover\b|\bfewer|\badded|\b(?:more|additional|further|extra) (?:people|employees|staff|workers|jobs|customers)\b|"
    r"差额|其余|剩余|增加|减少|\bDifferenz|\bRest\b|\bdiferencia|\bresto\b|\breste\b|\bécart",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\bpercent|%|\bper cent|\bshare\b|\btimes\b|\bfold\b|\bdoubl|\btripl|\bhalf\b|\bthirds?\b|\bquarters?\b|\bfifths?\b|\beighths?\b|\bimpl(?:y|ies|ied)|\bratio|\bProzent|百分|倍",
    re.IGNORECASE,
)
_RATIO_WORDS = re.compile(
    r"\bof the\b|\bshare of\b|\bequal(?:s|ed)? to\b|\bequivalent|\bgr[eo]w|\brose\b|\bfell\b|\bincrease|\bdecrease|\bdecline|\bdrop|\bjump|\bup\b|\bdown\b|"
    r"\bbelow\b|\babove\b|\bhigher|\blower|\bless\b|\bmore\b|\bcorrespond|\bamount(?:s|ed)? to\b|\baccount|\btimes\b|\broughly\b|\babout\b|"
    r"\bimpl|增长|下降|\bgestiegen|\bgesunken|\bcreci|\baument|\bcay|\bhausse|\bbaisse",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\bmonths?\b|\byears?\b|\bdays?\b|\bweeks?\b|\bafter\b|\blater\b|\bearlier\b|\bbetween\b|个月|年|\bMonate|\bJahre|\bmeses|\baños|\bmois\b|\bans\b",
    re.IGNORECASE,
)


def derive(case: Case, claimed: Figure) -> Derivation | None:
    """How a claimed figure follows from figures of the cited sentences, or None."""
    stated = [(index, figure) for index, cited in enumerate(case.cited) for figure in cited.figures]
    for operation, inputs in _candidates(case.text, claimed, stated):
        return Derivation(operation, tuple(_input(case, *one) for one in inputs), claimed.raw)
    return None


def _input(case: Case, index: int, figure: Figure) -> Input:
    return Input(figure.raw, case.cited[index].sentence.number)


def _candidates(
    text: str, claimed: Figure, stated: Sequence[_Stated]
) -> Iterator[tuple[str, tuple[_Stated, ...]]]:
    if isinstance(claimed, Money | Count) and claimed.amount is not None:
        same = [(i, f) for i, f in stated if _alike(f, claimed)]
        if _SUM.search(text):
            yield from (
                ("sum", group)
                for group in _groups(same)
                if _hits(claimed, sum(map(_amount, group), Decimal(0)))
            )
        if _DIFFERENCE.search(text):
            yield from (
                ("difference", p)
                for p in permutations(same, 2)
                if _hits(claimed, _amount(p[0]) - _amount(p[1]))
            )
            yield from _balance(claimed, same)
        if isinstance(claimed, Money) and re.search(r"\bimpl|\bwhole\b|\ball of\b", text):
            yield from _implied(claimed, stated)
    if isinstance(claimed, Percentage | Multiple) and _RATIO.search(text) and _RATIO_WORDS.search(text):
        yield from _ratios(text, claimed, stated)
    if isinstance(claimed, Duration) and _SPAN.search(text):
        yield from _spans(claimed, stated)


def _alike(stated: Figure, claimed: Money | Count) -> bool:
    if isinstance(claimed, Money):
        return isinstance(stated, Money) and stated.amount is not None and stated.currency == claimed.currency
    return isinstance(stated, Count) and stated.amount is not None


def _groups(same: Sequence[_Stated]) -> Iterator[tuple[_Stated, ...]]:
    for size in (2, 3, 4):
        yield from combinations(same, size)


def _balance(claimed: Quantity, same: Sequence[_Stated]) -> Iterator[tuple[str, tuple[_Stated, ...]]]:
    """What is left of the largest after two or three others."""
    for size in (3, 4):
        for group in combinations(same, size):
            ordered = sorted(group, key=_amount, reverse=True)
            if _hits(claimed, _amount(ordered[0]) - sum(map(_amount, ordered[1:]), Decimal(0))):
                yield "difference", tuple(ordered)


def _implied(claimed: Money, stated: Sequence[_Stated]) -> Iterator[tuple[str, tuple[_Stated, ...]]]:
    """The value of the whole that the price of a share implies."""
    for price, share in permutations(stated, 2):
        if isinstance(price[1], Money) and isinstance(share[1], Percentage) and _amount(share):
            same = price[1].currency == claimed.currency
            if same and _hits(claimed, _amount(price) / _amount(share) * 100):
                yield "ratio", (price, share)


def _comparable(a: Figure, b: Figure) -> bool:
    """Money of one currency, percentages, or counts of the same noun: anything else meets by chance."""
    if isinstance(a, Money) and isinstance(b, Money):
        return a.currency is not None and a.currency == b.currency
    if isinstance(a, Count) and isinstance(b, Count):
        return a.unit is not None and a.unit == b.unit
    return isinstance(a, Percentage) and isinstance(b, Percentage)


_RATIOS: tuple[tuple[str, Callable[[Decimal, Decimal], Decimal]], ...] = (
    ("ratio", lambda a, b: a / b * 100),
    ("percentage change", lambda a, b: (a - b) / b * 100),
    ("percentage change", lambda a, b: (b - a) / b * 100),
)


def _ratios(
    text: str, claimed: Quantity, stated: Sequence[_Stated]
) -> Iterator[tuple[str, tuple[_Stated, ...]]]:
    points_apart = bool(_DIFFERENCE.search(text))
    for first, second in permutations(stated, 2):
        if not _amount(second) or not _comparable(first[1], second[1]):
            continue
        if isinstance(claimed, Multiple):
            if _hits(claimed, _amount(first) / _amount(second)):
                yield "ratio", (first, second)
            continue
        if isinstance(first[1], Percentage):
            points = isinstance(claimed, Percentage) and claimed.unit == "point" and points_apart
            if points and _hits(claimed, _amount(first) - _amount(second)):
                yield "difference", (first, second)
            continue
        if isinstance(claimed, Percentage) and claimed.unit != "percent":
            continue
        for operation, compute in _RATIOS:
            exact = compute(_amount(first), _amount(second))
            rough = (
                operation == "ratio" and isinstance(claimed, Percentage) and is_rough(text, claimed, exact)
            )
            if rough or _hits(claimed, exact):
                yield operation, (first, second)


def _spans(claimed: Duration, stated: Sequence[_Stated]) -> Iterator[tuple[str, tuple[_Stated, ...]]]:
    for first, second in combinations(stated, 2):
        if isinstance(first[1], Date) and isinstance(second[1], Date):
            length = _between(first[1], second[1], claimed.unit)
            if length is not None and claimed.amount is not None and abs(length - claimed.amount) < 1:
                yield f"{claimed.unit}s between", (first, second)


def _between(first: Date, second: Date, unit: str) -> Decimal | None:
    if first.year is None or second.year is None:
        return None
    if unit == "year" and (first.month is None or second.month is None):
        return Decimal(abs(first.year - second.year))
    if first.month is None or second.month is None:
        return None
    months = abs((first.year - second.year) * 12 + first.month - second.month)
    return {"year": Decimal(months) / 12, "month": Decimal(months)}.get(unit)


def _amount(stated: _Stated) -> Decimal:
    figure = stated[1]
    return figure.amount if isinstance(figure, Quantity) and figure.amount is not None else Decimal(0)


def _hits(claimed: Quantity, computed: Decimal) -> bool:
    """The computed value, rounded as the claim is; a softened claim may be one percent off."""
    if claimed.amount is None or computed <= 0 or claimed.amount <= 0:
        return False
    digits = max(len(claimed.amount.normalize().as_tuple().digits), 2)
    step = Decimal(10) ** (computed.adjusted() - digits + 1)
    rounded = (computed / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    if rounded == claimed.amount:
        return True
    soft = claimed.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.MORE_THAN, Qualifier.LESS_THAN)
    return soft and abs(computed - claimed.amount) / computed <= Decimal("0.01")
