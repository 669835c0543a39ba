"""A company is found, checked and grouped under every name that is known, and the name used is told."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.app.service import Service
from service.app.settings import Settings
from service.app.wiring import open_service
from service.domain.answer import Answer, OtherName, Status
from service.domain.article import Posted
from service.domain.draft import DraftSentence
from service.domain.errors import AliasesRejected
from service.domain.question import Question
from service.stories.draft import checked
from service.stories.other_names import OtherNames
from service.stories.whole import load, whole
from tests.fakes.articles import FakeEmbedder

ARTICLES = (
    Posted(
        id="new",
        title="Northwind Labs raises $12 million",
        published_at="2025-03-03",
        text="Northwind Labs, formerly Boreal Robotics, has raised $12 million in a Series A round led by Harbourlight Ventures. "
        "Northwind Labs builds small cranes for coastal ports.",
    ),
    Posted(
        id="old",
        title="Boreal Robotics closes its Series A",
        published_at="2025-03-04",
        text="Boreal Robotics has raised $14 million in a Series A round led by Harbourlight Ventures. It employs 40 people in Leith.",
    ),
    Posted(
        id="other",
        title="Boreal Cargo raises $9 million",
        published_at="2025-03-05",
        text="Boreal Cargo has raised $9 million in a Series A round led by Ostrom Capital. It ships fish from Bergen.",
    ),
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Three articles, and a file that gives one company a name no article has."""
    folder = tmp_path_factory.mktemp("names")
    (folder / "aliases.toml").write_text('"Northwind Labs" = ["Nordvind"]\n', encoding="utf-8")
    settings = Settings(data_dir=folder / "data", aliases=folder / "aliases.toml")
    with open_service(settings) as opened:
        for posted in ARTICLES:
            opened.ingest.add(posted)
        yield opened


def ask(service: Service, question: str) -> Answer:
    return asyncio.run(service.ask.answer(Question(text=question)))


def test_a_name_that_no_article_has_finds_its_company(service: Service) -> None:
    """The operator's name leads to the articles' own, and the answer tells which."""
    answer = ask(service, "How much did Nordvind raise?")
    assert answer.status is not Status.ABSTAINED
    assert any("$12 million" in claim.text for claim in answer.claims)
    assert OtherName("Nordvind", "Northwind Labs") in answer.search.aliases


def test_a_former_name_finds_what_is_told_under_the_new_one(service: Service) -> None:
    """ "Formerly" is enough: both names are searched and disclosed."""
    answer = ask(service, "What cranes does Boreal Robotics build?")
    assert any("cranes" in claim.text for claim in answer.claims)
    assert answer.search.aliases == (OtherName("Boreal Robotics", "Northwind Labs"),)


def test_a_question_without_another_name_tells_none(service: Service) -> None:
    """Nothing is disclosed where nothing was used."""
    assert ask(service, "Who led the round of Boreal Cargo?").search.aliases == ()


def test_articles_under_two_names_tell_one_deal(service: Service) -> None:
    """One card for the renamed company, with the conflict between its articles; the look-alike has its own."""
    told = asyncio.run(service.deals(("new", "old", "other")))
    assert [card.article_ids for card in told.deals] == [("new", "old"), ("other",)]
    assert [conflict.field for conflict in told.conflicts] == ["amount"]


def test_a_claim_may_use_either_name(service: Service) -> None:
    """The names check accepts the other name of a cited company, and no look-alike's."""
    evidence = OtherNames(_Named()).beside(whole(load(service.articles, ["new"])))  # type: ignore[arg-type]
    number = next(s.number for s in evidence.sentences if "$12 million" in s.text)
    right = checked(DraftSentence("Nordvind has raised $12 million.", (number,)), evidence)
    wrong = checked(DraftSentence("Boreal Cargo has raised $12 million.", (number,)), evidence)
    assert right.dropped is None
    assert wrong.dropped is not None
    assert wrong.dropped.check == "names"


class _Named:
    """A catalogue that knows one other name."""

    def revision(self) -> int:
        return 1

    def aliases(self) -> tuple[tuple[str, str], ...]:
        return (("Northwind Labs", "Nordvind"),)


def test_a_broken_file_stops_the_start(tmp_path: Path) -> None:
    """The service does not start with a file of names that it cannot use."""
    (tmp_path / "aliases.toml").write_text("nonsense", encoding="utf-8")
    settings = Settings(data_dir=tmp_path / "data", aliases=tmp_path / "aliases.toml")
    with pytest.raises(AliasesRejected), open_service(settings, embedder=FakeEmbedder()):  # type: ignore[arg-type]
        pass
