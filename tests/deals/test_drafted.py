"""What a model says of a deal is read leniently and believed only as far as its sentences go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.deals.complete import completed
from service.deals.drafted import DraftField, parse
from service.domain.deal import Basis, DealCard, MoneyValue, Person
from tests.deals.reading import evidence, read_card

LINES = (
    "Plimsoll Freight has closed a Series A round worth $12 million, and Harbourlight Ventures steered it.",
    "The money comes from Ostrom Capital as well.",
    "There is talk that Keelson Mutual may invest too.",
    "Marrow Growth led the seed round of $2 million in 2022.",
    "Sales reached $9 million last year, and the company is seen as worth $90 million after the round.",
    "Ann Lee, a former harbour pilot, runs the company from Leith.",
    "The deal should be completed on 1 September 2025.",
    "Ostrakon Credit did not take part.",
)
SENTENCES = evidence(*LINES)
TITLE = "Plimsoll Freight closes a Series A"


def filled(*drafts: DraftField, check: str | None = None) -> tuple[DealCard, list[str]]:
    refused: list[str] = []
    card = completed(
        read_card(TITLE, *LINES), drafts, SENTENCES,
        lambda claim, numbers: check,
        lambda draft, why: refused.append(draft.words),
    )  # fmt: skip
    return card, refused


def names(card: DealCard, role: str) -> list[object]:
    return [field.value for field in getattr(card, role)]


@pytest.mark.parametrize(
    "line",
    [
        "lead_investors: Acme Ventures [4]",
        "- **lead_investors**: Acme Ventures [s4]",
        "Lead investors: “Acme Ventures” (4)",
        "3. lead_investors = Acme Ventures 【4】",
    ],
)
def test_a_line_is_read_in_many_shapes(line: str) -> None:
    """Bullets, bold, quotation marks and other brackets make no difference."""
    assert parse(line) == (DraftField("lead_investors", "Acme Ventures", (4,)),)


@pytest.mark.parametrize(
    "line",
    ["", "Here are the fields:", "price: $5 million [1]", "amount: not stated", "stage: N/A", "NO_DEAL"],
)
def test_what_is_no_field_is_passed_over(line: str) -> None:
    """Chatter, unknown fields and declared emptiness give nothing."""
    assert parse(line) == ()


@given(st.text(max_size=400))
def test_no_reply_breaks_the_parser(reply: str) -> None:
    """Whatever comes, it is read or passed over."""
    assert all(field.numbers is not None for field in parse(reply))


def test_what_the_rules_missed_is_filled() -> None:
    """A value in words that no rule knows is taken with its sentence and its own spelling."""
    card, refused = filled(
        DraftField("lead_investors", "harbourlight ventures", (1,)),
        DraftField("other_investors", "Ostrom Capital", (2,)),
        DraftField("headquarters", "Leith", (6,)),
        DraftField("people", "Ann Lee | former harbour pilot", (6,)),
    )
    assert refused == []
    assert names(card, "lead_investors") == ["Harbourlight Ventures"]
    assert "Ostrom Capital" in names(card, "other_investors")
    assert (card.headquarters.value, card.headquarters.citations) == ("Leith", (6,))
    assert Person(name="Ann Lee", role="former harbour pilot") in names(card, "people")


@pytest.mark.parametrize(
    ("name", "words", "number"),
    [
        ("lead_investors", "Harbourlight Ventures", 99),  # no such sentence
        ("lead_investors", "Brass Monkey Capital", 1),  # nobody of that name
        ("lead_investors", "Marrow Growth", 4),  # of an earlier round
        ("other_investors", "Keelson Mutual", 3),  # only talk
        ("other_investors", "Ostrakon Credit", 8),  # stayed out
        ("valuation", "$12 million", 1),  # the round's money
        ("valuation", "$9 million", 5),  # sales
        ("total_raised", "$12 million", 1),
        ("amount", "$2 million", 4),  # the seed round's
        ("amount", "$120 million", 1),  # another figure
        ("closed_on", "1 September 2025", 7),  # expected
        ("deal_status", "terminated", 1),
        ("kind", "acquisition", 1),
        ("stage", "Series B", 1),
        ("stake", "20 percent", 5),
        ("target", "Harbourlight Ventures", 1),
        ("acquirer", "Harbourlight Ventures", 1),
        ("headquarters", "Harbourlight Ventures", 1),
        ("advisers", "Ostrom Capital", 2),
    ],
)
def test_what_the_sentence_does_not_say_in_that_role_is_refused(name: str, words: str, number: int) -> None:
    """Made-up names and figures, other rounds, other roles, talk and plans fill no field."""
    before, _ = filled()
    card, refused = filled(DraftField(name, words, (number,)))
    assert refused == [words]
    assert card == before


def test_what_the_verifier_refuses_is_not_filled() -> None:
    """A value that fails as a claim is refused with the verifier's words."""
    card, refused = filled(
        DraftField("lead_investors", "Harbourlight Ventures", (1,)), check="It did not lead."
    )
    assert refused == ["Harbourlight Ventures"]
    assert names(card, "lead_investors") == []


def test_the_rules_are_never_overruled() -> None:
    """A second value for a filled field changes nothing, and nobody gets a second role."""
    rules = read_card(
        "Plimsoll raises $12 million",
        "Plimsoll Freight has raised $12 million in a Series A round led by Harbourlight Ventures.",
        "It raised another $3 million before.",
    )
    sentences = evidence(
        "Plimsoll Freight has raised $12 million in a Series A round led by Harbourlight Ventures.",
        "It raised another $3 million before.",
    )
    drafts = [
        DraftField("amount", "$3 million", (2,)),
        DraftField("other_investors", "Harbourlight Ventures", (1,)),
    ]
    card = completed(rules, drafts, sentences, lambda *_: None, lambda *_: None)
    assert card.amount.value == MoneyValue(amount="12000000", currency="USD", qualifier="exact")
    assert names(card, "other_investors") == []


def test_talk_is_told_as_reported() -> None:
    """A value of a hedged sentence is `reported`."""
    card, _ = filled(DraftField("rumoured_parties", "Keelson Mutual", (3,)))
    assert [(f.value, f.basis) for f in card.rumoured_parties] == [("Keelson Mutual", Basis.REPORTED)]
