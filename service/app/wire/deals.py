"""Deal cards on the wire."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from service.app.wire.answers import CitationOut, ConflictOut, DroppedOut, Out, TraceOut
from service.app.wire.text import Text
from service.domain.answer import AnswerMode
from service.domain.deal import Basis, DealCard, Deals

EXAMPLE: dict[str, JsonValue] = {"article_ids": ["acme-series-b"]}
MOST_ARTICLES = 100


class DealsIn(BaseModel):
    """Which articles to read; those that tell one deal give one card."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [EXAMPLE]})

    article_ids: list[Text] = Field(min_length=1, max_length=MOST_ARTICLES)


class MoneyOut(Out):
    """`amount` is a decimal string, null where only words such as "several hundred million" are stated."""

    amount: str | None
    currency: str | None = Field(description="ISO 4217; null where the article leaves it open.")
    qualifier: str = Field(description="`exact`, or how it is hedged: `several`, `up_to`, `post_money`…")


class PersonOut(Out):
    name: str
    role: str | None


class _FieldOut(Out):
    raw: str | None = Field(description="The words it was read from, verbatim in a cited sentence.")
    citations: list[int]
    basis: Basis


class TextFieldOut(_FieldOut):
    """A value in words; `not_stated` when the articles do not say."""

    value: str | None


class MoneyFieldOut(_FieldOut):
    value: MoneyOut | None


class PersonFieldOut(_FieldOut):
    value: PersonOut


class DealCardOut(Out):
    """One deal. Every key is always present; a rumoured party is never listed as an investor.

    Dates are ISO 8601 as precise as stated: `2025`, `2025-Q1`, `2025-H1`, `2025-06` or `2025-06-14`.
    """

    id: str
    article_ids: list[str]
    company: TextFieldOut
    headquarters: TextFieldOut
    founded_on: TextFieldOut
    kind: TextFieldOut
    stage: TextFieldOut
    deal_status: TextFieldOut
    amount: MoneyFieldOut
    total_raised: MoneyFieldOut
    valuation: MoneyFieldOut
    stake: MoneyFieldOut
    lead_investors: list[TextFieldOut]
    other_investors: list[TextFieldOut]
    rumoured_parties: list[TextFieldOut]
    acquirer: TextFieldOut
    target: TextFieldOut
    announced_on: TextFieldOut
    signed_on: TextFieldOut
    closed_on: TextFieldOut
    use_of_proceeds: TextFieldOut
    people: list[PersonFieldOut]
    advisers: list[TextFieldOut]
    conditions: list[TextFieldOut]

    @classmethod
    def of(cls, card: DealCard) -> "DealCardOut":
        return cls.model_validate(card)


class DealsOut(Out):
    """The deals that the articles tell, none where they tell none."""

    deals: list[DealCardOut]
    citations: list[CitationOut]
    conflicts: list[ConflictOut]
    mode: AnswerMode = Field(
        description="`degraded` when the model failed and the rules alone filled the cards."
    )
    dropped: list[DroppedOut] = Field(description="What a model said that its sentences do not state.")
    trace: TraceOut

    @classmethod
    def of(cls, deals: Deals) -> "DealsOut":
        told: dict[str, Any] = {name: getattr(deals, name) for name in cls.model_fields}
        return cls.model_validate(told | {"trace": TraceOut.of(deals.trace)})


def card_schema() -> dict[str, Any]:
    """The JSON Schema of a card."""
    return DealCardOut.model_json_schema(mode="serialization")
