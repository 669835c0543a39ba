"""Lengths of time and ages: "18 months", "a year and a half", "three-year", 18个月."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from service.domain.figures import Duration
from service.figures.number import Number

Unit = Literal["minute", "hour", "day", "week", "month", "quarter", "year"]

_WORDS: dict[Unit | Literal["decade"], str] = {
    "minute": "minutes?|mins?|Minuten?|minutos?|分钟",
    "hour": "hours?|hrs?|Stunden?|horas?|heures?|个?小时",
    "day": r"(?:business |working |trading |calendar )?days?|Tagen?|Tage|días?|jours?|天",
    "week": "weeks?|Wochen?|semanas?|semaines?|周",
    "month": "months?|Monaten?|Monate|meses|mes|mois|个月",
    "quarter": "quarters|Quartalen?|Quartale|trimestres?|个?季度",
    "decade": "decades?|Jahrzehnten?|Jahrzehnte|décadas?|décennies?",
    "year": "years?|yrs?|Jahren?|Jahre|años?|ans|années?|年",
}
_AFTER = re.compile(
    r"[\u00a0\u202f\u2009 ]?[ -]?(?:(?:full|straight|consecutive|further|more|additional|fiscal|largos)[ ])?(?:"
    + "|".join(f"(?P<{unit}>{words})" for unit, words in _WORDS.items())
    + r")(?![A-Za-zÀ-ÿ])(?P<age>-olds?|[ ]old)?(?P<half> and a half)?",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:aged?|age of|, )[ ]?$")
_PHRASES: dict[str, tuple[Unit, Decimal]] = {
    "a year and a half": ("year", Decimal("1.5")),
    "one year and a half": ("year", Decimal("1.5")),
    "half a year": ("month", Decimal(6)),
    "half-year": ("month", Decimal(6)),
    "six-month": ("month", Decimal(6)),
    "one year": ("year", Decimal(1)),
    "one-year": ("year", Decimal(1)),
    "a decade": ("year", Decimal(10)),
    "one month": ("month", Decimal(1)),
    "one week": ("week", Decimal(1)),
    "one day": ("day", Decimal(1)),
    "un año": ("year", Decimal(1)),
    "un an": ("year", Decimal(1)),
    "ein jahr": ("year", Decimal(1)),
    "einem jahr": ("year", Decimal(1)),
    "año y medio": ("year", Decimal("1.5")),
    "anderthalb jahre": ("year", Decimal("1.5")),
    "一年半": ("year", Decimal("1.5")),
    "半年": ("month", Decimal(6)),
}
_PHRASE = re.compile(
    rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(_PHRASES, key=len, reverse=True)))})(?![\w])"
    rf"|一年半|半年(?!报|度)",
    re.IGNORECASE,
)
_CUES = (" year", "one ", "decade", "half-year", "six-month", "un a", "jahr", "año", "半")


def read_duration(text: str, number: Number) -> Duration | None:
    """The length of time that a number states, or None.

    >>> read_duration("For 18 months", Number(4, 6, Decimal(18))).raw
    '18 months'
    """
    match = _AFTER.match(text, number.end)
    if not match or (number.cjk is False and text[number.end : number.end + 1] == "年" and _is_year(number)):
        return None
    named = next(unit for unit in _WORDS if match[unit])
    if named == "decade":
        number = replace(number, amount=number.amount and number.amount * 10)
    unit: Unit = "year" if named == "decade" else named
    amount = number.amount + Decimal("0.5") if match["half"] and number.amount is not None else number.amount
    return Duration(
        raw=text[number.start : match.end()], start=number.start, end=match.end(), amount=amount,
        low=number.low, high=number.high, unit=unit,
    )  # fmt: skip


def _is_year(number: Number) -> bool:
    return number.amount is not None and 1800 <= number.amount <= 2100


def find_phrases(text: str) -> Iterator[Duration]:
    """Lengths of time without a number: "a year and a half", "half a year"."""
    lowered = text.lower()
    if not any(cue in lowered for cue in _CUES):
        return
    for match in _PHRASE.finditer(text):
        unit, amount = _PHRASES[match.group().lower()]
        yield Duration(raw=match.group(), start=match.start(), end=match.end(), amount=amount, unit=unit)


def in_days(duration: Duration) -> Decimal | None:
    """The length in days, a month counted as 30 and a year as 360 (12 months)."""
    days = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 360}
    if duration.amount is None or duration.unit not in days:
        return None
    return duration.amount * days[duration.unit]
