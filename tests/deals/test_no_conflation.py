"""What looks alike is kept apart: rounds, valuations, roles, companies."""

import pytest

from service.domain.deal import Basis
from tests.deals.reading import read_card, said


def test_this_round_is_not_all_rounds_together() -> None:
    """The money of the round and the money raised so far stand in fields of their own."""
    card = read_card(
        "Plimsoll Freight raises $12 million Series A",
        "Plimsoll Freight has raised $12 million in a Series A round led by Harbourlight Ventures.",
        "Plimsoll Freight has now raised $15.5 million in total.",
    )
    assert said(card.amount) == ("12000000", "USD", "exact")
    assert said(card.total_raised) == ("15500000", "USD", "exact")


def test_a_total_alone_is_no_amount() -> None:
    """Where only the sum of all rounds is stated, this round's money is not stated."""
    card = read_card(
        "Plimsoll Freight closes Series B",
        "Plimsoll Freight has closed a Series B round.",
        "To date the company has raised a total of $40 million.",
    )
    assert card.amount.basis is Basis.NOT_STATED
    assert said(card.total_raised) == ("40000000", "USD", "exact")


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("a pre-money valuation of $90 million", "pre_money"),
        ("a post-money valuation of $90 million", "post_money"),
        ("a valuation of $90 million", "exact"),
    ],
)
def test_before_and_after_the_money_are_told_apart(words: str, qualifier: str) -> None:
    """A valuation says whether the new money is in it, and claims neither where the article does not."""
    card = read_card(
        "Plimsoll raises $12 million",
        "Plimsoll Freight has raised $12 million in a Series A round.",
        f"The round was done at {words}.",
    )
    assert said(card.valuation) == ("90000000", "USD", qualifier)
    assert said(card.amount) == ("12000000", "USD", "exact")


def test_a_commitment_is_not_closed() -> None:
    """A deal that is signed and waits for approval is not closed, and its expected day is no closing day."""
    card = read_card(
        "Calder Marine to buy Tidal Sensors",
        "Calder Marine has signed an agreement to acquire Tidal Sensors for €31 million.",
        "The deal is expected to be completed on 1 September 2025, subject to regulatory approval.",
    )
    assert said(card.deal_status) == "signed"
    assert card.closed_on.basis is Basis.NOT_STATED
    assert len(card.conditions) == 1


def test_who_leads_is_not_who_takes_part() -> None:
    """Leads and participants are two lists, nobody stands in both."""
    card = read_card(
        "Plimsoll raises $12 million",
        "Plimsoll Freight has raised $12 million in a Series A round led by Harbourlight Ventures, "
        "with participation from Ostrom Capital and Keelson Mutual.",
    )
    assert said(card.lead_investors) == ["Harbourlight Ventures"]
    assert said(card.other_investors) == ["Ostrom Capital", "Keelson Mutual"]


def test_who_led_an_earlier_round_does_not_lead_this_one() -> None:
    """An earlier round's lead, money and year stay out of this round's card."""
    card = read_card(
        "Plimsoll raises $30 million Series B",
        "Plimsoll Freight has raised $30 million in a Series B round led by Marrow Growth.",
        "Its $12 million Series A in 2023 was led by Harbourlight Ventures.",
    )
    assert said(card.lead_investors) == ["Marrow Growth"]
    assert said(card.amount) == ("30000000", "USD", "exact")
    assert said(card.stage) == "Series B"


def test_who_declined_is_no_investor() -> None:
    """Somebody who did not take part is not listed."""
    card = read_card(
        "Plimsoll raises $12 million",
        "Plimsoll Freight has raised $12 million in a Series A round led by Harbourlight Ventures.",
        "Ostrom Capital did not take part in the round.",
    )
    assert said(card.other_investors) == []


def test_a_rumoured_party_is_no_investor() -> None:
    """Talk about a party puts it among the rumoured ones only."""
    card = read_card(
        "Plimsoll raises $12 million",
        "Plimsoll Freight has raised $12 million in a Series A round led by Harbourlight Ventures.",
        "There were also rumors regarding Ostrom's potential investment, although it remains unclear.",
    )
    assert said(card.rumoured_parties) == ["Ostrom"]
    assert "Ostrom" not in [*said(card.lead_investors), *said(card.other_investors)]  # type: ignore[misc]


def test_the_company_bought_is_not_its_parent() -> None:
    """The target is the company that is bought; the group it belonged to is neither target nor buyer."""
    card = read_card(
        "Calder Marine to buy Tidal Sensors",
        "Calder Marine has agreed to acquire Tidal Sensors for €31 million.",
        "Tidal Sensors is a subsidiary of Norrholm Group.",
    )
    assert said(card.acquirer) == "Calder Marine"
    assert said(card.target) == "Tidal Sensors"
    assert said(card.company) == "Tidal Sensors"


def test_revenue_is_no_deal_money() -> None:
    """Money in another role, such as revenue, fills no field."""
    card = read_card(
        "Plimsoll closes Series A",
        "Plimsoll Freight has closed a Series A round.",
        "It had revenue of $9 million last year.",
    )
    assert card.amount.basis is Basis.NOT_STATED
    assert card.valuation.basis is Basis.NOT_STATED


def test_several_hundred_million_is_no_number() -> None:
    """Words that leave the amount open keep their currency and no made-up number."""
    card = read_card(
        "Plimsoll closes Series B",
        "Plimsoll Freight has raised several hundred million dollars in a Series B round.",
    )
    assert said(card.amount) == (None, "USD", "several")
    assert card.amount.raw == "several hundred million dollars"
