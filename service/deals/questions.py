"""Questions that an article's card says it can answer."""

from service.domain.deal import DealCard, DealKind, Field


def questions(card: DealCard) -> tuple[str, ...]:
    """Plain questions about the filled fields, the most telling first.

    They are in English and name the company as the article spells it.
    """
    company = _name(card.company)
    if not company:
        return ()
    asked = [
        *_about_money(card, company),
        (bool(card.lead_investors or card.other_investors), f"Who invested in {company}?"),
        (_is(card.acquirer) and _is(card.target), f"Who is buying {company}?"),
        (_is(card.valuation), f"What valuation is given for {company}?"),
        (_is(card.use_of_proceeds), f"What will {company} use the money for?"),
        (bool(card.conditions), f"What must happen before the {company} deal closes?"),
        (_is(card.headquarters), f"Where is {company} based?"),
        (_is(card.founded_on), f"When was {company} founded?"),
    ]
    return tuple(question for known, question in asked if known)


def _about_money(card: DealCard, company: str) -> list[tuple[bool, str]]:
    bought = card.kind.value in (DealKind.ACQUISITION, DealKind.MERGER)
    wording = f"What is the price for {company}?" if bought else f"How much did {company} raise?"
    return [(_is(card.amount) and card.kind.value != DealKind.STAKE_SALE, wording)]


def _is(field: Field) -> bool:
    return field.value is not None


def _name(field: Field) -> str:
    return field.value if isinstance(field.value, str) else ""
