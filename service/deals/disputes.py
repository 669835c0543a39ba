"""A second figure for a deal that an article itself sets against the parties' own: "the real price is higher"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from service.deals.agree import agree
from service.deals.amounts import has_other_role, is_conversion, money_value, puts_price
from service.domain.deal import Basis, DealCard, Field, MoneyValue
from service.domain.evidence import EvidenceSentence
from service.domain.figures import Money
from service.figures.find import find_figures

FARTHEST = 3
"""How many times as much the other figure may be; what is farther off is most likely a figure of something else."""
_WHAT = r"(?:price|sum|amount|cost|size|figure|purchase price|deal|round|facility|loan)"
_SET_AGAINST = re.compile(
    rf"\b(?:real|true|actual) {_WHAT}\b|\b{_WHAT} (?:is|was) (?:in fact|really|actually)\b"
    rf"|\b{_WHAT} [^.;]{{0,40}}(?:closer|nearer) to\b|\bputs? the (?:real |true |actual )?{_WHAT} at\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\banalysts?\b|\bfair\b|\bworth\b|\bvalu(?:e|es|ed|ation)\b|\bshould\b|\bbid(?:der)?s?\b|\brival",
    re.IGNORECASE,
)


def disputed(card: DealCard, sentences: Sequence[EvidenceSentence]) -> dict[str, Field]:
    """By field of the card, another figure that its own article gives for it; at most one."""
    told = card.amount.value
    if not isinstance(told, MoneyValue) or told.amount is None:
        return {}
    return next(({"amount": other} for other in _others(told, sentences)), {})


def _others(told: MoneyValue, sentences: Sequence[EvidenceSentence]) -> Iterator[Field]:
    for before, sentence in pairwise([None, *sentences]):
        assert sentence is not None
        if _OPINION.search(sentence.text):
            continue
        if not (_SET_AGAINST.search(sentence.text) or puts_price(sentence, before)):
            continue
        for figure in find_figures(sentence.text):
            if isinstance(figure, Money) and _is_another(figure, told, sentence):
                value = money_value(figure, sentence.text)
                yield Field(value=value, raw=figure.raw, citations=(sentence.number,), basis=Basis.REPORTED)


def _is_another(figure: Money, told: MoneyValue, sentence: EvidenceSentence) -> bool:
    if figure.amount is None or figure.currency != told.currency:
        return False
    if is_conversion(figure, sentence.text) or has_other_role(figure, sentence):
        return False
    lower, upper = sorted((figure.amount, Decimal(told.amount or 0)))
    return upper < FARTHEST * lower and not agree(told, money_value(figure, sentence.text))
