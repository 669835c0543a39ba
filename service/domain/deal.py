"""A deal card: the structured terms of one deal, every value with the sentences that state it."""

from dataclasses import dataclass, field
from enum import StrEnum

from service.domain.answer import AnswerMode, Citation, Conflict, Dropped, Trace


class Basis(StrEnum):
    """How firmly a value stands: stated as fact, only reported, worked out, not there, or contradicted."""

    STATED = "stated"
    REPORTED = "reported"
    DERIVED = "derived"
    NOT_STATED = "not_stated"
    CONFLICTING = "conflicting"


class DealKind(StrEnum):
    FUNDING_ROUND = "funding_round"
    ACQUISITION = "acquisition"
    STAKE_SALE = "stake_sale"
    LISTING = "listing"
    DEBT = "debt"
    MERGER = "merger"


class DealStatus(StrEnum):
    """How far a deal has come, the furthest that is stated."""

    RUMOURED = "rumoured"
    ANNOUNCED = "announced"
    SIGNED = "signed"
    CLOSED = "closed"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyValue:
    """Money as a card has it: `amount` is a decimal string, None where only words are stated.

    `qualifier` is `exact`, or how the amount is hedged or bounded (`several`, `up_to`, `post_money`…).
    """

    amount: str | None
    currency: str | None
    qualifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    name: str
    role: str | None


Value = str | MoneyValue | Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value of a card, the words it was read from, and the citations that prove it."""

    value: Value | None = None
    raw: str | None = None
    citations: tuple[int, ...] = ()
    basis: Basis = Basis.NOT_STATED


NOT_STATED = Field()


@dataclass(frozen=True, slots=True, kw_only=True)
class DealCard:
    """What the articles state of one deal; what they do not state is `not_stated`, never guessed.

    Dates are ISO 8601 as precise as stated: `2025`, `2025-Q1`, `2025-H1`, `2025-06` or `2025-06-14`.
    """

    id: str
    article_ids: tuple[str, ...]
    company: Field = NOT_STATED
    headquarters: Field = NOT_STATED
    founded_on: Field = NOT_STATED
    kind: Field = NOT_STATED
    stage: Field = NOT_STATED
    deal_status: Field = NOT_STATED
    amount: Field = NOT_STATED
    total_raised: Field = NOT_STATED
    valuation: Field = NOT_STATED
    stake: Field = NOT_STATED
    lead_investors: tuple[Field, ...] = ()
    other_investors: tuple[Field, ...] = ()
    rumoured_parties: tuple[Field, ...] = ()
    acquirer: Field = NOT_STATED
    target: Field = NOT_STATED
    announced_on: Field = NOT_STATED
    signed_on: Field = NOT_STATED
    closed_on: Field = NOT_STATED
    use_of_proceeds: Field = NOT_STATED
    people: tuple[Field, ...] = ()
    advisers: tuple[Field, ...] = ()
    conditions: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deals:
    """The cards of the articles asked for, with one numbering of citations for all of them.

    `dropped` is what a model said of them that its sentences do not state.
    """

    deals: tuple[DealCard, ...]
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    mode: AnswerMode = "extractive"
    dropped: tuple[Dropped, ...] = ()
    trace: Trace = field(default_factory=Trace)
