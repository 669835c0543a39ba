"""The share of a company that changes hands."""

import re
from collections.abc import Sequence

from service.deals.amounts import MoneyTerm, plain
from service.deals.cues import any_of
from service.domain.deal import Basis, MoneyValue
from service.domain.evidence import EvidenceSentence
from service.domain.figures import Percentage
from service.figures.find import find_figures

_TAKEN = re.compile(
    r"\b(?:buy(?:s|ing)?|bought|sell(?:s|ing)?|sold|acquir(?:e|es|ed|ing)|takes?|taking|took) (?:an? |about |roughly )?$"
)
_KEPT = re.compile(r"\b(?:own|owns|owned|holds?|keeps?|retains?)\b")
_OF_COMPANY = re.compile(r" of (?:[A-Z]|the company\b)")


def stake(sentences: Sequence[EvidenceSentence]) -> MoneyTerm | None:
    """The share that changes hands."""
    cue = any_of(
        r"stake",
        r"shareholding",
        r"interest in",
        r"holding in",
        r"of the shares",
        r"of its shares",
        "股权",
        r"participación",
    )
    for sentence in sentences[:12]:
        for figure in find_figures(sentence.text):
            if not isinstance(figure, Percentage) or figure.unit != "percent":
                continue
            after = sentence.text[figure.end : figure.end + 25]
            before = sentence.text[max(0, figure.start - 25) : figure.start]
            taken = _TAKEN.search(before) and _OF_COMPANY.match(after)
            if (cue.search(after) or taken) and not _KEPT.search(before):
                value = MoneyValue(
                    amount=plain(figure.amount), currency=None, qualifier=str(figure.qualifier)
                )
                return MoneyTerm(value, figure.raw, sentence, Basis.STATED, 1.0)
    return None
