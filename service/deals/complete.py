"""A card completed with what a model points at: it fills what the rules left open and never overrules them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from service.deals.drafted import NAMES, DraftField
from service.deals.fitting import fitted
from service.deals.merge import LISTED
from service.deals.names import same
from service.domain.deal import DealCard, Field, MoneyValue, Person
from service.domain.evidence import EvidenceSentence

Check = Callable[[str, tuple[int, ...]], str | None]
"""What the verifier has against a claim that rests on these sentences; None where it holds."""
Refuse = Callable[[DraftField, str], None]

CLAIMS = {
    "amount": "{company} raised {value}.",
    "total_raised": "{company} has raised {value} in total.",
    "valuation": "{company} is valued at {value}.",
    "lead_investors": "{value} led the round.",
    "other_investors": "{value} took part in the round.",
    "advisers": "{value} advised on the deal.",
}
_PARTIES = ("lead_investors", "other_investors", "rumoured_parties")
NOT_THERE = "The sentence pointed at does not state this in that role."
NOWHERE = "It points at no sentence that was offered."


def completed(
    card: DealCard,
    drafts: Sequence[DraftField],
    sentences: Sequence[EvidenceSentence],
    check: Check,
    refuse: Refuse,
) -> DealCard:
    """The card with every drafted value that its sentence states, that holds, and that no rule has filled."""
    by_number = {sentence.number: sentence for sentence in sentences}
    for draft in sorted(drafts, key=lambda one: NAMES.index(one.name)):
        pointed = [by_number[n] for n in draft.numbers if n in by_number]
        if not pointed:
            refuse(draft, NOWHERE)
            continue
        field = fitted(draft, pointed, card)
        if field is None:
            refuse(draft, NOT_THERE)
            continue
        wrong = _wrong(draft.name, field, card, check)
        if wrong is not None:
            refuse(draft, wrong)
        elif _is_open(card, draft.name, field):
            card = _with(card, draft.name, field)
    return card


def _is_open(card: DealCard, name: str, field: Field) -> bool:
    """Whether the card has room for the value: the field is empty, or the list lacks it in every role."""
    if name not in LISTED:
        return getattr(card, name).value is None
    roles = _PARTIES if name in _PARTIES else (name,)
    told = (known for role in roles for known in getattr(card, role))
    return not any(same(_text(known), _text(field)) or known.raw == field.raw for known in told)


def _wrong(name: str, field: Field, card: DealCard, check: Check) -> str | None:
    """What the verifier says against the value told as a plain sentence."""
    template = _claim(name, card)
    company = str(card.company.value or "The company")
    value = field.raw or ""
    return check(template.format(company=company, value=value), field.citations) if template else None


def _claim(name: str, card: DealCard) -> str | None:
    if name == "acquirer" and card.target.value:
        return f"{{value}} acquires {card.target.value}."
    if name == "target" and card.acquirer.value:
        return f"{card.acquirer.value} acquires {{value}}."
    if name == "amount" and card.kind.value in ("acquisition", "merger", "stake_sale"):
        return "The price is {value}."
    return CLAIMS.get(name)


def _with(card: DealCard, name: str, field: Field) -> DealCard:
    value = (*getattr(card, name), field) if name in LISTED else field
    return replace(card, **{name: value})  # type: ignore[arg-type]


def _text(field: Field) -> str:
    value = field.value
    if isinstance(value, Person):
        return value.name
    return str(value.amount) if isinstance(value, MoneyValue) else str(value)
