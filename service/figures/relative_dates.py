"""Dates that are counted from the day an article appeared: "last year", "yesterday", 去年."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from service.domain.figures import Date

_UNITS = {
    "year": r"year|año|année|Jahr|年",
    "quarter": r"quarter|trimestre|Quartal|季度",
    "month": r"month|mes|mois|Monat|月",
}
_WHEN: tuple[tuple[str, str, int], ...] = (
    (
        r"last year|previous year|a year ago|el año pasado|l['’]année dernière|l['’]an dernier|letztes Jahr|letzten Jahr|去年",
        "year",
        -1,
    ),
    (
        r"this year|(?:the )?end of the year|year-end|the year['’]s end|este año|cette année|dieses Jahr|diesem Jahr|今年",
        "year",
        0,
    ),
    (r"next year|el próximo año|l['’]année prochaine|nächstes Jahr|nächsten Jahr|明年", "year", 1),
    (r"last month|previous month|el mes pasado|le mois dernier|letzten Monat|上个?月", "month", -1),
    (r"this month|este mes|ce mois-ci|diesen Monat|本月", "month", 0),
    (r"next month|el próximo mes|le mois prochain|nächsten Monat|下个?月", "month", 1),
    (r"last quarter|previous quarter|上季度|上个季度", "quarter", -1),
    (r"this quarter|current quarter|本季度", "quarter", 0),
    (r"next quarter|下季度|下个季度", "quarter", 1),
    (r"today|hoy|aujourd['’]hui|今天|今日", "day", 0),
    (r"yesterday|ayer|hier|gestern|昨天|昨日", "day", -1),
    (r"tomorrow|mañana|demain|明天|明日", "day", 1),
)
_PATTERN = re.compile(
    "|".join(
        rf"(?P<w{number}>(?<![^\W\d_])(?:{words})(?![A-Za-z])|(?<=[\u4e00-\u9fff])(?:{words}))"
        for number, (words, _, _) in enumerate(_WHEN)
    ),
    re.IGNORECASE,
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b(?:on|last) (?P<day>{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)


def relative_dates(text: str, today: date) -> Iterator[Date]:
    """
    >>> [(d.raw, d.year) for d in relative_dates("Sales doubled last year.", date(2025, 6, 14))]
    [('last year', 2024)]
    """
    for match in _PATTERN.finditer(text):
        _, unit, step = _WHEN[int((match.lastgroup or "w0")[1:])]
        yield _counted(match, unit, step, today)
    for match in _WEEKDAY.finditer(text):
        back = (today.weekday() - _WEEKDAYS.index(match["day"].lower())) % 7
        yield _on(match, today - timedelta(days=back))


def _counted(match: re.Match[str], unit: str, step: int, today: date) -> Date:
    if unit == "day":
        return _on(match, today + timedelta(days=step))
    at = {"raw": match.group(), "start": match.start(), "end": match.end(), "relative": True}
    if unit == "year":
        return Date(**at, year=today.year + step)  # type: ignore[arg-type]
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return Date(**at, year=months // 12, month=months % 12 + 1)  # type: ignore[arg-type]
    quarters = today.year * 4 + (today.month - 1) // 3 + step
    return Date(**at, year=quarters // 4, quarter=quarters % 4 + 1)  # type: ignore[arg-type]


def _on(match: re.Match[str], day: date) -> Date:
    return Date(
        raw=match.group(), start=match.start(), end=match.end(), year=day.year, month=day.month, day=day.day,
        relative=True,
    )  # fmt: skip


_THAT_YEAR = re.compile(r"\s(?:of|in)\s(?:that|the same) year\b")


def that_year(found: Date, text: str, others: Sequence[Date]) -> Date:
    """ "C$94 billion in 2024 … since the second quarter of that year": the year that was named before."""
    if found.year is not None or not _THAT_YEAR.match(text, found.end):
        return found
    before = [other for other in others if other.end <= found.start and other.year is not None]
    return replace(found, year=max(before, key=lambda other: other.end).year) if before else found


def nearest_year(found: Date, reference_day: date | None) -> Date:
    """The date with the year that brings it nearest to the reference day, when none was written."""
    if found.year is not None or reference_day is None:
        return found
    month = found.month or (found.quarter * 3 - 1 if found.quarter else (found.half or 1) * 6 - 3)
    years = (reference_day.year - 1, reference_day.year, reference_day.year + 1)
    here = reference_day.year * 12 + reference_day.month
    year = min(years, key=lambda candidate: (abs(candidate * 12 + month - here), candidate))
    return replace(found, year=year, inferred_year=True)
