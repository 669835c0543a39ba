"""What kind of answer a question wants, and whether a sentence holds one.

The kinds and cues are the common ones of question answering (Li and Roth, "Learning Question Classifiers", 2002),
cut to what deal news is asked for.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from service.answering.names import names_in
from service.retrieval.tokens import fold


class Kind(StrEnum):
    """The shape of the thing that answers."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    DATE = "date"
    DURATION = "duration"
    PERSON = "person"
    NAME = "name"
    PLACE = "place"
    REASON = "reason"
    QUOTE = "quote"
    DEFINITION = "definition"
    POLAR = "polar"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of answer, and whether several are asked for."""

    kind: Kind
    several: bool = False


_UNIT = (
    "dollars?|euros?|pounds?|yuan|yen|kroner|kronor|rupees?|crore|lakh|rand|naira|pesos?|shillings?|francs?"
)
_MONEY_NOUN = (
    r"valuation|valued|worth|price[ds]?|pric(?:e|ing)|revenues?|turnover|sales|profits?|loss(?:es)?|ebitda?|ebit|income|budget|fees?|"
    r"penalty|cost|costs|sum|amount|amounts|grant|backlog|market cap|proceeds|bid|offer|opening bid|cheque|check|"
    r"deposits?|compensation|salary|premium|spend|earn-?out|capital|debt|loan|post-money|pre-money|kroner|crore|dollars|yuan|euros?"
)
_RULES: tuple[tuple[Kind, str], ...] = (
    (
        Kind.REASON,
        r"^(?:so )?why\b|\bwhy\b|what (?:made|caused|prompted|drove|led to|explains)|for what reasons?|how come|on what grounds|"
        r"what (?:is|was|were) the (?:reasons?|point|rationale|cause|logic|motive)|commercial logic",
    ),
    (
        Kind.QUOTE,
        r"what (?:did|does|has|had) .{2,60} (?:say|said|tell|told|comment|argue|remark|write)\b|\bquote|in (?:his|her|their) (?:own )?words|"
        r"\b(?:line|remark|comment|words) (?:on|about)|how (?:did|does) .{2,60} (?:describe|sum up|put it|react|respond|characteri[sz]e)|"
        r"what comparison|who said",
    ),
    (
        Kind.PERCENT,
        r"\bper ?cent|percentage|%|\bwhat (?:share|slice|proportion|portion|stake|fraction) |^share of|how (?:big|large) (?:a|is the|was the) (?:stake|share|slice)|"
        r"\b(?:equity stake|royalt(?:y|ies)|interest rate|rate of interest|discount|margin|coupon|yield)\b|what stake|how much of .{2,60} (?:own|hold|control|keep|retain)s?\W*$",
    ),
    (Kind.DURATION, r"how long|how many (?:years|months|weeks|days|hours)|for what period|over how many"),
    (
        Kind.MONEY,
        rf"how much|how many (?:{_UNIT})\b|how (?:big|large) (?:is|was|were) .{{0,60}}(?:round|fund|facility|loan|deal|raise|series|issue|financing|investment)|"
        rf"what (?:did|does|do|will|would|was|is) .{{2,60}}(?:pay|paid|cost|charge|raise|offer|fetch|worth)\b|how (?:expensive|costly)|"
        rf"what (?:price|sum|amount|valuation)|at what (?:price|valuation|figure)|\bsize of .{{0,30}}(?:round|fund|facility|loan|deal|issue|raise)",
    ),
    (
        Kind.COUNT,
        r"how many|\bnumber of|head-?count|how (?:big|large|heavy|tall|fast|far|deep|high|old|wide)\b|\bcapacity\b|\bsize\b|how often|parameters?",
    ),
    (
        Kind.DATE,
        r"^when\b|\bwhen (?:did|does|do|will|was|were|is|are|exactly|should|can|has)\b|what (?:date|day|month|year)|which (?:date|day|month|year|quarter)|in (?:what|which) (?:month|year|quarter)|"
        r"on (?:what|which) (?:day|date)|\bdates?\b|deadline|(?:until|since) when|\bdue year|release window|founded when|year of",
    ),
    (
        Kind.PLACE,
        r"^where\b|\bwhere (?:is|are|was|were|did|does|do|will|has|the)\b|(?:what|which) (?:city|town|country|countries|place|region|state|states|district|location)|headquarter|domicile|based in which",
    ),
    (
        Kind.PERSON,
        r"^who(?:m|se)?\b|\bwho (?:is|are|was|were|led|leads|runs|heads|founded|said|took|invested|advised|bought|sold|owns|wins?|won|paid|will|would|did|has|stands|chairs)\b|\bwhom\b|"
        r"\b(?:ceo|cfo|cto|chief executive|chief financial|chairman|chair|founders?|co-founders?|president|successor|director|boss|chief)\b.{0,40}$|"
        r"which (?:person|executive|founder|lawyer|partner|analyst|minister|judge|official)|name of the (?:ceo|founder|judge|lawyer|craftsman)",
    ),
    (
        Kind.NAME,
        r"^(?:(?:which|name|list)\b.{0,50}|what (?:\w+ )?)\b(?:compan(?:y|ies)|firms?|banks?|investors?|funds?|lenders?|bidders?|advisers?|advisors?|buyers?|sellers?|brokers?|retailers?|"
        r"suppliers?|groups?|vendors?|partners?|exchange|regulators?|authority|insurers?|auditors?|owners?|backers?|startups?|start-ups?|suitors?|customers?|clients?|ticker|symbol|name)\b|"
        r"^name\b|^list\b|^which .{3,60}\b(?:host|fl(?:y|ies)|supplie)|what (?:is|was|were) .{0,50}\b(?:called|named|ticker|name)\b|ticker",
    ),
    (Kind.MONEY, rf"\b(?:{_MONEY_NOUN})\b"),
    (
        Kind.DEFINITION,
        r"^what (?:is|are|was|were) (?:an? |the )?[^,]{2,60}\?*$|what does .{2,60}(?:mean|do|make|stand for|refer to|sell|offer)\b|^explain|^define|meaning of|what kind of|what sort of|describe",
    ),
    (Kind.POLAR, r"^(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|any)\b"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _RULES)
_IDENTITY = re.compile(r"[Ww]ho (?:is|are|was|were) (?:the )?[\"“]?(?:[A-Z][\w'’.-]*[\"”]?\s?)+\s*\?*$")
"""Asks what a name stands for: "Who are the Six Swans?"."""
_SEVERAL = re.compile(
    r"\b(?:which|what|the|name|list|two|three|four|five|six|everyone|all|who are|who were)\b[^?]{0,30}\b(?:investors|banks|lenders|countries|companies|firms|conditions|bidders|buyers|"
    r"sellers|backers|funds|founders|advisers|developments|terms|parties|reasons|markets|items|states|products|names|three|two|four)\b|^list\b|^everyone|\bwho (?:all|else)\b|"
    r"^who (?:invested|backed|participated|took part|paid in|put)|\beach\b|\brespectively\b",
    re.IGNORECASE,
)  # fmt: skip

_DIGITS = r"\d[\d,.\u00a0\u202f\u2009 ]*"
_SCALE = r"(?:thousand|million|billion|trillion|crore|lakh|mn|bn|m|k|mln|millones|millionen|milliarden|milliards|bilh[oõ]es|milh[oõ]es|万|亿)"
_CURRENCY = r"(?:US\$|C\$|A\$|HK\$|R\$|S\$|[$€£¥₹₩₦]|\b(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|ISK|INR|KES|KSh|CNY|RMB|JPY|CAD|AUD|BRL|ZAR|NGN|MXN|ARS|PLN|SGD|Rs\.?|R)\b\.?)"
_CURRENCY_WORD = r"(?:dollars?|euros?|pounds?|yuan|yen|kroner|kronor|rupees?|rand|naira|pesos?|reais|shillings?|francs?|dólares|元|cents?|pence|kr)"
_WORD_NUMBER = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|"
    r"sixty|hundred|hundreds|thousand|dozen|dozens|several|half|doce|once|nueve|siete|ocho|cinco|tres|cuatro|seis|diez)\b"
)
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_MONEY = re.compile(
    rf"{_CURRENCY}\s?{_DIGITS}{_SCALE}?\b|{_DIGITS}{_SCALE}?\s?(?:{_CURRENCY_WORD})|{_DIGITS}\s?{_SCALE}\b|{_DIGITS}(?:万|亿)|"
    rf"\b(?:several )?(?:hundred|tens|hundreds)(?: of)? (?:million|billion)s?",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"{_DIGITS}\s?(?:%|per ?cent|pct|por ciento|percentage points?)|\b(?:half|third|quarter|fifths?)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:de\s+)?{_MONTH}\b|\b{_MONTH}\s+\d{{1,4}}\b|\b(?:19|20)\d\d\b|\b{_MONTH}\b|\d+月|\d{{4}}年|\b(?:first|second|third|fourth) quarter|\bQ[1-4]\b|"
    rf"\b(?:spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|last (?:week|month|year)|next (?:week|month|year))\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"(?:{_DIGITS}|{_WORD_NUMBER}\s?|\ban? )[- ]?(?:years?|months?|weeks?|days?|hours?|minutes?|años|meses)\b|decade",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\d|{_WORD_NUMBER}", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|since|after|due to|owing to|so that|in order to|as a result|reason|reasons|caused|cause|blam\w+|thanks to|prompt\w+|led to|to avoid|therefore|wanted|needed|which let|allow\w*|"
    r"drove|driven|in return|porque|para|above all|over concerns|cost|too)\b|因为|由于",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”«»「『]")
_SPEECH = re.compile(
    r"\b(?:said|says|say|told|wrote|writes|argue[sd]?|added|conveyed|explained|called|according to|put it|dijo)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:in|at|from|of|near|based|headquartered|headquarters|registered|incorporated|city|town|district|to|into)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"\b(?:is|are|was|were) (?:an? |the )|\b(?:called|known as|means?|refers?|that is|which|describes?|stands for|namely|so-called|denotes|makes?|builds?|sells?|provides?|offers?)\b|[—–,] an? ",
    re.IGNORECASE,
)
_FIGURES = {
    Kind.MONEY: _MONEY,
    Kind.PERCENT: _PERCENT,
    Kind.COUNT: _NUMBER,
    Kind.DATE: _DATE,
    Kind.DURATION: _DURATION,
}
_CUES = {Kind.REASON: _REASON, Kind.DEFINITION: _DEFINES}


def wanted(question: str) -> Wanted:
    """The kind of answer that the words of a question ask for.

    >>> wanted("How much did StepStar raise?").kind, wanted("Who led it?").kind, wanted("Deadline for bids?").kind
    (<Kind.MONEY: 'money'>, <Kind.PERSON: 'person'>, <Kind.DATE: 'date'>)
    """
    text = question.strip()
    if _IDENTITY.match(text):
        return Wanted(Kind.DEFINITION, several=" are " in text)
    kind = next((kind for kind, pattern in _COMPILED if pattern.search(text)), Kind.OTHER)
    return Wanted(kind, bool(_SEVERAL.search(text)))


def answers_of(kind: Kind, sentence: str, question: str) -> list[str]:
    """What in the sentence could be the answer and is not said by the question itself.

    >>> answers_of(Kind.MONEY, "It paid $4m in 2024, not $9m.", "Who paid $9m?")
    ['$4m']
    >>> answers_of(Kind.PERSON, "Qiming led the round for StepStar.", "Who led the StepStar round?")
    ['Qiming']
    """
    asked = fold(question)
    if kind in _FIGURES:
        found = [match[0].strip(" ,.") for match in _FIGURES[kind].finditer(sentence)]
        return [value for value in found if fold(value) not in asked]
    if kind in (Kind.PERSON, Kind.NAME, Kind.PLACE):
        return [name for name in names_in(sentence) if not _said(name, asked)]
    if kind is Kind.QUOTE:
        return ["said"] if _QUOTED.search(sentence) or _SPEECH.search(sentence) else []
    if kind in _CUES:
        return [match[0] for match in _CUES[kind].finditer(sentence)]
    return [sentence]


def _said(name: str, asked: str) -> bool:
    return all(word in asked for word in fold(name).split())
