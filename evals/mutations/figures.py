"""Wrong percentages, dates, counts and spans of time."""

import re
from collections.abc import Callable

from evals.mutations.claim import (
    FIGURES,
    MONTHS,
    NAMES,
    POLARITY,
    Change,
    Operator,
    TrueClaim,
    first,
    number,
    written,
)

_PERCENT = re.compile(r"(?P<n>\d+(?:\.\d+)?)(?P<sign>\s?%|\s(?:percent|per cent))")


_YEAR = re.compile(r"(?<![\d.,$€£-])(?P<n>(?:19|20)\d{2})(?![\d,]|\.\d|-)")


_DAY = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}}) (?P<m>{'|'.join(MONTHS)})|(?P<m2>{'|'.join(MONTHS)}) (?P<d2>\d{{1,2}}))\b(?!\d)"
)


_COUNT = re.compile(
    r"(?<![\d.,$€£¥₹\w-])(?<!Rs )(?<!USD )(?<!NOK )(?<!SEK )(?<!KES )(?<!INR )(?<!DKK )(?<!EUR )(?<!CHF )(?P<n>\d[\d,]*)"
    r" (?=(?!million|billion|crore|percent|per cent|January|February|March|April|May|June|July|August|September|October|November|December|m\b|bn\b|yuan|pence|Danish|Swiss|Norwegian|kroner|US|euros|dollars|years?|months?|days?|NOK|of \d)[a-z]+)"
)


_DURATION = re.compile(
    r"\b(?P<n>\d+|two|three|four|five|six|eight|eighteen) (?P<u>months?|years?|days?|hours)\b"
)


_WORDS = {
    "two": "five",
    "three": "seven",
    "four": "nine",
    "six": "eight",
    "eight": "six",
    "nine": "four",
    "eleven": "nineteen",
    "twelve": "thirty",
    "fourteen": "forty",
}


_WORD = re.compile(rf"(?<![-\w])(?P<n>{'|'.join(_WORDS)})(?![-\w])(?! months| years| days)", re.IGNORECASE)


_MONTH_BEFORE = re.compile(rf"(?:{'|'.join(MONTHS)}|Q\d) $")


def _recount(change: Callable[[float], float]) -> Callable[[re.Match[str]], str | None]:
    def apply(match: re.Match[str]) -> str | None:
        if _MONTH_BEFORE.search(match.string[: match.start()]):
            return None
        return written(change(number(match["n"])), match["n"]) + " "

    return apply


def _moved_day(match: re.Match[str]) -> str | None:
    day = int(match["d"] or match["d2"])
    new = day + 1 if day < 28 else day - 3
    return match.group().replace(str(day), str(new), 1)


def _moved_month(true: TrueClaim) -> str | None:
    match = re.search(
        rf"\b({'|'.join(MONTHS)})\b(?= \d| of)|(?<=\d )({'|'.join(MONTHS)})\b|(?<=[a-z] )({'|'.join(MONTHS)})\b",
        true.claim,
    )
    if not match:
        return None
    new = MONTHS[(MONTHS.index(match.group()) + 2) % 12]
    if new in true.evidence:
        return None
    return true.claim[: match.start()] + new + true.claim[match.end() :]


def _moved_quarter(true: TrueClaim) -> str | None:
    match = re.search(r"\bQ([1-4])\b|\b(first|second|third|fourth) quarter", true.claim)
    if not match:
        return None
    if match[1]:
        return true.claim.replace(match.group(), f"Q{int(match[1]) % 4 + 1}", 1)
    following = {"first": "second", "second": "third", "third": "fourth", "fourth": "first"}
    return true.claim.replace(match.group(), f"{following[match[2]]} quarter", 1)


def _year(step: int) -> Change:
    return first(_YEAR, lambda match: str(int(match["n"]) + step))


def _points(true: TrueClaim) -> str | None:
    match = _PERCENT.search(true.claim)
    return (
        true.claim.replace(match.group(), f"{match['n']} percentage points", 1)
        if match and "point" not in true.claim
        else None
    )


def _percent_as_money(true: TrueClaim) -> str | None:
    match = _PERCENT.search(true.claim)
    return true.claim.replace(match.group(), f"${match['n']} million", 1) if match else None


def _unit_of_time(true: TrueClaim) -> str | None:
    match = _DURATION.search(true.claim)
    if not match:
        return None
    other = {"month": "year", "year": "month", "day": "week", "hour": "day"}[match["u"].rstrip("s")]
    return true.claim.replace(match.group(), f"{match['n']} {other}s", 1)


def _extra_percent(true: TrueClaim) -> str:
    return re.sub(r"([.!?]?)$", r", or 83 percent of the company\1", true.claim, count=1)


OPERATORS: tuple[Operator, ...] = (
    ("percent + 1", FIGURES, first(_PERCENT, lambda m: written(number(m["n"]) + 1, m["n"]) + m["sign"])),
    ("percent × 10", FIGURES, first(_PERCENT, lambda m: written(number(m["n"]) * 10, m["n"]) + m["sign"])),
    ("percent → points", FIGURES, _points),
    ("percent → money", FIGURES, _percent_as_money),
    ("year + 1", FIGURES | POLARITY, _year(1)),
    ("year − 1", FIGURES | POLARITY, _year(-1)),
    ("other day", FIGURES, first(_DAY, _moved_day)),
    ("other month", FIGURES, _moved_month),
    ("other quarter", FIGURES, _moved_quarter),
    ("count + 1", FIGURES | NAMES, first(_COUNT, _recount(lambda count: count + 1))),
    ("count × 10", FIGURES | NAMES, first(_COUNT, _recount(lambda count: count * 10))),
    ("number word", FIGURES, first(_WORD, lambda m: _WORDS[m["n"].lower()])),
    ("unit of time", FIGURES, _unit_of_time),
    ("added percentage", FIGURES, _extra_percent),
)
