"""What a figure is for, goes to, or happens at: the word right beside it that says so."""

import re

from service.answering.checks.forms import key_of
from service.domain.figures import Count, Date, Figure, Money, Percentage, Quantity
from service.figures.find import find_figures
from service.figures.names import find_names

Bond = tuple[str, Figure]
_GOES = re.compile(r"(?: [a-z]+){0,2} (?:go(?:es)?|went|falls?|will go) to (?:the )?$|,? to (?:the )?$")
_FOR = re.compile(
    r" (?:of it )?(?:(?:is|are|was|will be|goes|go|will go)(?: meant)? )?(?:for|into|towards?) (?:the |a |an |new )*(?P<what>[a-z]{4,})"
)
_DONE = re.compile(r"(?: [a-z]+){0,2} (?:was|were|have been|has been|will be) (?P<what>[a-z]{3,})")
_EDGE = re.compile(r"[;；，。]|,(?!\d)|\b(?:and|while|but)\b")


def by_receiver(text: str) -> list[Bond]:
    """ "Four seats go to Acme, three to Bolt": each count with who gets it.

    >>> [(key, f.raw) for key, f in by_receiver("Of nine seats four go to Acme, three to Bolt.")]
    [('Acme', 'four'), ('Bolt', 'three')]
    """
    names = find_names(text)
    bonds = []
    for figure in _amounts(text):
        behind = next((name for name in names if name.start >= figure.end), None)
        if behind and _GOES.fullmatch(text[figure.end : behind.start]):
            bonds.append((behind.raw, figure))
    return bonds


def by_purpose(text: str) -> list[Bond]:
    """ "$5m is for research and $2m for sales": each amount with what it is for."""
    return [
        (key, figure)
        for figure in _amounts(text)
        if (match := _FOR.match(text, figure.end)) and (key := key_of(match["what"]))
    ]


def by_fate(text: str) -> list[Bond]:
    """ "Of 64 employees, 39 were dismissed": each count with what became of it."""
    return [(match["what"], figure) for figure in _amounts(text) if (match := _DONE.match(text, figure.end))]


def by_event(text: str) -> list[Bond]:
    """ "Bids are due May 9, the auction is on May 14": each of several dates with the first thing its clause speaks of."""
    bonds = []
    cuts = [0, *(place for match in _EDGE.finditer(text) for place in match.span()), len(text)]
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        dates = [f for f in find_figures(text) if isinstance(f, Date) and start <= f.start < end]
        words = re.findall(r"(?<!\w)[a-z]{4,}", text[start : dates[0].start]) if len(dates) == 1 else []
        key = next(filter(None, map(key_of, words)), None)
        if key:
            bonds.append((key, dates[0]))
    return bonds if len(bonds) > 1 else []


def _amounts(text: str) -> list[Quantity]:
    return [figure for figure in find_figures(text) if isinstance(figure, Money | Percentage | Count)]
