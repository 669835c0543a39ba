"""The right names and amounts in each other's place."""

import re

from evals.mutations.claim import MONEY, NAME, POLARITY, Change, Operator, TrueClaim


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


def _lead_swap(true: TrueClaim) -> str | None:
    """The participant takes the lead, the leader's place."""
    return (
        _swapped(rf"(?P<a>{NAME}) (?:led|leads)\b.{{0,60}}?(?:, which |, with |alongside )(?P<b>{NAME})")(
            true
        )
        or _swapped(rf"led by (?P<a>{NAME}),? (?:with|and joined by|alongside).{{0,30}}?(?P<b>{NAME})")(true)
        or _swapped(rf"(?P<a>{NAME}) led with [^,]{{3,40}}, (?P<b>{NAME})")(true)
    )


def _participant_leads(true: TrueClaim) -> str | None:
    """A participant is called the lead."""
    match = re.search(
        rf"(?P<a>{NAME}) (?:was among the participants in|took part in|participated in|joined|added|put in|invested in) ",
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
        _swapped(rf"(?P<a>{NAME}) {_BUYS} (?:all (?:shares )?of )?(?P<b>{NAME})")(true)
        or _swapped(
            rf"(?P<a>{NAME}),? .{{0,20}}?(?:is being|was|is to be|has been) (?:acquired|bought|taken over) by (?P<b>{NAME})"
        )(true)
        or _swapped(rf"(?P<a>{NAME}) is being sold to (?P<b>{NAME})")(true)
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
    money = list(MONEY.finditer(true.claim))
    names = list(re.finditer(NAME, true.claim))
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


OPERATORS: tuple[Operator, ...] = (
    ("lead ↔ participant", POLARITY, _lead_swap),
    ("participant as lead", POLARITY, _participant_leads),
    ("acquirer ↔ target", POLARITY, _role_swap),
    ("pre- ↔ post-money", POLARITY, _basis),
    ("amounts crossed", POLARITY, _crossed_amounts),
    ("total as round", POLARITY, _scope),
    ("other title", POLARITY, _title),
)
