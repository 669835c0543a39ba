"""Who buys whom."""

import re
from collections.abc import Iterator, Sequence

from service.deals.cues import any_of
from service.deals.names import NAME, same, seatless, trimmed
from service.deals.terms import LEAD, Term
from service.domain.deal import Basis
from service.domain.evidence import EvidenceSentence
from service.figures.names import find_names

Pair = tuple[Term | None, Term | None]
_TALKED_OF = any_of(
    r"rumou?r(?:s|ed)?", r"reportedly", r"said to be", r"in (?:advanced |early )?talks", r"people familiar", r"speculat\w+", "据悉", "传闻"
)  # fmt: skip
_STEPS = (
    r"has", r"have", r"had", r"today", r"said [^.]{0,40}?", r"announced", r"that it", r"signed [^.]{0,40}?agreement to",
    r"agreed (?:[oi]n [^.]{3,20} )?to", r"will", r"won [^.]{0,30}? to", r"plans to", r"is in (?:advanced )?talks to", r"is",
    r"was (?:said )?to", r"won the auction for",
)  # fmt: skip
_BUYING = (
    r"acquires?", r"acquired", r"buys?", r"bought", r"buying", r"acquiring", r"take over", r"takes over", r"purchase[sd]?",
    r"to acquire", r"to buy", r"complete[sd]? (?:its|the) (?:purchase|acquisition|takeover) of", r"pay (?:[^.]|\.\d){2,30} for", r"(?<=won )the auction for",
)  # fmt: skip
_SHARE = r"(?: all(?: the| of the)? shares (?:of|in)| \d[\d.]* ?(?:percent|%) of| control of)?"
_ASIDE = r"(?:,[^,.]{2,160},)?"
_BUYS = re.compile(
    rf"(?P<buyer>{NAME}){_ASIDE} (?:(?:{'|'.join(_STEPS)}) ){{0,5}}(?:{'|'.join(_BUYING)}){_SHARE} "
    rf"(?:the [^.,A-Z]{{3,60}} )?(?P<target>{NAME})"
)
_BOUGHT_BY = re.compile(
    rf"(?P<target>{NAME}){_ASIDE} (?:is|was|has been|will be|is being) (?:bought|acquired|sold|taken over) (?:by|to) "
    rf"(?:the [^.,A-Z]{{3,60}} )?(?P<buyer>{NAME})"
)
_GOES_TO = re.compile(
    rf"(?P<target>{NAME}){_ASIDE} (?:goes|went|is going) to (?:the [^.,A-Z]{{3,60}} )?(?P<buyer>{NAME}) for\b"
)
_PURCHASE_OF = re.compile(
    rf"(?P<buyer>{NAME})['’]s (?:purchase(?: price)?|acquisition|takeover) (?:of|for) (?P<target>{NAME})"
)
_SOLD_TO = re.compile(
    rf"\b(?:sold|sells|selling|to sell) (?P<target>{NAME}) to (?:the [^.,A-Z]{{3,60}} )?(?P<buyer>{NAME})"
)
_STAKE_TO = re.compile(
    rf"\b(?:stake|interest|shares?|shareholding) in (?:the [^.,A-Z]{{3,60}} )?(?P<target>{NAME}) to (?:(?:the|an?) [^.,A-Z]{{3,60}} )?(?P<buyer>{NAME})"
    rf"|(?P<seller>{NAME}){_ASIDE} (?:has |is )?(?:sold|selling|sells) (?:an? )?(?:[\d.]+ ?(?:percent|%) )?(?:stake|interest) to (?:(?:the|an?) [^.,A-Z]{{3,60}} )?(?P<taker>{NAME})"
)
_BUYS_ZH = re.compile(
    r"(?P<buyer>[\u4e00-\u9fff]{2,10}?)(?:今日|日前)?(?:宣布|表示)?[,，]?(?:将)?以[^,，。]{2,24}?收购"
    r"(?P<target>[\u4e00-\u9fff]{2,10}?)(?=\d|的|全部|股|$|[,，。])"
)
_TITLE = re.compile(
    r"\b(?:to acquire|acquires?|acquired|buys?|to buy|bought|takes? over|to take over)\b", re.IGNORECASE
)
_FORM = re.compile(r", (?:Inc|Ltd|LLC|LLP|Corp|PLC|plc|ehf|AB|AS|S\.A|N\.V)\.?(?=[, ])")


def buyer_and_target(title: str, sentences: Sequence[EvidenceSentence]) -> Pair:
    """Who buys, and what is bought: the first sentence that says both, else the two sides of the title."""
    for sentence in sentences:
        for pair in _said(sentence):
            return pair
    return _titled(title, sentences[:LEAD])


def taker(sentences: Sequence[EvidenceSentence]) -> Term | None:
    """Who takes over the stake or shares that somebody sells."""
    for sentence in sentences[:LEAD]:
        for match in _STAKE_TO.finditer(sentence.text):
            basis = Basis.REPORTED if _TALKED_OF.search(sentence.text) else Basis.STATED
            return _term(match["buyer"] or match["taker"], sentence, basis)
    return None


def _said(sentence: EvidenceSentence) -> Iterator[Pair]:
    # A legal form after a comma would read as the end of the name's aside; spaces keep every offset.
    text = _FORM.sub(lambda m: m[0].replace(",", " "), sentence.text)
    basis = Basis.REPORTED if _TALKED_OF.search(text) else Basis.STATED
    for pattern in (_BUYS, _BOUGHT_BY, _GOES_TO, _PURCHASE_OF, _SOLD_TO, _BUYS_ZH):
        for match in pattern.finditer(text):
            buyer, target = _term(match["buyer"], sentence, basis), _term(match["target"], sentence, basis)
            if buyer and target and not same(buyer.value, target.value):
                yield buyer, target


def _term(raw: str, sentence: EvidenceSentence, basis: Basis) -> Term | None:
    name = " ".join(seatless(_shortened(trimmed(raw))).split())
    return Term(name, name, sentence, basis) if name and name in sentence.text else None


def _shortened(name: str) -> str:
    """Without a legal form that the text sets off by a comma."""
    return re.sub(r"  +(?:Inc|Ltd|LLC|LLP|Corp|PLC|plc|ehf|AB|AS)\.?$", "", name)


def _titled(title: str, opening: Sequence[EvidenceSentence]) -> Pair:
    """The names of the opening that stand on either side of the title's verb."""
    verb = _TITLE.search(title)
    if verb is None:
        return None, None
    basis = Basis.REPORTED if _TALKED_OF.search(title) else Basis.STATED
    return _on_side(title[: verb.start()], opening, basis), _on_side(title[verb.end() :], opening, basis)


def _on_side(side: str, opening: Sequence[EvidenceSentence], basis: Basis) -> Term | None:
    for sentence in opening:
        for name in find_names(sentence.text):
            if name.sure and trimmed(name.raw) and _stands_in(name.raw, side):
                return Term(trimmed(name.raw), trimmed(name.raw), sentence, basis)
    return None


def _stands_in(name: str, side: str) -> bool:
    """Whether a title names a party, and not only what it makes: "Moose Tribunal maker"."""
    first = re.escape(name.split(maxsplit=1)[0])
    return bool(re.search(rf"\b{first}\b", side)) and not re.search(
        rf"\b{re.escape(name)} (?:maker|developer|owner|operator|parent|founder|brand)\b", side
    )
