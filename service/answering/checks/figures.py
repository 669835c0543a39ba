"""Check 2: every figure of a claim is stated in a sentence it cites, or derived from figures stated there."""

import re
from dataclasses import dataclass

from service.answering.checks.derive import Derivation, derive
from service.answering.checks.implied import implied
from service.answering.checks.sources import Case
from service.domain.answer import Verdict
from service.domain.figures import Count, Date, Duration, Figure, Percentage, Qualifier, Quantity
from service.figures.compare import supports
from service.figures.find import find_figures
from service.figures.names import find_names


@dataclass(frozen=True, slots=True)
class Match:
    """A claimed figure, and the stated ones that prove it, each with the index of its cited sentence."""

    claimed: Figure
    stated: tuple[tuple[int, Figure], ...]


@dataclass(frozen=True, slots=True)
class FigureCheck:
    verdict: Verdict
    matches: tuple[Match, ...] = ()
    derivation: Derivation | None = None
    detail: str = ""


def check_figures(case: Case) -> FigureCheck:
    """All figures of the claim against the figures of the cited sentences."""
    if not case.figures:
        return FigureCheck(Verdict.NONE)
    matches = tuple(_match(case, figure) for figure in case.figures)
    derivation: Derivation | None = None
    for match in matches:
        if match.stated or _from_elsewhere(case, match.claimed) or implied(case, match.claimed):
            continue
        found = derive(case, match.claimed)
        if found is None:
            return FigureCheck(Verdict.FAILED, matches, None, _missing(match.claimed))
        derivation = derivation or found
    return FigureCheck(Verdict.OK, matches, derivation)


def _match(case: Case, claimed: Figure) -> Match:
    stated = [
        (index, figure)
        for index, cited in enumerate(case.cited)
        for figure in cited.figures
        if supports(figure, claimed)
    ]
    return Match(claimed, tuple(stated) or _both_ends(case, claimed))


def _both_ends(case: Case, claimed: Figure) -> tuple[tuple[int, Figure], ...]:
    """A claimed range whose two ends are stated as two figures."""
    if not isinstance(claimed, Quantity) or claimed.qualifier is not Qualifier.BETWEEN:
        return ()
    all_stated = [
        (i, f) for i, cited in enumerate(case.cited) for f in cited.figures if type(f) is type(claimed)
    ]
    ends = [
        [(i, f) for i, f in all_stated if isinstance(f, Quantity) and f.amount == end]
        for end in (claimed.low, claimed.high)
    ]
    return (ends[0][0], ends[1][0]) if all(ends) else ()


def _missing(figure: Figure) -> str:
    return f"“{figure.raw}” is not stated in the sentences cited for it."


def _from_elsewhere(case: Case, figure: Figure) -> bool:
    """Figures that need no statement of their own in the cited sentence."""
    if isinstance(figure, Date):
        return _dated_nearby(case, figure)
    if isinstance(figure, Count) and figure.amount is not None and figure.amount <= 12:
        return _enumerated(case, figure)
    if isinstance(figure, Percentage) and figure.unit == "basis_point":
        return _as_a_rate(case, figure)
    if isinstance(figure, Percentage) and figure.amount == 50:
        return any(
            re.search(r"equal (?:parts|shares|halves)|\bhalf\b|\bhalves\b", c.text) for c in case.cited
        )
    return isinstance(figure, Duration) and _halved(case, figure)


_RATE = re.compile(r"\b(?:plus|over|interest|margin|coupon|spread|[A-Z]*[BF]OR|Euribor)\b", re.IGNORECASE)


def _as_a_rate(case: Case, claimed: Percentage) -> bool:
    """ "Euribor plus 3.4 percent" is 340 basis points; a share of revenue never is."""
    return any(
        isinstance(one, Percentage)
        and one.amount
        and claimed.amount == one.amount * 100
        and _RATE.search(cited.text)
        for cited in case.cited
        for one in cited.figures
    )


def _dated_nearby(case: Case, claimed: Date) -> bool:
    """A year, or a date, that the title or a neighbouring sentence of the same article gives.

    The day or month itself must not contradict what the cited sentence says.
    """
    texts = [*case.titles, *(sentence.text for sentence in case.nearby)]
    around = [figure for text in texts for figure in find_figures(text) if isinstance(figure, Date)]
    if any(supports(figure, claimed) for figure in around):
        return not _other_date_cited(case, claimed)
    partial = [f for c in case.cited for f in c.figures if isinstance(f, Date) and f.inferred_year]
    years = {figure.year for figure in around}
    return any(_same_but_year(figure, claimed) and claimed.year in years for figure in partial)


def _other_date_cited(case: Case, claimed: Date) -> bool:
    """A cited sentence dates things itself, to the same granularity, and otherwise."""
    if any(_THAT_YEAR.search(c.text) for c in case.cited):
        return False
    cited = [f for c in case.cited for f in c.figures if isinstance(f, Date)]
    return any(figure.granularity == claimed.granularity for figure in cited)


_THAT_YEAR = re.compile(r"\b(?:that|the same) year\b")


def _same_but_year(stated: Date, claimed: Date) -> bool:
    return (stated.month, stated.day, stated.quarter, stated.half) == (
        claimed.month, claimed.day, claimed.quarter, claimed.half,
    )  # fmt: skip


def _enumerated(case: Case, figure: Count) -> bool:
    """ "Three investors: A, B and C" counts what it lists, "the two lenders" what it cites."""
    if figure.amount is None or figure.amount != int(figure.amount):
        return False
    listed = [name for name in find_names(case.text, case.known_names) if name.start > figure.end]
    if len(listed) == int(figure.amount):
        return True
    if figure.amount == len(case.cited) > 1:
        return True
    said_otherwise = _OTHERWISE.get(int(figure.amount))
    return said_otherwise is not None and any(said_otherwise.search(c.text) for c in case.cited)


_OTHERWISE = {
    2: re.compile(r"\b(?:both|couple|twins?|second|pair|duo)\b", re.IGNORECASE),
    3: re.compile(r"\b(?:third|trio|thrice)\b", re.IGNORECASE),
    4: re.compile(r"\bfourth\b", re.IGNORECASE),
}
"""How a small number is said without a number word."""


def _halved(case: Case, figure: Duration) -> bool:
    """ "Half a year" where the sentence says "two quarters" is left to comparison; nothing else passes."""
    return bool(figure.unit == "year" and figure.amount == 1 and any(" a year" in c.text for c in case.cited))
