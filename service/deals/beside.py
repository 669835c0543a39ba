"""Figures of a deal that a card has no field for, yet that two articles can contradict each other on."""

import re
from collections.abc import Callable, Sequence

from service.domain.deal import Basis, Field, MoneyValue
from service.domain.evidence import EvidenceSentence
from service.domain.figures import Count, Duration, Figure
from service.figures.find import find_figures

_STAFF = frozenset({"people", "employees", "staff", "workers", "staffers"})
_EMPLOYED = re.compile(
    r"\b(?:(?:now )?employs?|has|had|have|with|counts|headcount|payroll|team of|workforce of)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_ON_PAYROLL = re.compile(r"^ (?:people )?(?:on the payroll|work (?:there|at|for)\b)")
_SIZE_OF_TEAM = frozenset({"strong", "person"})
_TEAM = re.compile(r"\b(?:team|staff|workforce)(?: is)?(?: about| some| around)? $", re.IGNORECASE)
_FIRM_OF = re.compile(r"^-person (?:company|firm|start-?up|studio|business)\b")
_BARE = re.compile(
    r"\b(?:(?:staff|workforce|payroll|team|headcount) (?:of|is|stands at)|employs)(?: now)?(?: about| some| around| nearly)? $",
    re.IGNORECASE,
)
_A_THING = re.compile(r"^ (?!in\b|at\b|and\b|across\b|worldwide\b|today\b|now\b|when\b|who\b|but\b|or\b)\w")
_NOT_ALL = re.compile(
    r"\b(?:hires?|hiring|to employ|to have|another|cut|cuts|office|plant|team in|planned)\b", re.IGNORECASE
)
_LATER = re.compile(r"^ \w+ (?:will|are to|would|by the end|have been cut|are needed)\b", re.IGNORECASE)
_TERM_OF_LOAN = re.compile(
    r"\b(?:loan|facility|line|bonds?|notes?|debt) (?:that |which )?(?:runs?|ran|is|matures|falls due|has a (?:term|tenor|maturity)|repayable|lasts)\b[^.;]{0,30}$|\b(?:tenor|maturity|term)\b\W{0,4}$",
    re.IGNORECASE,
)
_NEAR = 60
VOLATILE = frozenset({"employees"})
"""What changes from month to month: compared only between articles of one season."""


def beside(sentences: Sequence[EvidenceSentence]) -> dict[str, Field]:
    """How many people the company employs, and how long a loan runs, by name; what is not stated is left out."""
    told = {"employees": _employees, "loan_term": _term}
    found = {name: _first(sentences, matches) for name, matches in told.items()}
    return {name: field for name, field in found.items() if field}


def _first(sentences: Sequence[EvidenceSentence], matches: Callable[[Figure, str], bool]) -> Field | None:
    for sentence in sentences:
        for figure in find_figures(sentence.text):
            if matches(figure, sentence.text):
                return _field(figure, sentence)
    return None


def _employees(figure: Figure, text: str) -> bool:
    if not isinstance(figure, Count):
        return False
    before, after = text[max(0, figure.start - _NEAR) : figure.start], text[figure.end : figure.end + _NEAR]
    if figure.unit in _SIZE_OF_TEAM:
        said = bool(_TEAM.search(before) if figure.unit == "strong" else _FIRM_OF.match(after))
    elif figure.unit in _STAFF:
        said = bool(_EMPLOYED.search(before) or _ON_PAYROLL.match(after))
    else:
        said = figure.unit is None and bool(_BARE.search(before)) and not _A_THING.match(after)
    return said and not _NOT_ALL.search(before[-30:]) and not _LATER.match(after)


def _term(figure: Figure, text: str) -> bool:
    before = text[max(0, figure.start - _NEAR) : figure.start]
    return isinstance(figure, Duration) and bool(_TERM_OF_LOAN.search(before))


def _field(figure: Figure, sentence: EvidenceSentence) -> Field | None:
    if not isinstance(figure, Count | Duration) or figure.amount is None:
        return None
    value = MoneyValue(amount=f"{figure.amount:f}", currency=_unit(figure), qualifier=str(figure.qualifier))
    return Field(value=value, raw=figure.raw, citations=(sentence.number,), basis=Basis.STATED)


def _unit(figure: Count | Duration) -> str:
    """One word for what is counted, so that "people" and "employees" are compared and years with months are not."""
    return "people" if isinstance(figure, Count) else str(figure.unit)
