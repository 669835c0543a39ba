"""Scorers read figures, dates and names as a careful person does, and share nothing with the product."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.case import Gold
from evals.scorers.answers import holds
from evals.scorers.money import find_money

FORTY = Gold(type="money", value="40000000", currency="USD")


def test_scoring_imports_nothing_of_the_product() -> None:
    """A bug shared by product and scorer would cancel out, so scoring loads no module of it."""
    code = "import sys, evals.scoring, evals.commands.score, evals.lint; print([m for m in sys.modules if m.split('.')[0] == 'service'])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "text",
    [
        "$40M", "US$40,000,000", "forty million dollars", "4000万美元", "USD 40 million", "$40-million round",
        "40 million US dollars", "raised $40m.", "40.0 million dollars", "between $30 and $40 million",
        "$40 to 45 million", "US$ 40 million", "$40\u00a0million", "0.04 billion dollars", "about $40 million",
        "40 millones de dólares", "$40 mn", "(US$40m)",
    ],
)  # fmt: skip
def test_the_same_amount_is_recognised_however_written(text: str) -> None:
    """Scale words, codes, signs, spaces, number words and Chinese units name one amount."""
    assert holds(text, FORTY)


@pytest.mark.parametrize(
    "text",
    [
        "€40m", "C$40m", "A$40m", "HK$40m", "£40 million", "$40bn", "$44 million", "$140 million", "$4 million",
        "$400 million", "40 investors", "40 million", "40 percent", "did not raise $40 million; it raised $35 million",
        "up to $40 million", "more than $40 million", "40 million euros", "4000万元", "¥40 million", "$40 thousand",
        "$40", "R$ 40 million", "MX$40 million",
    ],
)  # fmt: skip
def test_another_amount_is_never_taken_for_it(text: str) -> None:
    """Currency, scale, digits, negation and bounds each decide."""
    assert not holds(text, FORTY)


@given(
    st.integers(1, 999),
    st.sampled_from(["million", "billion", "thousand"]),
    st.sampled_from(["USD", "EUR", "NOK", "JPY"]),
)
def test_a_written_amount_is_read_back(value: int, scale: str, currency: str) -> None:
    """Formatting and reading an amount is a round trip, in any currency and scale."""
    power = {"thousand": 3, "million": 6, "billion": 9}[scale]
    gold = Gold(type="money", value=str(value * 10**power), currency=currency)
    assert holds(f"They paid {currency} {value} {scale} in cash.", gold)
    assert holds(f"They paid {value * 10**power:,} {currency}.", gold)
    assert not holds(f"They paid {currency} {value + 1} {scale}.", gold)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """No text makes a parser fail."""
    find_money(text)
    for gold in (
        FORTY,
        Gold(type="date", value="2025-03"),
        Gold(type="percentage", value="4"),
        Gold(type="number", value="4"),
        Gold(type="text", value="a b"),
        Gold(type="entity", value="Acme"),
    ):
        holds(text, gold)


@pytest.mark.parametrize(
    ("gold", "yes", "no"),
    [
        (Gold(type="money", value="10000000000", currency="JPY", qualifier="up_to"), "by up to ¥10 billion", "by ¥10 billion"),
        (Gold(type="percentage", value="12"), "12 per cent", "12 basis points"),
        (Gold(type="percentage", value="12"), "twelve percent", "12 percentage points"),
        (Gold(type="percentage", value="4"), "百分之4", "4.4%"),
        (Gold(type="number", value="212"), "212 infants", "$212"),
        (Gold(type="number", value="11"), "eleven bids", "110 bids"),
        (Gold(type="number", value="5600"), "5.600 Kunden", "56,000 clients"),
        (Gold(type="date", value="2025-02-17", granularity="day"), "on 17 February 2025", "on 17 February 2024"),
        (Gold(type="date", value="2025-02-17", granularity="day"), "February 17", "February 2025"),
        (Gold(type="date", value="2026-Q3", granularity="quarter"), "in the third quarter of 2026", "in Q2 2026"),
        (Gold(type="date", value="2025-05", granularity="month"), "el 27 de mayo de 2025", "it may be 2025"),
        (Gold(type="date", value="2025-12-09", granularity="day"), "2025年12月9日", "2025年12月8日"),
        (Gold(type="entity", value="Göran Vissel"), "goran vissel said", "Gören Wissel said"),
        (Gold(type="entity", value="Lumen"), "Lumen Inc. raised", "Lumenary raised"),
        (Gold(type="entity", value="佑山冷链"), "收购佑山冷链80%的股权", "收购佑水冷链"),
        (Gold(type="entity_set", value=("Sines", "Vigo")), "Vigo and Sines", "Vigo only"),
        (Gold(type="text", value="foundation models"), "into its foundation models", "into models. A foundation gave"),
    ],
)  # fmt: skip
def test_each_type_has_its_own_idea_of_equal(gold: Gold, yes: str, no: str) -> None:
    """A right wording is accepted and its near miss is not."""
    assert holds(yes, gold)
    assert not holds(no, gold)
