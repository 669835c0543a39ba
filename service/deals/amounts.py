"""Which money of an article is which: this round, all rounds, the valuation, the price, the stake.

Every figure is judged by the words just before and after it. A figure that another role claims, or that
belongs to another year or deal, is left alone: a missing value is better than a conflated one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from service.deals.cues import any_of
from service.deals.terms import Term, of_other_round
from service.domain.deal import Basis, DealKind, MoneyValue
from service.domain.evidence import EvidenceSentence
from service.domain.figures import Date, Money, Qualifier
from service.figures.find import find_figures

BEFORE, AFTER = 70, 45
LEAST_MONEY = 1000
"""What is less is a price a share or of what the company sells, whatever the words around it."""

_VALUATION = any_of(
    r"valu(?:es|ed|ing) [^.;]{0,60}?(?:at|of)", r"values? (?:it|the (?:combined |whole )?company|the business|[A-Z]\w+)",
    r"valuations? (?:of|at|is|was|stands at|to|:)", r"valuation", r"market capitali[sz]ation of", r"enterprise value of",
    r"a value of", r"pre-money", r"post-money", r"puts? (?:it|the company|[A-Z]\w+) at", r"on the company", r"(?:before|after) the (?:money|investment)", r"(?:company|business|[A-Z]\w+) (?:is|was) (?:now )?worth",
    r"valora\w* [^.;]{0,50}?en", r"valoración de", r"bewertet", r"Bewertung", r"valoris\w+", "估值",
)  # fmt: skip
_TOTAL = any_of(
    r"in total", r"a total of", r"to date", r"so far", r"total(?:ling)? (?:funding|raised|capital)", r"has now raised", r"raised so far",
    r"in all", r"since its (?:founding|foundation|launch)", r"brings? (?:its |the )?total", r"bringing (?:its |the )?total",
    r"altogether", r"suma", r"insgesamt", "累计",
)  # fmt: skip
_SO_FAR = any_of(r"to date", r"so far", r"since (?:its|it was) \w+", r"over (?:all|its) rounds", "累计")
_EARLIER = any_of(
    r"(?:last|previous|prior|earlier|first|seed|angel) (?:private )?(?:rounds?|raise|funding|financing)",
    r"(?:a|one|two|three|five) years? (?:ago|earlier|before)", r"previously", r"before (?:that|this) (?:round|deal)",
    r"compet(?:itor|ing)", r"rival", r"bidder", r"another", r"at the time", r"last made", r"replac(?:es|ed|ing)", r"record was",
)  # fmt: skip
_OTHER = any_of(
    r"revenues?", r"sales", r"turnover", r"profits?", r"loss(?:es)?", r"losing", r"earn(?:s|ed|ings)?(?!-out)", r"EBITDA",
    r"bookings?", r"fees?", r"fine", r"cost(?:s|ing)?", r"savings?", r"dividends?", r"budget", r"earn-out", r"backlog",
    r"salary", r"a share", r"per share", r"market (?:of|worth|size)", r"cash on hand", r"buy back", r"buybacks?", r"bridge", r"debt of", r"assets",
    r"deposits?", r"processed", r"handled", r"termination", r"break(?:-up)? fee", r"guarantee", r"instal?ments?",
    r"recurring", r"facturó", r"Umsatz", "营业收入", "净利润",
)  # fmt: skip
_RAISE = any_of(
    r"rais(?:e|es|ed|ing)", r"secur(?:e|es|ed|ing)", r"clos(?:e|es|ed|ing)", r"land(?:s|ed)", r"amass(?:ed|es)", r"bag(?:s|ged)",
    r"rounds?(?: of)?", r"Series [A-K]", r"seed", r"financing of", r"funding of", r"funding round", r"injection of",
    r"invest(?:s|ed|ing|ment of)", r"ronda", r"serie [A-K]", r"Finanzierungsrunde", r"haul of", r"size of",
    "融资", "offering raised", "proceeds of",
)  # fmt: skip
_RAISED_IN_ALL = any_of(_RAISE.pattern, r"(?:total|overall) funding", "suma")
_RAISED_BEFORE = any_of(
    r"rais(?:e|es|ed|ing)", r"rounds? of", r"stake (?:for|worth)", r"shares worth", r"contract"
)
_PRICE = any_of(
    r"for", r"at", r"price", r"pay(?:s|ing)?", r"hands? over", r"paid", r"deal", r"acqui\w+", r"buy(?:s|ing)?", r"takeover", r"purchase",
    r"sell", r"sold", r"worth", r"merger", r"offer", r"stake", "以", "por", r"shares",
)  # fmt: skip
_LISTED = any_of(_RAISE.pattern, r"amount of", r"sold", r"IPO", r"issue of", r"offering of")
_DEBT = any_of(
    r"loan",
    r"facility",
    r"(?:warehouse |credit )line",
    r"bonds?",
    r"notes?",
    r"credit",
    r"debt",
    r"financing",
    r"borrow(?:s|ed)?",
    "贷款",
    "préstamo",
)
_A_SHARE = re.compile(
    r"(?: to [\d.,]+(?: \w+)?| (?:dlrs|dollars))? (?:a|an?|per|each|for each)(?: \w+)? share|[^.;]{0,8} apiece",
    re.IGNORECASE,
)
_POST = re.compile(
    r"post-money|after the (?:new )?(?:round|money|investment)|after it\b|(?:new )?money included|después de la ampliación|投后",
    re.IGNORECASE,
)
_PRE = re.compile(r"pre-money|before the (?:new )?(?:round|money|investment)|投前", re.IGNORECASE)
_PUT_AT = re.compile(r"\bputs? it (?:at|closer to|nearer)\b", re.IGNORECASE)
_OF_PRICE = re.compile(
    r"\b(?:price|sum|consideration|amount paid|size of the (?:round|deal|loan))\b", re.IGNORECASE
)
_OF_NOW = re.compile(
    r"\b(?:founded|established|started|launched|set up|created) (?:back )?in $|\bagreed (?:on|in) $",
    re.IGNORECASE,
)
"""Before a date: that of the founding or of the deal's own signing makes no figure one of another time."""
_HEDGED = any_of(
    r"reported(?:ly)?", r"rumou?rs?", r"estimates?", r"estimated", r"said to", r"people (?:close|familiar|who)", r"sources",
    r"whispers?", r"market talk", r"could", r"(?-i:may)", r"might", r"in talks", r"expected to", r"据悉",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoneyTerm:
    """Money in one role, in one sentence. `rank` is how firmly the words around give it that role."""

    value: MoneyValue
    raw: str
    sentence: EvidenceSentence
    basis: Basis
    rank: float


def amount(
    kind: str | None, sentences: Sequence[EvidenceSentence], stage: Term | None = None
) -> list[MoneyTerm]:
    """What this deal is about in money, best first: raised, paid, or lent."""
    cue = {
        DealKind.FUNDING_ROUND: _RAISE, DealKind.LISTING: _LISTED, DealKind.DEBT: _DEBT,
    }.get(DealKind(kind) if kind else DealKind.FUNDING_ROUND, _PRICE)  # fmt: skip
    found = _terms(sentences, cue, (_VALUATION, _TOTAL, _OTHER))
    clauses = ((term, _around(term)) for term in found)
    return [term for term, words in clauses if not (of_other_round(words, stage) or _SO_FAR.search(words))]


def _around(term: MoneyTerm) -> str:
    """The clause up to the words just after a figure."""
    text = term.sentence.text
    end = text.index(term.raw) + len(term.raw)
    return re.split(r"[;.]\s", text[:end])[-1] + text[end : end + 20]


def valuation(
    kind: str | None, sentences: Sequence[EvidenceSentence], stage: Term | None = None
) -> list[MoneyTerm]:
    """What the company is held to be worth, best first; the qualifier says pre- or post-money."""
    priced = [s for before, s in pairwise([None, *sentences]) if s and puts_price(s, before)]
    found = _terms([s for s in sentences if s not in priced], _VALUATION, (_OTHER, _RAISED_BEFORE))
    financed = kind in (DealKind.FUNDING_ROUND, None)
    return [t for t in found if not of_other_round(_around(t), stage, any_round=not financed)]


def total_raised(sentences: Sequence[EvidenceSentence]) -> list[MoneyTerm]:
    """All that was ever raised, this round included where the article says so."""
    raised = [s for s in sentences if _TOTAL.search(s.text) and _RAISED_IN_ALL.search(s.text)]
    return _terms(raised, _TOTAL, (_VALUATION, _OTHER))


def _terms(
    sentences: Sequence[EvidenceSentence], cue: re.Pattern[str], others: Sequence[re.Pattern[str]]
) -> list[MoneyTerm]:
    found = [
        term
        for place, sentence in enumerate(sentences)
        for figure in find_figures(sentence.text)
        if isinstance(figure, Money) and (term := _judged(figure, sentence, cue, others, place))
    ]
    return sorted(found, key=lambda term: -term.rank)


def _judged(
    figure: Money,
    sentence: EvidenceSentence,
    cue: re.Pattern[str],
    others: Sequence[re.Pattern[str]],
    place: int,
) -> MoneyTerm | None:
    """The figure in the role of `cue`, unless another role's word stands nearer."""
    own = _distance(figure, sentence.text, cue)
    if figure.amount is not None and figure.amount < LEAST_MONEY:
        return None
    if own is None or any(
        (d := _distance(figure, sentence.text, o)) is not None and d <= own for o in others
    ):
        return None
    if (
        _A_SHARE.match(sentence.text, figure.end)
        or is_conversion(figure, sentence.text)
        or _of_earlier_times(figure, sentence)
    ):
        return None
    basis = Basis.REPORTED if _HEDGED.search(sentence.text) else Basis.STATED
    rank = 2.0 / (1 + own / 30) + 1.5 / (1 + place) - (0.5 if basis is Basis.REPORTED else 0.0)
    return MoneyTerm(money_value(figure, sentence.text), figure.raw, sentence, basis, rank)


def _distance(figure: Money, text: str, cue: re.Pattern[str]) -> int | None:
    """Code points between the figure and the nearest cue of its clause; None where there is none."""
    before = re.split(r"[;.]\s", text[max(0, figure.start - BEFORE) : figure.start])[-1]
    after = re.split(r"[;.]\s", text[figure.end : figure.end + AFTER])[0]
    left = [len(before) - m.end() for m in cue.finditer(before)]
    # A word after the figure binds it less than one before: "raised $5m at a valuation of $20m".
    right = [m.start() + 8 for m in cue.finditer(after)]
    return min([*left, *right], default=None)


def is_conversion(figure: Money, text: str) -> bool:
    """Whether the figure only restates the one before it in another currency, in brackets."""
    return bool(
        re.search(
            r"[（(]\s*(?:about|approximately|around|some|roughly|or|约|unos|rund)?\s*$", text[: figure.start]
        )
    )


def _of_earlier_times(figure: Money, sentence: EvidenceSentence) -> bool:
    """Whether the words before the figure speak of an earlier round, another deal, or a year gone by."""
    before = re.split(r"[;.]\s", sentence.text[: figure.start])[-1]
    if _EARLIER.search(before):
        return True
    published = sentence.metadata.published_on
    dates = [f for f in find_figures(before) if isinstance(f, Date) and not f.relative]
    years = [d.year for d in dates if d.year and not _OF_NOW.search(before[: d.start])]
    return bool(published and years and years[-1] < published.year)


def puts_price(sentence: EvidenceSentence, before: EvidenceSentence | None) -> bool:
    """Whether a sentence puts a figure on "it" where the one before speaks of a price, as "put it at €345 million"."""
    return bool(before and _PUT_AT.search(sentence.text) and _OF_PRICE.search(before.text))


def is_hedged(text: str) -> bool:
    """Whether a sentence tells its figures as talk, an estimate or a possibility."""
    return bool(_HEDGED.search(text))


def has_other_role(figure: Money, sentence: EvidenceSentence) -> bool:
    """Whether the words around a figure make it sales, a fee, a share price, or money of another time."""
    near = _distance(figure, sentence.text, _OTHER)
    return (
        near is not None
        or bool(_A_SHARE.match(sentence.text, figure.end))
        or _of_earlier_times(figure, sentence)
    )


def money_value(figure: Money, text: str) -> MoneyValue:
    """The card's form of a figure; pre- and post-money where the words next to it say so."""
    near = text[max(0, figure.start - 30) : figure.end + 35]
    qualifier = str(figure.qualifier)
    after = text[figure.end : figure.end + 25]
    if _POST.search(after) or (_POST.search(near) and not _PRE.search(near)):
        qualifier = "post_money"
    elif _PRE.search(near):
        qualifier = "pre_money"
    elif figure.qualifier is Qualifier.EXACT:
        qualifier = "exact"
    return MoneyValue(amount=plain(figure.amount), currency=figure.currency, qualifier=qualifier)


def plain(amount: Decimal | None) -> str | None:
    """A decimal string without an exponent and without trailing zeros."""
    if amount is None:
        return None
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
