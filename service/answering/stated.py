"""The articles' own sentences as claims."""

from dataclasses import dataclass

from service.answering.extractive import Extract
from service.domain.answer import Checks, Derived, Support, Verdict
from service.domain.evidence import Evidence

VERBATIM = Checks(
    pointer=Verdict.OK, figures=Verdict.OK, names=Verdict.OK, hedges=Verdict.OK, polarity=Verdict.OK
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One of the articles' own sentences as a claim: it rests on itself, so it holds by construction."""

    text: str
    numbers: tuple[int, ...]
    support: Support = Support.SUPPORTED
    checks: Checks = VERBATIM
    derived: Derived | None = None


def stated(evidence: Evidence, extract: Extract) -> list[Stated]:
    """The chosen sentences in reading order, so that neighbours read on."""
    conflicting = {number for clash in extract.clashes for _, number in clash.values}
    return [
        Stated(
            text=sentence.text,
            numbers=(number,),
            support=Support.CONFLICTING if number in conflicting else Support.SUPPORTED,
        )
        for number in extract.numbers
        if (sentence := evidence.numbered(number))
    ]
