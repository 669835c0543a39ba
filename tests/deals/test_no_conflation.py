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


def test_the_day_a_deal_is_called_off_is_not_the_day_it_was_announced() -> None:
    """The dateline of the report of its end dates nothing; the day of the agreement is that of the signing."""
    card = read_card(
        "Rookhaven and Pell call off merger",
        "LEEDS, 30 January 2025 – Rookhaven and Pell Lighting ended their merger agreement on Thursday.",
        "Rookhaven had agreed on 22 May 2024 to pay $410 million for Pell Lighting.",
    )
    assert said(card.deal_status) == "terminated"
    assert card.announced_on.basis is Basis.NOT_STATED
    assert said(card.signed_on) == "2024-05-22"
    assert said(card.amount) == ("410000000", "USD", "exact")


def test_what_is_expected_to_complete_has_not_closed() -> None:
    """An expectation in Chinese is none of a closing, as in English."""
    card = read_card(
        "海桥集团收购北岸仓储",
        "海桥集团今日宣布,将以12亿元人民币现金收购北岸仓储80%的股权。",
        "交易预计在2025年底之前完成。",
    )
    assert said(card.deal_status) == "announced"


def test_the_year_of_the_founding_dates_no_figure() -> None:
    """ "Founded in 2020, has raised" is money of now; the year before a figure of another time keeps it out."""
    card = read_card(
        "Plimsoll Freight raises Series A",
        "Plimsoll Freight, founded in 2020, has raised a $12 million Series A.",
        "Founded in 2020 by Ada Quern and Ben Ostler, it raised $3 million in 2022.",
    )
    assert said(card.amount) == ("12000000", "USD", "exact")
    assert said(card.people) == [("Ada Quern", "founder"), ("Ben Ostler", "founder")]


def test_who_is_named_beside_the_lead_takes_part() -> None:
    """ "Led by one, with two others" gives one lead and two participants, and a place beside it is no party."""
    card = read_card(
        "Staff of Plimsoll Freight sell shares",
        "Plimsoll Freight lets its staff sell shares for up to $40 million in a tender offer.",
        "The buyers are led by Harbourlight Ventures, with Ostend Fund and the existing owner Quern Capital.",
    )
    assert said(card.lead_investors) == ["Harbourlight Ventures"]
    assert said(card.other_investors) == ["Ostend Fund", "Quern Capital"]
    card = read_card(
        "Plimsoll raises $12 million",
        "Plimsoll raised a $12 million Series A led by Harbourlight, with a view to Brazil.",
    )
    assert card.other_investors == ()


def test_the_month_of_may_is_no_doubt() -> None:
    """A date in May leaves a figure as stated; what may come is reported."""
    card = read_card(
        "Plimsoll raises $12 million", "Plimsoll Freight raised $12 million on 4 May 2025 in a Series A."
    )
    assert card.amount.basis is Basis.STATED
