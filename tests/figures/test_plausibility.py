"""Stated conversions: gross slips are flagged, honest ones never are."""

import json
from decimal import Decimal
from importlib.resources import files

import pytest

from service.figures.find import find_figures
from service.figures.plausibility import Implausible, implausible_conversions


def judged(text: str, year: int | None) -> tuple[Implausible, ...]:
    return implausible_conversions(text, find_figures(text), year)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("valued at $2 billion (approximately 140 billion RMB)", 2025),
        ("valued at $2 billion (approximately 140 billion RMB)", None),
        ("raised INR 415 crore (about $480 million)", 2024),
        ("融资1亿美元（约合72亿元人民币）", 2025),
        ("sold for €50 million, or about $550 million", 2023),
        ("worth £30 million (about $4 million)", 2022),
    ],
)
def test_slips(text: str, year: int | None) -> None:
    """A conversion that is off by about ten is flagged, with a note that names both amounts."""
    (slip,) = judged(text, year)
    assert 5 <= slip.factor <= 15
    assert slip.stated.raw in slip.note
    assert slip.converted.raw in slip.note


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("ISK 32.2 billion, or about $230 million", 2025),
        ("KSh 6 billion ($41 million)", 2024),
        ("C$70 million, or about US$50 million", 2026),
        ("38 billion yen, or about $255 million", 2025),
        ("融资1亿美元（约合7.2亿元人民币）", 2025),
        ("€1 billion ($1.1 billion)", 2019),
        ("R$ 60 million (about US$ 11 million)", 2024),
        ("$12 million and €900 million", 2024),
        ("$5 million, then €900 million a year later", 2024),
        ("XAF 600 million (about $1 billion)", 2024),
        ("$2 billion (approximately $2 billion)", 2024),
        ("NGN 1 billion (about $8.5 million)", 2010),
        ("TL 500 billion (about $330 million)", 2003),
        ("R$ 3 billion (about US$ 1.9 billion)", 2011),
        ("HUF 10 billion (about €26 million)", 2023),
        ("€700 million (about $630 million)", 2000),
        ("RM 90 million (about $20 million)", 2026),
    ],
)
def test_no_false_alarm(text: str, year: int) -> None:
    """Plausible conversions, amounts that are none, and unknown currencies raise no alarm."""
    assert judged(text, year) == ()


def test_table() -> None:
    """The table covers 25 currencies for 2015 to 2025, low below high, with a note on its sources."""
    table = json.loads(
        files("service.figures").joinpath("exchange_rates.json").read_text("utf-8"), parse_float=Decimal
    )
    assert "source" in table["note"] or "Compiled" in table["note"]
    assert len(table["per_usd"]) >= 25
    for years in table["per_usd"].values():
        assert [int(year) for year in years] == list(range(2015, 2026))
        assert all(0 < low <= high for low, high in years.values())
