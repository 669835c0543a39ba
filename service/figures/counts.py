"""Counts: every other number, with the noun or the unit it counts; product names are left out."""

import re

from service.domain.figures import Count
from service.figures.name_words import NOT_NAMES
from service.figures.number import Number

_UNIT = re.compile(
    r"[\u00a0\u202f\u2009\u2002\u2003 -]{0,2}(?P<unit>(?:[GMkT]W(?:h|p)?|kV|MVA)\b|(?:giga|mega|kilo|tera)watt(?:[- \u00a0\u202f\u2009]?hours?)?|"
    r"k[gm]\b|kilos?\b|kilogramm?e?s?\b|kilomet(?:er|re)s?\b|tonnes?\b|tons?\b|mtpa\b|sq(?:uare)? (?:f(?:ee|oo)t|met(?:er|re)s?)\b|"
    r"m[²2]\b|hectares?\b|acres?\b|barrels?\b|ounces?\b|兆瓦时?|吉瓦时?|千瓦时?|公斤|吨|平方米)"
)
_NOUN = re.compile(
    r"(?:[\u00a0\u202f\u2009 ]|-)(?:(?:of|de|d['’]) )?(?:(?:the|its|their|his|new|more|other|additional|full-time) )?"
    r"(?P<noun>[^\W\d_]+(?:['’-][^\W\d_]+)*)"
)
_ZH_NOUN = re.compile(r"[余多]?(?P<noun>[家名人位个款座台项只辆股件所次轮][\u4e00-\u9fff]{0,2})")
_CANON = (
    (re.compile(r"gigawatt[-\s]?hours?|吉瓦时"), "GWh"),
    (re.compile(r"megawatt[-\s]?hours?|兆瓦时"), "MWh"),
    (re.compile(r"kilowatt[-\s]?hours?|千瓦时"), "kWh"),
    (re.compile(r"gigawatt|吉瓦"), "GW"),
    (re.compile(r"megawatt|兆瓦"), "MW"),
    (re.compile(r"kilowatt|千瓦"), "kW"),
    (re.compile(r"kilos?$|kilogram|公斤"), "kg"),
    (re.compile(r"kilomet"), "km"),
    (re.compile(r"tonn|^tons?|吨"), "t"),
    (re.compile(r"sq(?:uare)? met|平方米|m[²2]"), "m²"),
    (re.compile(r"sq(?:uare)? f"), "sq ft"),
    (re.compile(r"hectare"), "ha"),
)
MEASURES = frozenset(
    {"GWh", "MWh", "kWh", "TWh", "GW", "MW", "kW", "TW", "MWp", "kg", "km", "t", "m²", "sq ft", "ha"}
)
_NOT_NOUNS = frozenset(
    "its their his her our your my a an and or but the of to in on at by for from with as is are was were be been has have had will would this that "
    "these those it they he she who which while when where if than then so not no y e o de la el en und im der die "
    "das et le la les en du per each".split()
)
_TITLE = re.compile(r"(?:^|[\s\"“(«])(?P<word>[A-ZÀ-Þ][\w&.'’-]*)[\u00a0 ]$")
_OPENERS = frozenset(
    "in on at by for from with about some over under nearly almost around roughly only the its their all more up "
    "after before since until of and or but than between against another exactly currently now today first last next "
    "a an as to also headcount employees staff total shares users customers revenue no".split()
)
_LABELS = frozenset(
    "article section chapter rule phase tier stage level version series act page form item route flight room class "
    "appendix annex figure table no phase generation gen category".split()
)


def read_count(text: str, number: Number) -> Count | None:
    """What a plain number counts; None when it is part of a name.

    >>> from decimal import Decimal
    >>> read_count("340 laboratories", Number(0, 3, Decimal(340))).unit
    'laboratories'
    >>> read_count("He ran Microsoft 365.", Number(17, 20, Decimal(365))) is None
    True
    """
    unit, end = _unit_after(text, number)
    if unit is None and not number.scaled and not number.word and _named_before(text, number):
        return None
    return Count(
        raw=text[number.start : end], start=number.start, end=end, amount=number.amount, low=number.low,
        high=number.high, unit=unit,
    )  # fmt: skip


def _unit_after(text: str, number: Number) -> tuple[str | None, int]:
    if match := _UNIT.match(text, number.end):
        return _canonical(match["unit"]), match.end()
    if match := _ZH_NOUN.match(text, number.end):
        return match["noun"], number.end
    match = _NOUN.match(text, number.end)
    if match and match["noun"].lower() not in _NOT_NOUNS and not match["noun"][0].isupper():
        return match["noun"].lower(), number.end
    return None, number.end


def _canonical(unit: str) -> str:
    lowered = unit if unit in MEASURES else unit.lower()
    return next((symbol for pattern, symbol in _CANON if pattern.search(lowered)), unit)


def _named_before(text: str, number: Number) -> bool:
    """ "Microsoft 365", "Rimfrost Ledger 2", "Section 7"; but not the table row "Employees 164"."""
    window = max(0, number.start - 30)
    match = _TITLE.search(text[window : number.start])
    if not match:
        return False
    word = match["word"].lower().rstrip(".:")
    row = not text[: window + match.start("word")].strip() and not text[number.end :].strip()
    return word in _LABELS or not (word in _OPENERS or word in NOT_NAMES or row)
