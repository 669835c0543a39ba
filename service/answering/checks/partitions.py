"""Parts and wholes: "most of them", "one of the nine", "13 percent each" do not hold of all, of nine, of both together."""

import re

from service.answering.checks.clauses import Clause, clauses, content, overlap
from service.answering.checks.forms import key_of
from service.answering.checks.sources import Case
from service.domain.figures import Quantity
from service.figures.compare import same_amount, supports
from service.figures.find import find_figures

_SOME = r"(?:most|some|many|half|part|all but \w+|a (?:majority|third|quarter|few)|(?:nearly|almost) all|(?:over|more than|about)? ?\d[\d.,]* ?(?:percent|per cent|%)?|one|two|three|four|five|six|seven|eight|nine|ten)"
_PART = re.compile(rf"\b{_SOME} of (?:them|which|whom|these|those|it|that)\b", re.IGNORECASE)
_KEPT = re.compile(
    r"\b(?:most|mostly|mainly|largely|chiefly|primarily|predominantly|majority|some|part|partly|half|among|including|many|of them)\b", re.IGNORECASE
)  # fmt: skip
_ALIKE = 0.6


def whole_for_part(case: Case) -> str:
    """A figure of the whole that the claim gives to what holds of a part; else an empty string."""
    if not case.one_language or case.language != "en":
        return ""
    return _of_them(case) or _one_of_several(case) or _each(case)


def _of_them(case: Case) -> str:
    """ "236 employees, most of them in Bergen" is no "236 employees in Bergen"."""
    if _KEPT.search(case.text):
        return ""
    for cited in case.cited:
        for clause in clauses(cited.text):
            part = _PART.search(clause.text)
            if part is None or _repeats(case, part.group()):
                continue
            rest = content(clause.text[: part.start()] + clause.text[part.end() :])
            whole = [f for f in cited.figures if f.end <= clause.start + part.start()]
            told = [f for f in case.figures if any(supports(one, f) for one in whole)]
            if told and rest and overlap(rest, case.text) >= _ALIKE:
                return f"The cited sentence says it of “{part.group()}”, not of “{told[0].raw}”."
    return ""


def _repeats(case: Case, part: str) -> bool:
    """Whether the claim has the figure of the part itself."""
    own = find_figures(part)
    return any(type(a) is type(b) and supports(a, b) for a in own for b in case.figures)


_SHARE_OF = re.compile(
    r"\b(?P<verb>[a-z]{3,}) (?P<part>one|two|three|four|five|six|seven|eight|\d{1,3}) of (?:the |its |their )?(?P<all>\w+) (?P<noun>[a-z-]{3,})"
)


def _one_of_several(case: Case) -> str:
    """ "Will name one of the nine directors" is no "will name nine directors"."""
    for cited in case.cited:
        for match in _SHARE_OF.finditer(cited.text):
            told = re.compile(rf"\b(?P<verb>[a-z]{{3,}}) (?:the |its |all )?{re.escape(match['all'])}\b")
            own = told.search(case.text)
            if own and key_of(own["verb"]) == key_of(match["verb"]) is not None:
                return f"The cited sentence says “{match.group()}”."
    return ""


_EACH = re.compile(r"\b(?:each|apiece|every|both|respectively|per \w+)\b", re.IGNORECASE)
_APIECE = re.compile(r"\b(?:each|apiece)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:together|combined|between them|in all|in total|jointly)\b", re.IGNORECASE)
_SPLIT = re.compile(
    r"\b(?:equal(?:ly)?|split|divided|share[sd]?|between|in (?:two|three|four) )\b", re.IGNORECASE
)


def _each(case: Case) -> str:
    """ "13 percent each" is no "together 13 percent"; "$42m in two equal parts" no "$42m each"."""
    for figure in case.figures:
        if not isinstance(figure, Quantity):
            continue
        own = _clause_at(case.text, figure.start).text
        for cited in case.cited:
            theirs = [
                _clause_at(cited.text, f.start).text
                for f in cited.figures
                if type(f) is type(figure) and isinstance(f, Quantity) and same_amount(f, figure)
            ]
            divided = _SPLIT.search(cited.text) and not any(map(_EACH.search, theirs))
            if theirs and _APIECE.search(own) and divided:
                return f"“{figure.raw}” is not for each in the cited sentence."
            summed = _TOGETHER.search(own) and not _EACH.search(own)
            if theirs and summed and all(map(_APIECE.search, theirs)):
                return f"“{figure.raw}” is for each in the cited sentence."
    return ""


def _clause_at(text: str, place: int) -> Clause:
    return next((c for c in clauses(text) if c.start <= place < c.end), clauses(text)[0])
