"""Two companies of one deal have a chief each: nobody is given the other one's."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.app.service import Service
from service.app.settings import Settings
from service.app.wiring import open_service
from service.domain.answer import Answer, Status
from service.domain.article import Posted
from service.domain.deal import Person
from service.domain.question import Question

BOUGHT = """LYON - Tessaly Foods, the French maker of frozen pastry, has agreed to buy Orrin Bakeries of Ghent for €75 million in cash.

Orrin had sales of €34 million last year and employs 210 people.

"Ghent gives us the ovens we could not build," said Tessaly's chief executive, Claire Aubrac. Lazlo Wens, who founded Orrin in 1998, will stay
for two years.

Bram Tielens of the works council said that nobody had asked the bakers.
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_service(Settings(data_dir=tmp_path_factory.mktemp("people"))) as service:
        title = "Tessaly Foods buys rival Orrin Bakeries"
        service.ingest.add(Posted(text=BOUGHT, id="bought", title=title, published_at="2024-11-19"))
        yield service


def ask(service: Service, question: str) -> Answer:
    return asyncio.run(service.ask.answer(Question(text=question)))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is the CEO of Tessaly?", "Claire Aubrac"),
        ("Who runs Tessaly Foods?", "Claire Aubrac"),
        ("Who founded Orrin Bakeries?", "Lazlo Wens"),
        ("Who is Claire Aubrac?", "Tessaly's chief executive"),
        ("Who is Wens?", "founded Orrin"),
        ("What did Claire Aubrac say?", "Ghent gives us the ovens"),
        ("What did Tielens say?", "nobody had asked the bakers"),
    ],
)
def test_the_person_in_that_role_of_that_company_is_told(service: Service, question: str, name: str) -> None:
    """Also where the card of the deal lists several people."""
    assert [name in one.quote for one in ask(service, question).citations] == [True]


@pytest.mark.parametrize("question", ["Who is the CEO of Orrin?", "Who runs Orrin Bakeries?"])
def test_another_companys_chief_is_no_answer(service: Service, question: str) -> None:
    """The only chief executive in the article is the buyer's."""
    assert ask(service, question).status is Status.ABSTAINED


def test_a_role_on_the_card_says_whose_it_is(service: Service) -> None:
    """As the article puts it, and the founder is on the card as well."""
    (deal,) = asyncio.run(service.deals(["bought"])).deals
    assert {one.value for one in deal.people} == {
        Person(name="Claire Aubrac", role="Tessaly's chief executive"),
        Person(name="Lazlo Wens", role="founder"),
    }


def test_the_newest_role_of_a_person_is_told(tmp_path: Path) -> None:
    """People change their jobs."""
    with open_service(Settings(data_dir=tmp_path)) as service:
        for name, day, text in (
            (
                "now",
                "2026-01-21",
                "Linnea Sarn, chief executive of Quernlea, said that half of the money goes into a product.",
            ),
            ("then", "2024-04-16", "Quernlea was founded by Amadou Voss and Linnea Sarn in Austin."),
        ):
            title = f"Quernlea raises money ({name})"
            service.ingest.add(Posted(text=text, id=name, title=title, published_at=day))
        (cited,) = ask(service, "Who is Linnea Sarn?").citations
        assert cited.article_id == "now"
