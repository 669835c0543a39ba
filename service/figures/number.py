"""A bare number in a text, before anybody knows what it counts."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """`amount`, or `low` and `high` where it is vague ("several hundred").

    `scale` is that of its scale word ("million"). `more`: the numeral itself says "and some".
    `grouped`: written with separators or many digits. `cjk`: written in Chinese numerals.
    """

    start: int
    end: int
    amount: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    scale: Decimal = Decimal(1)
    more: bool = False
    word: bool = False
    cjk: bool = False
    grouped: bool = False

    @property
    def scaled(self) -> bool:
        return self.scale > 1


def vague(start: int, end: int, scale: Decimal, low: int = 2, high: int = 9) -> Number:
    """Several times `scale`."""
    return Number(
        start, end, None, scale * low, scale * high, scale if scale >= 1000 else Decimal(1), word=True
    )
