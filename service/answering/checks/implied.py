"""Figures that a sentence states without writing them: "nearly half" for 47 percent, "the two" for "A and B"."""

import re
from decimal import Decimal
from itertools import pairwise

from service.answering.checks.sources import Case
from service.domain.figures import Count, Date, Figure, Money, Percentage, Quantity
from service.figures.names import find_names

_SOFT: tuple[tuple[re.Pattern[str], Decimal, Decimal], ...] = tuple(
    (re.compile(rf"\b(?:{words}) (?:an? )?$", re.IGNORECASE), Decimal(below), Decimal(above))
    for words, below, above in (
        ("nearly|almost|just under|close to|not quite", "0.12", "0"),
        ("over|more than|just over|above|upwards of", "0", "0.12"),
        ("about|roughly|around|some|approximately", "0.06", "0.06"),
    )
)
_BARE = Decimal("0.015")
"""By how much of itself a share in words may differ from the figure: "a third" is 33 percent."""


def is_rough(text: str, share: Percentage, exact: Decimal) -> bool:
    """Whether a share in words ("almost two thirds") is what an exact percentage comes to.

    >>> from service.figures.find import find_figures
    >>> text = "Nearly half of it"
    >>> [is_rough(text, find_figures(text)[0], Decimal(n)) for n in (47, 53, 30)]
    [True, False, False]
    """
    if share.amount is None or any(char.isdigit() for char in share.raw):
        return False
    before = text[: share.start] + ("a " if share.raw.lower().startswith("a ") else "")
    below, above = next(((low, high) for words, low, high in _SOFT if words.search(before)), (_BARE, _BARE))
    return share.amount * (1 - below) <= exact <= share.amount * (1 + above)


def implied(case: Case, claimed: Figure) -> bool:
    """Whether a cited sentence states the figure in another way."""
    match claimed:
        case Percentage():
            return _as_percentage(case, claimed)
        case Date():
            return _year_before(case, claimed)
        case Money():
            return _same_currency(case, claimed)
        case Count():
            return claimed.amount == 2 and _two_named(case)
    return False


def _as_percentage(case: Case, claimed: Percentage) -> bool:
    stated = (f for cited in case.cited for f in cited.figures if isinstance(f, Percentage))
    return any(
        one.amount is not None and one.unit == claimed.unit and is_rough(case.text, claimed, one.amount)
        for one in stated
    )


_EARLIER = re.compile(
    r"\b(?:the year before|(?:the )?(?:previous|prior|preceding) year|a year earlier|año anterior|Vorjahr\w*|année précédente)\b|上年|去年同期",
    re.IGNORECASE,
)


def _year_before(case: Case, claimed: Date) -> bool:
    """ "2025, up 19 percent on the year before" speaks of 2024, too: a claim that compares names both."""
    if claimed.year is None or claimed.month is not None or claimed.quarter is not None:
        return False
    if not any(isinstance(f, Date) and f.year == claimed.year + 1 for f in case.figures):
        return False
    return any(
        _EARLIER.search(cited.text)
        and any(isinstance(f, Date) and f.year == claimed.year + 1 for f in cited.figures)
        for cited in case.cited
    )


def _same_currency(case: Case, claimed: Money) -> bool:
    """ "€22 million, against 13 million": the second amount is in the first one's currency; a claim names both."""
    if sum(isinstance(f, Money) and f.currency == claimed.currency for f in case.figures) < 2:
        return False
    return any(
        any(isinstance(f, Count) and f.unit is None and f.amount == claimed.amount for f in cited.figures)
        and any(isinstance(f, Money) and f.currency == claimed.currency is not None for f in cited.figures)
        for cited in case.cited
        if _is_scaled(claimed)
    )


def _is_scaled(figure: Quantity) -> bool:
    return figure.amount is not None and figure.amount >= 100_000


_AND = re.compile(r",? (?:and|y|und|et) (?:the |its )?(?:[a-z-]+ ){0,4}(?:M[rs]s?\. |Dr\. )?")


def _two_named(case: Case) -> bool:
    """ "The two" are two whom the cited sentence names together, and no third with them."""
    for cited in case.cited:
        names = find_names(cited.text)
        pairs = [
            at for at, (a, b) in enumerate(pairwise(names)) if _AND.fullmatch(cited.text[a.end : b.start])
        ]
        if (
            any(not _goes_on(cited.text, names[at - 1].end, names[at].start) for at in pairs if at)
            or 0 in pairs
        ):
            return True
    return False


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether a list began before: "A, B and C" names three."""
    return bool(re.fullmatch(r", (?:the )?(?:[a-z-]+ ){0,4}", text[end:start]))
