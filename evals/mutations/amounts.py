"""Wrong amounts of money: another value, scale or currency."""

import re
from collections.abc import Callable
from itertools import pairwise

from evals.mutations.claim import FIGURES, MONEY, Operator, TrueClaim, first, number, written

_SCALED = re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>million|billion|bn|m)\b")


def _times(factor: float) -> Callable[[re.Match[str]], str | None]:
    def change(match: re.Match[str]) -> str | None:
        return match["cur"] + written(number(match["n"]) * factor, match["n"]) + (match["scale"] or "")

    return change


def _times_thousand(match: re.Match[str]) -> str | None:
    """Not in languages that write "45,000" for 45."""
    local = re.match(r"\s?(?:millones|Mio|Mrd|Milli|millions d)", match.string[match.end() :])
    return None if local else _times(1000)(match)


def _plus(match: re.Match[str]) -> str | None:
    return match["cur"] + written(number(match["n"]) + 1, match["n"]) + (match["scale"] or "")


_UPSCALED = {"million": "billion", "billion": "million", "m": "bn", "bn": "m"}


_CURRENCY = {"$": "€", "US$": "€", "€": "$", "£": "€", "C$": "A$", "A$": "C$", "R$": "€", "HK$": "S$", "¥": "£", "₹": "€", "USD": "EUR", "EUR": "USD",
             "SEK": "NOK", "NOK": "SEK", "DKK": "SEK", "KES": "NGN", "INR": "USD", "ISK": "DKK", "CHF": "EUR", "PLN": "EUR", "RMB": "USD", "Rs": "USD", "GBP": "EUR"}  # fmt: skip


def _other_currency(match: re.Match[str]) -> str | None:
    code = match["cur"].strip()
    space = " " if match["cur"].endswith(" ") else ""
    return _CURRENCY[code] + space + match["n"] + (match["scale"] or "")


def _currency(true: TrueClaim) -> str | None:
    for match in MONEY.finditer(true.claim):
        new = _other_currency(match)
        if new and not re.search(
            re.escape(_CURRENCY[match["cur"].strip()]) + r"\s?" + re.escape(match["n"]), true.evidence
        ):
            return true.claim[: match.start()] + new + true.claim[match.end() :]
    return None


def _rescaled(true: TrueClaim) -> str | None:
    for match in _SCALED.finditer(true.claim):
        new = match["n"] + (" " if " " in match.group() else "") + _UPSCALED[match["scale"]]
        if not re.search(
            rf"{re.escape(match['n'])}\s?(?:{_UPSCALED[match['scale']]}|{_UPSCALED[match['scale']][0]}\w*)",
            true.evidence,
        ):
            return true.claim[: match.start()] + new + true.claim[match.end() :]
    return None


def _transposed(match: re.Match[str]) -> str | None:
    digits = match["n"]
    for a, b in pairwise(range(len(digits))):
        if digits[a].isdigit() and digits[b].isdigit() and digits[a] != digits[b] and digits[b] != "0":
            return (
                match["cur"] + digits[:a] + digits[b] + digits[a] + digits[b + 1 :] + (match["scale"] or "")
            )
    return None


def _extra_figure(true: TrueClaim) -> str:
    return re.sub(r"([.!?]?)$", r", in a deal worth $777 million\1", true.claim, count=1)


OPERATORS: tuple[Operator, ...] = (
    ("amount × 10", FIGURES, first(MONEY, _times(10))),
    ("amount ÷ 10", FIGURES, first(MONEY, _times(0.1))),
    ("amount × 1000", FIGURES, first(MONEY, _times_thousand)),
    ("amount + 1", FIGURES, first(MONEY, _plus)),
    ("digits transposed", FIGURES, first(MONEY, _transposed)),
    ("million ↔ billion", FIGURES, _rescaled),
    ("other currency", FIGURES, _currency),
    ("added amount", FIGURES, _extra_figure),
)
