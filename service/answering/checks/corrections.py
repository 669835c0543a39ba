"""A figure that a claim sets right: "$60 million, not $70 million" says that it is sixty and nothing of seventy."""

import re

from service.answering.checks.sources import Case
from service.domain.figures import Figure, Quantity
from service.figures.compare import same_amount, supports

_NOT = re.compile(
    r"(?:,|\bund|\band)? ?\b(?:not|rather than|instead of|nicht|no|pas|y no|et non)(?: the| der| die| los| les)? $|，?而不是$|，?不是$"
)
_ANSWER = re.compile(r"^(?:No|Nein|Non|不)\s*[,.:;，。–—-]\s*", re.IGNORECASE)
_END = re.compile(r"\s*(?:[.,;!?。，；]|$)")


def corrected(case: Case) -> Case:
    """The case without the figures that the claim rules out beside one of their kind which a cited sentence states."""
    text = case.text
    for figure in reversed(case.figures):
        before = _NOT.search(text[: figure.start])
        if before and _END.match(text, figure.end) and _stands(case, figure):
            text = text[: before.start()] + text[figure.end :]
    return case.saying(_ANSWER.sub("", text)) if text != case.text else case


def _stands(case: Case, ruled_out: Figure) -> bool:
    """Whether the claim states another figure of the kind that is cited, and none that is cited is the one ruled out."""
    cited = [figure for one in case.cited for figure in one.figures if type(figure) is type(ruled_out)]
    others = [
        f
        for f in case.figures
        if f is not ruled_out and type(f) is type(ruled_out) and not _same(f, ruled_out)
    ]
    stated = any(supports(figure, other) for figure in cited for other in others)
    return stated and not any(supports(figure, ruled_out) for figure in cited)


def _same(a: Figure, b: Figure) -> bool:
    return same_amount(a, b) if isinstance(a, Quantity) and isinstance(b, Quantity) else a == b
