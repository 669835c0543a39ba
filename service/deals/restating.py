"""Money that an article gives in a second currency."""

from itertools import pairwise

from service.deals.amounts import plain
from service.domain.deal import Field, MoneyValue
from service.domain.evidence import EvidenceSentence
from service.domain.figures import Money
from service.figures.find import find_figures
from service.figures.plausibility import is_conversion


def restated(field: Field, sentence: EvidenceSentence) -> MoneyValue | None:
    """The same money in another currency, where its sentence states the conversion: "ISK 32 billion, or about $230 million"."""
    figures = [figure for figure in find_figures(sentence.text) if isinstance(figure, Money)]
    for first, second in pairwise(figures):
        other = first.currency != second.currency and second.currency is not None
        if first.raw == field.raw and other and is_conversion(sentence.text[first.end : second.start]):
            return MoneyValue(
                amount=plain(second.amount), currency=second.currency, qualifier=str(second.qualifier)
            )
    return None
