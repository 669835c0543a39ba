"""Several articles on one deal: one card, and a conflict where they differ."""

from dataclasses import replace
from datetime import date

import pytest

from service.deals.agree import agree
from service.deals.doubts import doubts, funded_before_founded, impossible_dates
from service.deals.merge import Told, merged
from service.domain.deal import Basis, MoneyValue
from tests.deals.reading import evidence, read_card

FIRST = read_card(
    "Plimsoll raises $12 million",
    "Plimsoll Freight has raised $12 million in a Series A round led by Harbourlight Ventures.",
)
DAY = date(2025, 6, 14)


def told(amount: str, *, title: str = "Plimsoll raises", stage: str = "Series A", day: date = DAY) -> Told:
    card = read_card(
        title, f"Plimsoll Freight has raised {amount} in a {stage} round led by Harbourlight Ventures."
    )
    return Told(replace(card, article_ids=(amount,)), day)


def test_two_articles_that_agree_make_one_card() -> None:
    """The same deal is one card with both articles' citations, and no conflict."""
    cards, conflicts = merged([told("$12 million"), told("$12,000,000")])
    assert len(cards) == 1
    assert cards[0].article_ids == ("$12 million", "$12,000,000")
    assert conflicts == ()


def test_two_figures_for_one_field_are_a_conflict() -> None:
    """Neither figure is picked: the field is empty and conflicting, and both values are shown."""
    cards, conflicts = merged([told("$12 million"), told("$14 million")])
    (conflict,) = conflicts
    assert [value.value for value in conflict.values] == ["$12 million", "$14 million"]
    assert (conflict.field, conflict.kind) == ("amount", "cross_article")
    assert cards[0].amount.value is None
    assert cards[0].amount.basis is Basis.CONFLICTING


@pytest.mark.parametrize(
    "other",
    [
        told("$30 million", stage="Series B"),
        told("$30 million", day=date(2027, 6, 14)),
    ],
)
def test_another_round_is_another_deal(other: Told) -> None:
    """Two rounds of one company are two cards, however much their figures differ."""
    cards, conflicts = merged([told("$12 million"), other])
    assert len(cards) == 2
    assert conflicts == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("312", "EUR", "exact"), ("310", "EUR", "about"), True),
        (("312", "EUR", "exact"), ("330", "EUR", "exact"), False),
        (("312", "EUR", "exact"), ("3900", "NOK", "exact"), True),
        (("90", "USD", "pre_money"), ("102", "USD", "post_money"), True),
        ((None, "USD", "several"), ("300", "USD", "exact"), True),
    ],
)
def test_what_is_no_contradiction(
    one: tuple[str | None, str, str], other: tuple[str | None, str, str], *, expected: bool
) -> None:
    """Rounding, other currencies, pre- against post-money and open amounts contradict nothing."""
    first, second = (MoneyValue(amount=a, currency=c, qualifier=q) for a, c, q in (one, other))
    assert agree(first, second) is expected


def test_a_conversion_off_by_ten_is_doubted() -> None:
    """A stated conversion that no rate of the time connects is flagged inside one article."""
    (conflict,) = doubts(evidence("It is valued at $2 billion (approximately 140 billion RMB)."))
    assert conflict.kind == "internal"
    assert [value.value for value in conflict.values] == ["$2 billion", "140 billion RMB"]


@pytest.mark.parametrize(
    "text",
    [
        "It is valued at $2 billion (approximately 14 billion RMB).",
        "It raised C$70 million, or about US$50 million.",
        "It raised $2 million and spent 140 billion RMB.",
    ],
)
def test_a_fair_conversion_is_not_doubted(text: str) -> None:
    """Conversions near the rate of the time, and two amounts side by side, raise no alarm."""
    assert doubts(evidence(text)) == ()


def test_a_company_is_not_funded_before_it_is_founded() -> None:
    """A deal dated before the founding year is flagged with both dates."""
    card = read_card(
        "Plimsoll raises $12 million",
        "LEITH, 3 March 2019 – Plimsoll Freight has raised $12 million in a Series A round.",
        "Plimsoll Freight was founded in 2021 and is based in Leith.",
    )
    (conflict,) = impossible_dates(card)
    assert [value.value for value in conflict.values] == ["2021", "2019-03-03"]
    assert impossible_dates(FIRST) == ()


def test_a_stated_alias_joins_two_articles() -> None:
    """Articles that use a company's two names tell one deal only where one of them says so."""
    card = read_card("Boreal raises", "Boreal Robotics has raised $12 million in a Series A round.")
    both = [told("$12 million"), Told(card, DAY)]
    assert len(merged(both)[0]) == 2
    assert len(merged(both, {"Plimsoll Freight": frozenset({"Boreal Robotics"})})[0]) == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("212", "USD", "exact"), ("230", "USD", "about"), False),
        (("2", "USD", "about"), ("1.87", "USD", "exact"), True),
        (("190", "CAD", "up_to"), ("150", "CAD", "exact"), True),
        (("190", "CAD", "up_to"), ("210", "CAD", "exact"), False),
        (("400", "BRL", "more_than"), ("430", "BRL", "exact"), True),
        (("400", "BRL", "more_than"), ("350", "BRL", "exact"), False),
    ],
)
def test_a_loose_figure_is_as_loose_as_its_words(
    one: tuple[str, str, str], other: tuple[str, str, str], *, expected: bool
) -> None:
    """ "About" allows a step of the last digit, a limit allows its own side, and neither allows more."""
    first, second = (MoneyValue(amount=a, currency=c, qualifier=q) for a, c, q in (one, other))
    assert agree(first, second) is expected
    assert agree(second, first) is expected


def test_a_stated_conversion_makes_two_currencies_comparable() -> None:
    """Crowns against dollars contradict where the article itself says what its crowns are in dollars."""
    crowns = replace(told("ISK 32.2 billion"), restated={"amount": dollars("230000000", "about")})
    _, conflicts = merged([told("$212 million"), crowns])
    (conflict,) = conflicts
    assert [value.value for value in conflict.values] == ["$212 million", "ISK 32.2 billion"]
    agreeing = replace(told("ISK 32.2 billion"), restated={"amount": dollars("213000000", "about")})
    assert merged([told("$212 million"), agreeing])[1] == ()


def dollars(amount: str, qualifier: str) -> MoneyValue:
    return MoneyValue(amount=amount, currency="USD", qualifier=qualifier)


def test_every_differing_value_is_shown() -> None:
    """Three articles with three figures give one conflict of three values; two that agree count once."""
    _, conflicts = merged(
        [told("$12 million"), told("$14 million"), told("$17 million"), told("$14,000,000")]
    )
    assert [value.value for value in conflicts[0].values] == ["$12 million", "$14 million", "$17 million"]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Plimsoll closed a seed round of $2 million in October 2019.", True),
        ("Plimsoll closed a seed round of $2 million in May 2021.", False),
        ("The company raised $2 million of seed money in 2019.", True),
        ("Harbourlight raised its first fund of seed capital in 2012.", False),
    ],
)
def test_money_before_the_founding_is_doubted(text: str, *, flagged: bool) -> None:
    """A round dated before the company was founded is flagged; another party's round is not."""
    lines = (
        "Plimsoll has raised $12 million in a Series A round.",
        "Plimsoll was founded in March 2021.",
        text,
    )
    found = funded_before_founded(read_card("Plimsoll raises $12 million", *lines), evidence(*lines))
    assert bool(found) is flagged
    assert all(conflict.field == "founded_on" for conflict in found)


def test_a_price_a_share_is_no_deal_amount() -> None:
    """What one share costs fills no money field."""
    card = read_card(
        "Calder Marine to buy Tidal Sensors",
        "Calder Marine has agreed to acquire Tidal Sensors for 90.25 dollars a share.",
    )
    assert card.amount.value is None


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        ("Pinto Robotics sold", ("Grebe Group bought Pinto Robotics in May 2019.", "Pinto Robotics was founded in 2021 in Leeds.")),
        (
            "Mirth Games raises",
            ("Mirth Games raised $4 million in a seed round in January 2021.", "The studio was set up in September 2021 by two designers."),
        ),
    ],
)  # fmt: skip
def test_a_deal_before_the_founding_is_doubted_however_it_is_told(title: str, texts: tuple[str, ...]) -> None:
    """A purchase is dated like a round, and a studio is founded like a company."""
    (conflict,) = funded_before_founded(read_card(title, *texts), evidence(*texts, title=title))
    assert (conflict.field, conflict.kind) == ("founded_on", "internal")


def test_what_the_company_itself_bought_before_is_no_doubt() -> None:
    """Another company's purchase, or one by a parent of a company not asked about, dates nothing."""
    texts = (
        "Grebe Group bought Tarn Mills in May 2019.",
        "Grebe Group is buying Pinto Robotics.",
        "Pinto Robotics was founded in 2021.",
    )
    assert funded_before_founded(read_card("Grebe buys Pinto Robotics", *texts), evidence(*texts)) == ()


def test_a_conversion_after_a_few_words_is_read() -> None:
    """ "In a Series C, or roughly" restates the sum before it."""
    (conflict,) = doubts(evidence("Quayle has raised £40 million in a Series C, or roughly $500 million."))
    assert [value.value for value in conflict.values] == ["£40 million", "$500 million"]
    assert doubts(evidence("Quayle has raised £40 million in a Series C, or roughly $51 million.")) == ()
