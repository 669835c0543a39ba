"""Other names of a company that the articles themselves give: "formerly", "also known as", short forms, tickers.

Only what a sentence states makes an alias. Two names that merely look alike never do: they may be two companies.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

_WORD = r"[A-ZÀ-ÖØ-Þ][\w&.'’-]*"
_NAME = rf"{_WORD}(?:\s+(?:(?:of|de|da|and|&)\s+)?{_WORD}){{0,4}}"
_SAID = re.compile(
    rf"(?P<name>{_NAME}),?\s*[(,]?\s*(?:which (?:was|is) |who (?:was|is) )?"
    r"(?:formerly(?: known as| called)?|previously (?:known as|called)|also known as|better known as|known as|"
    rf"now called|renamed|a\.k\.a\.|aka)\s+[\"“']?(?P<alias>{_NAME})"
)
_QUOTED = re.compile(rf"(?P<name>{_NAME})\s*\((?:the\s+)?[\"“](?P<alias>{_NAME})[\"”]\)")
_TICKER = re.compile(
    rf"(?P<name>{_NAME})\s*\((?:NYSE|NASDAQ|Nasdaq|LSE|HKEX|SEHK|TSX|ASX|Euronext|SSE|SZSE|NSE|BSE)\s*:\s*(?P<alias>[A-Z0-9.]{{1,8}})\)"
)
_NOT_NAMES = frozenset(
    {"the company", "company", "group", "the", "it", "series", "buyer", "seller", "parent"}
)

Aliases = Mapping[str, frozenset[str]]


def stated_aliases(texts: Iterable[str]) -> Aliases:
    """Each name with the other names that a sentence gives it.

    >>> found = stated_aliases(["Northwind Labs, formerly Boreal Robotics, raised $5m.", 'Acme Corp ("Acme") bought it.'])
    >>> {name: sorted(others) for name, others in found.items()}
    {'Northwind Labs': ['Boreal Robotics'], 'Acme Corp': ['Acme']}
    >>> stated_aliases(["Jiang Daxin (NASDAQ: JDX)"])
    {'Jiang Daxin': frozenset({'JDX'})}
    """
    found: dict[str, set[str]] = {}
    for name, alias in (pair for text in texts for pair in _pairs(text)):
        found.setdefault(name, set()).add(alias)
    return {name: frozenset(others) for name, others in found.items()}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_SAID, _QUOTED, _TICKER):
        for match in pattern.finditer(text):
            name, alias = _clean(match["name"]), _clean(match["alias"])
            if name != alias and not {name.casefold(), alias.casefold()} & _NOT_NAMES:
                yield name, alias


def _clean(name: str) -> str:
    return re.sub(r"['’]s$", "", name.strip(" .,"))
