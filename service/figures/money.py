"""Money: a number with a currency before or after it."""

import re
from functools import cache
from typing import NamedTuple

from service.domain.figures import Money
from service.figures.currencies import CHINESE, CODES, NATIONS, PREFERRED, SYMBOLS, WORDS
from service.figures.number import Number

_SPACES = "\u00a0\u202f\u2009\u2007 "
_NATION = sorted({adjective for group in NATIONS.values() for adjective in group}, key=len, reverse=True)
_WORD = sorted(WORDS, key=len, reverse=True)
_SIGNS = sorted(SYMBOLS, key=len, reverse=True)


class Currency(NamedTuple):
    code: str | None
    candidates: tuple[str, ...]


def _symbol(symbol: str) -> str:
    """Letters need a boundary: "Rs" is not the end of "Mrs"."""
    left = r"(?<![A-Za-z])" if symbol[0].isalpha() and symbol[0].isascii() else ""
    return left + re.escape(symbol)


_BEFORE = re.compile(
    rf"(?:(?P<symbol>{'|'.join(map(_symbol, _SIGNS))})|(?<![A-Za-z])(?P<code>{'|'.join(sorted(CODES))})|"
    rf"(?P<chinese>{'|'.join(sorted(CHINESE, key=len, reverse=True))}))[{_SPACES}-]?\(?$"
)
_AFTER = re.compile(
    rf"[{_SPACES}]?(?:(?P<code>{'|'.join(sorted(CODES))})(?![A-Za-z])|"
    rf"(?P<chinese>{'|'.join(sorted(CHINESE, key=len, reverse=True))})|"
    rf"(?P<symbol>US\$|[€£¥$₹₩₺₽₪₦元円]|(?:zł|kr\.?|Kč|Ft|RMB|Rs\.?|NIS)(?![A-Za-z])))"
)
_AFTER_WORD = re.compile(
    rf"(?:[{_SPACES}]|-|[{_SPACES}]of[{_SPACES}]|[{_SPACES}](?:de|d['’])[{_SPACES}]?)?"
    rf"(?:(?P<nation>{'|'.join(map(re.escape, _NATION))})e?n?[{_SPACES}])?"
    rf"(?P<word>{'|'.join(map(re.escape, _WORD))})(?:s|es|ne)?"
    rf"(?:[{_SPACES}](?P<behind>{'|'.join(map(re.escape, _NATION))})e?s?)?(?![^\W\d_])",
    re.IGNORECASE,
)


def money_before(text: str, start: int) -> tuple[int, Currency] | None:
    """Where the currency sign that ends at `start` begins, and which currency it is."""
    match = _BEFORE.search(text[max(0, start - 9) : start])
    if not match:
        return None
    return start - len(match.group()), _resolve(_named(match), text)


def money_after(text: str, number: Number) -> tuple[int, Currency] | None:
    """Where the currency word that starts at the number's end ends, and which currency it is."""
    if match := _AFTER.match(text, number.end):
        return match.end(), _resolve(_named(match), text)
    match = _AFTER_WORD.match(text, number.end)
    if not match or not _is_currency(match, number):
        return None
    word = (
        re.sub(r"s$", "", match["word"].lower())
        if match["word"].lower() not in WORDS
        else match["word"].lower()
    )
    nation = (match["nation"] or match["behind"] or "").lower()
    code = _national(word, nation)
    return match.end(), _resolve((code,) if code else WORDS[word], text)


def _is_currency(match: re.Match[str], number: Number) -> bool:
    """ "won", "real", "sterling" are words of their own: they need a scale or a nation before them."""
    word = match["word"].lower()
    return word not in {"won", "real", "pound", "rand", "score"} or bool(
        number.scaled
        or match["nation"]
        or number.grouped
        or (word == "pound" and match.group().lower()[-1] == "s")
    )


def _national(word: str, nation: str) -> str | None:
    for stem, adjectives in NATIONS.items():
        if word.startswith(stem) and nation in adjectives:
            return adjectives[nation]
    return None


def _named(match: re.Match[str]) -> tuple[str, ...]:
    groups = match.groupdict()
    if groups.get("chinese"):
        return (CHINESE[groups["chinese"]],)
    return (groups["code"],) if groups.get("code") else SYMBOLS[groups["symbol"]]


def _resolve(codes: tuple[str, ...], text: str) -> Currency:
    if len(codes) == 1:
        return Currency(codes[0], ())
    for code in codes:
        if re.search(rf"\b{code}\b", text):
            return Currency(code, ())
    for code, pattern in _contexts(codes):
        if pattern.search(text):
            return Currency(code, ())
    return Currency(None, codes)


@cache
def _contexts(codes: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(pattern)) for code, pattern in PREFERRED.get(codes, ()))


def read_money(text: str, number: Number) -> Money | None:
    """The money that a number is the amount of, or None.

    >>> from decimal import Decimal
    >>> read_money("US$2,000 million", Number(3, 16, Decimal(2000000000))).currency
    'USD'
    """
    prefix = money_before(text, number.start)
    suffix = money_after(text, number)
    if prefix and suffix and prefix[1].code == "USD" and text[prefix[0] : number.start].strip() == "$":
        prefix = (prefix[0], suffix[1])
    elif prefix:
        suffix = suffix if suffix and suffix[1] == prefix[1] else None
    found = prefix or suffix
    if not found:
        return None
    start = prefix[0] if prefix else number.start
    end = suffix[0] if suffix else number.end
    return Money(
        raw=text[start:end], start=start, end=end, amount=number.amount, low=number.low, high=number.high,
        currency=found[1].code, candidates=found[1].candidates,
    )  # fmt: skip
