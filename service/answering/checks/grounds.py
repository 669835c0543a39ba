"""Whether there is anything to hold on to: a claim, and each reason or purpose in it, needs words of its source."""

import re
from collections.abc import Mapping
from itertools import pairwise

from service.answering.answer_type import Kind, wanted
from service.answering.checks.clauses import overlap, predicate
from service.answering.checks.sources import Case, Cited
from service.domain.figures import Count, Date, Duration, Figure, Money, Percentage
from service.figures.compare import supports
from service.figures.names import find_names, same_name

_REASON = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|as a result of|on account of|in order to|so that|so as to|weil|wegen|porque|debido a|à cause de|parce que)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?<!agreed )(?<!plans )(?<!expects )(?<!wants )(?<!has )(?<!is )(?<!are )(?<!due )(?<!talks )(?<!able )\bto (?=[a-z]+ (?:[a-z]+ ){1,8}[a-z]+\W*$)"
)
_LEAST = 0.5
"""The share of a reason's words that has to stand in the cited sentences or next to them."""
_ASKED_FOR: Mapping[Kind, tuple[type[Figure], ...]] = {
    Kind.MONEY: (Money, Percentage),
    Kind.PERCENT: (Percentage,),
    Kind.COUNT: (Count,),
    Kind.DATE: (Date,),
    Kind.DURATION: (Duration,),
}
_ASKED = 0.5
"""The share of a question's words that the sentence under a bare answer has to hold."""
_COMPARES = re.compile(
    r"\b(?:more|less|higher|lower|larger|smaller|bigger|fewer|greater|better|worse|faster|slower|longer|shorter) (?:[a-z-]+ )?than\b",
    re.IGNORECASE,
)
_FRAME = frozenset(
    "answer question ask correct true right state confirm yes no articl sourc accord mention found describ here indicat sentenc evid text above below follow".split()
)
"""Words that a bare answer is wrapped in."""


def unfounded_reason(case: Case) -> str:
    """A reason or purpose that the claim gives and no sentence around it knows of."""
    if not case.one_language or case.language != "en":
        return ""
    around = " ".join((*(c.text for c in case.cited), *(s.text for s in case.nearby), *case.titles))
    for pattern in (_REASON, _PURPOSE):
        for match in pattern.finditer(case.text):
            part = case.text[match.end() :]
            words = predicate(part)
            if len(words) >= 2 and overlap(words, around) <= _LEAST:
                return f"Nothing cited says “{part.strip(' .')}”."
    return ""


def unstated_comparison(case: Case) -> str:
    """A comparison in words that no cited sentence makes; the figures behind it are not compared here."""
    match = _COMPARES.search(case.text)
    if not match or not case.one_language or case.language != "en" or _has_figure(case, match.end()):
        return ""
    compared = re.compile(
        r"\b(?:more|less|higher|lower|larger|smaller|bigger|fewer|greater|better|worse|than|recovery|up|down|from|times|compared)\b",
        re.IGNORECASE,
    )
    if any(compared.search(cited.text) for cited in case.cited):
        return ""
    return f"No cited sentence makes the comparison “{match.group()}”."


def _has_figure(case: Case, place: int) -> bool:
    return any(not isinstance(f, Date) and abs(f.start - place) <= 35 for f in case.figures)


_LISTS = re.compile(r"\b(?:are|were)\b:?")
_LINKS = re.compile(r"(?:,? and |, )(?:the )?")


def short_list(case: Case) -> str:
    """ "The four are A and B", where the cited sentence goes on to name C and D in the same breath."""
    verb = _LISTS.search(case.text)
    listed = [name for name in find_names(case.text) if verb and name.start >= verb.end()]
    if len(listed) < 2 or not verb or case.text[verb.end() : listed[0].start].strip(" :the"):
        return ""
    for cited in case.cited:
        for run in _enumerations(cited.text):
            missing = [name for name in run if not any(same_name(name, own.raw) for own in listed)]
            if missing and len(run) - len(missing) == len(listed):
                return f"The cited sentence names “{missing[0]}”, too."
    return ""


def _enumerations(text: str) -> list[list[str]]:
    """Names in a row: "A, B and C"."""
    names = find_names(text)
    runs = [[names[0].raw]] if names else []
    for before, after in pairwise(names):
        if _LINKS.fullmatch(text[before.end : after.start]):
            runs[-1].append(after.raw)
        else:
            runs.append([after.raw])
    return runs


def bare(case: Case) -> str:
    """What is wrong with a claim that says nothing by itself ("Yes.", "The answer is: 2."), or an empty string.

    A bare figure stands only if the question asks for its kind, speaks of what the cited sentence speaks of,
    and the sentence has one such figure.
    """
    if predicate(case.text) - _FRAME or any(n.sure for n in find_names(case.text, language=case.language)):
        return ""
    if case.figures and any(_answers(case, cited) for cited in case.cited):
        return ""
    return "By itself it says nothing that the cited sentence could bear out."


def _answers(case: Case, cited: Cited) -> bool:
    """ "How much" may ask for money or a percentage; the sentence must have one such figure only."""
    kinds = _ASKED_FOR.get(wanted(case.question).kind, ())
    offered = [figure for figure in cited.figures if isinstance(figure, kinds)]
    if len(offered) != 1 or overlap(predicate(case.question), cited.text) < _ASKED:
        return False
    return all(type(own) is type(offered[0]) and supports(offered[0], own) for own in case.figures)
