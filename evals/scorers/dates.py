"""Calendar dates in running text, as coarse as they are written."""

import re
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = {
    name: n
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "jan febr march apr may june july aug sept oct nov dec",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for n, name in enumerate(names.split(), 1)
}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}-(?P<m>[01]\d)(?:-(?P<day>[0-3]\d))?\b",
        rf"\b{_YEAR}-Q(?P<q>[1-4])\b",
        rf"{_YEAR}\s*年\s*(?P<m>[01]?\d)\s*月(?:\s*(?P<day>[0-3]?\d)\s*日)?",
        rf"\b{_DAY}\s+(?:de\s+|of\s+)?{_MONTH}(?:,?\s+(?:de\s+|del\s+)?{_YEAR})?",
        rf"\b{_MONTH}\s+{_DAY}(?!\d|[.,]?\d)(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}(?:\s+(?:de\s+|of\s+)?{_YEAR})?",
        rf"\b(?:Q(?P<q>[1-4])|(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter)(?:\s+(?:of\s+)?{_YEAR})?",
        rf"(?<![\d$€£¥.,]){_YEAR}(?![\d,.]\d|\d)",
        r"(?<!\d)(?P<m>1?\d)\s*月\s*(?P<day>[0-3]?\d)\s*日",
    )
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as written: what is not said is None."""

    year: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None

    def says(self, gold: "Day") -> bool:
        """Whether this mention states the gold date: finer is fine, coarser is not, a left-out year is.

        A news article leaves out the year that its own date line gives, so a mention may too.
        """
        if gold.year is not None and self.year not in (gold.year, None):
            return False
        if self.year is None and self.month is None and self.quarter is None:
            return False
        if gold.month is None and gold.quarter is None:
            return self.year == gold.year
        if gold.quarter is not None:
            return gold.quarter == (self.quarter or (self.month and (self.month + 2) // 3))
        return self.month == gold.month and gold.day in (self.day, None)


def read_day(value: str) -> Day:
    """The date of a gold value.

    >>> read_day("2025-03-06"), read_day("2026-Q3")
    (Day(year=2025, quarter=None, month=3, day=6), Day(year=2026, quarter=3, month=None, day=None))
    """
    parts = value.split("-")
    if len(parts) == 2 and parts[1].startswith("Q"):
        return Day(year=int(parts[0]), quarter=int(parts[1][1]))
    return Day(int(parts[0]), None, *(int(part) for part in parts[1:3]))


@lru_cache(maxsize=4096)
def find_dates(text: str) -> tuple[Day, ...]:
    """Every date in the text; where two readings overlap the finer one counts.

    >>> find_dates("signed on 6 March 2025 and due in Q3 2026")
    (Day(year=2025, quarter=None, month=3, day=6), Day(year=2026, quarter=3, month=None, day=None))
    """
    taken: list[tuple[int, int, Day]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(a < match.end() and match.start() < b for a, b, _ in taken) and _plausible(match):
                taken.append((match.start(), match.end(), _day(match)))
    return tuple(day for _, _, day in sorted(taken, key=lambda item: item[0]))


def _plausible(match: re.Match[str]) -> bool:
    """A lone "may", "march" or "mar" in small letters is a word, not a month."""
    parts = match.groupdict()
    return not parts.get("month") or bool(parts.get("year") or parts.get("day")) or match.group()[0].isupper()


def _day(match: re.Match[str]) -> Day:
    parts = match.groupdict()
    month = _MONTHS.get((parts.get("month") or "").casefold()) or _whole(parts.get("m"))
    quarter = _whole(parts.get("q")) or _ORDINALS.get((parts.get("quarter") or "").casefold())
    return Day(_whole(parts.get("year")), quarter, month, _whole(parts.get("day")))


def _whole(digits: str | None) -> int | None:
    return int(digits) if digits else None
