"""Amounts of money in running text: value, currency and sense. $40m is never €40m, C$40m or $400m."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from evals.scorers.numerals import NUMERAL, SCALE, Amount, exponent, negated, read_numeral


def _marks(table: str) -> dict[str, str]:
    """`mark=CODE` pairs, one a comma; a mark that several currencies share lists them all."""
    return dict(pair.strip().split("=") for pair in table.split(",") if pair.strip())


_SIGNS = _marks(
    "US$=USD,U.S.$=USD,C$=CAD,CA$=CAD,A$=AUD,AU$=AUD,NZ$=NZD,HK$=HKD,NT$=TWD,S$=SGD,R$=BRL,MX$=MXN,$=USD,"
    "€=EUR,£=GBP,¥=JPY CNY,￥=CNY JPY,₹=INR,Rs.=INR PKR,Rs=INR PKR,₦=NGN,₩=KRW,₪=ILS,KSh=KES,Ksh=KES,"
    "RMB=CNY,R=ZAR,kr=SEK NOK DKK,Fr.=CHF,zł=PLN"
)
_CODES = re.findall(
    r"\w+",
    "USD EUR GBP JPY CNY INR CAD AUD NZD CHF SEK NOK DKK ISK HKD TWD SGD KRW BRL MXN ARS CLP COP PEN ZAR NGN"
    " KES UGX TZS GHS EGP ILS AED SAR TRY PLN CZK HUF THB IDR MYR PHP VND RUB UAH PKR BDT",
)
_NAMES = _marks(
    "us dollars=USD,u.s. dollars=USD,american dollars=USD,canadian dollars=CAD,australian dollars=AUD,"
    "hong kong dollars=HKD,singapore dollars=SGD,dollars=USD,dollar=USD,dólares=USD,us-dollar=USD,euros=EUR,"
    "euro=EUR,pounds=GBP,sterling=GBP,libras=GBP,swiss francs=CHF,francs=CHF,yen=JPY,yuan=CNY,renminbi=CNY,"
    "rmb=CNY,rupees=INR PKR,norwegian kroner=NOK,danish kroner=DKK,kroner=NOK DKK,swedish kronor=SEK,"
    "kronor=SEK,crowns=SEK NOK DKK CZK,kronen=NOK DKK,krónur=ISK,kenyan shillings=KES,"
    "shillings=KES UGX TZS,naira=NGN,rand=ZAR,reais=BRL,mexican pesos=MXN,pesos=MXN ARS CLP COP PHP,won=KRW,"
    "shekels=ILS,美元=USD,欧元=EUR,人民币=CNY,元人民币=CNY,日元=JPY,港元=HKD,英镑=GBP,加元=CAD,澳元=AUD,"
    "挪威克朗=NOK,瑞典克朗=SEK,丹麦克朗=DKK,克朗=NOK SEK DKK,卢比=INR,元=CNY,円=JPY"
)
_SPACE = r"[\s\u00a0\u2009\u202f]*"
_PREFIX = "|".join(re.escape(s) for s in sorted([*_SIGNS, *_CODES], key=len, reverse=True))
_SUFFIX = "|".join(re.escape(s) for s in sorted([*_NAMES, "€", "£", "$"], key=len, reverse=True))
_MENTION = re.compile(
    rf"(?:(?<![A-Za-z])(?P<prefix>{_PREFIX}){_SPACE})?(?P<number>{NUMERAL})"
    rf"(?:{_SPACE}-?(?P<scale>(?i:{SCALE})))?"
    rf"(?:{_SPACE}-?(?:of |de )?(?P<suffix>(?i:{_SUFFIX})|(?:{'|'.join(_CODES)})\b))?"
)
_CROSSING = re.compile(r"^\s*(?:to|and|or|-|–|—|bis|y|a|至|到)\s*$", re.IGNORECASE)
_SENSES = (
    (
        "up_to",
        r"up to|as much as|as many as|at most|a maximum of|no more than|hasta|bis zu|jusqu'à|最高|至多",
    ),
    (
        "at_least",
        r"at least|more than|over|above|in excess of|not less than|más de|mehr als|plus de|超过|至少",
    ),
    ("below", r"less than|under|below|almost|nearly|close to|menos de|fast|weniger als|近"),
)
_SENSE = re.compile("|".join(rf"(?P<{name}>{words})" for name, words in _SENSES), re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A mention: its possible values and currencies, where it stands, and how firmly it is said."""

    amount: Amount
    currencies: frozenset[str]
    start: int
    end: int
    sense: str
    negated: bool
    power: int = 0

    def says(self, value: Decimal, currency: str, qualifier: str) -> bool:
        """Whether this is that amount, in that currency, in a sense that the qualifier allows."""
        if self.negated or currency not in self.currencies or value not in self.amount.values:
            return False
        return self.sense == qualifier if qualifier in ("up_to", "at_least") else self.sense in ("", "below")


@lru_cache(maxsize=4096)
def find_money(text: str) -> tuple[Money, ...]:
    """Every amount of money in the text, in order.

    >>> [(*m.amount.values, *m.currencies) for m in find_money("C$40m, then 2 billion euros")]
    [(Decimal('4E+7'), 'CAD'), (Decimal('2E+9'), 'EUR')]
    """
    mentions = [_read(text, match) for match in _MENTION.finditer(text)]
    return tuple(m for m in _carried(text, mentions) if m.currencies)


def _read(text: str, match: re.Match[str]) -> Money:
    prefix, suffix = match["prefix"], match["suffix"]
    codes = _codes(prefix) or (_codes(suffix) if suffix else "")
    if prefix in ("$", "kr") and suffix and _codes(suffix) != _codes(prefix):
        codes = _codes(suffix)
    power = exponent(match["scale"])
    at = match.start()
    return Money(
        amount=_normal(read_numeral(match["number"]).times(power)),
        currencies=frozenset(codes.split()),
        start=at,
        end=match.end(),
        sense=sense(text, at),
        negated=negated(text, at),
        power=power,
    )


def _codes(mark: str | None) -> str:
    if not mark:
        return ""
    return _SIGNS.get(mark) or _NAMES.get(mark.casefold()) or mark.upper()


def _normal(amount: Amount) -> Amount:
    return Amount(frozenset(value.normalize() for value in amount.values))


def sense(text: str, at: int) -> str:
    """How the words right before position `at` bound the figure: `up_to`, `at_least`, `below` or nothing.

    >>> sense("an earn-out of up to $8 million", 21)
    'up_to'
    """
    found = None
    for match in _SENSE.finditer(text[max(0, at - 22) : at]):
        found = match
    tail = text[max(0, at - 22) : at][found.end() :] if found else ""
    return (found.lastgroup or "") if found and len(tail.strip()) <= 6 else ""


def _carried(text: str, mentions: list[Money]) -> list[Money]:
    """In "$30 to 35 million" the scale and the currency belong to both ends."""
    out = list(mentions)
    for at, (left, right) in enumerate(pairwise(mentions)):
        shared = left.currencies or right.currencies
        if shared and _CROSSING.match(text[left.end : right.start]):
            out[at] = replace(out[at], currencies=out[at].currencies or shared)
            out[at + 1] = replace(right, currencies=right.currencies or shared)
            if not left.power and right.power:
                out[at] = replace(out[at], amount=_normal(left.amount.times(right.power)))
    return out
