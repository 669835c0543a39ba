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
