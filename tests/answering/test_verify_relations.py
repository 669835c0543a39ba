"""Relations between what a claim names and what the cited sentences do: each swap refused, its true twin kept."""

import pytest

from service.answering.verify import Verified, verify
from service.domain.answer import Support
from service.domain.draft import DraftSentence
from tests.answering.cases import evidence

ARTICLE = evidence(
    "Ferrolane will pay Dunmoor $40 million for the Oakrig mine.",
    "Ferrolane's lender is Castor Bank.",
    "Dunmoor's directors backed the sale in March.",
    "Ferrolane will buy back $9 million of its own shares.",
    "It has 300 miners, most of them in Tolva, and had revenue of $71 million in 2025, up 19 percent on the year before.",
    "Ada Voss and Pim Drost hold 12 percent each.",
    "The last $8 million is payable in two equal parts, whatever the price of tin.",
    "Ferrolane will name two of the seven directors.",
    "Chief executive Ada Voss used to be a mining engineer at Brell.",
    "In its last round Ferrolane was valued at $150 million.",
    "The companies said that the mine will stay open until 2031.",
    "Market talk put a price of $90 million on the company.",
    "Dunmoor has an option to buy 5 percent of Ferrolane.",
    "It needs clearance by the Norwegian authorities.",
    "The prospectus says that three buyers brought in 47 percent of revenue.",
    "On May 4 it signed a contract worth $52 million over three years.",
    "Revenue in the first half of 2025 was $46 million.",
    "Cash stood at $97 million and its debts are $35 million.",
    "One banker has seen the plan, the other has not read it.",
    "Listed peers trade at 9 times revenue.",
    "The loan runs for eight years with a two-year grace period, and 80 percent of it will be drawn in kroner.",
    "Ferrolane raised $11 million from Brell and a group of miners.",
    "Managing director Ada Voss founded the company with Pim Drost.",
    "Ferrolane needs 90 percent of the shares.",
    "It would be the largest sale of a mine since 2007.",
    "Dunmoor received nothing.",
    "Ore sales passed $70 million in May.",
    "In that case Castor would have stopped at four years.",
    "Of the first 40 shafts, 33 have a lift.",
    "The board refused one sale.",
    "They have board seats until the listing and must hold for six months after it.",
    "The state covers 50 percent of the first tranche.",
    title="Ferrolane to buy the Oakrig mine from Dunmoor",
    published="2026-03-10",
)


def judged(claim: str, *numbers: int) -> Verified:
    return verify(DraftSentence(claim, numbers), ARTICLE)


WRONG = [
    ("Ferrolane's directors backed the sale in March.", 3, "says it of “Dunmoor”"),
    ("Castor Bank will pay Dunmoor $40 million for the Oakrig mine.", 1, "“Ferrolane”"),
    ("Ferrolane will buy back $9 million of Dunmoor's shares.", 4, "“Ferrolane”'s"),
    ("Ferrolane has 300 miners in Tolva.", 5, "most of them"),
    ("Ada Voss and Pim Drost together hold 12 percent.", 6, "for each"),
    ("Ferrolane pays $8 million in each part.", 7, "not for each"),
    ("The last $8 million depends on the price of tin.", 7, "whatever"),
    ("Ferrolane will name seven directors.", 8, "two of the seven"),
    ("Ada Voss is a mining engineer at Brell.", 9, "used to be"),
    ("Ferrolane is worth $150 million.", 10, "was valued"),
    ("The union says that the mine will stay open until 2031.", 11, "company says it"),
    ("Ferrolane said that it is worth $90 million.", 12, "Market talk"),
    ("The mine will close in 2031.", 11, "open"),
    ("The contract is worth $52 million a year.", 16, "over three years"),
    ("Revenue in 2025 was $46 million.", 17, "first half"),
    ("The company has debts of $97 million.", 18, "cash"),
    ("Both bankers have seen the plan.", 19, "one only"),
    ("Ferrolane trades at 9 times revenue.", 20, "peers"),
    ("All of the loan will be drawn in kroner.", 21, "80 percent of it"),
    ("The loan has a grace period of eight years.", 21, "two-year grace period"),
    ("Brell alone gave Ferrolane $11 million.", 22, "more than one"),
    ("Pim Drost is managing director.", 23, "Ada Voss"),
    ("Dunmoor received some of the money.", 26, "received"),
    ("Ore sales will pass $70 million in May.", 27, "still to come"),
    ("All of the first 40 shafts have a lift.", 29, "33"),
    ("The board refused all sales.", 30, "refused one"),
    ("They must hold for six months before the listing.", 31, "after it"),
]


@pytest.mark.parametrize(("claim", "number", "told"), WRONG)
def test_a_swapped_relation_is_dropped(claim: str, number: int, told: str) -> None:
    """Somebody else, the whole for a part, or the past for the present: the reason says what the article has."""
    verified = judged(claim, number)
    assert verified.dropped is not None
    assert told in verified.dropped.detail


SOFTENED = [
    ("Dunmoor will buy 5 percent of Ferrolane.", 13, "option to buy"),
    ("Ferrolane has 90 percent of the shares.", 24, "needs"),
    ("It was the largest sale of a mine since 2007.", 25, "would be the largest"),
    ("Castor stopped at four years.", 28, "not done yet"),
    ("The state covers 50 percent of the price.", 32, "of what"),
]


@pytest.mark.parametrize(("claim", "number", "told"), SOFTENED)
def test_what_is_open_is_not_supported_as_done(claim: str, number: int, told: str) -> None:
    """A choice, a need, a "would", or a share of something else is shown as partly supported at most."""
    verified = judged(claim, number)
    assert verified.support is not Support.SUPPORTED
    assert told in " ".join(verified.notes)


def test_a_name_that_nothing_stands_for_is_not_supported() -> None:
    """A name from another sentence cannot take the place of the one that the cited sentence has."""
    assert judged("Castor Bank lends to Dunmoor.", 2).support is not Support.SUPPORTED


TRUE = [
    ("Dunmoor's directors backed the sale in March.", 3),
    ("Ferrolane buys back $9 million of its shares.", 4),
    ("Most of Ferrolane's 300 miners are in Tolva.", 5),
    ("Ferrolane had revenue of $71 million in 2025, more than in 2024.", 5),
    ("The two, Ada Voss and Pim Drost, each hold 12 percent.", 6),
    ("Ferrolane names two of seven directors.", 8),
    ("Ada Voss is a former mining engineer at Brell.", 9),
    ("Ferrolane was worth $150 million in its last round.", 10),
    ("The company said that the mine will stay open until 2031.", 11),
    ("Dunmoor may buy 5 percent of Ferrolane.", 13),
    ("Authorities in Norway need to give clearance.", 14),
    ("Nearly half of revenue, 47 percent, came from three buyers, the prospectus says.", 15),
    ("The contract brings $52 million over three years.", 16),
    ("Revenue was $46 million in the first half of 2025.", 17),
    ("The company has $97 million in cash and $35 million of debt.", 18),
    ("One banker has seen the plan.", 19),
    ("Four fifths of the loan, 80 percent of it, will be drawn in kroner.", 21),
    ("Ada Voss is managing director.", 23),
    ("Ferrolane still needs 90 percent of the shares.", 24),
    ("Dunmoor received nothing.", 26),
    ("In May ore sales passed $70 million.", 27),
    ("33 of the first 40 shafts have a lift.", 29),
    ("They must hold for six months after the listing.", 31),
    ("No, Ferrolane will pay $40 million for the Oakrig mine, not $50 million.", 1),
]


@pytest.mark.parametrize(("claim", "number"), TRUE)
def test_its_true_twin_is_supported(claim: str, number: int) -> None:
    """The same relation told as the article has it passes."""
    verified = judged(claim, number)
    assert verified.support is Support.SUPPORTED, (verified.dropped, verified.notes)
    assert verified.text == claim


WRONG_FIGURES = [
    ("Nearly half of revenue, 47 percent, and a quarter of the loss came from three buyers.", 15),
    ("Over half of revenue came from three buyers.", 15),
    ("Ferrolane had revenue of $71 million in 2024.", 5),
    ("Ferrolane will pay $50 million for the Oakrig mine, not $40 million.", 1),
    ("Ferrolane will pay $45 million for the Oakrig mine, not $50 million.", 1),
    ("The three, Ada Voss and Pim Drost, each hold 12 percent.", 6),
]


@pytest.mark.parametrize(("claim", "number"), WRONG_FIGURES)
def test_a_figure_that_is_not_implied_is_dropped(claim: str, number: int) -> None:
    """What is accepted for another way of saying a figure does not let a wrong one through."""
    verified = judged(claim, number)
    assert verified.dropped is not None
    assert verified.dropped.text == claim


def test_two_rounds_of_two_articles_stand_in_one_claim() -> None:
    """A sentence that names no round speaks of the one that its article named last."""
    told = evidence(
        "Ferrolane has raised a $9 million Series A.",
        "The round values it at $30 million.",
        "In its Series B Ferrolane was valued at $70 million.",
    )
    claim = "Ferrolane was valued at $30 million in its Series A and at $70 million in its Series B."
    assert verify(DraftSentence(claim, (2, 3)), told).dropped is None
    wrong = claim.replace("Series A", "Series C")
    assert verify(DraftSentence(wrong, (2, 3)), told).dropped is not None


def test_german_number_words_are_no_names() -> None:
    """ "Zwei Personen" are two people, not a company."""
    told = evidence("Two people who have read the contract put the price at €345 million.")
    claim = "Zwei Personen, die den Vertrag gelesen haben, sprechen von 345 Millionen Euro."
    assert verify(DraftSentence(claim, (1,)), told).support is Support.SUPPORTED
