"""Turn a true claim into a wrong one: the operators of the verifier's mutation test.

Each operator changes one thing, by plain patterns of its own (nothing here knows how the service reads
figures or names), and says which checks may catch it. An operator that does not apply gives nothing;
so does one whose result the evidence happens to state, too, because that would not be wrong.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class TrueClaim:
    """A claim, the sentences it cites, and what stands around them (neighbours, titles)."""

    id: str
    claim: str
    quotes: tuple[str, ...]
    around: str = ""

    @property
    def evidence(self) -> str:
        return "\n".join([*self.quotes, self.around])


@dataclass(frozen=True, slots=True)
class Mutant:
    """A wrong claim. `cite` is `same`, `phantom` (a number never offered) or `other` (another article)."""

    kind: str
    origin: str
    claim: str
    expected: frozenset[str]
    cite: str = "same"


Change = Callable[[TrueClaim], str | None]

_MONEY = re.compile(
    r"(?P<cur>US\$|C\$|A\$|HK\$|R\$|[$€£¥₹]|\b(?:USD|EUR|GBP|SEK|NOK|DKK|KES|INR|ISK|CHF|PLN|RMB|Rs)\s?)(?P<n>\d[\d,]*(?:\.\d+)?)(?P<scale>\s?(?:million|billion|crore|m|bn)\b)?"
)
_SCALED = re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>million|billion|bn|m)\b")
_PERCENT = re.compile(r"(?P<n>\d+(?:\.\d+)?)(?P<sign>\s?%|\s(?:percent|per cent))")
_YEAR = re.compile(r"(?<![\d.,$€£-])(?P<n>(?:19|20)\d{2})(?![\d,]|\.\d|-)")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAY = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}}) (?P<m>{'|'.join(_MONTHS)})|(?P<m2>{'|'.join(_MONTHS)}) (?P<d2>\d{{1,2}}))\b(?!\d)"
)
_COUNT = re.compile(
    r"(?<![\d.,$€£¥₹\w-])(?<!Rs )(?<!USD )(?<!NOK )(?<!SEK )(?<!KES )(?<!INR )(?<!DKK )(?<!EUR )(?<!CHF )(?P<n>\d[\d,]*)"
    r" (?=(?!million|billion|crore|percent|per cent|January|February|March|April|May|June|July|August|September|October|November|December|m\b|bn\b|yuan|pence|Danish|Swiss|Norwegian|kroner|US|euros|dollars|years?|months?|days?|NOK|of \d)[a-z]+)"
)
_DURATION = re.compile(
    r"\b(?P<n>\d+|two|three|four|five|six|eight|eighteen) (?P<u>months?|years?|days?|hours)\b"
)
_WORDS = {
    "two": "five",
    "three": "seven",
    "four": "nine",
    "six": "eight",
    "eight": "six",
    "nine": "four",
    "eleven": "nineteen",
    "twelve": "thirty",
    "fourteen": "forty",
}
_WORD = re.compile(rf"(?<![-\w])(?P<n>{'|'.join(_WORDS)})(?![-\w])(?! months| years| days)", re.IGNORECASE)
_NAME = r"(?!The\b|In\b|A\b)[A-ZÀ-ÞŁ][^\W\d][\w’'&-]*(?: (?:& )?[A-ZÀ-ÞŁ][\w’'-]+)*"
_OTHER_SCRIPT = re.compile("[\u4e00-\u9fff]")
_STRANGERS = ("Kestrelmoor Capital", "Vindolanda Partners", "Ashgrove Tarnmere", "Pellworth Group")


def _first(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str | None]) -> Change:
    """Change the first match of a pattern that can be changed to something the evidence does not state."""

    def apply(true: TrueClaim) -> str | None:
        for match in pattern.finditer(true.claim):
            new = change(match)
            if new is not None and new != match.group() and not _stated(new, true):
                return true.claim[: match.start()] + new + true.claim[match.end() :]
        return None

    return apply


_MONTH_BEFORE = re.compile(rf"(?:{'|'.join(_MONTHS)}|Q\d) $")


def _recount(change: Callable[[float], float]) -> Callable[[re.Match[str]], str | None]:
    def apply(match: re.Match[str]) -> str | None:
        if _MONTH_BEFORE.search(match.string[: match.start()]):
            return None
        return _written(change(_number(match["n"])), match["n"]) + " "

    return apply


def _stated(new: str, true: TrueClaim) -> bool:
    """Whether the evidence has the very digits of the new value."""
    digits = re.findall(r"\d[\d.,]*\d|\d", new)
    return (
        all(re.search(rf"(?<![\d.,]){re.escape(one)}(?![\d]|[.,]\d)", true.evidence) for one in digits)
        if digits
        else False
    )


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _written(value: float, like: str) -> str:
    grouped = "," in like or value >= 10_000
    return (f"{value:,.6f}" if grouped else f"{value:.6f}").rstrip("0").rstrip(".")


def _times(factor: float) -> Callable[[re.Match[str]], str | None]:
    def change(match: re.Match[str]) -> str | None:
        return match["cur"] + _written(_number(match["n"]) * factor, match["n"]) + (match["scale"] or "")

    return change


def _times_thousand(match: re.Match[str]) -> str | None:
    """Not in languages that write "45,000" for 45."""
    local = re.match(r"\s?(?:millones|Mio|Mrd|Milli|millions d)", match.string[match.end() :])
    return None if local else _times(1000)(match)


def _plus(match: re.Match[str]) -> str | None:
    return match["cur"] + _written(_number(match["n"]) + 1, match["n"]) + (match["scale"] or "")


_UPSCALED = {"million": "billion", "billion": "million", "m": "bn", "bn": "m"}
_CURRENCY = {"$": "€", "US$": "€", "€": "$", "£": "€", "C$": "A$", "A$": "C$", "R$": "€", "HK$": "S$", "¥": "£", "₹": "€", "USD": "EUR", "EUR": "USD",
             "SEK": "NOK", "NOK": "SEK", "DKK": "SEK", "KES": "NGN", "INR": "USD", "ISK": "DKK", "CHF": "EUR", "PLN": "EUR", "RMB": "USD", "Rs": "USD", "GBP": "EUR"}  # fmt: skip


def _other_currency(match: re.Match[str]) -> str | None:
    code = match["cur"].strip()
    space = " " if match["cur"].endswith(" ") else ""
    return _CURRENCY[code] + space + match["n"] + (match["scale"] or "")


def _currency(true: TrueClaim) -> str | None:
    for match in _MONEY.finditer(true.claim):
        new = _other_currency(match)
        if new and not re.search(
            re.escape(_CURRENCY[match["cur"].strip()]) + r"\s?" + re.escape(match["n"]), true.evidence
        ):
            return true.claim[: match.start()] + new + true.claim[match.end() :]
    return None


def _rescaled(true: TrueClaim) -> str | None:
    for match in _SCALED.finditer(true.claim):
        new = match["n"] + (" " if " " in match.group() else "") + _UPSCALED[match["scale"]]
        if not re.search(
            rf"{re.escape(match['n'])}\s?(?:{_UPSCALED[match['scale']]}|{_UPSCALED[match['scale']][0]}\w*)",
            true.evidence,
        ):
            return true.claim[: match.start()] + new + true.claim[match.end() :]
    return None


def _transposed(match: re.Match[str]) -> str | None:
    digits = match["n"]
    for a, b in pairwise(range(len(digits))):
        if digits[a].isdigit() and digits[b].isdigit() and digits[a] != digits[b] and digits[b] != "0":
            return (
                match["cur"] + digits[:a] + digits[b] + digits[a] + digits[b + 1 :] + (match["scale"] or "")
            )
    return None


def _moved_day(match: re.Match[str]) -> str | None:
    day = int(match["d"] or match["d2"])
    new = day + 1 if day < 28 else day - 3
    return match.group().replace(str(day), str(new), 1)


def _moved_month(true: TrueClaim) -> str | None:
    match = re.search(
        rf"\b({'|'.join(_MONTHS)})\b(?= \d| of)|(?<=\d )({'|'.join(_MONTHS)})\b|(?<=[a-z] )({'|'.join(_MONTHS)})\b",
        true.claim,
    )
    if not match:
        return None
    new = _MONTHS[(_MONTHS.index(match.group()) + 2) % 12]
    if new in true.evidence:
        return None
    return true.claim[: match.start()] + new + true.claim[match.end() :]


def _moved_quarter(true: TrueClaim) -> str | None:
    match = re.search(r"\bQ([1-4])\b|\b(first|second|third|fourth) quarter", true.claim)
    if not match:
        return None
    if match[1]:
        return true.claim.replace(match.group(), f"Q{int(match[1]) % 4 + 1}", 1)
    following = {"first": "second", "second": "third", "third": "fourth", "fourth": "first"}
    return true.claim.replace(match.group(), f"{following[match[2]]} quarter", 1)


def _year(step: int) -> Change:
    return _first(_YEAR, lambda match: str(int(match["n"]) + step))


def _points(true: TrueClaim) -> str | None:
    match = _PERCENT.search(true.claim)
    return (
        true.claim.replace(match.group(), f"{match['n']} percentage points", 1)
        if match and "point" not in true.claim
        else None
    )


def _percent_as_money(true: TrueClaim) -> str | None:
    match = _PERCENT.search(true.claim)
    return true.claim.replace(match.group(), f"${match['n']} million", 1) if match else None


def _unit_of_time(true: TrueClaim) -> str | None:
    match = _DURATION.search(true.claim)
    if not match:
        return None
    other = {"month": "year", "year": "month", "day": "week", "hour": "day"}[match["u"].rstrip("s")]
    return true.claim.replace(match.group(), f"{match['n']} {other}s", 1)


def _extra_figure(true: TrueClaim) -> str:
    return re.sub(r"([.!?]?)$", r", in a deal worth $777 million\1", true.claim, count=1)


def _extra_percent(true: TrueClaim) -> str:
    return re.sub(r"([.!?]?)$", r", or 83 percent of the company\1", true.claim, count=1)


def _stranger(true: TrueClaim) -> str | None:
    """Put a company nobody wrote about in place of the first name of several words."""
    if _OTHER_SCRIPT.search(true.evidence):
        return None
    for match in re.finditer(_NAME, true.claim):
        known = " " in match.group() and match.group() in true.evidence
        if known and not re.match(
            r"(?:Series|January|February|March|April|May|June|July|August|September|October|November|December)",
            match.group(),
        ):
            return true.claim[: match.start()] + _STRANGERS[len(true.claim) % 4] + true.claim[match.end() :]
    return None


def _lone_stranger(true: TrueClaim) -> str | None:
    """The same for a name of one word in the middle of the sentence."""
    if _OTHER_SCRIPT.search(true.evidence):
        return None
    for match in re.finditer(r"(?<=[a-z] )([A-ZÀ-Þ][a-zà-ÿ]{4,})(?=[ .,])(?! [A-Z])", true.claim):
        if (
            match.group() not in _MONTHS
            and match.group() in true.evidence
            and not re.search(r"(?:Swed|Dani|Norweg|Canad|Germ|Series|Serie|Milli|Euro)", match.group())
        ):
            return true.claim[: match.start()] + "Zorrendal" + true.claim[match.end() :]
    return None


def _surname(true: TrueClaim) -> str | None:
    match = re.search(
        r"\b([A-ZÀ-Þ][a-zà-ÿ]+) ([A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)(?= (?:is|was|said|replaced|took|takes|founded|heads|runs|invested|succeeded|and|put))",
        true.claim,
    )
    return (
        true.claim.replace(match.group(), f"{match[1]} Oddsworth", 1)
        if match and match.group() in true.evidence
        else None
    )


def _extra_investor(true: TrueClaim) -> str | None:
    if not re.search(r"\b(?:led|raised|invest\w*|joined|backed|lenders?|bought|secured)\b", true.claim):
        return None
    return re.sub(
        r"([.!?]?)$", rf", with {_STRANGERS[len(true.claim) % 4]} also taking part\1", true.claim, count=1
    )


def _swapped(pattern: str) -> Change:
    """Exchange the two names that a pattern finds."""

    def apply(true: TrueClaim) -> str | None:
        match = re.search(pattern, true.claim)
        if not match or match["a"] == match["b"]:
            return None
        (a1, a2), (b1, b2) = sorted([match.span("a"), match.span("b")])
        text = true.claim
        return text[:a1] + text[b1:b2] + text[a2:b1] + text[a1:a2] + text[b2:]

    return apply


_BUYS = r"(?:has agreed to acquire|agreed to acquire|will acquire|is acquiring|acquired|bought|will buy|has completed the acquisition of|signed a definitive agreement to acquire|is buying|took over)"
_NM = rf"(?:{_NAME})"


def _lead_swap(true: TrueClaim) -> str | None:
    """The participant takes the lead, the leader's place."""
    return (
        _swapped(rf"(?P<a>{_NM}) (?:led|leads)\b.{{0,60}}?(?:, which |, with |alongside )(?P<b>{_NM})")(true)
        or _swapped(rf"led by (?P<a>{_NM}),? (?:with|and joined by|alongside).{{0,30}}?(?P<b>{_NM})")(true)
        or _swapped(rf"(?P<a>{_NM}) led with [^,]{{3,40}}, (?P<b>{_NM})")(true)
    )


def _participant_leads(true: TrueClaim) -> str | None:
    """A participant is called the lead."""
    match = re.search(
        rf"(?P<a>{_NM}) (?:was among the participants in|took part in|participated in|joined|added|put in|invested in) ",
        true.claim,
    )
    if (
        not match
        or re.search(r"\bled\b|\blead\b", true.claim)
        or not re.search(r"\bled\b|\bleads\b", true.evidence)
    ):
        return None
    if re.search(
        rf"{re.escape(match['a'])}[^.]{{0,40}} (?:led|leads)\b|led by {re.escape(match['a'])}", true.evidence
    ):
        return None
    return f"{match['a']} led the round."


def _role_swap(true: TrueClaim) -> str | None:
    return (
        _swapped(rf"(?P<a>{_NM}) {_BUYS} (?:all (?:shares )?of )?(?P<b>{_NM})")(true)
        or _swapped(
            rf"(?P<a>{_NM}),? .{{0,20}}?(?:is being|was|is to be|has been) (?:acquired|bought|taken over) by (?P<b>{_NM})"
        )(true)
        or _swapped(rf"(?P<a>{_NM}) is being sold to (?P<b>{_NM})")(true)
    )


def _basis(true: TrueClaim) -> str | None:
    for a, b in (
        ("post-money", "pre-money"),
        ("pre-money", "post-money"),
        ("after the money", "before the money"),
        ("Post-money", "Pre-money"),
        ("Before the new money", "After the new money"),
    ):
        if a in true.claim and b not in true.claim:
            return true.claim.replace(a, b, 1)
    return None


def _crossed_amounts(true: TrueClaim) -> str | None:
    """Two lenders or investors exchange their amounts."""
    money = list(_MONEY.finditer(true.claim))
    names = list(re.finditer(_NM, true.claim))
    if len(money) != 2 or not names:
        return None
    first, second = money
    between = true.claim[first.end() : second.start()]
    owners = (
        [n for n in names if n.end() <= first.start()],
        [n for n in names if first.end() <= n.start() and n.end() <= second.start()],
    )
    if (
        not owners[0]
        or not owners[1]
        or first.group() == second.group()
        or not re.search(r"\band\b|,", between)
    ):
        return None
    return true.claim[: first.start()] + second.group() + between + first.group() + true.claim[second.end() :]


_TITLES = (
    ("CEO", "CFO"),
    ("CFO", "CEO"),
    ("chief executive", "chief financial officer"),
    ("finance chief", "chief executive"),
    ("CTO", "CFO"),
    ("chair ", "chief executive "),
    ("chief financial officer", "chief executive"),
)


_SAYS = {
    "CEO": r"chief executive|\bCEO\b",
    "chief executive": r"chief executive|\bCEO\b",
    "CFO": r"financ|\bCFO\b",
    "chief financial officer": r"financ|\bCFO\b",
}


def _title(true: TrueClaim) -> str | None:
    for a, b in _TITLES:
        if a in true.claim and not re.search(_SAYS[b.strip()], true.evidence, re.IGNORECASE):
            return true.claim.replace(a, b, 1)
    return None


def _scope(true: TrueClaim) -> str | None:
    """The total raised so far becomes this round's size."""
    match = re.search(
        r"raised (?P<m>[^,.]*?) in total|[Ii]n total (?P<who>\w+) has raised (?P<m2>\S+)", true.claim
    )
    if not match:
        return None
    return re.sub(r"in total(?: since \d{4})?", "in this round", true.claim, flags=re.IGNORECASE)


_HEDGES = re.compile(
    r"\breportedly |, two bankers said|, people familiar with the matter said|, a person involved in the talks said|, which neither company has confirmed|"
    r"\b[Aa]ccording to (?:two bankers|people familiar with the matter|an unconfirmed story|one of the people), |, according to one of the people|People familiar with the matter said |"
    r"There are rumours that |Two trade newsletters reported that |, said to be |\b(?:[Tt]wo|A) (?:people|person)[^,]*? (?:said|say|put) (?:that )?|Two sources put |"
)


def _unhedged(true: TrueClaim) -> str | None:
    """Leave out who says so, or that it is not sure."""
    match = next((m for m in _HEDGES.finditer(true.claim) if m.group()), None)
    if not match or re.search(
        r"declined|unconfirmed|confirm|rumour|talks|according|said|say|may\b|could|only talk",
        true.claim[: match.start()] + true.claim[match.end() :],
    ):
        return None
    rest = (
        true.claim[: match.start()]
        + (", " if match.group().startswith(", said to be") else "")
        + true.claim[match.end() :]
    )
    return rest[:1].upper() + rest[1:]


def _done(true: TrueClaim) -> str | None:
    """What is planned, agreed or talked about is stated as done."""
    for pattern, new in (
        (r"is (?:reportedly )?in talks to sell", "has sold"),
        (r"\bis expected in\b", "took place in"),
        (r"\bis to be acquired by\b", "has been acquired by"),
        (r"\b(?:intends|plans) to sell\b", "has sold"),
        (r"\b(?:intends|plans) to repay\b", "has repaid"),
        (r"\b(?:intends|plans) to hire\b", "has hired"),
        (r"\b(?:intends|plans) to repurchase\b", "has repurchased"),
        (r"\bwill pay\b", "has paid"),
        (r"\bplans (?=\d)", "has opened "),
        (r"\bare expected\b", "were made"),
        (r"\bis weighing\b", "made"),
        (r"\b(?:plans|intends) (?=\d|a |to )", "now has "),
        (r"expect to complete", "completed"),
        (r"\bcould fetch\b", "fetched"),
    ):
        if re.search(pattern, true.claim):
            changed = re.sub(pattern, new, true.claim, count=1)
            left = re.search(r"reported|newsletter|people familiar|expect|plan|intend|said", changed)
            return None if left else changed
    return None


_BOUNDS = re.compile(
    r"\b(?:up to|as much as|at most|at least|no less than|more than|over|nearly|almost|about|around|roughly|approximately|close to|some|under) (?=[$€£¥₹CRNSUDHI]{0,3}\s?\d)"
)


def _unbounded(true: TrueClaim) -> str | None:
    """ "Up to $300 million" becomes "$300 million"."""
    match = _BOUNDS.search(true.claim)
    rest = re.match(r"[^\s]*\s?\d[\d.,]*\d|[^\s]*\s?\d", true.claim[match.end() :]) if match else None
    number = re.search(r"\d[\d.,]*\d|\d", rest.group()) if rest else None
    if (
        not match
        or not number
        or not re.search(
            rf"(?:up to|as much as|at most|at least|more than|over|nearly|almost|about|around|roughly|approximately|close to|under|less than|rund|ronda los|unos|约|近|接近)\W{{0,4}}(?:[A-Z$€£¥]{{0,4}})\s?{re.escape(number.group())}",
            true.evidence,
        )
    ):
        return None
    if re.search(
        r"\bmaximum|could|at least|about|around|up to",
        true.claim[: match.start()] + true.claim[match.end() :],
    ):
        return None
    return true.claim[: match.start()] + true.claim[match.end() :]


_VERB = re.compile(r"\b(is|was|are|were|will|has|had|have|could|would|can)\b(?! not| no\b|n't)")
_PAST = re.compile(
    r"\b(led|raised|bought|acquired|sold|joined|founded|invested|secured|replaced|signed|employs|operates|owns|holds|took|retains)\b"
)
_BASE = {"led": "lead", "raised": "raise", "bought": "buy", "acquired": "acquire", "sold": "sell", "joined": "join", "founded": "found", "invested": "invest",
         "secured": "secure", "replaced": "replace", "signed": "sign", "took": "take"}  # fmt: skip
_PRESENT = {"employs": "employ", "operates": "operate", "owns": "own", "holds": "hold", "retains": "retain"}
_NEGATIVE = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nobody|without|reject\w*|declin\w*|den(?:y|ied)|withdr\w+|dropped|un(?:disclosed|confirmed|insured)|barred|turned down|terminat\w*|ended|dismiss\w*|postponed|put off|fail\w*|lapse|lost|against|premature|only|pulled|n't|exonerated|minus|other|succeeded|undisclosed|stepped|less|fewer|left|closes|until|unless)\b",
    re.IGNORECASE,
)


def _negated(true: TrueClaim) -> str | None:
    if _NEGATIVE.search(true.claim) or any(_NEGATIVE.search(q) for q in true.quotes):
        return None
    if match := _PAST.search(true.claim):
        word = match.group()
        new = f"does not {_PRESENT[word]}" if word in _PRESENT else f"did not {_BASE[word]}"
        if not re.search(
            r"\b(?:was|were|is|are|been|be|has|have|had|,) (?:\w+ )?$", true.claim[: match.start()]
        ) and not true.claim[match.end() :].startswith(" by"):
            return true.claim[: match.start()] + new + true.claim[match.end() :]
    if match := _VERB.search(true.claim):
        return true.claim[: match.end()] + " not" + true.claim[match.end() :]
    return None


def _affirmed(true: TrueClaim) -> str | None:
    """Take a plain negation out."""
    for pattern, new in ((r" did not take part", " took part"), (r" did not vote", " voted"), (r" is not an investor", " is an investor"),
        (r"\bare not insured", "are insured"), (r" would not confirm", " confirmed"), (r" is not\b", " is"), (r" has not made", " has made"),
        (r" has not set", " has set"),
                         (r"There is no final decision yet", "There is a final decision"), (r" was not disclosed", " was disclosed"), (r"Neither company has commented", "Both companies have commented"), (r"have not heard from", "have heard from")):  # fmt: skip
        if re.search(pattern, true.claim):
            return re.sub(pattern, new, true.claim, count=1)
    return None


_TURNS = {
    "rose": "fell",
    "grew": "shrank",
    "fell": "rose",
    "dropped from": "rose from",
    "shrank": "grew",
    "Revenue rose": "Revenue fell",
    "lower": "higher",
    "almost doubled": "halved",
}


def _turned(true: TrueClaim) -> str | None:
    for a, b in _TURNS.items():
        if re.search(rf"\b{a}\b", true.claim):
            return re.sub(rf"\b{a}\b", b, true.claim, count=1)
    return None


def _reversed_change(true: TrueClaim) -> str | None:
    """ "From A to B" becomes "from B to A"."""
    match = re.search(
        r"from (?P<a>[^ ]*\d[^ ]*(?: (?:million|billion))?)(?P<mid>[^,.]*?) to (?P<b>[^ ]*\d[^ .,]*(?:\.\d+)?\w*(?: (?:million|billion))?)",
        true.claim,
    )
    if not match or not re.search(r"rose|grew|fell|shrank|dropped|went|doubled", true.claim):
        return None
    return (
        true.claim[: match.start()]
        + f"from {match['b']}{match['mid']} to {match['a']}"
        + true.claim[match.end() :]
    )


def _same_text(true: TrueClaim) -> str | None:
    """The claim stays; what it points at changes. It has to say something checkable."""
    return true.claim if re.search(r"\d", true.claim) or len(re.findall(_NAME, true.claim[1:])) > 1 else None


_FIGURES, _NAMES, _HEDGE, _POLARITY = (
    frozenset({check}) for check in ("figures", "names", "hedges", "polarity")
)
_F_P = _FIGURES | _POLARITY

OPERATORS: tuple[tuple[str, frozenset[str], Change], ...] = (
    ("amount × 10", _FIGURES, _first(_MONEY, _times(10))),
    ("amount ÷ 10", _FIGURES, _first(_MONEY, _times(0.1))),
    ("amount × 1000", _FIGURES, _first(_MONEY, _times_thousand)),
    ("amount + 1", _FIGURES, _first(_MONEY, _plus)),
    ("digits transposed", _FIGURES, _first(_MONEY, _transposed)),
    ("million ↔ billion", _FIGURES, _rescaled),
    ("other currency", _FIGURES, _currency),
    ("percent + 1", _FIGURES, _first(_PERCENT, lambda m: _written(_number(m["n"]) + 1, m["n"]) + m["sign"])),
    (
        "percent × 10",
        _FIGURES,
        _first(_PERCENT, lambda m: _written(_number(m["n"]) * 10, m["n"]) + m["sign"]),
    ),
    ("percent → points", _FIGURES, _points),
    ("percent → money", _FIGURES, _percent_as_money),
    ("year + 1", _F_P, _year(1)),
    ("year − 1", _F_P, _year(-1)),
    ("other day", _FIGURES, _first(_DAY, _moved_day)),
    ("other month", _FIGURES, _moved_month),
    ("other quarter", _FIGURES, _moved_quarter),
    ("count + 1", _FIGURES | _NAMES, _first(_COUNT, _recount(lambda count: count + 1))),
    ("count × 10", _FIGURES | _NAMES, _first(_COUNT, _recount(lambda count: count * 10))),
    ("number word", _FIGURES, _first(_WORD, lambda m: _WORDS[m["n"].lower()])),
    ("unit of time", _FIGURES, _unit_of_time),
    ("added amount", _FIGURES, _extra_figure),
    ("added percentage", _FIGURES, _extra_percent),
    ("foreign company", _NAMES, _stranger),
    ("foreign name, one word", _NAMES, _lone_stranger),
    ("other surname", _NAMES, _surname),
    ("added investor", _NAMES, _extra_investor),
    ("lead ↔ participant", _POLARITY, _lead_swap),
    ("participant as lead", _POLARITY, _participant_leads),
    ("acquirer ↔ target", _POLARITY, _role_swap),
    ("pre- ↔ post-money", _POLARITY, _basis),
    ("amounts crossed", _POLARITY, _crossed_amounts),
    ("total as round", _POLARITY, _scope),
    ("other title", _POLARITY, _title),
    ("dropped attribution", _HEDGE, _unhedged),
    ("plan as fact", _HEDGE, _done),
    ("dropped bound", _HEDGE, _unbounded),
    ("negation added", _POLARITY, _negated),
    ("negation removed", _POLARITY, _affirmed),
    ("rise ↔ fall", _POLARITY, _turned),
    ("from ↔ to", _POLARITY, _reversed_change),
)


def mutants(true: TrueClaim) -> Iterator[Mutant]:
    """Every wrong claim that the operators make of a true one."""
    for kind, expected, change in OPERATORS:
        claim = change(true)
        if claim is not None and claim != true.claim:
            yield Mutant(kind, true.id, claim, expected)
    yield Mutant("phantom number", true.id, true.claim, frozenset({"pointer"}), "phantom")
    if same := _same_text(true):
        yield Mutant(
            "quote of another article", true.id, same, frozenset({"figures", "names", "polarity"}), "other"
        )


@dataclass(frozen=True, slots=True)
class Row:
    """How many mutants of one kind were made, and caught by a right check."""

    kind: str
    made: int
    caught: int

    @property
    def rate(self) -> float:
        return self.caught / self.made if self.made else 0.0


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| kind | made | caught | rate |", "|---|---:|---:|---:|"]
    lines += [f"| {row.kind} | {row.made} | {row.caught} | {row.rate:.1%} |" for row in rows]
    made, caught = sum(row.made for row in rows), sum(row.caught for row in rows)
    return "\n".join([*lines, f"| **all** | {made} | {caught} | {caught / made if made else 0:.1%} |"])
