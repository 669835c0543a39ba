"""Two reports of one deal that cannot both be right, and reports that only look so."""

from dataclasses import replace

import pytest

from service.deals.merge import Told, merged
from service.domain.answer import Conflict
from service.domain.deal import Basis
from service.stories.extract_deal import told_by
from tests.deals.reading import evidence, read_card

Report = tuple[str, ...]
"""Day, title, and the sentences of one article."""


def told(report: Report, name: str) -> Told:
    day, title, *texts = report
    sentences = [replace(s, article_id=name) for s in evidence(*texts, title=title, published_at=day)]
    return told_by(read_card(title, *texts, published_at=day), sentences)


def conflicts(*reports: Report) -> tuple[Conflict, ...]:
    return merged([told(report, f"r{place}") for place, report in enumerate(reports)])[1]


RELEASE = (
    "2025-03-04", "Rookhaven to acquire Pell Lighting for $410 million",
    "Rookhaven Group has signed a definitive agreement to acquire Pell Lighting for $410 million in cash.",
    "Rookhaven will pay $380 million at closing.", "Pell was founded in 1998 and has 512 employees.",
)  # fmt: skip
PRESS = (
    "2025-03-06", "Pell Lighting sold to Rookhaven",
    "Rookhaven is buying Pell Lighting, and the true price is higher than the companies say.",
    "Two lenders who have seen the papers put it at $455 million, with the pension deficit counted.",
    "The companies said on Tuesday that the price is $410 million.", "Pell was founded in 1996 and employs 540.",
)  # fmt: skip
ROUND = (
    "2025-05-12", "Tansy Bio raises $30 million", "Tansy Bio has raised $30 million in a Series A led by Gorsehill Partners.",
    "Tansy, founded in 2020, has raised $41 million to date.", "It has 60 employees.",
)  # fmt: skip
OTHER_ROUND = (
    "2025-05-13", "Tansy Bio lands Series A", "Tansy Bio closed a $34 million Series A led by Gorsehill Partners, according to a filing.",
    "That brings its total funding to $45 million.", "It has a staff of 75.",
)  # fmt: skip
STAKE = (
    "2025-02-01", "Corvane sells stake in Dunmoor Ports",
    "Corvane Pension Fund has agreed to sell a 20 percent stake in Dunmoor Ports to Selwyn Infrastructure for $300 million.",
)  # fmt: skip
SHARE = (
    "2025-02-03", "Selwyn takes share of Dunmoor Ports",
    "Selwyn Infrastructure is buying 22 percent of Dunmoor Ports from Corvane Pension Fund for $300 million.",
)  # fmt: skip
DONE = (
    "2025-06-10", "Ardle Foods completes purchase of Tamsin Teas", "Ardle Foods has completed its acquisition of Tamsin Teas for £88 million.",
    "The deal closed on 6 June 2025.",
)  # fmt: skip
OWNED = (
    "2025-06-11", "Ardle now owns Tamsin Teas", "Ardle Foods completed the purchase of Tamsin Teas on 9 June 2025 for £88 million.",
)  # fmt: skip
LOAN = (
    "2025-04-01",
    "Hexley Power signs loan",
    "Hexley Power has signed a €500 million loan facility.",
    "It was signed on 28 March 2025.",
)
BORROWED = (
    "2025-04-02", "Hexley Power borrows", "Hexley Power has borrowed €550 million from a group of banks.",
    "The loan agreement was signed on 31 March 2025.",
)  # fmt: skip

OFFERED = (
    "2024-03-01",
    "Osprey Rail to list",
    "Osprey Rail raised $90 million in its IPO, selling shares at $18.",
)
LISTED = (
    "2024-03-02",
    "Osprey Rail IPO",
    "Osprey Rail sold $99 million of stock in its initial public offering.",
)
BUYER = (
    "2024-03-01",
    "Tern Foods buys Brill",
    "Tern Foods is buying Brill Bakeries from the Hale family for £64 million.",
)
SELLER = (
    "2024-03-03", "Brill family sells", "The Hale family has sold Brill Bakeries to Tern Foods for £71 million, a person close to it said.",
)  # fmt: skip
MATURING = (
    "2024-03-01",
    "Saltmarsh gets loan",
    "Saltmarsh Wind has signed a €90 million loan that matures in 12 years.",
)
TENOR = (
    "2024-03-02",
    "Saltmarsh borrows",
    "Saltmarsh Wind has signed a €90 million loan.",
    "The loan has a maturity of ten years.",
)
TEAM = ("2024-03-01", "Sedge raises", "Sedge has raised a $6 million seed round.", "Its team is 25 strong.")
FIRM = ("2024-03-02", "Sedge", "Sedge raised a $6 million seed round.", "The 32-person company is in Cork.")


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        (OFFERED, LISTED, {"amount"}),
        (BUYER, SELLER, {"amount"}),
        (MATURING, TENOR, {"loan_term"}),
        (TEAM, FIRM, {"employees"}),
        (RELEASE, PRESS, {"amount", "founded_on", "employees"}),
        (ROUND, OTHER_ROUND, {"amount", "total_raised", "employees"}),
        (STAKE, SHARE, {"stake"}),
        (DONE, OWNED, {"closed_on"}),
        (LOAN, BORROWED, {"amount", "signed_on"}),
    ],
)
def test_each_figure_that_two_reports_give_differently_is_flagged(
    one: Report, other: Report, fields: set[str]
) -> None:
    """However the second report puts the figure, both stand side by side, and nothing else is flagged."""
    assert {conflict.field for conflict in conflicts(one, other)} == fields


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            RELEASE,
            (
                "2025-03-06", "Pell Lighting sold to Rookhaven", "Rookhaven is buying Pell Lighting for more than $400 million.",
                "An analyst put its fair value at $350 million.", "Rookhaven paid $120 million for Pell's rival Otterby in 2022.",
            ),
        ),
        (
            ROUND,
            (
                "2025-05-13", "Tansy Bio lands Series A", "Tansy Bio closed a $30 million Series A, which brings its total to $41 million.",
                "It plans to employ 120 people by 2027.",
            ),
        ),
        (
            LOAN,
            (
                "2025-04-02", "Hexley Power borrows", "Hexley Power has borrowed half a billion euros; Banque Merle provides €200 million of it.",
                "The loan can be raised by €100 million.",
            ),
        ),
    ],
)  # fmt: skip
def test_another_figure_of_the_same_deal_contradicts_nothing(one: Report, other: Report) -> None:
    """A part, an opinion, an earlier deal, a plan and a rounded figure are no second figure."""
    assert conflicts(one, other) == ()


def test_one_article_that_gives_two_prices_contradicts_itself() -> None:
    """The price is left empty, both figures are shown, and neither is picked."""
    (card,), (conflict,) = merged([told(PRESS, "press")])
    assert [value.value for value in conflict.values] == ["$410 million", "$455 million"]
    assert (conflict.field, conflict.kind) == ("amount", "internal")
    assert (card.amount.value, card.amount.basis) == (None, Basis.CONFLICTING)


def test_a_price_put_on_a_company_that_is_sold_is_no_valuation() -> None:
    """ "Put it at" after a sentence about the price is the price told otherwise."""
    assert told(PRESS, "press").card.valuation.basis is Basis.NOT_STATED
