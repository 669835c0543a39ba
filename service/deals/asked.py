"""Which fields of a deal card a question asks for, and what else it says."""

import re
from dataclasses import dataclass

from service.deals.cues import any_of

_FIELDS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("lead_investors",),
        any_of(
            r"who (?:co-)?led", r"(?:which|what) (?:investors?|firms?|funds?|companies|company|vc) (?:co-)?led",
            r"lead investors?", r"who was the lead", r"led by whom", r"who is leading",
        ),
    ),
    (
        ("lead_investors", "other_investors"),
        any_of(
            r"who (?:has |have )?(?:invested|backed|participated|put (?:up )?(?:the |in )?money|took part|funded)",
            r"(?:which|what) (?:investors?|firms?|funds?|companies|backers?|parties) (?:have |has |are said to have )?(?:invested|backed|participated|took part|joined)",
            r"investors? in", r"(?:who|what) (?:are|were) (?:the |its )?(?:new )?(?:investors|backers)", r"who are [\w'’ -]{2,40} investors",
            r"name the (?:investors|backers)", r"from whom", r"list (?:of )?(?:the )?(?:investors|backers)",
        ),
    ),
    (
        ("valuation",),
        any_of(r"valu(?:ation|ed)", r"how much is [\w'’ .-]{2,40} worth", r"what is [\w'’ .-]{2,40} worth", r"worth", "估值", r"valoración"),
    ),
    (("total_raised",), any_of(r"raised (?:in total|to date|so far|altogether|overall)", r"total (?:funding|raised)", r"in all")),
    (
        ("amount",),
        any_of(
            r"how much (?:money |capital |funding |cash )?(?:did|has|was|were|is|does|will)[\w'’ .&-]{0,60}? (?:raise|raised|raising|secure|secured|get|borrow|pay|paying|cost)",
            r"how much (?:money |capital |funding )?was raised", r"how large (?:was|is) (?:the|its|this)", r"how big (?:was|is) (?:the|its|this) (?:round|deal|loan|facility|series)",
            r"size of (?:the|its|this) (?:round|deal|raise|series|loan|facility)", r"(?:amount|sum) (?:of|raised)", r"what (?:is|was) the (?:purchase )?price",
            r"what (?:is|was) [\w'’ .&-]{2,40}(?:'s|s') (?:(?:funding|financing) )?round(?=\W*$)",
        ),
    ),
    (
        ("headquarters",),
        any_of(r"where (?:is|are|does|do|was)[\w'’ .&-]{0,50}? (?:headquartered|based|located|sit|seated)", r"headquarters?", r"head office", r"home city"),
    ),
    (
        ("people",),
        any_of(
            r"who runs (?:finance|technology)", r"who (?:runs|heads|leads|manages)(?! (?:the|a|this) (?:round|deal|new))", r"who is in charge", r"(?:who is|who's|name of) (?:the |its |[\w'’]+ )?(?:CEO|CFO|COO|CTO|chief [a-z]+ officer|chief executive|finance chief|boss|founder|head|chair(?:man|woman)?)\b",
            r"who founded", r"who (?:is|are) (?:the )?(?:founders?|chief)",
        ),
    ),
    (("founded_on",), any_of(r"when (?:was|were|did)[\w'’ .&-]{0,50}? (?:founded|set up|established|started|start)", r"(?:what|which) year was[\w'’ .&-]{0,50}? (?:founded|set up|established)", r"founding (?:date|year)")),
    (
        ("use_of_proceeds",),
        any_of(
            r"(?:what|how) (?:is|are|will|does|do|would)[\w'’ .&-]{0,50}? (?:money|funds?|funding|capital|proceeds|cash|investment)[\w' ]{0,30}?(?: for| used?| spent| on)?",
            r"what will [\w'’ .&-]{2,40} (?:do with|use|spend)", r"use of proceeds", r"plans? for the (?:money|funds|funding|capital|proceeds)", r"how will [\w'’ .&-]{2,40} (?:use|spend)",
        ),
    ),
    (("advisers",), any_of(r"(?:law firm|legal counsel|legal adviser|advisers?|advisors?|advised|counsel|lawyers?|bank advised)")),
    (("conditions",), any_of(r"what must happen", r"conditions?", r"(?:which|what) approvals?", r"subject to what", r"what does (?:the )?closing depend")),
    (("acquirer",), any_of(r"who (?:is (?:buying|acquiring|taking over)|bought|acquired|buys|took over|will (?:buy|acquire|own))", r"(?:which|what) company (?:is buying|is acquiring|bought|acquired)")),
    (("stake",), any_of(r"(?:how (?:big|large) (?:a )?stake|what (?:share|stake|percentage)|which stake|size of the stake)")),
)  # fmt: skip
_PLAIN = frozenset(
    "a an and are as at be been by company deal did do does for from had has have how in into is it its latest much new of on or "
    "round s series firm startup start-up start up that the their them they this to was were what when where which who whom whose why "
    "will with would news article articles say said stated state reported announced money recent its name names all list total usd dollars "
    "funding capital financing please fundraising give tell me us there out".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields a question asks for, first by first, and the words that those fields do not explain."""

    fields: tuple[tuple[str, ...], ...]
    rest: tuple[str, ...]


def asked(question: str) -> Asked:
    """What a question asks of a deal card; no fields where it asks for something else.

    >>> asked("Where is StepStar headquartered and who runs it?")
    Asked(fields=(('headquarters',), ('people',)), rest=('stepstar',))
    >>> asked("What was StepStar's revenue?").fields
    ()
    """
    text = question.casefold().replace("’", "'")
    fields: list[tuple[str, ...]] = []
    for names, pattern in _FIELDS:
        text, found = pattern.subn(lambda m: " " + " ".join(_names(m[0])) + " ", text)
        if found and not any(set(names) <= set(known) or set(known) <= set(names) for known in fields):
            fields.append(names)
    rest = (w for w in re.findall(r"[^\W_]+(?:[-.&][^\W_]+)*", text.replace("'s", " ")) if w not in _PLAIN)
    return Asked(tuple(fields), tuple(dict.fromkeys(rest)))


def _names(matched: str) -> list[str]:
    """Words inside a matched phrase that may name the company: all that are not the phrase's own."""
    own = _PLAIN | _OWN
    return [w for w in re.findall(r"[^\W_]+(?:[-.&][^\W_]+)*", matched.replace("'s", " ")) if w not in own]


_OWN = frozenset(
    "led co-led lead leading investor investors invested backed backers backer participated part took put funded firms firm funds fund vc companies joined "
    "valuation valued worth raise raised raising secure secured get borrow pay paying cost date far altogether overall large big size loan facility amount sum "
    "price purchase headquartered headquarters based located sit seated head office home city runs heads leads manages charge ceo cfo coo cto officer financial finance technology operating chair chairman chairwoman chief executive boss founder founders founded "
    "set established started year founding used use spent spend proceeds cash plans plan law legal counsel adviser advisers advisor advisors advised lawyers bank must happen condition "
    "conditions approvals subject closing depend buying acquiring taking over bought acquired buys buy acquire own stake share percentage whom up name years".split()
)
