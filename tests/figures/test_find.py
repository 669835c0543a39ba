"""Finding figures in running text: what is one, what it means, and what only looks like one."""

from datetime import date
from decimal import Decimal

import pytest

from service.domain.figures import Count, Date, Duration, Granularity, Money, Multiple, Percentage, Qualifier
from service.figures.find import find_figures


@pytest.mark.parametrize(
    "text",
    [
        "The Series B was led by Acme.",
        "It trained Step-1, then Step-2.",
        "GPT-4 and ChatGPT-3.5 were first.",
        "He ran Bing, Cortana and Microsoft 365.",
        "They met in Room 5G.",
        "Rimfrost Ledger 2 has slipped.",
        "The Four Dragons and the Five Little Tigers.",
        "Zero One Universe and The Dark Side of the Moon.",
        "It trades as NYSE: UJAK.",
        "The board may approve it, one of them said.",
        "They march on together.",
        "COVID-19 hit the A380 programme.",
        "",
        "   ",
    ],
)
def test_not_figures(text: str) -> None:
    """Round names, product names, names with number words and auxiliary verbs are no figures."""
    assert find_figures(text) == ()


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("sold for SEK 1.42 billion", "SEK", "1420000000"),
        ("worth R$ 5 million", "BRL", "5000000"),
        ("Rs 260 crore in Mumbai", "INR", "2600000000"),
        ("erhielt 1,5 Mio. Euro", "EUR", "1500000"),
        ("obtuvo 2.000 millones de dólares", "USD", "2000000000"),
        ("总额4.3亿元人民币", "CNY", "430000000"),
        ("融资3000万美元", "USD", "30000000"),
        ("half a billion dollars", "USD", "500000000"),
        ("paid $640,000 for it", "USD", "640000"),
        ("€1.500 im Monat", "EUR", "1500"),
        ("a charge of USD 1.20", "USD", "1.20"),
        ("¥3 billion in Tokyo", "JPY", "3000000000"),
        ("¥3 billion in Shanghai", "CNY", "3000000000"),
    ],
)
def test_money(text: str, currency: str, amount: str) -> None:
    """Amounts are read with their currency and scale, whatever the language's separators."""
    (money,) = find_figures(text)
    assert isinstance(money, Money)
    assert (money.currency, money.amount) == (currency, Decimal(amount))


def test_ambiguous_currency() -> None:
    """A word that names several currencies gives its candidates, and none is guessed."""
    (money,) = find_figures("a grant of 85 million kroner")
    assert isinstance(money, Money)
    assert money.currency is None
    assert money.candidates == ("NOK", "DKK")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("up to $300 million", Qualifier.UP_TO),
        ("as much as $300 million", Qualifier.UP_TO),
        ("nearly $3 billion", Qualifier.NEARLY),
        ("at least €8m", Qualifier.AT_LEAST),
        ("over 60% of contracts", Qualifier.MORE_THAN),
        ("400+ projects", Qualifier.MORE_THAN),
        ("about 390,000 traders", Qualifier.ABOUT),
        ("估值超过20亿元", Qualifier.MORE_THAN),
        ("估值约20亿元", Qualifier.ABOUT),
        ("bis zu 40 Mio. Euro", Qualifier.UP_TO),
        ("casi 5 millones de euros", Qualifier.NEARLY),
        ("environ 12 millions d'euros", Qualifier.ABOUT),
        ("will hand over SEK 1.62 billion", Qualifier.EXACT),
        ("eine Runde über 18 Mio. Euro", Qualifier.EXACT),
        ("SEK 480 million over three years", Qualifier.EXACT),
    ],
)
def test_qualifier(text: str, qualifier: Qualifier) -> None:
    """What bounds or softens a figure is kept with it, and nothing else is taken for a bound."""
    assert {figure.qualifier for figure in find_figures(text) if not isinstance(figure, Date)} == {qualifier}


def test_several() -> None:
    """A vague amount has bounds and no made-up number."""
    (money,) = find_figures("amassed several hundred million dollars")
    assert isinstance(money, Money)
    assert money.amount is None
    assert (money.low, money.high) == (Decimal(200_000_000), Decimal(900_000_000))


def test_range_and_change() -> None:
    """ "Between" joins two ends into one figure; "from … to" stays two."""
    (between,) = find_figures("between 5 and 7 percent")
    assert isinstance(between, Percentage)
    assert (between.low, between.high) == (Decimal(5), Decimal(7))
    assert [f.raw for f in find_figures("rose from $5 million to $7 million")] == ["$5 million", "$7 million"]


def test_kinds() -> None:
    """Percentages, points, durations, multiples and counts are told apart."""
    text = "Margin fell 120 basis points to 9 percent in 18 months; 164 people sold 3x as much."
    kinds = [type(figure) for figure in find_figures(text)]
    assert kinds == [Percentage, Percentage, Duration, Count, Multiple]


@pytest.mark.parametrize(
    ("text", "expected", "granularity"),
    [
        ("on June 14, 2025", (2025, None, 6, 14), Granularity.DAY),
        ("am 14. Juni 2025", (2025, None, 6, 14), Granularity.DAY),
        ("el 14 de junio de 2025", (2025, None, 6, 14), Granularity.DAY),
        ("on 2025-06-14", (2025, None, 6, 14), Granularity.DAY),
        ("在2025年6月14日", (2025, None, 6, 14), Granularity.DAY),
        ("in April 2023", (2023, None, 4, None), Granularity.MONTH),
        ("in the first quarter of 2025", (2025, 1, None, None), Granularity.QUARTER),
        ("in Q3 2025", (2025, 3, None, None), Granularity.QUARTER),
        ("since 2017", (2017, None, None, None), Granularity.YEAR),
        ("on November 17", (2024, None, 11, 17), Granularity.DAY),
        ("last year", (2024, None, None, None), Granularity.YEAR),
    ],
)
def test_dates(text: str, expected: tuple[int | None, ...], granularity: Granularity) -> None:
    """Dates keep their granularity; a missing year is the nearest to the reference day."""
    (found,) = find_figures(text, reference_day=date(2025, 2, 10))
    assert isinstance(found, Date)
    assert (found.year, found.quarter, found.month, found.day) == expected
    assert found.granularity is granularity


def test_no_reference_day() -> None:
    """Without a reference day no year is invented, and relative dates are left alone."""
    (found,) = find_figures("on November 17, not last year")
    assert isinstance(found, Date)
    assert found.year is None
