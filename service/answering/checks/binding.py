"""Whose figure it is: "A gave $30m, B $22m" does not support "B gave $30m"; the same for years."""

import re
from dataclasses import dataclass

from service.answering.checks.sources import Case
from service.domain.figures import Date, Figure, Money, Percentage, Quantity
from service.figures.compare import same_amount
from service.figures.find import find_figures
from service.figures.names import find_names, same_name

_CLAUSE = re.compile(r"[;.](?=\s|$)|；|。|\b(?:while|whereas|but)\b")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure and the key it belongs to: a name, or a year."""

    key: str
    figure: Figure


def crossed(case: Case) -> str:
    """A figure that the claim gives to one key and the cited sentences give to another of theirs."""
    for bind, same_key in ((_by_name, same_name), (_by_year, str.__eq__)):
        mine = bind(case.text)
        theirs = [bound for cited in case.cited for bound in bind(cited.text)]
        for claim in mine:
            owners = [b.key for b in theirs if _same(b.figure, claim.figure)]
            others = [b for b in theirs if same_key(b.key, claim.key) and _alike(b.figure, claim.figure)]
            if owners and others and not any(same_key(owner, claim.key) for owner in owners):
                return f"“{claim.figure.raw}” belongs to “{owners[0]}” in the cited sentence, not to “{claim.key}”."
    return ""


def _same(a: Figure, b: Figure) -> bool:
    return type(a) is type(b) and same_amount(a, b)


def _alike(a: Figure, b: Figure) -> bool:
    return type(a) is type(b) and not same_amount(a, b)


def _by_name(text: str) -> list[Bound]:
    """Lists of the form "A gave X, B Y and C Z": every figure with the name right before it.

    Only where names and figures alternate one to one is the order telling.
    """
    names = [n for n in find_names(text)]
    figures = [f for f in find_figures(text) if isinstance(f, Money | Percentage)]
    bound = []
    for index, figure in enumerate(figures):
        begin = figures[index - 1].end if index else 0
        before = [n for n in names if begin <= n.start and n.end <= figure.start]
        between = [n for n in before if not _CLAUSE.search(text, n.end, figure.start)]
        if between:
            bound.append(Bound(between[0].raw, figure))
    return bound if len({b.key for b in bound}) == len(bound) else []


def _by_year(text: str) -> list[Bound]:
    """"$31.4 million in 2024, compared with $22.9 million in 2023": each amount with its year."""
    figures = find_figures(text)
    years = [f for f in figures if isinstance(f, Date) and f.year is not None and f.month is None and not f.inferred_year]
    amounts = [f for f in figures if isinstance(f, Quantity) and isinstance(f, Money | Percentage)]
    bound = []
    for amount in amounts:
        near = [y for y in years if re.fullmatch(r"\s(?:in|for|of|at the end of|by|during)\s(?:\w+\s){0,2}", text[amount.end : y.start])]
        if near and isinstance(near[0], Date):
            bound.append(Bound(str(near[0].year), amount))
    return bound if len({b.key for b in bound}) == len(bound) else []
