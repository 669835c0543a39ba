"""What was and is no more: "used to be", "formerly", "was worth" are no "is"."""

import re

from service.answering.checks.clauses import clauses, content
from service.answering.checks.sources import Case

_FORMERLY = re.compile(
    r"\b(?:used to(?: be)?|former(?:ly)?|once|previously|was earlier|had been|earlier (?:was|ran|led|worked))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|used to|former(?:ly)?|ex|once|previous(?:ly)?|earlier|until|before|past|left|since|prior|last|\d{4})\b|\w{3,}ed\b",
    re.IGNORECASE,
)
_IS_WORTH = re.compile(r"\bis (?:now |still )?(?:worth|valued)\b")
_WAS_WORTH = re.compile(r"\b(?:was|were|had been) (?:\w+ )?(?:worth|valued)\b")
_NOW_WORTH = re.compile(r"\b(?:is|are) (?:\w+ )?(?:worth|valued)\b|\bvalu(?:es|ing)\b")


def no_longer(case: Case) -> str:
    """Something that the claim says is so and the cited sentences say was so; else an empty string."""
    if not case.one_language or case.language != "en":
        return ""
    if _IS_WORTH.search(case.text) and not any(_NOW_WORTH.search(c.text) for c in case.cited):
        was = next((m for c in case.cited if (m := _WAS_WORTH.search(c.text))), None)
        if was:
            return f"The cited sentence says “{was.group()}”."
    if _PAST.search(case.text):
        return ""
    said = content(case.text)
    for cited in case.cited:
        for clause in clauses(cited.text):
            mark = _FORMERLY.search(clause.text)
            tail = content(clause.text[mark.end() :]) if mark else frozenset()
            if mark and len(tail) >= 2 and len(tail & said) >= max(2, len(tail) / 2):
                return f"The cited sentence says “{mark.group()}”."
    return ""
