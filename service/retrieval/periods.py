"""The times that a question names, and which articles were published then."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS = {**_MONTHS, **{name[:3]: number for name, number in _MONTHS.items()}, "sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_LETTER = r"[^\W\u4e00-\u9fff]"  # Chinese writes no space around a date
_PATTERNS = tuple(
    re.compile(rf"(?<!{_LETTER}){pattern}(?!{_LETTER})", re.IGNORECASE)
    for pattern in (
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)",
        rf"{_MONTH}\s+(?:of\s+)?{_YEAR}",
        rf"{_YEAR}\s*年(?:\s*(?P<number>\d{{1,2}})\s*月(?:\s*(?P<day>\d{{1,2}})\s*日)?)?",
        rf"(?:q(?P<quarter>[1-4])|h(?P<half>[12]))(?:\s+(?:of\s+)?{_YEAR})",
        rf"(?:(?P<quarter_word>first|second|third|fourth)\s+quarter|(?P<half_word>first|second)\s+half)\s+(?:of\s+)?{_YEAR}",
        rf"(?P<season>early|mid|late)[-\s]{_YEAR}",
        rf"(?:in|the|since|during|of)\s+{_MONTH}",
        _YEAR,
    )
)
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_SEASONS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_LATER = timedelta(days=31)
JUST_AFTER = 0.5
"""What an article gains that was published within a month after the time, of what one at the time gains."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last; without a year it comes round every year, as months."""

    first: date
    last: date
    months: tuple[int, ...] = ()

    @property
    def telling(self) -> float:
        """A day says more than a year."""
        return 1.0 if (self.last - self.first).days < 32 else 0.5

    def closeness(self, published: date) -> float:
        """1 for an article of that time, less for one soon after, else 0.

        >>> june = periods("What happened in June 2025?")[0]
        >>> june.closeness(date(2025, 6, 3)), june.closeness(date(2025, 7, 3)), june.closeness(date(2024, 6, 3))
        (1.0, 0.5, 0.0)
        """
        if self.months:
            return self.telling * (published.month in self.months)
        if self.first <= published <= self.last:
            return self.telling
        return JUST_AFTER * self.telling if self.last < published <= self.last + _LATER else 0.0


def periods(question: str) -> tuple[Period, ...]:
    """Days, months, quarters, halves and years in order of appearance; a month alone means that of any year.

    >>> [(str(p.first), str(p.last)) for p in periods("Between October 7, 2023 and Q2 2024, or mid-2025?")]
    [('2023-10-07', '2023-10-07'), ('2024-04-01', '2024-06-30'), ('2025-05-01', '2025-08-31')]
    >>> periods("the April deal")[0].months, periods("it may march on")
    ((4,), ())
    """
    taken, found = list[tuple[int, int]](), list[tuple[int, Period]]()
    for pattern in _PATTERNS:
        for match in pattern.finditer(question):
            overlaps = any(start < match.end() and match.start() < end for start, end in taken)
            period = None if overlaps else _period(match)
            if period:
                taken.append(match.span())
                found.append((match.start(), period))
    return tuple(period for _, period in sorted(found, key=lambda one: one[0]))


def best_closeness(asked: Iterable[Period], published: date | None) -> float:
    """How well an article's day fits any of the times."""
    return max((period.closeness(published) for period in asked), default=0.0) if published else 0.0


def _period(match: re.Match[str]) -> Period | None:
    said = {name: value.lower() for name, value in match.groupdict().items() if value}
    first, last = _months(said)
    try:
        if "day" in said and "year" in said:
            day = date(int(said["year"]), first, int(said["day"]))
            return Period(day, day)
        year = int(said.get("year", 2000))
        begin, end = date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except (ValueError, IndexError, calendar.IllegalMonthError):
        return None
    if "year" in said:
        return Period(begin, end)
    written = match[0].split()[-1] if "day" not in said else match[0]
    return Period(begin, end, (first,)) if any(c.isupper() for c in written) else None


def _months(said: dict[str, str]) -> tuple[int, int]:
    """The first and the last month that the words name."""
    return next(_ranges(said), (1, 12))


def _ranges(said: dict[str, str]) -> Iterator[tuple[int, int]]:
    if month := said.get("month") or said.get("number"):
        number = _MONTHS.get(month) or int(month)
        yield number, number
    if quarter := said.get("quarter") or _ORDINAL.get(said.get("quarter_word", "")):
        yield 3 * int(quarter) - 2, 3 * int(quarter)
    if half := said.get("half") or _ORDINAL.get(said.get("half_word", "")):
        yield 6 * int(half) - 5, 6 * int(half)
    if season := said.get("season"):
        yield _SEASONS[season]
