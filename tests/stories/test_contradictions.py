"""Who asks for a disputed figure is told both sides with their sources; who asks for something else is not."""

import asyncio
from collections.abc import Iterator

import pytest

from service.app.service import Service
from service.app.settings import Settings
from service.app.wiring import open_service
from service.domain.answer import Answer, Reason, Status, Support
from service.domain.article import Posted
from service.domain.question import Question

WIRE = (
    "Calder Marine has agreed to acquire Tidal Sensors for $212 million in cash. "
    "Tidal Sensors has 93 employees. Ann Lee is its chief executive."
)
POST = (
    "Calder Marine has agreed to acquire Tidal Sensors for ISK 32.2 billion, or about $230 million. "
    "Tidal Sensors now employs 104 people in Leith. It has a cat."
)
LATER = "Calder Marine has agreed to acquire Ostrom Buoys for $31 million. Ostrom Buoys has 12 employees."
SERIES_A = (
    "Quern Software has raised $18 million in a Series A led by Doverlark. Quern Software has 40 people."
)
SERIES_B = "Quern Software has raised $60 million in a Series B led by Marrowstone. It has now raised $81 million in all."
TOWPATH = (
    "Rookhaven has agreed to acquire Towpath Lighting for $410 million in cash. Towpath Lighting makes lamps."
)
DOUBTS = (
    "Rookhaven is buying Towpath Lighting, and the true price is higher. Two lenders put it at $455 million. "
    "The companies said that the price of Towpath Lighting is $410 million."
)
SLIP = "Plimsoll Freight was founded in March 2021. Plimsoll Freight closed a seed round of $2 million in October 2019."


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Two reports that disagree, a copy of one, another deal, and an article that contradicts itself."""
    with open_service(Settings(data_dir=tmp_path_factory.mktemp("clash"))) as opened:
        for name, text, title, day in (
            ("wire", WIRE, "Calder Marine to acquire Tidal Sensors", "2025-01-22"),
            ("post", POST, "Tidal Sensors is sold", "2025-01-23"),
            ("copy", WIRE, "Tidal Sensors goes to Calder Marine", "2025-01-24"),
            ("later", LATER, "Calder Marine to acquire Ostrom Buoys", "2025-03-01"),
            ("series-a", SERIES_A, "Quern Software raises $18 million", "2023-02-01"),
            ("series-b", SERIES_B, "Quern Software raises $60 million", "2025-01-01"),
            ("towpath", TOWPATH, "Rookhaven to acquire Towpath Lighting", "2025-04-01"),
            ("doubts", DOUBTS, "Towpath Lighting is sold", "2025-04-02"),
            ("slip", SLIP, "Plimsoll Freight looks back", "2025-02-01"),
        ):
            opened.ingest.add(Posted(id=name, text=text, title=title, published_at=day))
        yield opened


def ask(service: Service, question: str) -> Answer:
    return asyncio.run(service.ask.answer(Question(text=question)))


@pytest.mark.parametrize(
    ("question", "field", "sides"),
    [
        (
            "How much is Calder Marine paying for Tidal Sensors?",
            "amount",
            {"$212 million", "ISK 32.2 billion"},
        ),
        ("How many people does Tidal Sensors employ?", "employees", {"93", "104"}),
    ],
)
def test_a_disputed_figure_is_told_twice(
    service: Service, question: str, field: str, sides: set[str]
) -> None:
    """Both articles are cited, the claims are marked, the copy counts for nothing, and the status says why."""
    answer = ask(service, question)
    assert (answer.status, answer.reason) == (Status.ANSWERED, Reason.CONFLICTING)
    (conflict,) = answer.conflicts
    assert (conflict.field, conflict.kind) == (field, "cross_article")
    assert {value.value for value in conflict.values} == sides
    sources = {answer.citations[value.citation - 1].article_id for value in conflict.values}
    assert sources == {"wire", "post"}
    assert sum(claim.support is Support.CONFLICTING for claim in answer.claims) == 2


def test_who_asks_for_a_person_hears_of_no_figure(service: Service) -> None:
    """A dispute about money is no part of an answer about a person."""
    assert ask(service, "Who is the chief executive of Tidal Sensors?").conflicts == ()


def test_another_deal_of_the_same_buyer_contradicts_nothing(service: Service) -> None:
    """The price of another target is another price."""
    answer = ask(service, "How much is Calder Marine paying for Ostrom Buoys?")
    assert answer.conflicts == ()
    assert answer.reason is None


def test_money_before_the_founding_is_told_with_the_founding(service: Service) -> None:
    """The two dates that cannot both be right stand side by side."""
    answer = ask(service, "When was Plimsoll Freight founded?")
    (conflict,) = answer.conflicts
    assert (conflict.field, conflict.kind) == ("founded_on", "internal")
    assert len(answer.claims) == 2


@pytest.mark.parametrize(
    "question",
    [
        "How much did Quern Software raise, and how did that change from Series A to Series B?",
        "Compare what Quern Software raised in both of its rounds.",
    ],
)
def test_two_rounds_are_no_conflict(service: Service, question: str) -> None:
    """What one company raised in two rounds differs because they are two, also where both are told."""
    assert ask(service, question).conflicts == ()


@pytest.mark.parametrize(
    "question",
    ["How much is Rookhaven paying for Towpath Lighting?", "What is the price of Towpath Lighting?"],
)
def test_a_price_that_an_article_doubts_is_told_with_the_doubt(service: Service, question: str) -> None:
    """Whichever sentence answers, the figure that others put on the deal stands beside it."""
    answer = ask(service, question)
    (conflict,) = answer.conflicts
    assert [value.value for value in conflict.values] == ["$410 million", "$455 million"]
    assert answer.reason is Reason.CONFLICTING
    assert len(answer.claims) == 2
