"""Percentages, percentage points and basis points; fractions in words ("half of", "two thirds")."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from service.domain.figures import Percentage
from service.figures.number import Number

_AFTER = re.compile(
    r"[\u00a0\u202f\u2009 -]?(?:(?P<point>(?:percentage|percent|per cent|%)[ -]points?\b|pp\b|ppts?\b|points? de pourcentage\b|"
    r"puntos porcentuales\b|Prozentpunkte?n?\b|个?百分点)|(?P<basis_point>basis[ -]points?\b|bps?\b|"
    r"puntos básicos\b|points? de base\b|Basispunkte?n?\b|个?基点)|"
    r"(?P<percent>percent\b|per[ -]cent\b|pct\b|%|％|por ciento\b|pour cent\b|Prozent\b|pourcent\b|prosent\b))",
    re.IGNORECASE,
)
_ZH_BEFORE = re.compile(r"百分之$")
_ZH_TENTHS = re.compile(r"(?P<n>[一二三四五六七八九])成(?P<half>半)?")
_FRACTION = re.compile(
    r"(?<![\w-])(?:(?P<half>(?:one[ -])?half)(?=\s(?:of|the|its|their|his|her|all|as)\b)(?!\s(?:of|the)\s(?:year|a)\b)|"
    r"(?P<n>a|one|two|three|four)[ -](?P<part>thirds?|quarters?|fifths?|tenths?)(?=\s(?:of|stake|share|interest|owned|the)\b))",
    re.IGNORECASE,
)
_PART_OF_A_POINT = re.compile(
    r"(?<![\w-])(?:(?P<half>half)|(?:a )?quarter)(?: of)?(?: an?)?[ -](?:percentage[ -])?point\b(?!s)",
    re.IGNORECASE,
)
_LOCAL_FRACTION = re.compile(r"(?<!\w)(?:la mitad|la moitié|die Hälfte)(?!\w)|一半", re.IGNORECASE)
_NUMERATOR = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_DENOMINATOR = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_ZH = {char: n for n, char in enumerate("零一二三四五六七八九")}

Unit = Literal["percent", "point", "basis_point"]


def percentage_after(text: str, end: int) -> tuple[int, Unit] | None:
    """Where the percent sign or word after a number ends, and what it says."""
    match = _AFTER.match(text, end)
    if not match:
        return None
    if match["point"]:
        return match.end(), "point"
    return match.end(), "basis_point" if match["basis_point"] else "percent"


def read_percentage(text: str, number: Number) -> Percentage | None:
    """The percentage that a number states, or None.

    >>> read_percentage("58 percent", Number(0, 2, Decimal(58))).unit
    'percent'
    """
    start, end = number.start, number.end
    unit: Unit = "percent"
    if found := percentage_after(text, number.end):
        end, unit = found
    elif _ZH_BEFORE.search(text[max(0, start - 3) : start]):
        start -= 3
    else:
        return None
    return Percentage(
        raw=text[start:end],
        start=start,
        end=end,
        amount=number.amount,
        low=number.low,
        high=number.high,
        unit=unit,
    )


def find_fractions(text: str, language: str) -> Iterator[Percentage]:
    """Fractions in words, as percentages."""
    if language == "zh":
        for match in _ZH_TENTHS.finditer(text):
            yield _stated(match, Decimal(_ZH[match["n"]] * 10 + (5 if match["half"] else 0)))
    if language in {"es", "fr", "de", "zh"}:
        yield from (_stated(match, Decimal(50)) for match in _LOCAL_FRACTION.finditer(text))
        return
    lowered = text.lower()
    if not any(part in lowered for part in ("half", *_DENOMINATOR)):
        return
    for match in _PART_OF_A_POINT.finditer(text):
        yield replace(_stated(match, Decimal("0.5") if match["half"] else Decimal("0.25")), unit="point")
    for match in _FRACTION.finditer(text):
        if match["half"]:
            yield _stated(match, Decimal(50))
        else:
            part = _DENOMINATOR[match["part"].lower().rstrip("s")]
            yield _stated(
                match, (Decimal(100) * _NUMERATOR[match["n"].lower()] / part).quantize(Decimal("0.01"))
            )


def _stated(match: re.Match[str], amount: Decimal) -> Percentage:
    return Percentage(raw=match.group(), start=match.start(), end=match.end(), amount=amount)
