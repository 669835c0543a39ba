"""True claims, the wrong ones made of them, and what the operators share.

Every operator changes one thing, by plain patterns of its own (nothing here knows how the service reads
figures or names). An operator that does not apply gives nothing; so does one whose result the evidence
happens to state, too, because that would not be wrong.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrueClaim:
    """A claim, the sentences it cites, and what stands around them (neighbours, titles)."""

    id: str
    claim: str
    quotes: tuple[str, ...]
    around: str = ""

    @property
    def evidence(self) -> str:
        return "\n".join([*self.quotes, self.around])


@dataclass(frozen=True, slots=True)
class Mutant:
    """A wrong claim. `cite` is `same`, `phantom` (a number never offered) or `other` (another article)."""

    kind: str
    origin: str
    claim: str
    expected: frozenset[str]
    cite: str = "same"


Change = Callable[[TrueClaim], str | None]
Operator = tuple[str, frozenset[str], Change]
"""The kind of wrong claim, the checks that may catch it, and how it is made."""

FIGURES, NAMES, HEDGES, POLARITY = (
    frozenset({check}) for check in ("figures", "names", "hedges", "polarity")
)

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


NAME = r"(?!The\b|In\b|A\b)[A-ZÀ-ÞŁ][^\W\d][\w’'&-]*(?: (?:& )?[A-ZÀ-ÞŁ][\w’'-]+)*"


MONEY = re.compile(
    r"(?P<cur>US\$|C\$|A\$|HK\$|R\$|[$€£¥₹]|\b(?:USD|EUR|GBP|SEK|NOK|DKK|KES|INR|ISK|CHF|PLN|RMB|Rs)\s?)(?P<n>\d[\d,]*(?:\.\d+)?)(?P<scale>\s?(?:million|billion|crore|m|bn)\b)?"
)


def first(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str | None]) -> Change:
    """Change the first match of a pattern that can be changed to something the evidence does not state."""

    def apply(true: TrueClaim) -> str | None:
        for match in pattern.finditer(true.claim):
            new = change(match)
            if new is not None and new != match.group() and not stated(new, true):
                return true.claim[: match.start()] + new + true.claim[match.end() :]
        return None

    return apply


def stated(new: str, true: TrueClaim) -> bool:
    """Whether the evidence has the very digits of the new value."""
    digits = re.findall(r"\d[\d.,]*\d|\d", new)
    return (
        all(re.search(rf"(?<![\d.,]){re.escape(one)}(?![\d]|[.,]\d)", true.evidence) for one in digits)
        if digits
        else False
    )


def number(text: str) -> float:
    return float(text.replace(",", ""))


def written(value: float, like: str) -> str:
    grouped = "," in like or value >= 10_000
    return (f"{value:,.6f}" if grouped else f"{value:.6f}").rstrip("0").rstrip(".")
