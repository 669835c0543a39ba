"""A company with two rounds: who asks for the latest is told of the latest, and of nothing older."""

import asyncio
from collections.abc import Iterator
from datetime import date

import pytest

from service.app.service import Service
from service.app.settings import Settings
from service.app.wiring import open_service
from service.domain.answer import Answer
from service.domain.article import Posted
from service.domain.question import Question

SEED = """Brandlow Sails raises $12 million

PENRYN - Brandlow Sails, which makes wind-assist wings for cargo ships, has raised $12 million in a Series A led by Quillon Ventures. The
round values the company at $55 million.

Chief executive Mara Teale said the company employs 48 people.
"""
ASIDE = """FRANKFURT - Brandlow Sails has moved its annual meeting from May to June, it said.
"""
LATER = """Brandlow Sails lands $40 million

PENRYN - Brandlow Sails has raised $40 million in a Series B led by Northgate Growth. Quillon Ventures also took part. The round values the
company at $210 million after the money.

The company employs 131 people. Chief executive Jonah Prideaux, who took over from Mara Teale last year, said revenue reached $18 million in 2024.
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_service(Settings(data_dir=tmp_path_factory.mktemp("latest"))) as service:
        for name, text, day in (("later", LATER, "2025-06-02"), ("seed", SEED, "2023-03-14")):
            title, _, body = text.partition("\n")
            service.ingest.add(Posted(text=body, id=name, title=title, published_at=day))
        aside = Posted(text=ASIDE, id="aside", title="Brandlow moves its meeting", published_at="2025-09-01")
        service.ingest.add(aside)
        yield service


def ask(service: Service, question: str, **limits: object) -> Answer:
    return asyncio.run(service.ask.answer(Question(text=question, **limits)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much did Brandlow Sails raise in its most recent round?", "$40 million"),
        ("What was Brandlow's latest funding round?", "$40 million"),
        ("Who led Brandlow's last round?", "Northgate Growth"),
        ("What is the current valuation of Brandlow?", "$210 million"),
        ("How many people does Brandlow Sails currently employ?", "131"),
        ("Who is the CEO of Brandlow Sails now?", "Jonah Prideaux"),
    ],
)
def test_the_latest_is_told(service: Service, question: str, said: str) -> None:
    """The newest article that says so answers alone; a newer one on something else changes nothing."""
    answer = ask(service, question)
    assert said in answer.citations[0].quote
    assert {one.article_id for one in answer.citations} == {"later"}


def test_an_earlier_round_is_told_when_it_is_asked_for(service: Service) -> None:
    """By its name, and as the latest of its day."""
    assert "Quillon Ventures" in ask(service, "Who led the Series A of Brandlow?").citations[0].quote
    then = ask(service, "Who led Brandlow's latest round?", as_of=date(2024, 1, 1))
    assert [one.article_id for one in then.citations] == ["seed"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much did Brandlow Sails raise?", ["$40 million", "$12 million"]),
        ("Who are Brandlow's investors?", ["Northgate Growth", "Quillon Ventures also", "Quillon Ventures"]),
    ],
)
def test_a_question_for_any_round_gets_each(service: Service, question: str, said: list[str]) -> None:
    """Newest first, every round with its own sentence and source."""
    answer = ask(service, question)
    assert [words in one.quote for words, one in zip(said, answer.citations, strict=True)] == [True] * len(
        said
    )
    assert [one.article_id for one in answer.citations] == [*["later"] * (len(said) - 1), "seed"]


def test_what_a_company_is_worth_is_what_it_is_worth_now(service: Service) -> None:
    """The present tense asks for the newest; the name of a round for that round."""
    assert "$210 million" in ask(service, "What is Brandlow's valuation?").citations[0].quote
    assert "$12 million" in ask(service, "How much did Brandlow raise in its Series A?").citations[0].quote
