"""Publication dates: the sender's, the page's, or a date line of the text's own. Never guessed."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from service.domain.errors import ArticleRejected

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:?\d{2})")
LETTERS = r"[^\W\d_]{3,12}"
YEAR = r"(?:19|20)\d{2}"
WRITTEN = re.compile(
    rf"\d{{4}}年\s?\d{{1,2}}月\s?\d{{1,2}}日|\b{YEAR}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[./]\d{{1,2}}[./]{YEAR}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.|er|º)?\s(?:de\s|of\s)?{LETTERS}\.?,?\s(?:de\s|del\s)?{YEAR}\b"
    rf"|\b{LETTERS}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{YEAR}\b"
)
NUMERIC = re.compile(r"(\d{1,2})([./])(\d{1,2})[./](\d{4})")
LANGUAGES = ("en", "es", "de", "fr", "pt", "it", "nl", "sv", "da", "nb", "fi", "pl", "zh", "ja")
# "AUSTIN, Texas and UMEÅ, Sweden, September 12, 2024 –", "LONDON, 3 May 2024 (Newswire)": capitals first.
DATELINE = re.compile(
    rf"[A-ZÀ-Þ][A-ZÀ-Þ .'-]{{2,30}}[A-ZÀ-Þ]\b.{{0,60}}?({WRITTEN.pattern})\s*(?:[–—:(/]|-|\. By\b)"
)


def given_date(stated: str) -> str:
    """The sender's `published_at`, normalised: a date, or an RFC 3339 time with its zone.

    >>> given_date("2025-06-14"), given_date("2025-06-14t09:30:00z")
    ('2025-06-14', '2025-06-14T09:30:00Z')
    """
    value = stated.strip()
    try:
        if DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
        if RFC_3339.fullmatch(value):
            return datetime.fromisoformat(value.upper()).isoformat().replace("+00:00", "Z")
    except ValueError as error:
        raise _refusal(stated, str(error)) from error
    raise _refusal(stated, "neither a date nor an RFC 3339 time")


def page_date(stated: str) -> str | None:
    """What a page's markup states, normalised; None when it is no date that can be trusted.

    >>> page_date("2025-03-06T07:15:00+01:00"), page_date("yesterday"), page_date("03/04/2025")
    ('2025-03-06T07:15:00+01:00', None, None)
    """
    value = stated.strip()
    try:
        return given_date(value)
    except ArticleRejected:
        pass
    if re.match(r"\d{4}-\d{2}-\d{2}[T ]", value):
        return page_date(value[:10])
    return first_date(value) if len(value) < 60 else None


def text_date(head: Iterable[str], openings: Iterable[str]) -> str | None:
    """The date of a text: the first in its bylines (`head`), else in a dateline that opens a paragraph.

    >>> text_date(["By Ann Lee | 13 September 2024"], [])
    '2024-09-13'
    >>> text_date([], ["AUSTIN, Texas, September 12, 2024 – Acme said on May 1, 2023 it would grow."])
    '2024-09-12'
    """
    for line in head:
        if found := first_date(line):
            return found
    for opening in openings:
        if (dateline := DATELINE.match(opening[:200])) and (found := first_date(dateline.group(1))):
            return found
    return None


def first_date(line: str) -> str | None:
    """The first complete, possible and unambiguous date that a line writes out.

    >>> first_date("Published 23.05.2023 06:40 – Updated 24.05.2023"), first_date("31 February 2024")
    ('2023-05-23', None)
    >>> first_date("20 de mayo de 2025"), first_date("2024年12月10日"), first_date("5. Mai 2025")
    ('2025-05-20', '2024-12-10', '2025-05-05')
    """
    for match in WRITTEN.finditer(unicodedata.normalize("NFKC", line)):
        if found := _parsed(match.group()):
            return found.isoformat()
    return None


def _parsed(written: str) -> date | None:
    if numeric := NUMERIC.fullmatch(written):
        return _numeric(int(numeric[1]), int(numeric[3]), int(numeric[4]), dotted=numeric[2] == ".")
    if DAY.fullmatch(written):
        return _date(*map(int, written.split("-")))
    return _named(written)


def _numeric(first: int, second: int, year: int, *, dotted: bool) -> date | None:
    """With dots the day is always first; otherwise one must exceed 12, or both be equal."""
    if dotted or first > 12 or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > 12 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _named(written: str) -> date | None:
    import dateparser  # noqa: PLC0415  importing it takes 0.2 s; most articles state their date

    strict = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th|er|º)\b", "", written)
    found = dateparser.parse(plain, languages=list(LANGUAGES), settings=strict)
    return found.date() if found else None


def _refusal(stated: str, why: str) -> ArticleRejected:
    way_out = "Give YYYY-MM-DD or a time such as 2025-06-14T09:30:00Z."
    return ArticleRejected(f"published_at {stated[:60]!r} cannot be used: {why}. {way_out}", "published_at")
