"""Whose figure it is: "A gave $30m, B $22m" does not support "B gave $30m"; the same for years."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.answering.checks.belongings import Bond, by_event, by_fate, by_purpose, by_receiver
from service.answering.checks.sources import Case, Cited
from service.domain.figures import Count, Date, Figure, Money, Percentage, Quantity
from service.figures.compare import same_amount
from service.figures.counts import MEASURES
from service.figures.find import find_figures
from service.figures.names import find_names, same_name

_BEFORE_NAME = re.compile(
    r"\b(?:from|by|of|with|to|in|at|for|on|against|into|between)\s(?:the\s)?$", re.IGNORECASE
)
_BEHIND = re.compile(r"\s(?:in|for|of|at the end of|by|during)\s(?:\w+\s){0,2}")
_YEAR_BEFORE = re.compile(r"\s(?:a|one|the) year (?:earlier|before|ago)|\sthe (?:previous|prior) year")
_SERIES = re.compile(r"\s(?:\w+\s)?Series (?P<letter>[A-H])\b")
_SERIES_OF = re.compile(
    r"Series (?P<letter>[A-H]) (?:\w+ )?(?:of|for|worth|at|raised|was|came to)\s(?:about )?$"
)
_RELATIVE = re.compile(r"^(?: [a-z]+)?, (?:which|who)\b")
_CLAUSE = re.compile(r"[;.,](?=\s|$)|；|。|\b(?:while|whereas|but)\b")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure and the key it belongs to: a name, or a year."""

    key: str
    figure: Figure


def crossed(case: Case) -> str:
    """A figure that the claim gives to one key and the cited sentences give to another of theirs."""
    for bind, same_key, sole in _BINDINGS:
        theirs = [bound for cited in case.cited for bound in bind(cited.text)]
        if bind is _by_year:
            theirs += [bound for cited in case.cited for bound in _by_column(case, cited)]
        for claim in bind(case.text):
            owners = [b.key for b in theirs if _same(b.figure, claim.figure)]
            others = [b for b in theirs if same_key(b.key, claim.key) and _alike(b.figure, claim.figure)]
            if not others or any(same_key(owner, claim.key) for owner in owners):
                continue
            if owners:
                return f"“{claim.figure.raw}” belongs to “{owners[0]}” in the cited sentence, not to “{claim.key}”."
            if sole:
                return (
                    f"“{others[0].figure.raw}” belongs to it in the cited sentence, not “{claim.figure.raw}”."
                )
    return ""


def _bound(bonds: Callable[[str], list[Bond]]) -> Callable[[str], list[Bound]]:
    return lambda text: _unmistakable([Bound(key, figure) for key, figure in bonds(text)])


def _same(a: Figure, b: Figure) -> bool:
    return type(a) is type(b) and same_amount(a, b)


def _alike(a: Figure, b: Figure) -> bool:
    return type(a) is type(b) and not same_amount(a, b)


def _by_name(text: str) -> list[Bound]:
    """Lists of the form "A gave X, B Y and C Z": every figure with the name right before it.

    Only where names and figures alternate one to one is the order telling.
    """
    names = find_names(text)
    figures = [f for f in find_figures(text) if isinstance(f, Money | Percentage)]
    bound = []
    for index, figure in enumerate(figures):
        begin = figures[index - 1].end if index else 0
        before = [n for n in names if begin <= n.start and n.end <= figure.start]
        between = [n for n in before if _owns(text, n.start, n.end, figure.start)]
        if between:
            bound.append(Bound(between[0].raw, figure))
    return _unmistakable(bound)


def _owns(text: str, start: int, end: int, figure: int) -> bool:
    """The name stands right before the figure, as its subject and not after a preposition."""
    gap = _RELATIVE.sub(" ", text[end:figure])
    return (
        len(gap) < 60 and not _CLAUSE.search(gap) and not _BEFORE_NAME.search(text[max(0, start - 9) : start])
    )


def _by_year(text: str) -> list[Bound]:
    """ "$31.4 million in 2024, compared with $22.9 million in 2023": each amount with its year."""
    figures = find_figures(text)
    years = [
        f
        for f in figures
        if isinstance(f, Date) and f.year is not None and f.month is None and not f.inferred_year
    ]
    amounts = [f for f in figures if isinstance(f, Quantity) and isinstance(f, Money | Percentage)]
    bound = []
    for amount in amounts:
        near = [y for y in years if _BEHIND.fullmatch(text[amount.end : y.start])]
        if not near and amount is amounts[0]:
            near = [y for y in years if y.end <= amount.start and len(text[y.end : amount.start]) < 60]
        if near and isinstance(near[0], Date):
            bound.append(Bound(str(near[0].year), amount))
        elif amount is not amounts[0] and bound and _YEAR_BEFORE.match(text, amount.end):
            bound.append(Bound(str(int(bound[0].key) - 1), amount))
    return _unmistakable(bound)


def _by_column(case: Case, cited: Cited) -> list[Bound]:
    """A table row's figures with the years at the head of their columns."""
    heads, cells = (_CELL.split(text) for text in (case.headers.get(cited.sentence.number, ""), cited.text))
    if len(heads) != len(cells):
        return []
    pairs = [(find_figures(head), find_figures(cell)) for head, cell in zip(heads, cells, strict=True)]
    return [
        Bound(str(head[0].year), cell[0])
        for head, cell in pairs
        if head and cell and isinstance(head[0], Date)
    ]


_CELL = re.compile(r"\t|\s?\|\s?")


def _by_round(text: str) -> list[Bound]:
    """ "A $130 million Series D and a $14 million Series A": each amount with its round."""
    amounts = [f for f in find_figures(text) if isinstance(f, Money)]
    bound = []
    for amount in amounts:
        after, before = (
            _SERIES.match(text, amount.end),
            _SERIES_OF.search(text[max(0, amount.start - 24) : amount.start]),
        )
        if after or before:
            bound.append(
                Bound(((after and after["letter"]) or (before and before["letter"]) or "").upper(), amount)
            )
    return _unmistakable(bound)


def _by_noun(text: str) -> list[Bound]:
    """ "Eight games with nine goals": each count with the noun it counts."""
    counts = [f for f in find_figures(text) if isinstance(f, Count) and f.unit and f.unit not in MEASURES]
    return _unmistakable([Bound(_singular(count.unit or ""), count) for count in counts])


def _singular(noun: str) -> str:
    return noun[:-1] if len(noun) > 3 and noun.endswith("s") else noun


def _unmistakable(bound: list[Bound]) -> list[Bound]:
    return bound if len({b.key for b in bound}) == len(bound) else []


_BINDINGS: tuple[tuple[Callable[[str], list[Bound]], Callable[[str, str], bool], bool], ...] = (
    (_by_name, same_name, False),
    (_by_year, str.__eq__, False),
    (_by_round, str.__eq__, False),
    (_by_noun, str.__eq__, False),
    (_bound(by_receiver), same_name, True),
    (_bound(by_purpose), str.__eq__, True),
    (_bound(by_fate), str.__eq__, True),
    (_bound(by_event), str.__eq__, False),
)
"""What figures are bound by, when two keys are one, and whether a key has one figure only."""
