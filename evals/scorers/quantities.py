"""Percentages and plain numbers in running text."""

import re
from decimal import Decimal
from functools import lru_cache

from evals.scorers.money import find_money
from evals.scorers.numerals import NUMERAL, SCALE, exponent, negated, read_numeral

_SPACE = r"[\s\u00a0\u2009\u202f]*"
_SIGN = rf"%|％|(?i:per{_SPACE}cent|percent|pct\b|por ciento|prozent|pour cent|prosent)"
_POINTS = rf"age|{_SPACE}(?i:points?\b|punkte)"
_PERCENT = re.compile(rf"(?P<number>{NUMERAL}){_SPACE}-?(?:{_SIGN})(?!{_POINTS})|百分之(?P<after>{NUMERAL})")
_NUMBER = re.compile(rf"(?P<number>{NUMERAL})(?:{_SPACE}-?(?P<scale>(?i:{SCALE})))?")


@lru_cache(maxsize=4096)
def find_percentages(text: str) -> tuple[tuple[frozenset[Decimal], int, int], ...]:
    """Every percentage said and not taken back: possible values, start, end.

    >>> [sorted(values) for values, _, _ in find_percentages("12.5 per cent, not 13%, 4 percentage points")]
    [[Decimal('12.5')]]
    """
    return tuple(
        (read_numeral(match["number"] or match["after"]).values, match.start(), match.end())
        for match in _PERCENT.finditer(text)
        if not negated(text, match.start())
    )


@lru_cache(maxsize=4096)
def find_numbers(text: str) -> tuple[frozenset[Decimal], ...]:
    """Every plain number: neither money nor a percentage.

    >>> [sorted(values) for values in find_numbers("31 shops, $4m, 5 percent, eleven bids")]
    [[Decimal('31')], [Decimal('11')]]
    """
    taken = [(m.start, m.end) for m in find_money(text)] + [(a, b) for _, a, b in find_percentages(text)]
    return tuple(
        frozenset(v.normalize() for v in read_numeral(match["number"]).times(exponent(match["scale"])).values)
        for match in _NUMBER.finditer(text)
        if not any(a <= match.start() < b for a, b in taken) and not negated(text, match.start())
    )
