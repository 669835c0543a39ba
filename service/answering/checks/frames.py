"""Deals as frames: who buys what from whom, who pays, who lends. A name must not change its part in one.

"Brackenmoor pays Pellucid" and "Pellucid receives it from Brackenmoor" are one frame told from two sides.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.answering.checks.acts import acts, slots_after
from service.answering.checks.sources import Case
from service.figures.names import Name, find_names, same_name


@dataclass(frozen=True, slots=True)
class Part:
    """A name's part in a frame: `Part("sale", "buyer", "Bolt")`."""

    frame: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class _Verb:
    """What the slots of an active verb, or the name before a noun of action, mean."""

    frame: str
    forms: re.Pattern[str]
    slots: Mapping[str, str]


def _verb(frame: str, forms: str, slots: Mapping[str, str]) -> _Verb:
    return _Verb(frame, re.compile(rf"\b(?:{forms})\b", re.IGNORECASE), slots)


_VERBS = (
    _verb(
        "sale",
        r"acquir(?:e[sd]?|ing)|buy(?:s|ing)?|bought|purchas(?:e[sd]?|ing)(?! (?:price|agreement)\b)|tak(?:e|es|ing|en) over|took over|swallow(?:s|ed)?|snap(?:s|ped) up|"
        r"übernimmt|übernahm|übernommen|kauft|kaufte|gekauft|compr(?:a|ó|ado|ará)|adquir\w+|rach[eè]t\w+",
        {"subject": "buyer", "object": "goods", "in": "goods", "from": "seller"},
    ),
    _verb("sale", r"acquisition|purchase|takeover", {"of": "goods", "by": "buyer"}),
    _verb(
        "sale",
        r"sell(?:s|ing)?|sold|divest(?:s|ed|ing)?|verkauft|verkaufte|vend(?:e|ió|u|ra)|verkaufen",
        {
            "subject": "seller",
            "object": "goods",
            "in": "goods",
            "to": "buyer",
            "an": "buyer",
            "a": "buyer",
            "à": "buyer",
        },
    ),
    _verb(
        "sale",
        r"(?<=pa)y(?=.{1,60} for (?:the )?)|pa(?:ys?|id|ying)(?= [^;]{1,60} for )",
        {"subject": "buyer", "for": "goods"},
    ),
    _verb(
        "holding",
        r"belong(?:s|ed|ing)?|gehört|gehörte|pertenece|appartient",
        {"subject": "goods", "to": "holder", "object": "holder", "a": "holder", "à": "holder"},
    ),
    _verb("holding", r"own(?:s|ed|ing)?", {"subject": "holder", "object": "goods", "in": "goods"}),
    _verb("holding", r"owner", {"subject": "holder", "of": "goods"}),
    _verb("sale", r"buyer|acquirer", {"subject": "buyer", "of": "goods"}),
    _verb(
        "payment",
        r"pay(?:s|ing|able)?|paid|owe(?:s|d)?|zahlt|versera|verse|pagará|paga",
        {"subject": "payer", "object": "payee", "to": "payee", "an": "payee", "a": "payee", "à": "payee"},
    ),
    _verb("payment", r"receiv(?:e[sd]?|ing)|collect(?:s|ed)?", {"subject": "payee", "from": "payer"}),
    _verb("loan", r"lends?|lent", {"subject": "lender", "object": "borrower", "to": "borrower"}),
    _verb("loan", r"borrow(?:s|ed|ing)?", {"subject": "borrower", "from": "lender"}),
    _verb(
        "loan",
        r"provid(?:e[sd]?|ing)(?=.{1,60}\bloan\b)|grant(?:s|ed)?(?=.{1,60}\bloan\b)",
        {"subject": "lender", "object": "borrower"},
    ),
    _verb("loan", r"loan|(?:venture )?debt|credit line|facility", {"from": "lender", "to": "borrower"}),
    _verb("report", r"report(?:s|ed|ing)?(?= to\b)", {"subject": "junior", "to": "senior"}),
)


def swapped(case: Case) -> str:
    """A name that has another part in the claim than in the cited sentences; else an empty string."""
    stated = [part for cited in case.cited for part in _of_parties(case, cited.text)]
    mine = _of_parties(case, case.text)
    for claimed in mine:
        frame = [part for part in stated if part.frame == claimed.frame]
        own = {part.role for part in frame if same_name(part.name, claimed.name, case.aliases)}
        if own and claimed.role not in own and not _sells_itself(claimed, own, frame):
            return f"“{claimed.name}” is {min(own)} in the cited sentence, not {claimed.role}."
        if not own and (other := _taken(case, claimed, frame, mine)):
            return f"“{other}” is the {claimed.role} in the cited sentence, not “{claimed.name}”."
    return ""


def _sells_itself(claimed: Part, own: set[str], frame: Sequence[Part]) -> bool:
    """ "Bolt sold a 12 percent stake": where nothing else is named as sold, the seller is what was sold a part of."""
    return claimed.role == "goods" and own == {"seller"} and all(part.role != "goods" for part in frame)


def _of_parties(case: Case, text: str) -> list[Part]:
    return [part for part in parts(text) if _CJK.search(part.name) or case.is_party(part.name, text)]


_CJK = re.compile("[\u4e00-\u9fff]")


def _taken(case: Case, claimed: Part, frame: Sequence[Part], mine: Sequence[Part]) -> str | None:
    """Who else has the part, where the claim tells of the same frame: it shares another part with it."""
    shared = any(
        own.role == part.role != claimed.role and same_name(own.name, part.name, case.aliases)
        for own in mine
        if own.frame == claimed.frame
        for part in frame
    )
    return next((part.name for part in frame if part.role == claimed.role), None) if shared else None


_ZH_SALE = re.compile(
    r"(?P<buyer>[\u4e00-\u9fff]{2,8}?)(?:今日|近日|昨日)?(?:宣布|表示)?[,，]?(?:已|将|拟|计划|同意)?(?:以[^收购。；]{0,30})?(?:全资|战略)?(?:收购|并购)了?"
    r"(?P<goods>[\u4e00-\u9fff]{2,10}?)(?=[\d的股全（(,，。%％]|[一二三四五六七八九]成|过半|$)"
)


def _chinese(match: re.Match[str]) -> Iterator[Part]:
    yield Part("sale", "buyer", match["buyer"])
    yield Part("sale", "goods", match["goods"])


def parts(text: str) -> list[Part]:
    """Every name's part in the frames of a text.

    >>> [(p.role, p.name) for p in parts("Bolt was sold to Acme by Birch.")]
    [('goods', 'Bolt'), ('buyer', 'Acme'), ('seller', 'Birch')]
    """
    if _ZH_SALE.search(text):
        return [part for match in _ZH_SALE.finditer(text) for part in _chinese(match)]
    names = find_names(text)
    return [
        part
        for verb in _VERBS
        for match in verb.forms.finditer(text)
        for part in _parts(text, names, verb, match)
    ]


_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|to be|wird|wurde|fue|est|sera)\s(?:\w+\s){0,2}$")
_PASSIVE_FORM = re.compile(
    r"(?:ed|bought|sold|taken over|paid|payable|lent|owed|kauft|nommen|ado)$", re.IGNORECASE
)


def _parts(text: str, names: tuple[Name, ...], verb: _Verb, match: re.Match[str]) -> Iterator[Part]:
    after = list(slots_after(text, names, match.end()))
    subjects = _subjects(text, names, match.start()) if "subject" in verb.slots else []
    if _is_passive(text, match):
        roles = {
            **verb.slots,
            "subject": verb.slots.get("object", ""),
            "by": verb.slots["subject"],
            "von": verb.slots["subject"],
        }
        roles.pop("object", None)
    else:
        roles = dict(verb.slots)
    for slot, name in [*(("subject", subject) for subject in subjects), *after]:
        if roles.get(slot):
            yield Part(verb.frame, roles[slot], name)


def _is_passive(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() :]
    if not _PASSIVE_FORM.search(match.group()):
        return False
    return bool(_PASSIVE.search(before)) or bool(re.match(r"\s(?:by|von|por|par)\b", after))


def _subjects(text: str, names: Sequence[Name], place: int) -> list[str]:
    """The names that the verb at `place` has before it: its own subject, else the clause's last or first."""
    before = [act for act in acts(text) if act.start <= place]
    if before and (before[-1].start == place or not _boundary(text, before[-1].start, place)):
        return before[-1].names("subject")
    near = [n for n in names if n.end <= place and not _boundary(text, n.start, place) and not _owns(text, n)]
    return [
        name.raw for name in sorted(near, key=lambda n: not n.sure and text[n.end : n.end + 1] != ",")[:1]
    ]


def _owns(text: str, name: Name) -> bool:
    """ "Bolt's investors": somebody else's name before the subject."""
    return text[name.end : name.end + 2] in {"'s", "’s"}


def _boundary(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"(?<![A-Z])[.;](?=\s)|\s[–—]\s|；|。|\bbut\b|\bthat\b", text[start:end]))
