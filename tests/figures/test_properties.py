"""Properties: figures survive formatting and reading back, and spans are true offsets."""

import random
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.figures import Count, Date, Duration, Money, Percentage
from service.figures.compare import same, supports
from service.figures.find import find_figures

CODES = (
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CAD",
    "AUD",
    "SEK",
    "NOK",
    "DKK",
    "INR",
    "CHF",
    "PLN",
    "KES",
    "BRL",
    "HKD",
)
SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "CAD": "C$",
    "AUD": "A$",
    "INR": "₹",
    "HKD": "HK$",
    "BRL": "R$",
}
SCALES = (
    (1, ""),
    (10**6, " million"),
    (10**9, " billion"),
    (10**6, "m"),
    (10**9, "bn"),
    (10**6, " mn"),
    (10**7, " crore"),
)
MONTHS = "January February March April May June July August September October November December".split()
UNITS = ("day", "week", "month", "year")


def random_money(pick: random.Random) -> tuple[str, Money]:
    code = pick.choice(CODES)
    factor, scale = pick.choice(SCALES)
    mantissa = Decimal(pick.randint(100, 99_999)) / pick.choice((1, 10, 100))
    sign = SYMBOLS[code] if code in SYMBOLS and pick.random() < 0.6 else f"{code} "
    money = Money(raw="", start=0, end=0, amount=mantissa * factor, currency=code)
    return f"{sign}{mantissa:,}{scale}", money


def random_figure(pick: random.Random) -> tuple[str, Money | Percentage | Date | Duration | Count]:
    kind = pick.randrange(6)
    if kind <= 1:
        return random_money(pick)
    if kind == 2:
        amount = Decimal(pick.randint(1, 999)) / 10
        return f"{amount}{pick.choice(('%', ' percent', ' per cent'))}", Percentage(
            raw="", start=0, end=0, amount=amount
        )
    if kind == 3:
        day, month, year = pick.randint(1, 28), pick.randint(1, 12), pick.randint(1950, 2049)
        name = MONTHS[month - 1]
        text = pick.choice(
            (
                f"{day} {name} {year}",
                f"{name} {day}, {year}",
                f"{year}-{month:02}-{day:02}",
                f"{year}年{month}月{day}日",
            )
        )
        return text, Date(raw="", start=0, end=0, year=year, month=month, day=day)
    if kind == 4:
        amount, unit = Decimal(pick.randint(2, 400)), pick.choice(UNITS)
        return f"{amount} {unit}s", Duration(raw="", start=0, end=0, amount=amount, unit=unit)  # type: ignore[arg-type]
    amount = Decimal(pick.randint(2, 2_000_000))
    return f"{amount:,} employees", Count(raw="", start=0, end=0, amount=amount, unit="employees")


def test_round_trip() -> None:
    """Ten thousand random figures, written in various ways, read back as themselves."""
    pick = random.Random(20250614)
    for _ in range(10_000):
        text, figure = random_figure(pick)
        found = find_figures(text, "en")
        assert len(found) == 1, text
        assert same(found[0], figure), text
        assert supports(found[0], figure), text


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    """Whatever the text, spans are in order, do not overlap, and quote it."""
    end = 0
    for figure in find_figures(text):
        assert figure.start >= end
        assert text[figure.start : figure.end] == figure.raw
        assert figure.raw
        end = figure.end


PIECES = st.sampled_from(
    "$ € £ ¥ Rs 40 1.5 1,5 2.000 million bn Mio. 亿 万 元 percent % - to between and up nearly June 14 2025 Q1 half "
    "a three hundred dozen million. months years 年 月 日 several of the x times Series B 12 0 00 1,000 ,".split()
)


@given(st.lists(PIECES, max_size=14))
@settings(max_examples=300, deadline=None)
def test_any_pieces(pieces: list[str]) -> None:
    """Any mixture of the pieces of figures is read without error, into true spans."""
    text = " ".join(pieces)
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.raw
        assert same(figure, figure)
