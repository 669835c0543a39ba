"""The other facts of a card: people, dates, what the money is for, what must happen first."""

import re
from collections.abc import Iterator, Sequence

from service.deals.cues import any_of
from service.deals.names import NAME, trimmed
from service.deals.terms import Term
from service.domain.deal import Basis, Person
from service.domain.evidence import EvidenceSentence
from service.domain.figures import Date
from service.figures.find import find_figures

ROLE = (
    r"(?i:(?:co-?)?(?:founder(?: and (?:chief executive|CEO))?|chief [a-z]+ officer|chief executive(?: officer)?|CEO|CFO|CTO|COO|chair(?:man|woman|person)?|president"
    r"|managing director|managing partner|general partner|partner|finance director|group director|studio head|chief scientist))"
)
_ITS = rf"(?:(?:{NAME}(?<=['’]s)|(?<=[a-z] ){NAME}) )?"
"""Whose: "Acme's", or Acme inside a sentence, before "chief executive" belongs to the role, as two companies of a deal have one each."""
_ROLE_FIRST = re.compile(
    rf"(?<!\w)(?P<role>{_ITS}{ROLE})(?: of [A-Z][\w ]+?)?,? (?P<name>(?:Dr\.? ?|Mr\.? |Ms\.? |Dame |Sir )?{NAME})"
)
_NAME_FIRST = re.compile(
    rf"(?P<name>(?:Dr\.? ?)?{NAME}), (?:(?:its|the|their|who is|who became|an?) )?(?:(?:new|then) )?(?P<role>{_ITS}(?:(?:new|then|former|interim|acting) )?{ROLE}\b(?: (?:of|at) (?:the )?{NAME})?)"
)
_HELM = re.compile(
    rf"(?P<raw>(?:under the helm of|helmed by|led by its chief,?|run by) (?:Dr\.? ?)?(?P<name>{NAME})(?:, (?P<role>an? [^,.;]{{5,80}}))?)"
)
_FOUNDERS = re.compile(
    rf"\b(?:[Ff]ounded|[Ss]et up|[Ss]tarted|[Ee]stablished)(?: in [^.]{{4,20}}?)? by (?P<names>{NAME}(?:(?:, {NAME})*,? and {NAME})?)"
)
_WHO_FOUNDED = re.compile(rf"(?P<name>{NAME}), who (?:co-)?founded\b")
_NOT_OF_THE_DEAL = any_of(r"analyst", r"spokes\w+", r"reporter", r"columnist")
_USE = any_of(
    r"(?:proceeds|capital influx|money|funds|funding|(?-i:capital)|investment|financing|rest|half of the money) (?:(?:will|are to|is to|would) (?!be (?:released|paid|drawn|lent|disbursed))|goes?|is earmarked)",
    r"(?:plans|intends|wants) to (?:use|spend|invest) (?:the |its |this |most of the |all of the )?(?:new |fresh )?(?:money|funds|funding|proceeds|capital|cash|sum|investment|[$€£¥])", r"will (?:spend|use|invest) (?:the|it|this)", r"to be (?:used|spent) (?:for|on)",
    r"will be (?:used|channell?ed|spent|invested)", r"of the (?:new |fresh )?(?:money|funds|proceeds)", r"with the (?:new |fresh )?(?:money|funds|capital|cash|proceeds)",
    r"(?:cash|money|capital) is for", r"spend the proceeds", r"loan [^.]{0,30}to build", r"destinará", r"资金将", "用于",
)  # fmt: skip
_CONDITION = any_of(
    r"subject to", r"conditional (?:on|upon)", r"(?:it |also |closing |sale |deal |and )requires? (?:clearance|approval|the|a)",
    r"needs? (?:clearance|approval|the (?:consent|approval))", r"once [^.]{3,60} (?:has|have) (?:agreed|approved|cleared)",
    r"awaits? (?:clearance|approval)", r"regulatory approvals?", "尚需", r"pendiente de",
)  # fmt: skip
_SIGNED = any_of(r"signed", r"agreed on", r"agreement (?:was )?(?:signed|dated)", "签署")
_CLOSED = any_of(r"closed", r"completed", r"was completed", r"closing took place")
_OF_A_DEAL = any_of(
    r"deal", r"transaction", r"rounds?", r"Series [A-K]", r"acquisition", r"(?:share )?sale", r"merger", r"offering", r"financing", r"closing",
    r"purchase", r"takeover", r"agreement", r"facility", r"loan", r"contract", r"stake", r"tender", r"agreed on [^.;]{4,20} to (?:pay|buy|sell|acquire|merge)", "协议", "交易", "融资",
)  # fmt: skip
_IT_WAS = re.compile(r"It was (?:signed|closed|completed)\b")
_ANNOUNCED = any_of(r"announc\w+", r"said on", r"disclosed", "宣布", r"anunci\w+")
_AHEAD = any_of(
    r"expected",
    r"expects",
    r"will",
    r"due",
    r"by the end",
    r"before",
    r"could",
    r"should",
    r"planned",
    r"scheduled",
    r"once",
    r"until",
    "预计",
)
_DATELINE = re.compile(r"^[^.!?]{0,80}?(?:\d{4}|日)[,，]?(?:[^.!?\s]{0,4}讯)?\s*(?:[–—-]{1,2}|\.)")


def people(sentences: Sequence[EvidenceSentence]) -> list[tuple[Person, Term]]:
    """Persons with the role that a sentence gives them; each person once, in order."""
    found: dict[str, tuple[Person, Term]] = {}
    for sentence in sentences:
        for name, role, raw in people_in(sentence.text):
            family = name.split()[-1].casefold()
            if len(name.split()) > 1 and family not in found:
                found[family] = (Person(name=name, role=role), Term(name, raw, sentence))
    return list(found.values())


def people_in(text: str) -> Iterator[tuple[str, str | None, str]]:
    """Names of persons with their role and the words that give it, as one sentence tells them; no name is empty."""
    return ((name, role, raw) for written, role, raw in _people_in(text) if (name := _person(written)))


def _people_in(text: str) -> Iterator[tuple[str, str | None, str]]:
    for match in _HELM.finditer(text):
        role = "at the helm" + (f", {match['role']}" if match["role"] else "")
        yield match["name"], role, match["raw"]
    for pattern in (_NAME_FIRST, _ROLE_FIRST):
        for match in pattern.finditer(text):
            if not _NOT_OF_THE_DEAL.search(match[0]) and match["name"][:1].isupper():
                yield match["name"], " ".join(match["role"].split()), match[0]
    for match in _WHO_FOUNDED.finditer(text):
        yield match["name"], "founder", match[0]
    for match in _FOUNDERS.finditer(text):
        for name in re.split(r",\s*(?:and )?|\s+and\s+", match["names"]):
            yield name, "founder", name


def _person(name: str) -> str:
    return trimmed(re.sub(r"^(?:Dr\.?|Mr\.?|Ms\.?|Mrs\.?|Dame|Sir)\s*(?=[A-ZÀ-Þ])", "", name.strip()))


def use_of_proceeds(sentences: Sequence[EvidenceSentence]) -> Term | None:
    """The sentence that says what the money is for."""
    return next((Term(s.text.strip(), s.text, s) for s in sentences if _USE.search(s.text)), None)


def conditions(sentences: Sequence[EvidenceSentence]) -> list[Term]:
    """The sentences that say what must happen before the deal closes."""
    return [Term(s.text.strip(), s.text, s) for s in sentences if _CONDITION.search(s.text)][:4]


def dates(sentences: Sequence[EvidenceSentence], *, called_off: bool = False) -> dict[str, Term]:
    """`announced_on`, `signed_on` and `closed_on`, where a past event is given a date.

    The day of the article is that of the announcement, unless the deal is `called_off` in it.
    """
    found: dict[str, Term] = {}
    for place, sentence in enumerate(sentences):
        for date in (
            f for f in find_figures(sentence.text) if isinstance(f, Date) and f.year and not f.relative
        ):
            before = sentence.text[max(0, date.start - 45) : date.start]
            if _AHEAD.search(before):
                continue
            for name, cue in (("signed_on", _SIGNED), ("closed_on", _CLOSED)):
                if cue.search(before) and (_OF_A_DEAL.search(sentence.text) or _IT_WAS.match(sentence.text)):
                    found.setdefault(name, Term(iso(date), date.raw, sentence))
            dateline = (
                not called_off
                and place < 2
                and date.day
                and _DATELINE.match(sentence.text)
                and date.start < 60
            )
            if dateline or (date.day and _ANNOUNCED.search(before)):
                found.setdefault("announced_on", Term(iso(date), date.raw, sentence, Basis.STATED))
    return found


def lies_ahead(start: int, text: str) -> bool:
    """Whether the words before a date say that it is expected, and has not come."""
    return bool(_AHEAD.search(text[max(0, start - 45) : start]))


def iso(date: Date) -> str:
    """A date as precise as it was stated.

    >>> iso(Date(raw="June 2025", start=0, end=9, year=2025, month=6))
    '2025-06'
    """
    if date.day is not None and date.month is not None:
        return f"{date.year:04}-{date.month:02}-{date.day:02}"
    if date.month is not None:
        return f"{date.year:04}-{date.month:02}"
    if date.quarter is not None:
        return f"{date.year:04}-Q{date.quarter}"
    return f"{date.year:04}" if date.half is None else f"{date.year:04}-H{date.half}"
