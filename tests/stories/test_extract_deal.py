"""Deal cards of stored articles: joined, cited, copies counted once."""

import asyncio

import pytest

from service.domain.deal import Basis, Deals
from service.domain.errors import ArticleNotFound
from service.samples import samples
from service.stories.extract_deal import ExtractDeals
from service.stories.other_names import OtherNames
from tests.stories.test_summarize import FlatEmbedder, Ingest, MemoryLibrary, memory_library, read


@pytest.fixture(scope="module")
def library() -> MemoryLibrary:
    stored = memory_library("flat")
    ingest = Ingest(
        read=read, articles=stored.articles, passages=stored.passages, journal=stored.journal,
        embedder=FlatEmbedder(), index=stored.vectors,
    )  # fmt: skip
    for posted in samples():
        ingest.add(posted)
    return stored


def deals(library: MemoryLibrary, *ids: str) -> Deals:
    made = asyncio.run(ExtractDeals(library.articles, OtherNames(library.catalogue))(ids))
    for citation in made.citations:
        article = library.articles.find(citation.article_id, citation.version)
        assert article.text[citation.start : citation.end] == citation.quote
    return made


def test_a_copy_joins_the_card_and_adds_no_evidence(library: MemoryLibrary) -> None:
    """The copy's id is on the card; every quote is from the article that had the words first."""
    made = deals(library, "portavento-stake-sale-syndicated", "portavento-stake-sale")
    (card,) = made.deals
    assert set(card.article_ids) == {"portavento-stake-sale", "portavento-stake-sale-syndicated"}
    assert {c.article_id for c in made.citations} == {"portavento-stake-sale"}
    assert made.citations[0].also_reported_by == ("portavento-stake-sale-syndicated",)


def test_two_rounds_of_one_company_are_two_cards_in_time_order(library: MemoryLibrary) -> None:
    """Series A and Series B never mix, and their figures are no conflict."""
    made = deals(library, "quillfern-series-b", "quillfern-series-a")
    assert [card.stage.value for card in made.deals] == ["Series A", "Series B"]
    assert made.conflicts == ()


def test_the_samples_raise_no_false_alarm(library: MemoryLibrary) -> None:
    """Of all samples only those that contradict themselves or each other are flagged."""
    found = deals(library, *(posted.id for posted in samples()))
    articles = {citation.n: citation.article_id for citation in found.citations}
    flagged = {articles[v.citation].split("-")[0] for conflict in found.conflicts for v in conflict.values}
    assert flagged <= {"stepstar", "calderhythe"}
    assert "stepstar" in flagged


def test_each_citation_holds_the_words_of_its_value(library: MemoryLibrary) -> None:
    """`raw` is verbatim in a quote that the value points at."""
    made = deals(library, *(posted.id for posted in samples()))
    quotes = {citation.n: citation.quote for citation in made.citations}
    for card in made.deals:
        for field in (card.company, card.amount, card.valuation, *card.lead_investors, *card.other_investors):
            if field.basis is not Basis.NOT_STATED:
                for raw in (field.raw or "").split(" / "):
                    assert any(raw in quotes[n] for n in field.citations)


def test_an_unknown_article_is_named(library: MemoryLibrary) -> None:
    """The error says which id is not there."""
    with pytest.raises(ArticleNotFound, match="nowhere"):
        deals(library, "nowhere")
